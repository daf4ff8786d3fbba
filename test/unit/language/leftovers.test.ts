import { describe, expect, test } from "vitest";
import { LEFTOVERS } from "../../../server/src/language/english/leftovers.ts";

function placeholders(text: string): readonly string[] {
  return LEFTOVERS.placeholdersIn(text).map(({ start, end }) => text.slice(start, end));
}

describe("what has still to be written", () => {
  test.each([
    ["TODO", "TODO"],
    ["TODO: write this", "TODO"],
    ["TODO write this", "TODO"],
    ["FIXME — the map is old.", "FIXME"],
    ["Rain falls. TODO add a map.", "TODO"],
    ["Rain falls [TODO].", "TODO"],
    ["TBD", "TBD"],
    ["Date: TBD", "TBD"],
    ["Coming soon!", "Coming soon!"],
    ["Video coming soon", "Video coming soon"],
    ["More exercises are coming soon.", "More exercises are coming soon."],
    ["Answers (coming soon)", "(coming soon)"],
    ["Solutions to be added.", "Solutions to be added."],
    ["This section is under construction.", "This section is under construction."],
    ["Your text here", "Your text here"],
    ["[Insert picture here]", "[Insert picture here]"],
    ["Here is [insert example here] of it.", "[insert example here]"],
    ["See <insert link> for more.", "<insert link>"],
    ["[Add a photo of rain here]", "[Add a photo of rain here]"],
    ["About XX% of it, or XX million.", "XX%|XX million"],
    ["It grew.[citation needed]", "[citation needed]"],
    ["Some say so [who?] often.", "[who?]"],
    ["Lorem ipsum dolor sit amet", "Lorem ipsum"],
  ])("is found: %s", (text, expected) => {
    expect(placeholders(text).join("|")).toBe(expected);
  });

  test.each([
    "A TODO list app has a TODO for each task.",
    "Mark it with a TODO comment, such as TODO: test this.",
    "The to-do list is done; she wrote “TODO: milk”.",
    "Trunk-based development (TBD) merges every day.",
    "The film is coming soon to a cinema near you.",
    "Winter is coming soon.",
    "A sequel, coming soon, was announced.",
    "What happened had to be written down.",
    "The house is still under construction.",
    "Press [Insert] to overwrite, and [Home] to go back.",
    "Dear [insert name], I write on behalf of [insert company].",
    "Women have two X chromosomes, XX; 50% of children do.",
    "In the equation, X% of Y is unknown.",
    "Superbowl XX drew 92 million viewers.",
    "Wikipedia adds the tag [citation needed] to such claims.",
    "Printers use “Lorem ipsum dolor sit amet”.",
    "Lorem ipsum is a text that nobody reads.",
    "The longest river is ________ (your answer).",
    "Write here what you have seen: ______.",
  ])("is not: %s", (text) => {
    expect(placeholders(text)).toEqual([]);
  });
});

describe("a word count", () => {
  test.each([
    "Word count: 612",
    "(612 words)",
    "**Word count:** 612".replaceAll("*", ""),
    "Total word count: ~1,204 words",
  ])("is one: %s", (text) => expect(LEFTOVERS.isWordCount(text)).toBe(true));

  test.each(["Word count: 500", "Word count: 500–600", "The wc command counts 612 words.", "Word count is a habit."])(
    "is what an exercise asks for, or prose: %s",
    (text) => expect(LEFTOVERS.isWordCount(text)).toBe(false),
  );
});

describe("what a chat program says", () => {
  test.each([
    ["Certainly! Here is your lesson on rain:", "start"],
    ["Sure, here's a 600-word draft:", "start"],
    ["Of course! Here’s the revised, clearer version.", "middle"],
    ["Here is the updated lesson:", "start"],
    ["As an AI language model, I can't feel rain.", "middle"],
    ["I'm sorry, but as an AI language model, I can't.", "middle"],
    ["As of my last knowledge update in 2023, it rained.", "middle"],
    ["I hope this helps!", "end"],
    ["Let me know if you'd like me to add a quiz.", "end"],
    ["Would you like me to write the next station?", "end"],
  ] as const)("is found: %s (%s)", (sentence, place) => {
    expect(LEFTOVERS.isChat(sentence, place)).toBe(true);
  });

  test.each([
    ["Certainly, here is a country of rain.", "start"],
    ["Certainly! Here is your coffee.", "middle"],
    ["Here is the table of the kings.", "start"],
    ["Here is the updated lesson:", "middle"],
    ["“As an AI language model, I can't” is how it answers.", "middle"],
    ["As an AI language model, GPT-3 predicts words.", "middle"],
    ["I hope this helps!", "middle"],
    ["Let me know if you have questions.", "end"],
    ["Sure, it rains.", "start"],
  ] as const)("is not: %s (%s)", (sentence, place) => {
    expect(LEFTOVERS.isChat(sentence, place)).toBe(false);
  });
});
