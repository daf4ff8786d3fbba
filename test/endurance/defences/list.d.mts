/** One thing that keeps harm away: see `list.mjs`. */
interface Defence {
  readonly name: string;
  readonly file: string;
  readonly code: string;
  readonly instead: string;
  readonly test?: string;
  readonly script?: string;
  readonly named?: string;
  readonly hangs?: boolean;
}

export const defences: readonly Defence[];
