import type * as vscode from "vscode";
import type { Middleware } from "vscode-languageclient";
import type { Stations } from "./stations.ts";

/** Lets nothing through to the server that is about Markdown which is not a station, whichever feature asks. */
export function onlyOfStations(stations: Stations, own: Middleware): Middleware {
  return new Proxy(own, {
    get(target, name) {
      const given: unknown = Reflect.get(target, name);
      // Only functions with such names are given documents.
      if (typeof name !== "string" || !/^(?:did|will|prepare|provide)/.test(name)) return given;
      return (...all: readonly unknown[]) => {
        const document = documentOf(all[0]);
        if (document && stations.isForeign(document)) {
          if (name.startsWith("did")) return Promise.resolve();
          // What was found in it while a path listed it is gone; without an answer it would stay.
          return name === "provideDiagnostics" ? { kind: "full", items: [] } : undefined;
        }
        if (typeof given === "function") return given.apply(target, all);
        return (all.at(-1) as (...rest: readonly unknown[]) => unknown)(...all.slice(0, -1));
      };
    },
  });
}

/** The document that a feature is asked about, or that something has happened to. */
function documentOf(subject: unknown): vscode.TextDocument | undefined {
  if (typeof subject !== "object" || subject === null) return undefined;
  if ("languageId" in subject) return subject as vscode.TextDocument;
  return "document" in subject ? documentOf(subject.document) : undefined;
}
