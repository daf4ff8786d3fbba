import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "link-text",
  group: "Cross-references and links",
  kind: "fault",
  summary: "A link's text says where it leads.",
  why: `Screen readers list the links of a page by their texts alone, and “here” says nothing in a list (WCAG 2.2, success
criterion 2.4.4). The words are those of W3C's note “Don't use ‘click here’ as link text”, and single characters
that are no capital, as “C” may be a name.`,
  severity: "warning",
  options: {},
  *check(station) {
    for (const { kind, text, textRange, url, range } of station.links) {
      if ((kind !== "link" && kind !== "reference") || text === "\uFFFC") continue;
      const words = text
        .trim()
        .replace(/(?<![.!…])[.!…]+$/, "")
        .toLowerCase();
      // MyST writes the name of what is there where a reference within a course has no text.
      if (words === "" && kind === "link" && !isExternal(url)) continue;
      if (/^\d$/.test(words) && url.startsWith("#")) continue; // the number of a note on the same page
      if (words === "") yield { range, message: "This link has no text. Please say where it leads." };
      else if (station.language.structure.isEmptyLinkText(words) || isMark(text.trim())) {
        yield {
          range: textRange,
          message: `“${text.trim()}” does not say where this link leads. Please name what is there.`,
        };
      }
    }
  },
});

function isExternal(url: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(url) || url === "";
}

/** Whether a text is a single character that names nothing, as the letter of “the language C” does. */
function isMark(text: string): boolean {
  return text.length <= 2 && [...text].length === 1 && !/\p{Lu}|\p{Lo}/u.test(text);
}

export const examples: readonly Example[] = [
  {
    title: "Links that do not say where they lead",
    text: `
      # Rain

      Rain is explained [here](https://example.org/rain), and [→](https://example.org/snow) snow, [](https://example.org/hail).
                         ^^^^ “here” does not say where this link leads. Please name what is there.
                                                               ^ “→” does not say where this link leads. Please name what is there.
                                                                                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ This link has no text. Please say where it leads.

      Fog is explained [here][fog].
                        ^^^^ “here” does not say where this link leads. Please name what is there.

      [fog]: https://example.org/fog
    `,
  },
  {
    title: "Links that do",
    text: `
      # Rain

      See [how rain forms](https://example.org/rain), [Station 1](rain.station.md), [![A drop](drop.png)](https://example.org), and https://example.org.
      Programs in [C](https://example.org/c) are fast, see [](#programs). They are old ([1](#notes)).

      ## Programs

      They run.

      ## Notes

      1. So it is said.
    `,
  },
];
