/** A quotation or bracket longer than this is taken for two lone marks. */
const LONGEST_NESTED = 2_000;

const PAIRS = new Map([
  ["“", "”"],
  ["‘", "’"],
  ["„", "“"],
  ["«", "»"],
  ["(", ")"],
  ["[", "]"],
  ["「", "」"],
  ["『", "』"],
  ["（", "）"],
  ['"', '"'],
]);

/** What quotations and brackets begin with; most paragraphs have none. */
const NESTING = /["“‘„«([「『（]/;

/**
 * For every offset, the offset after the innermost quotation or bracket around it; 0 outside of any.
 * Only marks that have a partner count, so that a lone one does not swallow what follows.
 * @returns undefined where there is none
 */
export function nestedUntil(text: string): Uint32Array | undefined {
  if (!NESTING.test(text)) return undefined;
  const closings = partners(text);
  const until = new Uint32Array(text.length);
  const around: number[] = [];
  for (let at = 0; at < text.length; at++) {
    if (around[around.length - 1] === at) around.pop();
    if (closings[at]) around.push(closings[at]!);
    const closing = around[around.length - 1];
    if (closing !== undefined) until[at] = closing + 1;
  }
  return until;
}

/** For every opening mark that has one, where its closing mark stands; 0 elsewhere. */
function partners(text: string): Uint32Array {
  const closings = new Uint32Array(text.length);
  const open: { readonly close: string; readonly at: number }[] = [];
  const waiting = new Map<string, number>();
  const wait = (close: string, change: number) => waiting.set(close, (waiting.get(close) ?? 0) + change);
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if ((waiting.get(character) ?? 0) > 0 && closes(text, at)) {
      for (let top = open.pop(); top; top = open.pop()) {
        wait(top.close, -1);
        if (top.close !== character) continue;
        if (at - top.at < LONGEST_NESTED) closings[top.at] = at;
        break;
      }
      continue;
    }
    const close = PAIRS.get(character);
    if (!close || !opens(text, at)) continue;
    open.push({ close, at });
    wait(close, 1);
  }
  return closings;
}

/** A straight quotation mark or a single one opens before a word only: else it is an inch or an apostrophe. */
function opens(text: string, at: number): boolean {
  if (text[at] !== '"' && text[at] !== "‘") return true;
  return !/[\p{L}\p{N}]/u.test(text[at - 1] ?? "") && /\S/.test(text[at + 1] ?? "");
}

function closes(text: string, at: number): boolean {
  if (text[at] !== '"' && text[at] !== "’") return true;
  return /\S/.test(text[at - 1] ?? "") && !/[\p{L}\p{N}]/u.test(text[at + 1] ?? "");
}
