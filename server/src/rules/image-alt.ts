import { isPicture } from "../files/kinds.ts";
import { baseName } from "../files/names.ts";
import { splitTarget } from "../station/links.ts";
import type { Range } from "../text/range.ts";
import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "image-alt",
  group: "Cross-references and links",
  kind: "fault",
  summary: "An image has a description of what it shows.",
  why: "Readers who do not see the image are read its text; a file's name tells them nothing (WCAG 2.2, success criterion 1.1.1).",
  severity: "error",
  options: {},
  *check(station) {
    for (const { kind, text, url, range, html } of station.links) {
      // In HTML an empty description says that a picture only decorates.
      if (kind !== "image" || (html === "described" && text === "")) continue;
      // Without an address nothing is shown: a site or a writer is still to fill it in.
      if (!url.trim()) continue;
      const name = baseName(splitTarget(url).file).toLowerCase();
      const alt = text.trim().toLowerCase();
      const ofHeading = isWholeHeading(station.text, range) ? "icon" : undefined;
      if (!alt && html)
        yield {
          range,
          message: 'This image has no description. Please add alt="…" that says what it shows.',
          kind: ofHeading,
        };
      else if (!alt)
        yield {
          range,
          message: "This image has no description. Please say between the brackets what it shows.",
          kind: ofHeading,
        };
      else if (station.language.structure.isEmptyAltText(alt)) {
        yield { range, message: `“${text.trim()}” is a word for any image. Please say what this one shows.` };
      } else if (alt === name || alt === codeNameOf(name) || isPicture(alt)) {
        const message = `“${text.trim()}” is the file's name. Please say what the image shows.`;
        yield { range, kind: "file name", message };
      }
    }
  },
});

/** Whether nothing but an image is in a heading: it decorates what follows, and says nothing. */
function isWholeHeading(text: string, { start, end }: Range): boolean {
  const before = text.slice(Math.max(text.lastIndexOf("\n", start - 1) + 1, start - LONGEST_MARK), start);
  return /^#{1,6}[ \t]+$/.test(before) && /^[ \t]*(?:$|[\r\n])/.test(text.slice(end, end + LONGEST_MARK));
}

/** “######” and spaces, in UTF-16 code units. */
const LONGEST_MARK = 16;

/**
 * A name such as "img_2041" or "water-cycle"; a plain word such as "watershed" can be a text as well, and so can what is written
 * in another script, where files have names in words.
 */
function codeNameOf(file: string): string | undefined {
  const stem = file.replace(/\.[a-z]+$/, "");
  return /[\d_-]/.test(stem) && !/[^\p{Script=Latin}\P{L}]/u.test(stem) ? stem : undefined;
}

export const examples: readonly Example[] = [
  {
    title: "Images without a text",
    text: `
      # Rain

      ![](drop.png)
      ^^^^^^^^^^^^^ This image has no description. Please say between the brackets what it shows.

      ![drop.png](drop.png)
      ^^^^^^^^^^^^^^^^^^^^^ “drop.png” is the file's name. Please say what the image shows.

      ![Snapshot](well.png)
      ^^^^^^^^^^^^^^^^^^^^^ “Snapshot” is a word for any image. Please say what this one shows.

      ![Figure 2](rain.png)
      ^^^^^^^^^^^^^^^^^^^^^ “Figure 2” is a word for any image. Please say what this one shows.

      ![IMG_2041](img_2041.jpg)
      ^^^^^^^^^^^^^^^^^^^^^^^^^ “IMG_2041” is the file's name. Please say what the image shows.
    `,
  },
  {
    title: "Images in HTML",
    text: `
      # Rain

      <img src="drop.png">
      ^^^^^^^^^^^^^^^^^^^^ This image has no description. Please add alt="…" that says what it shows.

      <p><img src='drop.png' alt='A drop'></p>

      A line <img src="line.png" alt=""> and ![](drop.png){alt="A drop"}.
    `,
  },
  {
    title: "Texts in attributes, with quotation marks of their own, and an image that is still to come",
    text: `
      # Rain

      ![](drop.png){alt="A drop that is labeled \\"Rain\\" and, below it, \\"Puddle\\""}

      ![](well.png){width=50% alt='The village\\'s well, “deep” (2013)'}

      ![](roof.png){fig-alt="A roof"}

      ![]()

      ![](pond.png){width=50%}
      ^^^^^^^^^^^^^ This image has no description. Please say between the brackets what it shows.
    `,
  },
  {
    title: "An image with a text",
    text: `
      # Rain

      ![A drop of rain on a window](drop.png) ![Watershed](watershed.svg) ![雨滴2](雨滴2.png)
    `,
  },
];
