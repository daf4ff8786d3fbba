import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MASK } from "../../../server/src/syntax/prose.ts";
import { splitSentences } from "../../../server/src/syntax/sentences.ts";
import { slice } from "../../../server/src/text/range.ts";
import { cpuSeconds } from "../../support/cpu-time.ts";
import { station } from "../../support/fixture.ts";

/** A paragraph's source with a bar between its sentences. The last lines define what the cases refer to. */
function split(paragraph: string): string {
  const text = `# Cases\n\n${paragraph}\n\n[^1]: A note.\n`;
  const passage = station(text).passages.find(({ kind }) => kind === "paragraph");
  return passage?.sentences.map(({ range }) => slice(text, range)).join(" | ") ?? "";
}

const cases: Readonly<Record<string, readonly string[]>> = {
  "at periods, question marks and exclamation marks": [
    "Nations meet. | They talk.",
    "Who decides? | No one!",
    "Really?! | Yes.",
    "A first. | A second without an end",
    "One without an end",
    "They agreed: The war must end. | It did.",
    "It ended — at last. | They left.",
    "What is NATO? | NATO is an alliance.",
  ],
  "not within a word, a number or an address": [
    "It grew by 3.5 percent. | It fell later.",
    "Version 1.2.3 is out. | Version 2 follows.",
    "It cost $5.5 million. | That is much.",
    ".5 percent is little. | It grew.",
    "The site un.org lists it. | Look there.",
    "See https://un.org/a.B for it. | Read it.",
    "It works at Yahoo! in Rome. | It is big.",
    "The slogan “Yes!” won. | They cheered.",
  ],
  "after a number that ends one": [
    "It ended in 1945. | 51 states joined.",
    "He scored 5. | The end came.",
    "It rose to no. 1. | Then it fell.",
    "World War II. | Nations met.",
  ],
  "not after a number or letter that a sentence begins with": [
    "1\\. Agree on it. | 2. Act on it.",
    "A. Introduction",
    "Q. Who pays? | A. The members do.",
    "IV. The treaty holds.",
  ],
  "not after titles and initials": [
    "Dr. Smith met Mr. Jones. | They talked.",
    "Gen. Dallaire asked for help. | None came.",
    "Prof. A. B. Lee taught there. | He left.",
    "J. R. R. Tolkien wrote it. | He was a scholar.",
    "It was signed by John F. Kennedy. | The Senate agreed.",
    "The plan of St. Petersburg failed. | Mt. Everest is high.",
    "He met Sen. Obama and Rep. Lee. | They talked.",
    "See Smith v. Jones. | It matters.",
    "He spoke of Martin Luther King Jr. | He was moved.",
  ],
  "after a single letter where the next word begins one": [
    "He chose plan B. | Then he left.",
    "They fought in World War I. | The war ended.",
    "So do I. | They left.",
  ],
  "not after abbreviated names, but at their end": [
    "The U.N. Charter binds all. | States signed it.",
    "The U.S. Senate voted. | It agreed.",
    "They joined the U.N. | They left in 1965.",
    "He moved to the U.S. in 1990. | He stayed.",
    "The U.N.'s role grew. | It helps.",
    "He lives in Washington, D.C. | It is warm.",
    "They moved to Los Angeles, CA. | Nations watched.",
    "Acme Co. grew. | Apple Inc. Reports fell.",
    "She holds a Ph.D. in physics. | He holds none.",
    "He holds a Ph.D. | She holds none.",
    "Rome fell in 476 A.D. | It had grown weak.",
  ],
  "not after abbreviations that lead on": [
    "Some alliances, e.g. NATO, last. | Others end.",
    "That is one state, i.e. Iceland. | It lasts.",
    "They came (cf. Smith). | They left.",
    "It was France vs. Spain. | Spain won.",
    "Approx. 5 states joined. | All stayed.",
    "NATO (est. 1949) grew. | It lasts.",
    "Keohane et al. (1984) disagree. | Others agree.",
    "This follows Keohane et al. | The rest differ.",
  ],
  "after “etc.” only before a capital": [
    "Soldiers, ships, etc. are sent. | They help.",
    "They send soldiers, ships, etc. | Nations pay for it.",
    "It holds (NATO, U.N., etc.). | It lasts.",
  ],
  "not between an abbreviation and its number": [
    "See Fig. 3 for this. | It is clear.",
    "See Fig. 3. | It is clear.",
    "Figs. 3 and 4 agree. | See them.",
    "Resolution No. 5 passed. | All agreed.",
    "Art. 5 of the treaty binds all. | It is short.",
    "Vol. II, p. 4, has more. | See pp. 33-35. | Read them.",
    "Ch. 4 says so. | Sec. IV differs.",
    "On Jan. 5 they met. | They met again on Sept. 11. | It rained.",
    "The answer was no. | Nations left.",
    "It was in Dec. | Nations left.",
  ],
  "after hours only where the day does not follow": [
    "They met at 5 p.m. | Delegates left at 6.",
    "They met at 5 p.m. in Geneva. | It rained.",
    "They met at 9 a.m. Monday. | It rained.",
    "At 3 p.m. Monday’s talks end. | Tuesday’s begin.",
    "They met at 9 a.m. EST. | Delegates left.",
  ],
  "after the quotation mark that closes": [
    "“Stop.” | He left.",
    "He said, “Stop.” | Then he left.",
    "He called it “the end”. | They agreed.",
    '"Stop." | "Why?" | "Because."',
    "‘Don’t stop.’ | He left.",
    "«Arrêtez.» | Il part.",
    "“We agree. | We sign.” | They left.",
  ],
  "not where the sentence around a quotation goes on": [
    "“Who pays?” asked France. | No one spoke.",
    "“Who pays?” France asked. | No one spoke.",
    "“Stop!” Kofi Annan cried. | They did.",
    "He asked, “Who pays?” and left. | They stayed.",
    "He said: “We agree. We sign.” and left. | They stayed.",
    "The motto ‘Unite! Fight! Win!’ was new. | It stuck.",
    "They wrote “We agree. We sign.”; then they left.",
    "He said: ‘We don’t agree. We don’t sign.’ and left. | They stayed.",
  ],
  "past marks that only look like quotations": [
    '5" of rain fell. | Then it stopped. | 6" more came.',
    "The states’ plan failed. | The ’90s ended. | It’s over.",
    "A lone “ mark. | A second sentence. | A third.",
    "A lone ( bracket “quoted. | Still.” | A third.",
  ],
  "with brackets": [
    "It grew (see Fig. 3). | It fell.",
    "It grew. | (See Fig. 3.) | It fell.",
    "(A first. | A second.) | A third.",
    "It grew (It fell. It rose.) and stayed. | It ended.",
    "They won (!) the war. | It ended.",
    "The treaty (1949) binds all. | It holds.",
  ],
  "at an ellipsis only before a capital": [
    "They waited… | Then they left.",
    "They waited... and left. | It rained.",
    "They waited . . . and left. | It rained.",
    "Well... | Nations talk.",
  ],
  "with the citation or footnote mark after them": [
    "It grew [@smith2010]. | It fell.",
    "It grew. [@smith2010, p. 4; @lee] | It fell.",
    "It grew. | @smith2010 shows it. | It fell.",
    "It grew.[^1] | It fell.[^1]",
    "“It grew.”[^1] | It fell.",
  ],
  "with their markup": [
    "**It grew.** | It fell.",
    "It **grew**. | *It fell.* | It rose.",
    "[Read it.](a.md) | It helps.",
    "Run `a. B` first. | Then stop.",
    "Tom &amp; Co. grew. | It fell.",
  ],
  "over line ends": ["It\ngrew. | It\nfell."],
};

describe.each(Object.entries(cases))("sentences end %s", (_, examples) => {
  test.each(examples)("%s", (example) => {
    expect(split(example.replaceAll(" | ", " "))).toBe(example);
  });
});

describe("splitting", () => {
  const piece = fc.constantFrom(
    ...'U.N. e.g. No. 5 3.5 a The Dr. p.m. “ ” ( ) " ‘ ’ « » ... … ?! . ! ? etc. [@a] [1] ¹ @b 😀 é I 雨 。 」 : *'.split(
      " ",
    ),
  );
  const text = fc
    .array(fc.tuple(piece, fc.constantFrom(" ", "", "\n", "\u00a0")), { maxLength: 40 })
    .map((parts) => parts.flat().join(""));

  test("leaves out nothing but the space between sentences", () => {
    fc.assert(
      fc.property(text, (source) => {
        let at = 0;
        for (const { start, end } of splitSentences(source)) {
          expect(source.slice(at, start).trim()).toBe("");
          expect(source.slice(start, end)).toBe(source.slice(start, end).trim());
          expect(end).toBeGreaterThan(start);
          at = end;
        }
        expect(source.slice(at).trim()).toBe("");
      }),
    );
  });

  test("ends sentences between two lone brackets far apart", () => {
    const source = `A ( mark. ${"It grew. ".repeat(300)}A ) and so on.`;
    expect(splitSentences(source)).toHaveLength(302);
  });

  test("parts what stands in different items and cells", () => {
    const text = "# Cases\n\n- It grew. It fell\n- no. 5\n\n| A | B |\n| - | - |\n| See Fig. | 3. Then more. |\n";
    const passages = station(text).passages.map(({ sentences }) => sentences.map((each) => each.text).join(" | "));
    expect(passages).toEqual(["Cases", "It grew. | It fell", "no. 5", "A", "B", "See Fig.", "3. Then more."]);
  });

  test("a sentence alone gives that sentence again", () => {
    for (const sentence of Object.values(cases)
      .flat()
      .flatMap((example) => example.split(" | "))) {
      const escaped = sentence.replace(/^(\d+)\. /, "$1\\. ");
      expect(split(escaped)).toBe(escaped);
    }
  });

  test.each([
    ["sentences", "It grew. "],
    ["quotations", "“It grew. ” "],
    ["open quotations", "“It grew. "],
    ["open brackets", "((It grew. "],
    ["abbreviations", "U.N. e.g. "],
    ["stops", "... "],
    ["stops without space", "a."],
    ["spaces", " ".repeat(20)],
    ["straight quotation marks", '"'],
    ["closing quotation marks", ".”"],
    ["closing quotation marks apart", ". ” "],
    ["opening marks", ". (“"],
    ["brackets", "(It grew.) "],
    ["asides", "(!) "],
    ["initials", "J. A. "],
    ["titles", "Mr. "],
    ["numbers", "No. 5 "],
    ["digits", "1"],
    ["notes", ".[1] "],
    ["open notes", ". [1,"],
    ["citations", `. ${MASK}[@a] `],
    ["emoji", "🎉 . "],
    ["wide stops", "雨。」"],
    ["no-break spaces", ".\u00a0"],
    ["colons", ": 1. "],
  ])("takes time that grows with the text only: %s", (_, unit) => {
    const source = unit.repeat(Math.ceil(200_000 / unit.length));
    expect(cpuSeconds(() => splitSentences(source))).toBeLessThan(1);
  });

  test.each(["a.", "1", " ", "”", "“", "(", ".", "[1]", "🎉", "*", " ’", "雨", "-", "1.1", "\ufe0f", "¹"])(
    "takes time that grows with the text only: many %j around a stop",
    (unit) => {
      const many = unit.repeat(80_000 / unit.length);
      const run = () => splitSentences(`${many}. ${many}. A${many} C. X${many} U.N.${many}X`);
      expect(cpuSeconds(run)).toBeLessThan(1);
    },
  );
});
