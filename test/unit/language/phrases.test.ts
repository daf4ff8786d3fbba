import { describe, expect, test } from "vitest";
import { english } from "../../../server/src/language/english/english.ts";
import type { Language } from "../../../server/src/language/language.ts";
import { figures, phrases } from "../../../server/src/language/phrases.ts";
import { lintFile } from "../../../server/src/lint/lint.ts";
import { makeWorkspace } from "../../../server/src/path/workspace.ts";
import { readStation } from "../../../server/src/station/station.ts";
import { slice } from "../../../server/src/text/range.ts";
import { LONE_FILE, markdownReader } from "../../support/fixture.ts";

/** The words that one rule finds in a text in some language. */
function found(rule: string, text: string, language: Language): readonly string[] {
  const station = (given: string) => readStation(given, markdownReader, language);
  const workspace = makeWorkspace({ station, bibtex: undefined }, [{ file: LONE_FILE, text }]);
  const given = { severities: new Map([[rule, "warning" as const]]), options: new Map(), wins: true };
  return lintFile(workspace, LONE_FILE, { given, lookUp: () => "found" })
    .filter((finding) => finding.rule === rule)
    .map(({ range }) => slice(text, range));
}

describe("phrases", () => {
  const said = phrases(["most|many *experts?|has_been [agree|say]", "per|by-*hand", "*made ~ here"], { tail: "!?" });
  const match = (text: string) => said.find(text)?.[0];

  test("are found as their lines say", () => {
    expect(match("So most experts agree!")).toBe("most experts agree!");
    expect(match("Many expert")).toBe("Many expert");
    expect(match("many has been")).toBe("many has been");
    expect(match("by hand, per-hand")).toBe("by hand");
    expect(match("made here")).toBe("made here");
    expect(match("made in Rome here")).toBe("made in Rome here");
  });

  test("are not found in parts of words, or with more between", () => {
    expect(match("utmost experts, most expertise, most of the experts")).toBeUndefined();
    expect(match("made in old Rome here")).toBeUndefined();
  });

  test("have a signal for each of them", () => {
    expect(["expert", "Experts", "experts’", "been", "hand", "made"].filter((word) => !said.isSignal(word))).toEqual(
      [],
    );
    expect(["most", "has", "agree", "here", "expertise", "handmade"].filter(said.isSignal)).toEqual([]);
  });

  test("are refused without one", () => {
    expect(() => phrases(["most experts"])).toThrow("No place of “most experts” has a “*” before it.");
  });
});

test("figures are numbers with a unit or a sign, with a signal for each unit", () => {
  const { find, isSignal, signs } = figures(["percent", "per_cent"], ["%", "€"]);
  expect(["5 percent", "5percent", "1,000.5 per cent", "3%", "3 €"].filter((text) => !find(text))).toEqual([]);
  expect(["percent", "5 percentage", "v1.5x%"].filter((text) => find(text))).toEqual([]);
  expect(["percent", "5percent", "cent", "percentage"].filter(isSignal)).toEqual(["percent", "5percent", "cent"]);
  expect(signs).toEqual(["%", "€"]);
});

describe("a word that is added to a list of phrases", () => {
  const claims = {
    ...english.claims,
    unattributed: phrases(["most *pundits? agree"]),
    promise: phrases(["we *swear it"]),
  };
  const more: Language = { ...english, claims };

  test("is enough to be found", () => {
    expect(found("no-unattributed-claim", "# Rain\n\nMost pundits agree that rain is wet.\n", more)).toEqual([
      "Most pundits agree",
    ]);
    expect(found("provenance-claim", "# Rain\n\nRain is wet, we swear it. It is.\n", more)).toEqual(["we swear it"]);
  });

  test("is not found without", () => {
    expect(found("no-unattributed-claim", "# Rain\n\nMost pundits agree that rain is wet.\n", english)).toEqual([]);
  });
});
