import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { contextOf, ledgerSentences } from "../../../server/src/ledger/ledger-sentences.ts";
import { sentenceHash, snapshotOf } from "../../../server/src/ledger/sentence-hash.ts";
import { fold, foldWithOffsets } from "../../../server/src/text/fold.ts";
import { station } from "../../support/fixture.ts";

/** What the ledger knows of the sentences of a paragraph. */
function texts(paragraph: string): readonly string[] {
  return ledgerSentences(station(`# Rain\n\n## Falling\n\n${paragraph}\n\n[^1]: Note.\n`))
    .map(({ text }) => text)
    .slice(0, -1);
}

describe("a sentence's text", () => {
  test("is without citations, wherever they stand", () => {
    expect(texts("Rain falls [@usgs, p. 4]. It flows @noah. [@a; @b] It ends. It rests. [@c]")).toEqual([
      "Rain falls.",
      "It flows.",
      "It ends.",
      "It rests.",
    ]);
    expect(texts("As @noah2020 says, rain falls (see [@a]) and [@b] flows.[^1]")).toEqual([
      "As says, rain falls (see) and flows.",
    ]);
  });

  test("keeps what a citation says beside its source and a place in it", () => {
    expect(
      texts("Rain falls [it is not true, as @a shows]. It flows [@a, which was proved false]. It ends [see @a, p. 4]."),
    ).toEqual(["Rain falls [it is not true, as; shows].", "It flows [which was proved false].", "It ends."]);
    expect(
      texts("Rain falls [@a; which was proved false]. It flows [@a; utterly false; @b]. It ends [@a; p. 4; @b]."),
    ).toEqual(["Rain falls [which was proved false].", "It flows [utterly false].", "It ends."]);
    expect(texts("[@a, The Moon is made of cheese.]")).toEqual(["[The Moon is made of cheese.]"]);
  });

  test("keeps what is beside a promise or ends in an arrow", () => {
    const ends = (text: string) => ledgerSentences(station(`# Rain\n\n${text}\n`)).map((each) => each.text);
    expect(ends("The Moon is cheese. Every fact is cited and verified.")).toEqual(["The Moon is cheese."]);
    expect(ends("It rains.\n\nThe Moon is cheese →\n\nEvery fact is verified.")).toEqual([
      "It rains.",
      "The Moon is cheese →",
    ]);
    expect(ends("It rains.\n\nEvery fact is verified, and 4 moons are cheese.")).toContain(
      "Every fact is verified, and 4 moons are cheese.",
    );
  });

  test("keeps what is nested too deeply to be told apart", () => {
    expect(texts(`${"> ".repeat(80)}The Moon is cheese.`).join(" ")).toContain("The Moon is cheese.");
  });

  test("keeps what is code, though it looks like a citation", () => {
    expect(texts("Write `[@key]` or `x = 5` there.")).toEqual(["Write [@key] or x = 5 there."]);
  });

  test("is without emphasis and without the difference between quotation marks, dashes and spaces", () => {
    const plain = ['The "treaty" - it\'s old - binds all.'];
    expect(texts("The “treaty” — it’s old – binds all.")).toEqual(plain);
    expect(texts("The **“treaty”** --\u00a0*it's*  old\n— _binds_ all.")).toEqual(plain);
  });

  test("keeps signs for markup that changes what is said", () => {
    expect(texts("There are 10<sup>2</sup> kinds. It ~~never~~ rains.")).toEqual([
      "There are 10<sup>2</sup> kinds.",
      "It ~~never~~ rains.",
    ]);
  });

  test("keeps case, and what only looks alike", () => {
    expect(texts("US and us differ, and so do 10² and 102, ½ and 1/2.")).toEqual([
      "US and us differ, and so do 10² and 102, ½ and 1/2.",
    ]);
  });

  test("is the same in both written forms", () => {
    const paste = station("Rain\n\nRain *falls* [@a].\nFalling\nIt flows. It ends.\n- One.\n- Two.\n");
    const markdown = station("# Rain\n\nRain falls.\n\n## Falling\n\nIt flows. It ends.\n\n- One.\n- Two.\n");
    const hashes = (each: typeof paste) => ledgerSentences(each).map(({ hash }) => hash);
    expect(hashes(paste)).toEqual(hashes(markdown));
    expect(hashes(paste)).toHaveLength(5);
  });
});

test("titles, headings, cells and page furniture are no sentences of a ledger", () => {
  const text = "# Rain\n\nOne.\n\n## Falling\n\n| a | b |\n|---|---|\n| c | d |\n\nEvery fact is cited.\n";
  expect(ledgerSentences(station(text)).map((each) => each.text)).toEqual(["One."]);
});

test("a sentence's hash is the first 16 digits of its SHA-256", () => {
  const expected = (text: string) => createHash("sha256").update(text, "utf8").digest("hex");
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (text) => {
      expect(sentenceHash(text)).toBe(expected(text).slice(0, 16));
      expect(snapshotOf(text)).toBe(`sha256:${expected(text)}`);
    }),
  );
});

test("the context of a sentence is 32 characters of those around it, in whole characters", () => {
  const sentences = ledgerSentences(
    station("# Rain\n\nOne. Two. Three.\n\nA sentence much longer than what is kept.\n"),
  );
  expect(contextOf(sentences, 0)).toEqual({ prefix: "", suffix: "Two. Three. A sentence much long" });
  expect(contextOf(sentences, 3)).toEqual({ prefix: "One. Two. Three.", suffix: "" });
  const odd = ledgerSentences(station(`# Rain\n\n${"😀".repeat(40)}. Middle. a${"😀".repeat(40)}.\n`));
  const { prefix, suffix } = contextOf(odd, 1);
  expect(prefix + suffix).not.toMatch(/\p{Surrogate}/u);
  expect(prefix.length).toBeGreaterThan(30);
});

describe("folding", () => {
  const anything = fc
    .array(
      fc.constantFrom(
        ..."a é e\u0301 e ' ’ “ ” - – — -- \u2212 … \u00a0 \u200b \ufeff \u00ad 10² ½ Å 😀 \ud83d".split(" "),
        " ",
        "\n",
      ),
    )
    .map((parts) => parts.join(""));

  test("once is folding twice", () => {
    fc.assert(
      fc.property(fc.oneof(anything, fc.string({ unit: "binary", maxLength: 30 })), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
    );
  });

  test("with offsets gives the same text, and the way back", () => {
    const text = "  Cafe\u0301 “rain” —\n\n  falls --\u00a0soft\u00adly.  ";
    const folded = foldWithOffsets(text);
    expect(folded.text).toBe(fold(text));
    expect(folded.text).toBe('Café "rain" - falls - softly.');
    const back = (part: string) => {
      const at = folded.text.indexOf(part);
      return text.slice(folded.offsets[at]!, folded.offsets[at + part.length]!);
    };
    expect(back("Café")).toBe("Cafe\u0301");
    expect(back('"rain"')).toBe("“rain”");
    expect(back("softly.")).toBe("soft\u00adly.");
    expect(back("falls -")).toBe("falls --");
  });

  test("with offsets agrees on all that sources hold", () => {
    const piece = fc.constantFrom(
      ..."rain Ünï é - – -- ’ “ ” 10² ½ 😀 漢字 (a) x.".split(" "),
      " ",
      "\n",
      "\t",
      "\u00a0",
      "\u00ad",
    );
    expect(foldWithOffsets("--\u00ad--").text).toBe(fold("--\u00ad--"));
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join("");
        const { text: folded, offsets } = foldWithOffsets(text);
        expect(folded).toBe(fold(text));
        expect(offsets.length).toBe(folded.length + 1);
        expect([...offsets]).toEqual([...offsets].sort((a, b) => a - b));
      }),
    );
  });
});
