/** The numbers that are read in words, from one on. */
export const NUMBERS: readonly string[] = [
  ..."one two three four five six seven eight nine ten eleven twelve".split(" "),
  ..."thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split(" "),
];
