import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { inertMarkdown } from "../../../server/src/text/inert-markdown.ts";
import { markdownReader } from "../../support/fixture.ts";

/**
 * What a reader of the Markdown sees, or the kinds of its nodes where it is more than plain text. Some readers find
 * addresses in text however they are escaped; such a link says itself where it leads.
 */
function shown(markdown: string): unknown {
  const { children } = markdownReader(markdown);
  if (children.length === 0) return "";
  const [only, ...others] = children;
  if (others.length || only?.type !== "paragraph") return children.map(({ type }) => type);
  const nodes = only.children.flatMap((node) =>
    node.type === "link" && /^(?:https?:\/\/|mailto:)/.test(node.url) ? node.children : [node],
  );
  const odd = nodes.filter(({ type }) => type !== "text").map(({ type }) => type);
  return odd.length ? odd : nodes.map((node) => ("value" in node ? node.value : "")).join("");
}

describe("a text from a file shows as it is", () => {
  test.each([
    "[click](command:workbench.action.quit)",
    "![x](https://example.org/track.png)",
    "<img src=x onerror=alert(1)>",
    "*bold* _quiet_ `code` ~~gone~~ $(trash)",
    "https://example.org www.example.org someone@example.org <https://example.org>",
    "# Rain",
    "- rain",
    "12. rain",
    "12) rain",
    "=== rain",
    "| a | b |",
    "a &amp; b \\",
    "[^1]: note",
    "[@smith2020]",
    "---",
  ])("%s", (text) => expect(shown(inertMarkdown(text))).toBe(text));

  test("on one line", () => expect(inertMarkdown(" two\r\n\n  lines\n")).toBe("two lines"));

  test("whatever it is", () => {
    const markup = fc.constantFrom(
      ..."[]()<>*_`~#|\\!&;:/.$-+=@ \n".split(""),
      "www.",
      "https://",
      "command:",
      "1.",
      "a",
    );
    fc.assert(
      fc.property(fc.array(markup, { maxLength: 30 }), (parts) => {
        const text = parts.join("");
        expect(shown(inertMarkdown(text))).toBe(text.replace(/\s+/g, " ").trim());
      }),
    );
  });
});
