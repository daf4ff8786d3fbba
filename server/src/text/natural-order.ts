/**
 * Compares names as people count: 2 before 10, 1.2 before 1.10, and folder by folder. What a name ends with after its last
 * period is compared last, so that `rain.md` comes before `rain/drops.md` and `1.md` before `1-a.md`.
 * @returns a negative number where the first comes first, a positive one where the second does, 0 for equal names
 */
export function naturalOrder(a: string, b: string): number {
  const [left, right] = [a.split("/"), b.split("/")];
  const shared = Math.min(left.length, right.length);
  for (let at = 0; at < shared; at++) {
    const difference = compareParts(stemAt(left, at), stemAt(right, at));
    if (difference !== 0) return difference;
  }
  return left.length - right.length || (a < b ? -1 : a > b ? 1 : 0);
}

/** A part of a name; the last part, which is a file's, without its ending. */
function stemAt(parts: readonly string[], at: number): string {
  const part = parts[at]!;
  return at === parts.length - 1 ? part.replace(/(?<=.)\.[A-Za-z]\w*$/, "") : part;
}

function compareParts(a: string, b: string): number {
  const [left, right] = [piecesOf(a), piecesOf(b)];
  const shared = Math.min(left.length, right.length);
  for (let at = 0; at < shared; at++) {
    const difference = comparePieces(left[at]!, right[at]!);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

/** Runs of digits, and what is between them. */
function piecesOf(part: string): readonly string[] {
  return (
    part
      .normalize("NFC")
      .toLowerCase()
      .match(/\d+|\D+/g) ?? []
  );
}

function comparePieces(a: string, b: string): number {
  const [left, right] = [numberOf(a), numberOf(b)];
  if (left !== undefined && right !== undefined) {
    // Numbers may have more digits than a number of JavaScript has.
    return left.length - right.length || (left < right ? -1 : left > right ? 1 : 0);
  }
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The digits of a number without zeros in front. */
function numberOf(piece: string): string | undefined {
  return /^\d/.test(piece) ? piece.replace(/^0+(?=\d)/, "") : undefined;
}
