import { describe, expect, test } from "vitest";
import { DEFAULT_LANGUAGE, languageCalling } from "../../../server/src/language/languages.ts";
import { UNKNOWN } from "../../../server/src/language/unknown.ts";
import type { Reference } from "../../../server/src/station/references.ts";
import { stationIn } from "../../support/fixture.ts";

function references(text: string, words: readonly string[], language = DEFAULT_LANGUAGE): string {
  const station = stationIn(languageCalling(language, words), `# Rivers\n\n${text}\n`);
  return station.references.map(said).join(" ");
}

function said(reference: Reference): string {
  if (reference.kind === "relative") return `${reference.distance}`;
  return `${reference.numbers.join(" ")}${reference.form === "canonical" ? "" : ` (${reference.form})`}`;
}

describe("a path's own word", () => {
  test.each([
    ["Rain is in Lesson 9.", "9"],
    ["Rain is in lesson 9, as “Lesson 8” says.", "9 8"],
    ["Lessons 3 and 4, lessons 5-7, Lesson 8 or 9.", "3 4 5 6 7 8 9"],
    ["Lessons 3, 5, and 9 and Station 2.", "3 5 9 2"],
    ["Lesson Nine is about rain.", "9 (word)"],
    ["The previous lesson, the last two lessons, the next lesson.", "-1 -2 1"],
    ["The lesson after next, two lessons ago, three lessons from now, the lesson before this one.", "2 -2 3 -1"],
    ["In our next lesson we turn to rain.", "1"],
    ["See [Lesson 2](rain.md).", "2"],
  ])("makes a number a reference: %s", (text, expected) => {
    expect(references(text, ["Lesson"])).toBe(expected);
  });

  test.each([
    "This lesson has 3 parts; in this lesson one sees rain.",
    "A lesson 2 hours long, each lesson 45 minutes, lesson 3.2.",
    "Chapter 14, Section 3.2, Figure 7, Table 2 and Unit 4.",
    "The previous chapter, the last two chapters.",
    "Lesson 3 of Unit 2, Lesson 3 of *Walden*, Darwin’s Lesson 3, the Piano Lesson 4.",
    "Here are the last lesson and a LESSON 9.",
  ])("makes nothing else one: %s", (text) => {
    expect(references(text, ["Lesson"])).toBe("");
  });

  test("may be one of several, with its own plural and its own short form", () => {
    expect(references("Chapters 3 and 4, Ch. 5, Class 6, Classes 7-8, Unit 9.", ["Chapter", "Class"])).toBe(
      "3 4 5 (abbreviation) 6 7 8",
    );
    expect(references("Series 3, Series 4 and 5.", ["Series"])).toBe("3 4 5");
  });

  test("may have two words, a lowercase letter, be in the plural, or be the format's own", () => {
    expect(references("Learning Unit 3 and learning units 4 and 5.", ["Learning Unit"])).toBe("3 4 5");
    expect(references("Lesson 3 and lesson 4.", ["lesson"])).toBe("3 4");
    expect(references("Lesson 3 and Lessons 4 and 5.", ["Lessons"])).toBe("3 4 5");
    expect(references("Station 3 and stations 4 and 5.", ["Station"])).toBe("3");
  });

  test("is no other book's: a chapter of a named work, of a part, of a law", () => {
    const text = `Chapter 3 of Darwin’s *Origin*, chapter 4 of the handbook, Chapter 5 in “Walden”, Book 2, Chapter 6,
      Smith’s Chapter 7, their Chapter 8, and Chapter 9 of the Criminal Code, but Chapter 1 of this course and Chapter 2 in class.`;
    expect(references(text, ["Chapter"])).toBe("1 2");
  });

  test("is read in a language of which nothing else is known, with any plural", () => {
    expect(references("Siehe Lektion 3, Lektionen 4 und 5, lektion 6 und Station 7.", ["Lektion"], UNKNOWN)).toBe(
      "3 4 5 6 7",
    );
    expect(references("Voir la leçon 3 et les leçons 4 et 5.", ["Leçon"], UNKNOWN)).toBe("3 4 5");
    const [only] = stationIn(languageCalling(UNKNOWN, ["Kapitel"]), "# A\n\nIn Kapitel 3.\n").references;
    expect(only?.text).toBe("Kapitel 3");
  });

  test("gives the same language for the same words", () => {
    expect(languageCalling(DEFAULT_LANGUAGE, ["Lesson"])).toBe(languageCalling(DEFAULT_LANGUAGE, ["Lesson"]));
    expect(languageCalling(DEFAULT_LANGUAGE, [])).toBe(DEFAULT_LANGUAGE);
  });
});

describe("a bridge's label names the station that it leads to", () => {
  const bridges = (text: string, words: readonly string[]) =>
    stationIn(languageCalling(DEFAULT_LANGUAGE, words), `# Rivers\n\nText.\n\n${text}\n`).bridges.map(
      (bridge) => bridge.content,
    );

  test("by the format's word, and by the path's own", () => {
    expect(bridges("**Bridge to Station 6:** Where does it go?", [])).toEqual(["Where does it go?"]);
    expect(bridges("**Bridge to Lesson 10:** Where does it go?", ["Lesson"])).toEqual(["Where does it go?"]);
    expect(references("**Bridge to Lesson 10:** Where does it go?", ["Lesson"])).toBe("10");
  });
});
