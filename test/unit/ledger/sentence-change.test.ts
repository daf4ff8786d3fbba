import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sentenceChange } from "../../../server/src/ledger/sentence-change.ts";
import { fold } from "../../../server/src/text/fold.ts";
import { cpuSeconds } from "../../support/cpu-time.ts";

const ordinary = new Set("regional stability member members alliances nations treaty rain falls".split(" "));

/** What changed, in short: `minor`, `rewritten`, or the words that change the meaning. */
function change(before: string, after: string): string {
  const { kind, words } = sentenceChange(fold(before), fold(after), ordinary);
  if (kind !== "meaning") return kind;
  return words.map(({ what, word, change: way }) => `${what} ${way === "gone" ? "-" : "+"}${word}`).join(", ");
}

const base = "Regional stability relies on agreements that members of the treaty signed and keep with great care";

/** What stands at the end of a sentence, what comes in its place, and what that changes. */
const cases: Readonly<Record<string, readonly (readonly [string, string, string])[]>> = {
  numbers: [
    ["in Station 10.", "in Station 9.", "number -10, number +9"],
    ["by 10² units.", "by 102 units.", "number -10², number +102"],
    ["by 3.5 percent.", "by 35 percent.", "number -3.5, number +35"],
    ["by $5.", "by €5.", "number -$5, number +€5"],
    ["by 5 km.", "by 5 cm.", "number -km, number +cm"],
    ["by 5 %.", "by 5.", "number -%"],
    ["by -5 there.", "by 5 there.", "number --5, number +5"],
    ["in 5 - 3 steps.", "in 5 3 steps.", "number --"],
    ["in three steps.", "in four steps.", "number -three, number +four"],
    ["in the mid-nineties.", "in the mid-1990s.", "number -mid, number -nineties, number +mid-1990s"],
    ["in the third century.", "in the fourth century.", "number -third, number +fourth"],
    ["in chapter ii.", "in chapter iv.", "number -ii, number +iv"],
    ["in World War I.", "in World War II.", "name -I, name +II"],
    ["half a million.", "half a billion.", "number -million, number +billion"],
    ["from 5 to 10.", "from 10 to 5.", "number -5, direction -to, direction +to, number +5"],
    ["in ٣ steps.", "in ٤ steps.", "number -٣, number +٤"],
  ],
  negations: [
    ["and can manage.", "and cannot manage.", "negation +not"],
    ["as they manage.", "as they do not manage.", "negation +not"],
    ["as they do trade.", "as they don't trade.", "negation +not"],
    ["with a plan.", "without a plan.", "negation +without"],
    ["and is stable.", "and is unstable.", "negation -stable, negation +unstable"],
    ["and is able.", "and is unable.", "modal -able, negation +unable"],
    ["and is harmful.", "and is harmless.", "negation -harmful, negation +harmless"],
    ["and never trade.", "and ever trade.", "negation -never, quantity +ever"],
    ["do not trust, do keep it.", "do trust, do not keep it.", "negation -not, negation +not"],
  ],
  quantities: [
    ["in all states.", "in some states.", "quantity -all, quantity +some"],
    ["in many states.", "in few states.", "quantity -many, quantity +few"],
    ["in each state.", "in every state.", "quantity -each, quantity +every"],
    ["about most states.", "about both states.", "quantity -most, quantity +both"],
    ["in peace and war.", "in peace or war.", "quantity -and, quantity +or"],
  ],
  "modal words": [
    ["as they must.", "as they may.", "modal -must, modal +may"],
    ["as they'll see.", "as they'd see.", "modal -will, modal +would"],
    ["and probably last.", "and certainly last.", "modal -probably, modal +certainly"],
  ],
  comparisons: [
    ["more than before.", "less than before.", "comparison -more, comparison +less"],
    ["in a strong state.", "in a stronger state.", "comparison +stronger"],
    ["in a grand state.", "in a grander state.", "comparison -grand, comparison +grander"],
    ["in a grander state.", "in a grandest state.", "comparison -grander, comparison +grandest"],
  ],
  directions: [
    ["as prices rise.", "as prices fall.", "direction -rise, direction +fall"],
    ["before the war.", "after the war.", "direction -before, direction +after"],
    ["as Serbia attacked Bosnia.", "as Serbia was attacked by Bosnia.", "direction +by"],
  ],
  names: [
    ["in the Balkans.", "in the Baltics.", "name -Balkans, name +Baltics"],
    ["as Serbia met NATO.", "as NATO met Serbia.", "name -Serbia, name +Serbia, order +met"],
    ["with Iran.", "with Iraq.", "name -Iran, name +Iraq"],
    ["with the US.", "with the us.", "name -US"],
    ["by iPhone.", "by phone.", "name -iPhone"],
    ["in 中国 now.", "in 中园 now.", "name -中国, name +中园"],
    ["before May.", "before June.", "name -May, name +June"],
  ],
  questions: [["by all.", "by all?", "question +?"]],
  "words in other places": [["as dogs bite men.", "as men bite dogs.", "order +bite, order +dogs"]],
};

describe("a sentence says something else with other", () => {
  test.each(Object.entries(cases))("%s", (_, each) => {
    for (const [before, after, expected] of each) {
      expect(change(`${base} ${before}`, `${base} ${after}`)).toBe(expected);
      expect(sentenceChange(`${base} ${after}`, `${base} ${before}`).kind, after).toBe("meaning");
    }
  });
});

test("a slip of the keyboard, a comma or another tense is minor", () => {
  const same = (before: string, after: string) => expect(change(before, after), after).toBe("minor");
  same(base, base.replace("agreements", "agreemnts"));
  same(base, base.replace("relies", "relied"));
  same(base, base.replace("treaty", "treaty,"));
  same(base, base.replace("great care", "great, great care"));
  same(`${base} don't stop.`, `${base} do not stop.`);
  same("Rain drops.", "Rain drps.");
});

test("the first word has its capital for standing first, unless it is a name", () => {
  expect(change("Regional stability lasts.", "Regionl stability lasts.")).toBe("minor");
  expect(change("Regionl stability lasts.", "Regional stability lasts.")).toBe("minor");
  expect(change("The treaty binds members of alliances.", "Treaty binds members of alliances.")).toBe("minor");
  expect(change("Members keep the treaty that lasts.", "So members keep the treaty that lasts.")).toBe("minor");
  expect(change("Iran keeps the treaty that lasts.", "Iraq keeps the treaty that lasts.")).toBe(
    "name -Iran, name +Iraq",
  );
  expect(change("It keeps the treaty that lasts.", "Iraq keeps the treaty that lasts.")).toBe("name +Iraq");
  expect(change("Balkans states keep peace.", "Baltic states keep peace.")).toBe("name -Balkans, name +Baltic");
  expect(change("US members keep the treaty.", "Us members keep the treaty.")).toMatch(/name -US/);
});

test("a sentence of other words is rewritten", () => {
  expect(change(base, "Alliances keep peace.")).not.toBe("minor");
  expect(change("rain drops on the hills", "snow drifts on my roof")).toBe("rewritten");
  expect(change("rain drops", "rain flows")).toBe("rewritten");
});

test("what changed is known of any two texts, and nothing changed between a text and itself", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary", maxLength: 60 }),
    fc
      .array(fc.constantFrom(..."not 10 Rain rain the ? % - “a” can't won't unable able x² 漢 😀 \ud83d".split(" ")), {
        maxLength: 30,
      })
      .map((words) => words.join(" ")),
  );
  fc.assert(
    fc.property(text, text, (a, b) => {
      expect(["minor", "meaning", "rewritten"]).toContain(sentenceChange(fold(a), fold(b)).kind);
      expect(sentenceChange(fold(a), fold(a)).kind).toBe("minor");
    }),
  );
});

test.each([
  ["one word", (size: number) => "a".repeat(size)],
  ["signs", (size: number) => `${"?)".repeat(size / 2)}a1`],
  ["many words", (size: number) => "rain falls on 5 hills ".repeat(size / 22)],
  ["apostrophes", (size: number) => "n't".repeat(size / 3)],
])("a long sentence of %s takes time that grows with its length", (_, make) => {
  const [small, large] = [make(50_000), make(400_000)];
  const run = (text: string) => cpuSeconds(() => sentenceChange(`x ${text} y`, `z ${text.slice(1)} w`));
  run(small);
  expect(run(large)).toBeLessThan(Math.max(0.5, run(small) * 40));
});
