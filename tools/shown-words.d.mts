export function shownWords(text: string): { readonly words: readonly string[]; readonly letters: readonly string[] };
export function writtenWords(text: string): readonly string[];
export function missedWord(before: string, after: string, isMarkdown: boolean): string | undefined;
