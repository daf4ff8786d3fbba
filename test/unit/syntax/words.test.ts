import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { english } from "../../../server/src/language/english/english.ts";
import {
  countNumbered,
  countWords,
  firstWordFrom,
  numberWords,
  wordEnd,
  wordNumber,
  wordStart,
  wordsOf,
  wordText,
} from "../../../server/src/syntax/words.ts";

const texts = (text: string) => wordsOf(text).map((word) => word.text);

test("words keep their apostrophes, and hyphens part them", () => {
  expect(texts("Don’t panic: cost-benefit isn't 3.5 ‘naïve’ µm.")).toEqual([
    "Don’t",
    "panic",
    "cost",
    "benefit",
    "isn't",
    "3",
    "5",
    "naïve",
    "µm",
  ]);
  expect(countWords("A cost-benefit view — of 3.5 % — and/or none…")).toBe(8);
});

test("a text has the same words whatever else stands beside it", () => {
  const piece = fc.constantFrom(
    ..."a Z 0 9 don't ’s ‘ “ ” – — … ‐ ‑ ' / - _ . , ~ \u00a0 \u2028 \u2029 \u205e \u2010 \u2027 \u2030 \0 \x7f \uFFFC".split(
      " ",
    ),
    " ",
  );
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const plain = pieces.join("");
      const mixed = `${plain} é`; // which needs Unicode's tables
      expect([...wordsOf(plain), { text: "é", start: plain.length + 1, end: plain.length + 2 }]).toEqual(
        wordsOf(mixed),
      );
      expect(countWords(plain) + 1).toBe(countWords(mixed));
    }),
  );
});

test("a word that is remembered does not keep the text it stood in", () => {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const remember = (number: number) => {
    const text = `Remembered${String(number).padStart(8, "0")} ${"and more ".repeat(50_000)}`;
    const word = text.slice(0, text.indexOf(" "));
    english.words.keyOf(word);
    english.words.stemOf(word);
  };
  remember(0);
  collect();
  const before = process.memoryUsage().heapUsed;
  for (let number = 1; number <= 200; number++) remember(number);
  collect();
  expect((process.memoryUsage().heapUsed - before) / 2 ** 20).toBeLessThan(20);
});

test("numbered words are the words of a text, and two have one number if they are one word", () => {
  const numbers = new Map<string, number>();
  const text = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.lorem(),
    fc.string({ unit: fc.constantFrom("a", "b", "’", " ", "é", "-") }),
  );
  fc.assert(
    fc.property(text, (text) => {
      const words = numberWords(text);
      const places = Array.from({ length: words.length }, (_, at) => ({
        text: wordText(words, at),
        start: wordStart(words, at),
        end: wordEnd(words, at),
      }));
      expect(places).toEqual(wordsOf(text));
      places.forEach((word, at) => {
        expect(firstWordFrom(words, word.start)).toBe(at);
        expect(wordNumber(words, at)).toBe(numbers.get(word.text) ?? wordNumber(words, at));
        numbers.set(word.text, wordNumber(words, at));
      });
    }),
  );
  expect(new Set(numbers.values()).size).toBe(numbers.size);
  expect(numbers.size).toBeGreaterThan(50);
});

test("words are counted within a stretch as they are in it alone", () => {
  const unit = fc.constantFrom("a", "b2", "é", " ", "-", "–", "…", "/", ".", "’", "\u2009", "\u3000", "\u00a0");
  fc.assert(
    fc.property(fc.array(unit), fc.nat(), (units, cut) => {
      const text = units.join("");
      const words = numberWords(text);
      const at = firstWordFrom(words, cut % (text.length + 1));
      const start = at < words.length ? wordStart(words, at) : text.length;
      expect(countNumbered(words, at)).toBe(countWords(text.slice(start)));
      expect(countWords(text)).toBe(text.match(/[\p{L}\p{N}][^\s—–…/]*/gu)?.length ?? 0);
    }),
  );
});
