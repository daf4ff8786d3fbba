import { type Rule, SEVERITIES, type Severity } from "../rules/rule.ts";

/**
 * How heavy the findings of a rule may be on a path whose lessons are not written as stations. A rule earns its weight there by
 * having been right: as many of 100 as a severity asks for, in at least `FEWEST` findings. What has not been measured is a hint.
 * @param asked what preset and rule would make of it
 * @param kind that of the finding, where the rule has several
 */
export function earnedSeverity({ id, part }: Rule, asked: Severity, kind: string | undefined): Severity {
  // What is asked for a part is asked where the lessons of a path have it by habit, whoever wrote them.
  const name = kind ? `${id}, ${kind}` : id;
  if (part || KNOWN_BY_DEFINITION.has(name)) return asked;
  const earned = severityOf(MEASURED[name]);
  return SEVERITIES.indexOf(earned) > SEVERITIES.indexOf(asked) ? earned : asked;
}

function severityOf(measured: Measured | undefined): Severity {
  if (!measured) return "hint";
  const [right, judged] = measured;
  if (judged < FEWEST) return "hint";
  const aim = AIMS.find(({ of100 }) => judged - right <= Math.max(1, (judged * (100 - of100)) / 100));
  return aim?.severity ?? "hint";
}

/**
 * How many of 100 findings have to be right, the heaviest first (our judgement; docs/judgement.md). A single one that was not is
 * let pass: fewer than fifty verdicts can't tell 96 from 98 of 100.
 */
const AIMS = [
  { severity: "error", of100: 98 },
  { severity: "warning", of100: 90 },
  { severity: "information", of100: 80 },
] as const;

/** Fewer verdicts than these say nothing of the next course (our judgement). */
const FEWEST = 8;

/** Of the findings that were judged, how many were right, and how many there were. */
type Measured = readonly [right: number, judged: number];

/**
 * What readers said of findings in 32 courses, before any rule was changed with these courses in view: the sums of the tables of
 * docs/judgement.md, “Courses that nobody had seen” and the sections below it. A debatable finding is not right. Where a whole kind
 * of finding has become a hint or gone since, its verdicts don't count: of “link-target”, those about addresses and headings that
 * only the site's build knows; of “link-text”, numbers of notes.
 */
const MEASURED: Readonly<Record<string, Measured>> = {
  "citation-exists, no list": [1, 170],
  "final-newline": [28, 28],
  "heading-mark": [23, 29],
  "heading-step": [13, 27],
  "image-alt": [115, 115],
  "image-alt, file name": [1, 23],
  "image-alt, icon": [0, 66],
  "leftovers, placeholder": [3, 11],
  "link-target": [44, 45],
  "link-text": [41, 41],
  "list-count": [1, 9],
  "list-unbroken": [11, 27],
  "no-empty-section": [4, 11],
  "no-invisible-character": [14, 14],
  "no-page-furniture": [0, 12],
  "no-repeated-word": [12, 12],
  "no-repeated-word, other word": [17, 25],
  "no-trailing-space": [26, 32],
  "provenance-claim": [0, 2],
  "readable, front matter": [0, 10],
  "reference-topic": [0, 12],
  "station-exists, any station": [0, 1],
  "table-boundary": [2, 4],
  "table-cells": [1, 36],
  "table-header": [0, 21],
  "table-shape": [11, 29],
  title: [3, 13],
  "unique-title": [11, 30],
};

/**
 * Rules that take no prose for what it is not: they read what is written for Stationmaster alone, in its own files, in marks
 * that a foreign lesson doesn't have, or after the word that the path calls its lessons by; or they report what a program has left
 * in the text, or that a file could not be read at all.
 */
const KNOWN_BY_DEFINITION: ReadonlySet<string> = new Set([
  "citation-exists",
  "ledger-file",
  "leftovers",
  "no-conflict-marker",
  "no-lost-character",
  "no-retracted-source",
  "path-file",
  "path-language",
  "path-number",
  "path-schema",
  "prerequisites",
  "readable",
  "source-fields",
  "source-file",
  "source-identifier",
  "station-exists",
  "unused-suppression",
]);
