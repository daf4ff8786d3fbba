import fc from "fast-check";
import { expect, test } from "vitest";
import { preview } from "../../../server/src/features/preview.ts";
import { previewHost } from "../../../server/src/protocol/previews.ts";
import { fixtureWorkspace, LONE_FILE } from "../../support/fixture.ts";

const host = previewHost(fixtureWorkspace(new Map()), () => "found");

/** The rows of a comparison, each side in brackets: `-sentence-` is gone, `+sentence+` is new. */
function rows(before: string, now: string): string {
  return drawn(before, now)
    .slice(1)
    .filter(({ html }) => !html.includes("<header"))
    .map(({ html }) =>
      html
        .replace(/<\/?ins>/g, "+")
        .replace(/<\/?del>/g, "-")
        .replace(/<div class="(?:before|now)">/g, "[")
        .replace(/<\/div>/g, "]")
        .replace(/<p class="label".*?<\/p>/g, "")
        .replace(/^<div class="pair (\w+)">(.*)\]$/s, "$1: $2")
        .replace(/<[^>]+>/g, ""),
    )
    .join("\n");
}

function drawn(before: string, now: string) {
  const workspace = fixtureWorkspace(new Map([[LONE_FILE, now]]));
  return preview(workspace, LONE_FILE, [], host, { view: "changes", before })!.blocks;
}

const RAIN = "# Rain\n\nIt rains. It pours.\n\n## Why\n\nNobody knows.\n\nIt is wet here.\n";

test.each([
  [
    "a sentence changed",
    RAIN.replace("It pours", "It drips"),
    "changed: [It rains. -It pours.-][It rains. +It drips.+]",
  ],
  [
    "a sentence added",
    RAIN.replace("It pours.", "It pours. So be it."),
    "changed: [It rains. It pours.][It rains. It pours. +So be it.+]",
  ],
  ["a paragraph added", RAIN.replace("## Why", "Hail, too.\n\n## Why"), "added: [][+Hail, too.+]"],
  ["a paragraph removed", RAIN.replace("Nobody knows.\n\n", ""), "removed: [-Nobody knows.-][]"],
  ["spaces and line ends", RAIN.replace("It pours", "It\npours"), ""],
])("%s", (_, now, row) => {
  const changed = rows(RAIN, now)
    .split("\n")
    .filter((line) => !line.startsWith("same: "));
  expect(changed.join("\n")).toBe(row);
});

test("what stands above counts the sentences", () => {
  const head = (now: string) => drawn(RAIN, now)[0]!.html.replace(/<[^>]+>/g, " ");
  expect(head(RAIN)).toContain("nothing has changed");
  expect(head(RAIN.replace("pours", "drips"))).toContain("sentences: 1 changed");
  expect(head(RAIN.replace("It pours.", "").replace("knows.", "knows. Why?"))).toContain(
    "sentences: 1 added, 1 removed",
  );
});

test("the sentences of the page are those of the station as it is now, whatever it was", () => {
  const sentence = fc.constantFrom("It rains.", "It pours.", "Nobody knows.", "It is wet.", "Why not?");
  const text = fc
    .array(fc.array(sentence, { minLength: 1, maxLength: 4 }), { maxLength: 6 })
    .map((paragraphs) => `# Rain\n\n${paragraphs.map((each) => each.join(" ")).join("\n\n")}\n`);
  fc.assert(
    fc.property(text, text, (before, now) => {
      const blocks = drawn(before, now);
      const found = blocks.flatMap(({ ranges }) =>
        ranges.filter((_, at) => at % 2 === 0).map((start, at) => now.slice(start, ranges[at * 2 + 1])),
      );
      expect(found.join(" ")).toBe(
        now
          .replace(/^# /, "")
          .trim()
          .split(/\s*\n+/)
          .join(" "),
      );
      const numbers = blocks.flatMap(({ html, ranges }) => [html.match(/data-s="/g)?.length ?? 0, ranges.length / 2]);
      for (let at = 0; at < numbers.length; at += 2) expect(numbers[at]).toBe(numbers[at + 1]);
      const whole = (side: string) =>
        blocks.map(({ html }) => new RegExp(`<div class="${side}">(.*?)</div>`, "s").exec(html)?.[1] ?? "").join("");
      const words = (html: string) =>
        html
          .replace(/<p class="(?:facts|place|label)".*?<\/p>/g, "")
          .replace(/<[^>]+>/g, "")
          .replace(/\s+/g, "");
      expect(words(whole("before"))).toBe(before.replace(/^# /, "").replace(/\s+/g, ""));
    }),
  );
});
