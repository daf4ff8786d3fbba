import type { WritingWords } from "../language.ts";

/** What refactorings of English stations write. */
export const WRITING: WritingWords = {
  listLeadIn: (ordered) => (ordered ? "These are the steps:" : "These are the main points:"),
  tableLeadIn([first, ...others]) {
    if (first === undefined || others.length === 0) return "The following table gives an overview.";
    return `The following table compares “${first}” and ${listed(others.map((name) => `“${name}”`))}.`;
  },
};

function listed(names: readonly string[]): string {
  if (names.length < 3) return names.join(" and ");
  return `${names.slice(0, -1).join(", ")}, and ${names[names.length - 1]}`;
}
