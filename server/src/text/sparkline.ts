const BARS = "▁▂▃▄▅▆▇█";

/** Numbers as a row of bars that stand on zero, the largest the highest; a dot where there is none. */
export function sparkline(numbers: readonly (number | undefined)[]): string {
  const most = numbers.reduce<number>((before, each) => Math.max(before, each ?? 0), 0);
  const bar = (number: number) => BARS[Math.max(0, Math.round((number / most) * BARS.length) - 1)];
  return numbers.map((number) => (number === undefined ? "·" : most === 0 ? BARS[0] : bar(number))).join("");
}
