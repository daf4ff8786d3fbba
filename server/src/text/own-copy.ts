/**
 * The same text, with memory of its own. V8 keeps a part of a text as a place in the whole, so that a word which is remembered
 * keeps all of the text it stood in, long after that was closed.
 */
export function ownCopy(text: string): string {
  // defense: own-copies-of-words
  return ` ${text}`.slice(1);
}
