import { grouped } from "../text/count.ts";
import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "no-lost-character",
  group: "Structure",
  kind: "fault",
  summary: "No character was lost because a file was read in the wrong encoding.",
  why: `Where bytes are not UTF-8, editors show “�” (U+FFFD, Unicode's replacement character), and write that when they save: what
stood there is gone for good. Open such a file with its own encoding (in VS Code: “Reopen with Encoding”), and save it as UTF-8.`,
  severity: "error",
  options: {},
  *check({ text }) {
    const start = text.indexOf(LOST);
    if (start < 0) return;
    const others = text.split(LOST).length - 2;
    const message =
      others === 0
        ? "A character was lost here. Please type it again."
        : `A character was lost here, and ${grouped(others)} more below. Please open this file with its own encoding, and save it as UTF-8.`;
    yield { range: { start, end: start + LOST.length }, message };
  },
});

/** U+FFFD REPLACEMENT CHARACTER. */
const LOST = "\uFFFD";

export const examples: readonly Example[] = [
  {
    title: "A file that was read in another encoding than its own",
    text: `
      # The Caf\uFFFD
               ^ A character was lost here, and 1 more below. Please open this file with its own encoding, and save it as UTF-8.

      Coffee in K\uFFFDln.
    `,
  },
  {
    title: "A single one",
    text: `
      # The Cafe

      Coffee in K\uFFFDln.
                 ^ A character was lost here. Please type it again.
    `,
  },
  {
    title: "Letters of every kind",
    text: `
      # The Café

      Coffee in Köln, and 茶 in 京都.
    `,
  },
];
