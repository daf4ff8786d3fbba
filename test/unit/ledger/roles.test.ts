import { describe, expect, test } from "vitest";
import { ledgerSentences } from "../../../server/src/ledger/ledger-sentences.ts";
import { needsCitation, proposeRole } from "../../../server/src/ledger/roles.ts";
import { station } from "../../support/fixture.ts";
import { seed } from "../../support/ledger.ts";

/** The role that is proposed for each sentence of a paragraph in the middle of a station. */
function roles(paragraph: string): string {
  const read = station(`# Rain\n\nHook.\n\n## Falling\n\n${paragraph}\n\nA last one.\n\nBut it ends.\n`);
  return ledgerSentences(read)
    .slice(1, -2)
    .map((sentence) => proposeRole(sentence).role)
    .join(" ");
}

describe("a role is proposed", () => {
  test.each([
    ["fact", "Rain falls in 1949."],
    ["fact", "Rain is the largest source of water."],
    ["fact", "Rivers carry water."],
    ["fact", "For example, NATO was founded in 1949."],
    ["fact", "For example, in 1949 a treaty was signed."],
    ["fact", "Therefore, NATO grew."],
    ["fact", "States should follow the treaty of 1949."],
    ["example", "For example, a river may carry sand."],
    ["example", "Consider a house by a river."],
    ["analogy", "An alliance acts much like a neighborhood watch."],
    ["analogy", "Think of a river as a road."],
    ["definition", "Baseflow refers to water from the ground."],
    ["definition", "Such a system is called an alliance."],
    ["signpost", "The following table outlines how these differ."],
    ["signpost", "This was discussed in Station 10."],
    ["signpost", "As we saw, rivers carry water."],
    ["synthesis", "Therefore, alliances keep peace."],
    ["synthesis", "Taken together, these rules keep order."],
    ["opinion", "Unfortunately, this is how it goes."],
    ["opinion", "Nations should act."],
    ["question", "Who pays for it?"],
    ["question", "He asked, “Who pays?”"],
    ["definition", "Key term: Baseflow — water from the ground."],
    ["signpost", "Takeaway: States keep treaties."],
    ["signpost", "Takeaway — States keep treaties."],
    ["signpost", "- Next: Treaties of states."],
    ["fact", "Next – the treaty of 1949."],
  ])("%s: %s", (role, sentence) => {
    expect(roles(sentence)).toBe(role);
  });

  test("with the words that speak for it", () => {
    const sentence = ledgerSentences(station("# Rain\n\nFor example, a river flows.\n"))[0]!;
    expect(proposeRole(sentence)).toEqual({ role: "example", cue: "For example" });
  });

  test("for every sentence of a real station", () => {
    const proposed = ledgerSentences(station(seed)).map(
      (each) => `${proposeRole(each).role}: ${each.text.slice(0, 24)}`,
    );
    expect(proposed.filter((line) => !line.startsWith("fact"))).toEqual([
      "analogy: These organizations act ",
      "definition: Key term: Collective sec",
      "signpost: This is an extension of ",
      "signpost: The following table outl",
      "example: For example, some nation",
      "signpost: To ensure these systems ",
      "synthesis: By following these pract",
      "synthesis: Regional stability relie",
    ]);
    expect(proposed[0]).toBe("fact: When the North Atlantic ");
  });
});

test("facts and definitions need a citation, nothing else does", () => {
  expect((["fact", "definition"] as const).every(needsCitation)).toBe(true);
  expect((["example", "analogy", "signpost", "synthesis", "opinion", "question"] as const).some(needsCitation)).toBe(
    false,
  );
});
