/** At most this much of a text is shown, in UTF-16 code units. */
const LONGEST = 300;

/** A text from a file where VS Code would find icons and links in it: cut to what can be read, with neither. */
export function plain(text: string): string {
  const cut = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  // defense: plain-text-in-vscode
  return cut.replaceAll("$(", "$\u200b(").replaceAll("](", "]\u200b(");
}

/** A text for the middle of a line: words that are read from the right, and what turns the order, take nothing around along. */
export function isolated(text: string): string {
  return RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text;
}

/** Hebrew, Arabic and their neighbors, and the marks that give or turn a direction. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc]/;

/** At most this many lines of a text of several are shown. */
const MOST_LINES = 40;

/** The same of a text of several lines. */
export function plainLines(text: string): string {
  return text.split("\n").slice(0, MOST_LINES).map(plain).join("\n");
}

/** What comes of something that may be refused, in words that quote a file. */
export async function plainly<Answer>(asked: PromiseLike<Answer> | Answer): Promise<Answer> {
  try {
    return await asked;
  } catch (error) {
    const message = plain((error as Error).message);
    throw message === (error as Error).message ? error : new Error(message);
  }
}
