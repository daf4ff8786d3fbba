import type { Element } from "hast";
import { h } from "hastscript";
import { countsOf, type FileReport, printer, type Report, summarize } from "../lint/report.ts";
import { count } from "../text/count.ts";
import { htmlDocument } from "./document.ts";

const NAMES = { error: "✖ error", warning: "▲ warning", information: "● note", hint: "· hint" } as const;

/** What was found, as a page of its own for people who do not sit at a terminal. */
export function reportPage(report: Report): string {
  const summary = summarize(report);
  const found = report.files.filter(({ findings }) => findings.length);
  return htmlDocument({
    title: "What Stationmaster found",
    language: "en",
    content: [
      h("header", { className: "head" }, [
        h("h1", "What Stationmaster found"),
        h(
          "p",
          { className: ["verdict", summary.errors ? "open" : "done"] },
          countsOf(summary).join(", ") || "No problems found",
        ),
        h("p", { className: "facts" }, `${count(summary.files, "file")} checked`),
      ]),
      ...(report.unreadable.length ? [unreadable(report)] : []),
      ...found.map((file, at) => fileSection(report, file, at)),
    ],
    data: undefined,
  });
}

function unreadable(report: Report): Element {
  const items = report.unreadable.map(({ file, reason }) => h("li", [h("code", report.nameOf(file)), `: ${reason}`]));
  return h("section", { ariaLabelledBy: "h-unreadable" }, [
    h("h2", { id: "h-unreadable" }, "Could not be checked"),
    h("ul", items),
  ]);
}

function fileSection(report: Report, { file, text, findings }: FileReport, at: number): Element {
  const print = printer(text);
  const items = findings.map(({ severity, rule, message, range }) => {
    const { line, column } = print(range).start;
    const words = text.slice(range.start, Math.min(range.end, range.start + 200)).trim();
    return h("li", { className: severity === "error" ? "open" : "done" }, [
      h("p", message),
      h("p", { className: "facts" }, `${NAMES[severity]} · ${rule} · line ${line}, column ${column}`),
      ...(words ? [h("blockquote", h("p", words))] : []),
    ]);
  });
  const id = `h-file-${at + 1}`;
  return h("section", { ariaLabelledBy: id }, [
    h("h2", { id }, report.nameOf(file)),
    h("ol", { className: "proofs" }, items),
  ]);
}
