/** A text in which a stand-in takes the place of half a character, of which no address can be made. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "\ufffd");
}
