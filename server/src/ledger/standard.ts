/** What a verification must have to count, as the options of the rule sentence-verified say. */
export interface Standard {
  /** For how many days a verification is valid that does not say so itself; 0 means forever. */
  readonly days: number;
  /** Whether it must quote its source and say where the quote is. */
  readonly quote: boolean;
  /** Whether the quote must have been looked up in the source's stored text. */
  readonly stored: boolean;
  /** Whether the text must cite the source. */
  readonly cited: boolean;
  /** How it may have been made, such as `human`; none means in any way. */
  readonly methods: readonly string[];
  /** Whether it must be made by someone who is not an author of the station. */
  readonly independent: boolean;
  /** Whether each row of a table has to be verified like a sentence. */
  readonly tables: boolean;
}

/** What holds on premium paths, and for whoever promises that every fact is verified. */
export const PREMIUM_STANDARD: Standard = {
  days: 0,
  quote: true,
  stored: true,
  cited: true,
  methods: ["human", "review"],
  independent: true,
  tables: false,
};

/** What holds elsewhere: nothing has to be verified, but what was stays true. */
export const PLAIN_STANDARD: Standard = {
  days: 0,
  quote: false,
  stored: false,
  cited: false,
  methods: [],
  independent: false,
  tables: false,
};
