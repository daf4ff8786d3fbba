import { expect, test } from "vitest";
import { english } from "../../../server/src/language/english/english.ts";

const { denialAround } = english.meaning;
const QUOTE = "some 40 liters fell in a single day";

/** What takes back a quote in a text; "|" is where it is. */
const denied = (text: string) => denialAround(text.split("|")[0]!, text.split("|")[1]!);

test.each([
  ["It is false that |.", "false that"],
  ["It is a common myth that |.", "a common myth that"],
  ["Myth: |.", "Myth"],
  ['The wrong claim that "|" lives on.', "wrong claim that"],
  ["The office denied that |.", "denied that"],
  ["There is no evidence that |.", "no evidence that"],
  ["Critics refute the claim that |.", "refute the claim that"],
  ["They do not say |.", undefined],
  ["It was not |.", "not"],
  ["There were no |.", "no"],
  ["It didn't |.", "n't"],
  ["|, which is false.", "which is false"],
  ["|. That is not true.", "That is not true"],
  ["|. This has since been disproved.", "This has since been disproved"],
  ["|, but this was later refuted.", "but this was later refuted"],
  ["|? No, never.", "? No"],
  ["|? Hardly.", "? Hardly"],
  ["| (false).", "false"],
  ["|, a story that was wrong.", undefined],
  ["It is known that |. Nobody denied it.", undefined],
  ["Not only in May, |.", undefined],
  ["It is possible that |.", undefined],
  ["In 1990 |. That was the most ever.", undefined],
  ["Rain is not rare. |. It was wet.", undefined],
])("“%s” takes back a quote by “%s”", (text, words) => {
  expect(denied(text), QUOTE).toBe(words);
});
