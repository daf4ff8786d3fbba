import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { attributes } from "../../client/src/page-attributes.ts";
import { nonce, previewPage } from "../../client/src/preview-page.ts";
import { restored } from "../../client/src/preview-state.ts";

/** The page for what a host gives. */
function page(cspSource: string, style = "https://host.example/preview.css"): string {
  return previewPage({ cspSource, style, script: "https://host.example/preview.js", translated: (text) => text });
}

/** The directives of a page's policy by their names. */
function policyOf(html: string): ReadonlyMap<string, string> {
  const policies = [...html.matchAll(/<meta http-equiv="Content-Security-Policy" content="([^"]*)">/g)];
  expect(policies).toHaveLength(1);
  return new Map(
    policies[0]![1]!.split(";").map((each) => {
      const [name, ...values] = each.trim().split(/\s+/);
      return [name!, values.join(" ")];
    }),
  );
}

const HOST = "'self' https://*.vscode-cdn.net";

describe("the policy of a preview", () => {
  test("allows one script, and pictures, fonts and styles that the host serves", () => {
    const policy = policyOf(page(HOST));
    const key = /'nonce-([0-9a-f]{32})'/.exec(policy.get("script-src")!)![1];
    expect(Object.fromEntries(policy)).toEqual({
      "default-src": "'none'",
      "img-src": "https://*.vscode-cdn.net data:",
      "media-src": "https://*.vscode-cdn.net",
      "script-src": `'nonce-${key}'`,
      "style-src": `https://*.vscode-cdn.net 'nonce-${key}'`,
      "font-src": "https://*.vscode-cdn.net",
      "base-uri": "'none'",
      "form-action": "'none'",
      "frame-src": "'none'",
      "object-src": "'none'",
      "connect-src": "'none'",
    });
  });

  test("allows the folder that the web serves the extension from", () => {
    const folder = "https://a.vscode-unpkg.example/stationmaster/0.1.0/extension/";
    expect(policyOf(page(`${folder} ${HOST}`)).get("font-src")).toBe(`${folder} https://*.vscode-cdn.net`);
  });

  test("is that of every page which VS Code is given", () => {
    const client = new URL("../../client/src/", import.meta.url);
    const texts = readdirSync(client).map((name) => readFileSync(new URL(name, client), "utf8"));
    const given = (pattern: RegExp) => texts.flatMap((text) => [...text.matchAll(pattern)].map(([, made]) => made));
    expect(given(/\.html\s*[+?|&]*=(?!=)\s*([\w.]*)/g)).toEqual(["pageOf"]);
    expect(given(/^function pageOf\([^}]*\breturn (\w+)/gm)).toEqual(["previewPage"]);
  });

  test("stands before anything that could be loaded", () => {
    expect(page(HOST)).toMatch(/^<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta http-equiv/);
  });

  test("has a key of its own for each page, and never a word that lets everything in", () => {
    const keys = new Set<string>();
    for (let count = 0; count < 1_000; count++) {
      const html = page(HOST);
      expect(html).not.toMatch(/unsafe-inline|unsafe-eval|unsafe-hashes|strict-dynamic/);
      keys.add(policyOf(html).get("script-src")!);
    }
    expect(keys.size).toBe(1_000);
    expect(nonce()).not.toBe(nonce());
  });

  test.each([
    "https://a.example; script-src *",
    "https://a.example;script-src *;",
    '"><script>alert(1)</script>',
    "'unsafe-inline' 'unsafe-eval' 'strict-dynamic'",
    "*",
    "https: http: data: blob:",
    "https://*",
    "https://a.example\n; default-src *",
    "https://a.example,script-src *",
    "https://a.example/x;script-src *",
    "https://a.example/x',*",
    "&quot;&gt;<base href=//a.example>",
    "\u0000\u2028\uD800",
    "",
  ])("stays whole whatever the host says: %j", (cspSource) => {
    const html = page(`${cspSource} ${HOST}`);
    const expected = policyOf(page(HOST));
    const policy = policyOf(html);
    expect([...policy.keys()]).toEqual([...expected.keys()]);
    expect(policy.get("font-src")!.replace(/^https:\/\/a\.example\s/, "")).toBe("https://*.vscode-cdn.net");
    expect(policy.get("script-src")).toMatch(/^'nonce-[0-9a-f]{32}'$/);
    expect(html.match(/<script|<base/g)).toEqual(["<script"]);
  });

  test.each(["/home/a;script-src *;/x", "/home/a\"'><b>/x", "/home/a\n/x", "/home/'unsafe-inline'/x"])(
    "stays whole wherever the extension and the workspace lie: %j",
    (folder) => {
      const html = page(
        `https://file+.vscode-resource.example${folder} ${HOST}`,
        `https://host.example${folder}/preview.css`,
      );
      const [policy, expected] = [policyOf(html), policyOf(page(HOST))];
      expect([...policy.keys()]).toEqual([...expected.keys()]);
      for (const [name, sources] of policy) expect(sources, name).not.toMatch(/\*(?!\.)|unsafe|[<>"]/);
      expect(html.match(/<(?:script|base|b)\b/g)).toEqual(["<script"]);
    },
  );

  test("and addresses stay within their attributes", () => {
    const html = page(HOST, `https://host.example/a"><script>'&/preview.css`);
    expect(html).toContain('href="https://host.example/a&#34;&#62;&#60;script&#62;&#39;&#38;/preview.css"');
  });
});

describe("what a preview remembers", () => {
  const usual = { locked: false, marks: true, review: false, view: "station", reader: undefined };

  test("comes back", () => {
    const state = { locked: true, marks: false, review: true, view: "map", reader: 3 };
    const [uri, top] = ["file:///a/b.station.md", 300];
    expect(restored({ uri, top, ...state })).toEqual({ uri, top, state });
  });

  test.each([
    [null],
    [undefined],
    ["file:///a"],
    [7],
    [[]],
    [["file:///a"]],
    [{ uri: { path: "/etc/passwd" }, locked: "true", marks: null, review: 1, view: "__proto__", reader: "1" }],
    [{ uri: ["file:///a"], top: "300", view: "constructor", reader: -1, locked: {} }],
    [{ uri: 1, top: -1, view: ["map"], reader: 0.5 }],
    [{ view: { toString: "map" }, reader: "1e3", html: "<b>", files: ["/etc/passwd"] }],
    [JSON.parse('{"__proto__":{"locked":true},"constructor":{"prototype":{"locked":true}},"reader":null}')],
  ])("is nothing that was not remembered: %j", (given) => {
    const { uri, top, state } = restored(given);
    expect([uri, top]).toEqual([undefined, undefined]);
    expect(state).toEqual(usual);
    expect("locked" in {}).toBe(false);
  });
});

describe("attributes of HTML that the server has made", () => {
  test("are those of elements, with nothing escaped", () => {
    const html = '<p><a class="x > y" data-file="/a&#x26;#x22;b&#x22;.md" href="#">a</a> <img src="/b.png" alt=""></p>';
    expect(attributes(html, "data-file")).toEqual(['/a&#x22;b".md']);
    expect(attributes(html, "src")).toEqual(["/b.png"]);
  });

  test("and not what a writer says in the text or in another attribute", () => {
    const html =
      '<p title=" src=&#x22;/t.png&#x22;">Here: data-file="/etc/passwd" src="/c.png" &#x3C;img src="/d.png"></p>';
    expect(attributes(html, "src")).toEqual([]);
    expect(attributes(html, "data-file")).toEqual([]);
  });
});
