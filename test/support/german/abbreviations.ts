const ABBREVIATIONS = new Set("dr prof h.c z.b bzw ca usw vgl".split(" "));

export function isAbbreviation(word: string, _before: string, rest: string): boolean {
  if (/^\d{1,2}$/.test(word)) return /^\p{Lu}/u.test(rest);
  return ABBREVIATIONS.has(word.toLowerCase()) || /^\p{L}$/u.test(word);
}

export function isNoAbbreviation(lower: string): boolean {
  return lower.length > 2 && !lower.includes(".") && !ABBREVIATIONS.has(lower);
}
