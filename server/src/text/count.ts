/** A number with a comma between thousands; `toLocaleString` would load all that is known of languages first. */
export function grouped(number: number): string {
  return String(number).replace(/^\d+/, (whole) => whole.replace(/\B(?=(?:\d{3})+$)/g, ","));
}

/** "1 station", "1,200 stations". */
export function count(number: number, noun: string): string {
  return `${grouped(number)} ${noun}${number === 1 ? "" : "s"}`;
}
