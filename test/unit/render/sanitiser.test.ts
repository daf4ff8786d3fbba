import fc from "fast-check";
import type { Element } from "hast";
import { parseFragment } from "parse5";
import { describe, expect, test } from "vitest";
import { previewPage } from "../../../client/src/preview-page.ts";
import { preview } from "../../../server/src/features/preview.ts";
import { previewHost } from "../../../server/src/protocol/previews.ts";
import { toSafeHtml } from "../../../server/src/render/html.ts";
import { drawFormula } from "../../../server/src/render/math.ts";
import { fixtureLookUp, fixtureWorkspace, ROOT } from "../../support/fixture.ts";
import { sanitised, treeOf } from "../../support/sanitised.ts";

const PAGE = previewPage({ cspSource: "", style: "", script: "", translated: (text) => text });
const HERE = `${ROOT}/here.station.md`;

/** The links of a preview of some text, as its page reads them: what each is called and where it leads. */
function links(text: string): readonly string[] {
  const files = new Map([
    [HERE, `# Here\n\n${text}\n`],
    [`${ROOT}/there.station.md`, "# There\n"],
    [`${ROOT}/plan.pdf`, ""],
  ]);
  const workspace = fixtureWorkspace(files);
  const page = preview(workspace, HERE, [], previewHost(workspace, fixtureLookUp(files)))!;
  const html = page.blocks.map((block) => block.html).join("\n");
  return [...html.matchAll(/<a ([^>]*)>([^<]*)<\/a>/g)].map(([, given, words]) => `${words}: ${given}`);
}

/** A text of which Markdown keeps every character between angle brackets. */
function address(text: string): string {
  return text.replace(/[^\w]/gu, (character) => `&#${character.codePointAt(0)};`);
}

describe("a link of a preview leads", () => {
  test.each([
    ["https://example.org/a?b=c#d", 'it: href="https://example.org/a?b=c#d" class="web"'],
    ["HTTP://example.org", 'it: href="http://example.org" class="web"'],
    ["mailto:a@example.org", 'it: href="mailto:a@example.org" class="web"'],
    ["there.station.md", 'it: href="#" data-file="/fixture/there.station.md"'],
    ["/fixture/there.station.md#there", 'it: href="#h-there" data-file="/fixture/there.station.md"'],
    ["plan.pdf", 'it: href="#" data-file="/fixture/plan.pdf"'],
    ["#here", 'it: href="#h-here" data-file="/fixture/here.station.md"'],
  ])("to the web or into the workspace: %s", (url, link) => {
    expect(links(`Go to [it](<${url}>).`)).toEqual([link]);
  });

  test.each([
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "java\rscript:alert(1)",
    "javascript\t:alert(1)",
    " javascript:alert(1)",
    "\u0000javascript:alert(1)",
    "\u0001javascript:alert(1)",
    "\u001fjavascript:alert(1)",
    "\u00a0javascript:alert(1)",
    "\ufeffjavascript:alert(1)",
    "\u2028javascript:alert(1)",
    "javascript&colon;alert(1)",
    "javascript%3Aalert(1)",
    "feed:javascript:alert(1)",
    "view-source:https://example.org",
    "vbscript:msgbox(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:image/svg+xml,<svg onload=alert(1)>",
    "DATA:text/html;base64,PHNjcmlwdD4=",
    "blob:https://example.org/1",
    "filesystem:https://example.org/1",
    "file:///etc/passwd",
    "FILE:///etc/passwd",
    "vscode://file/etc/passwd",
    "vscode-insiders://file/etc/passwd",
    "vscode-file://vscode-app/etc/passwd",
    "vscode-webview://x/y",
    "command:workbench.action.terminal.new",
    "command:_workbench.downloadResource?%5B%5D",
    "ms-msdt:/id PCWDiagnostic",
    "search-ms:query=x",
    "ms-word:ofe|u|https://example.org/x",
    "about:blank",
    "tel:112",
    "ftp://example.org",
    "ws://example.org",
    "intent://x",
    "jar:https://example.org!/x",
    "//example.org",
    "\\\\example.org",
    "/\\example.org",
    "\t//example.org",
    "https:example.org",
    "https:/example.org",
    "https:///example.org",
    "https:\\\\example.org",
    " https://example.org",
    "https://example.org/\u202egnp.exe",
    "https://example.org/%E2%80%AEgnp.exe",
    "https://\u2066example.org",
    "../outside.station.md",
    "../../etc/passwd",
    "/etc/passwd",
    "%2e%2e/outside.station.md",
    "..%2foutside.station.md",
    "..\\outside.station.md",
    "/fixture-secret/a.station.md",
    "C:\\Windows\\win.ini",
    "C:/Windows/win.ini",
    "missing.station.md",
  ])("nowhere else: %j", (url) => {
    const text = `Go to [it](<${address(url)}>), [so][r], [r].\n\n[r]: <${address(url)}> "x"`;
    expect(links(text)).toEqual([]);
  });

  test.each([
    "java&Tab;script:alert(1)",
    "&#x6A;avascript:alert(1)",
    "javascript&colon;alert(1)",
    "java&NewLine;script:alert(1)",
    "javascript\\:alert(1)",
    "&sol;&sol;example.org",
  ])("nowhere else, as a writer spells it: %s", (url) => {
    expect(links(`Go to [it](<${url}>), [so](${url}), [r].\n\n[r]: ${url}\n\n<${url}>`)).toEqual([]);
  });
});

/** A text between quotation marks in HTML. */
function quoted(text: string): string {
  return text.replace(/[&"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

describe("the sanitiser", () => {
  test.each([
    ["<script>alert(1)</script>", ""],
    ["<style>@import url(//example.org)</style>", ""],
    [
      '<img src="x.png" onerror="alert(1)" srcset="https://example.org 1x" style="position:fixed">',
      '<img src="x.png">',
    ],
    [
      '<img src="https://example.org/x.png"><img src="//example.org/x.png"><img src="/\t/example.org/x.png">',
      "<img><img><img>",
    ],
    ['<img src="data:image/png;base64,AA==">', '<img src="data:image/png;base64,AA==">'],
    ['<a href="javascript:alert(1)" ping="https://example.org" target="_top">a</a>', "<a>a</a>"],
    [
      '<a href="//example.org">a</a><a href=" \\\\example.org">a</a><a href="&#1;/&#9;/example.org">a</a>',
      "<a>a</a><a>a</a><a>a</a>",
    ],
    ['<b id="back">a</b><p id="main" name="body">b</p><p id="h-here">c</p>', 'a<p>b</p><p id="h-here">c</p>'],
    [
      '<svg onload="x"><use href="#a"></use><a href="javascript:x"><path d="M0 0"></path></a></svg>',
      '<svg><a><path d="M0 0"></path></a></svg>',
    ],
    ['<svg><foreignObject><iframe src="x"></iframe></foreignObject><style>a</style></svg>', "<svg></svg>"],
    ["<math><mtext><mglyph><style><img onerror=x></style></mglyph></mtext></math>", "<img>"],
    ["<math><mi>x</mi><mtext><p>y</p></mtext></math>", "x<p>y</p>"],
    ["<mi mathcolor=red>x</mi><annotation>y</annotation>", "xy"],
    ['<template shadowrootmode="open"><img src="x"></template>', ""],
    ['<noscript><p title="</noscript><img src=x onerror=x>">', '&#x3C;p title="<img src="x">">'],
    [
      '<iframe srcdoc="x"></iframe><object data="x"></object><embed src="x"><base href="x"><link rel="stylesheet" href="x"><meta http-equiv="refresh" content="0">',
      "",
    ],
    ['<form action="x"><button formaction="y">a</button><input autofocus name="dataset"></form>', "a"],
    ['<marquee>a</marquee><dialog open>b</dialog><details open ontoggle="x">c</details>', "ab<details>c</details>"],
    ["<!-- a --><![CDATA[b]]>", ""],
  ])("leaves what a page may hold of %s", (html, left) => {
    expect(sanitised(html)).toBe(left);
  });

  test("leaves MathML alone in a formula, and nothing in it that leads somewhere", () => {
    const html = `<math href="javascript:x" style="position:fixed"><semantics onclick="x">
      <mtext><img src="x.png"><a href="https://example.org">a</a><mglyph><style>b</style></mglyph>c</mtext>
      <maction actiontype="toggle"><mi xlink:href="https://example.org" mathcolor="url(x)" id="main">d</mi></maction>
      <mspace width="900em" height="9em"></mspace>
      <annotation encoding="text/html">e</annotation><annotation-xml><p>f</p></annotation-xml></semantics></math>`;
    const [math] = treeOf(html.replace(/\n\s*/g, ""));
    expect(toSafeHtml([drawFormula("$x$", false, () => math as Element)])).toBe(
      '<span class="math"><math><semantics><mtext>c</mtext><mspace height="9em"></mspace><annotation>e</annotation></semantics></math></span>',
    );
  });

  test("gives HTML that is read as it was meant, however deep", () => {
    const deep = `${"<div>".repeat(300)}<script>alert(1)</script><p>a</p>${"</div>".repeat(300)}`;
    const once = sanitised(deep);
    expect(once).toBe(`${"<div>".repeat(300)}<p>a</p>${"</div>".repeat(300)}`);
    expect(sanitised(once)).toBe(once);
    expect(parseFragment(once).childNodes).toHaveLength(1);
  });

  test("keeps no name that may stand for something of the page's own", () => {
    const own = [...PAGE.matchAll(/\bid="([^"]+)"/g)].map(([, id]) => id!);
    expect(own).toContain("back");
    const name = fc.oneof(
      fc.constantFrom(...own, "body", "main", "title", "querySelector", "dataset", "__proto__"),
      fc.stringMatching(/^[\w-]{1,12}$/),
      fc
        .tuple(fc.constantFrom("h-", "note-", "s1-", "now-", " ", "\n"), fc.constantFrom(...own))
        .map((two) => two.join("")),
      fc.string(),
    );
    const element = fc.record({ tag: fc.constantFrom("a", "img", "p", "svg", "form", "object"), id: name, name });
    fc.assert(
      fc.property(fc.array(element, { maxLength: 5 }), (elements) => {
        const html = elements.map(({ tag, id, name: given }) => `<${tag} id="${quoted(id)}" name="${quoted(given)}">x`);
        const kept = sanitised(html.join(""));
        expect(kept).not.toMatch(/<[^>]* name=/);
        for (const [, id] of kept.matchAll(/ id="([^"]*)"/g)) {
          expect(own).not.toContain(id);
          expect(id).toContain("-"); // which no name in a script does
        }
      }),
    );
  });

  test("keeps no HTML that is not a tree", () => {
    const raw = { type: "raw", value: "<script>alert(1)</script>" } as never;
    expect(toSafeHtml([raw, { type: "text", value: "<b>" }])).toBe("&#x3C;b>");
  });
});
