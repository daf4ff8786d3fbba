/** One thing that keeps harm away: see `list.mjs`. */
export interface Defense {
  readonly test?: string;
  readonly script?: string;
  readonly named?: string;
  readonly hangs?: boolean;
  readonly keep?: string;
  readonly instead?: string;
}

export const defenses: Readonly<Record<string, Defense>>;
