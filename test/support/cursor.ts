import { dedent } from "../../server/src/text/dedent.ts";
import type { Range } from "../../server/src/text/range.ts";

/** A drawn text in which `$0` is the cursor, or two of them the ends of a selection. */
export function withCursor(drawn: string): { readonly text: string; readonly selection: Range } {
  const [before = "", ...rest] = lines(drawn).split("$0");
  const start = before.length;
  return { text: before + rest.join(""), selection: { start, end: start + (rest.length > 1 ? rest[0]!.length : 0) } };
}

/** A drawn text without the indentation of the code around it, with a line end after its last line. */
export function lines(drawn: string): string {
  return `${dedent(drawn)}\n`;
}
