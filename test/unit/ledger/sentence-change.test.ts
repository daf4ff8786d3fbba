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

/** Edits that change nothing, by kind: what was, and what is now. */
const harmless: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  spelling: [
    ["The harbour was dredged.", "The harbor was dredged."],
    ["The theatre stood in the centre.", "The theater stood in the center."],
    ["They travelled by grey sled towards it.", "They traveled by gray sled toward it."],
    ["They organised and analysed the defence.", "They organized and analyzed the defense."],
    ["A colourful neighbourhood, honoured by labourers.", "A colorful neighborhood, honored by laborers."],
    ["The anaemic foetus needed sulphur and aluminium.", "The anemic fetus needed sulfur and aluminum."],
    ["He was skilful while he ploughed and moulded.", "He was skillful while he plowed and molded."],
    ["Whilst he learnt, the programme was catalogued.", "While he learned, the program was cataloged."],
    ["The façade of the café.", "The facade of the cafe."],
    ["They kept seperate cellars as it occured.", "They kept separate cellars as it occurred."],
    ["The shell is coverd, the lens polishd.", "The shell is covered, the lens polished."],
    ["Teh Febuary storm hit the Mediteranean.", "The February storm hit the Mediterranean."],
    ["The haem of the councillors.", "The heme of the councilors."],
  ],
  numbers: [
    ["It has 3,200 coins.", "It has 3 200 coins."],
    ["It has 3,200 coins.", "It has 3200 coins."],
    ["It has 1,000,000 liters.", "It has 1 million liters."],
    ["It has 2.5 million liters.", "It has 2,500,000 liters."],
    ["It names 9 divers.", "It names nine divers."],
    ["It names twenty-one divers.", "It names 21 divers."],
    ["It was 8 per cent of it.", "It was 8% of it."],
    ["It was 8 % of it.", "It was eight percent of it."],
    ["It is 90 m deep.", "It is 90m deep."],
    ["It is -5 °C there.", "It is -5°C there."],
    ["It was signed on 8th April 1904.", "It was signed on 8 April 1904."],
    ["It was signed on 8 Sept. 1904.", "It was signed on 8 September 1904."],
    ["It was signed on 3 February 1862.", "It was signed on February 3, 1862."],
    ["It began at 5 p.m. sharp.", "It began at 5pm sharp."],
    ["It began at 5 p.m. sharp.", "It began at 5 PM sharp."],
    ["It was on the 4th of July there.", "It was on 4 July there."],
    ["It passed on July 4, 1946, in the house.", "It passed on 4 July 1946 in the house."],
    ["In 1905 the mill was sold.", "In 1905, the mill was sold."],
    ["It holds two hundred scrolls.", "It holds 200 scrolls."],
    ["It holds 5 ml of oil.", "It holds 5 mL of oil."],
    ["It is 12 km long.", "It is 12 kilometers long."],
    ["It reached 200 degrees Celsius there.", "It reached 200 °C there."],
    ["It pays .5 percent.", "It pays 0.5 percent."],
    ["It is from the nineteenth century.", "It is from the 19th century."],
    ["It is a nineteenth-century mill.", "It is a 19th-century mill."],
    ["The room is 4 x 5 meters.", "The room is 4 × 5 meters."],
    ["It rests on § 5 of it.", "It rests on §5 of it."],
  ],
  abbreviations: [
    ["The U.S. signed it.", "The US signed it."],
    ["The herbs, e.g., sage.", "The herbs, eg, sage."],
    ["Her Ph.D. thesis.", "Her PhD thesis."],
    ["It was J.R.R. Tolkien there.", "It was J. R. R. Tolkien there."],
    ["The rocks, i.e. slate, are soft.", "The rocks, i.e., slate, are soft."],
    ["It is Brown vs. Board.", "It is Brown v. Board."],
    ["It is St Nicholas.", "It is St. Nicholas."],
    ["It was Doctor Brown.", "It was Dr. Brown."],
    ["It was No. 5.", "It was No 5."],
    ["They ate rye & barley.", "They ate rye and barley."],
  ],
  contractions: [
    ["There's a crypt, and it's old.", "There is a crypt, and it is old."],
    ["It's been old.", "It has been old."],
    ["They've come, they're here, they'll stay.", "They have come, they are here, they will stay."],
    ["They don't stop, and can't.", "They do not stop, and cannot."],
  ],
  marks: [
    ["It was cut by by hand.", "It was cut by hand."],
    ["in the cellar is a spring.", "In the cellar is a spring."],
    ["The farms co-operate by the sea-weed.", "The farms cooperate by the seaweed."],
    ["The farms co-operated with re-used stone.", "The farms cooperated with reused stone."],
    ["The long term effect.", "The long-term effect."],
    ["It begins “When …” there.", "It begins “When ...” there."],
    ["It was ‘safe’ there.", "It was “safe” there."],
    ["The line — a track — was late.", "The line—a track—was late."],
  ],
};

/** One edit each that changes what is said, and looks like no more than those. */
const changing: readonly (readonly [string, string])[] = [
  ...pairs(`guilty innocent;war peace;is isnt;nitrate nitrite;nitrite nitride;public private;debtor creditor;overpaid underpaid;
    prescribed proscribed;hyperthermia hypothermia;interstate intrastate;microgram milligram;µg ng;mean median;january february;
    hot cold;king kings;his her;he she;this that;sulfite sulfide;prise prize;program pogrom;martial marital;angels angles;diary dairy;
    corn com;clay day;august August;cook Cook;co-op coop;small-arms small;un-ionized unionized;re-form reform;re-sign resign;
    recover re-cover;storey story;tonne ton;insure ensure;draught draft;whisky brandy;affect effect;principal principle;
    complement compliment;council counsel;stationary stationery;its their;who whom;a the;in on;of off;to too;had has;
    was were;crew's crews';king's king;resume résumé;expose exposé;Co CO;10² 102;5% 5;5.5 55;0.5 5;1920s 1930s;1920's 1920s;
    Sargent Sergeant;Freind Friend;Grammer Grammar;Chequers Checkers;Arbour Arbor;Mold Mould;Dike Dyke;Armour Armor;Honour Honor;
    haem hem;haems hems;paedology pedology;m mm;MB GB;MHz kHz;five fifteen;fourteen forty;first fourth;tenth half`),
  ["The lamp was left on on Sunday.", "The lamp was left on Sunday."],
  ["The talks went on on Monday.", "The talks went on Monday."],
  ["He gave her her letters there.", "He gave her letters there."],
  ["They passed by by night.", "They passed by night."],
  ["They took vitamin A a day later.", "They took vitamin A day later."],
  ["Those with a will will win.", "Those with a will win."],
  ["They met on May 5, 1904 men in all.", "They met on May 5, 1904, men in all."],
  ["It holds two hundred and five scrolls.", "It holds 200 scrolls and five."],
  ["The gap is 5' wide.", 'The gap is 5" wide.'],
  ["It was signed by George W. Bush.", "It was signed by George H. W. Bush."],
  ["It is 5 mW of power.", "It is 5 MW of power."],
  ["The vote was 1,500 to 200.", "The vote was 1.500 to 200."],
  ["The king killed the men, Harold, and Edwin.", "The king killed the men, Harold and Edwin."],
  ["A few of them came.", "Few of them came."],
  ["It hit the farmers, who owned land, in May.", "It hit the farmers who owned land in May."],
  ["He ate, the novices said.", "He ate the novices said."],
  ["It has a red light.", "It is a red light."],
  ["It's the first.", "It has the first."],
  ["It was found safe.", "It was found “safe”."],
  ["She had twenty-one pound guns.", "She had twenty one-pound guns."],
  ["The Labor Party won there.", "The Labour Party won there."],
  ["It is possible that the two met.", "The two met."],
  ["The moon pulls on the planet.", "The planet pulls on the moon."],
  ["Polish men came.", "polish men came."],
  ["No one came there.", "No. 1 came there."],
  ["They said that that was old.", "They said that was old."],
  ["The levy was 5 % there.", "The levy was 5 points there."],
  ["It was cut by 25 percent.", "It was cut by 25 percentage points."],
  ["They came in 12, 300 of them.", "They came in 12,300 of them."],
  ["It met the us there.", "It met the U.S. there."],
];

/** Pairs of words, each in a sentence. */
function pairs(list: string): readonly (readonly [string, string])[] {
  return list.split(";").map((pair) => {
    const [before, after] = pair.trim().split(" ");
    return [`They say that the ${before} there was old.`, `They say that the ${after} there was old.`];
  });
}

describe("a sentence says the same in another way to write it", () => {
  test.each(Object.entries(harmless))("%s", (_, each) => {
    for (const [before, after] of each) {
      expect(change(before, after), `${before} → ${after}`).toBe("minor");
      expect(change(after, before), `${after} → ${before}`).toBe("minor");
    }
  });
});

test("whatever is on no list may say something else, however alike it is", () => {
  for (const [before, after] of changing) {
    expect(change(before, after), `${before} → ${after}`).not.toBe("minor");
    expect(change(after, before), `${after} → ${before}`).not.toBe("minor");
  }
  expect(change("Rain falls, mostly.", "Rain falls mostly.")).toBe("word -falls,, word +falls");
});

test("the first word has its capital for standing first, unless it is a name", () => {
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
});

test("what changed is known of any two texts, and nothing changed between a text and itself", { tags: "slow" }, () => {
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
])("a long sentence of %s takes time that grows with its length", { tags: "slow" }, (_, make) => {
  const [small, large] = [make(20_000), make(160_000)];
  const run = (text: string) => cpuSeconds(() => sentenceChange(`x ${text} y`, `z ${text.slice(1)} w`));
  run(small);
  expect(run(large)).toBeLessThan(Math.max(0.5, run(small) * 40));
});
