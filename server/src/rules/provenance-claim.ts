import type { Language } from "../language/language.ts";
import type { Phrases } from "../language/phrases.ts";
import { type Coverage, coverageOf } from "../ledger/states.ts";
import type { LearningPath } from "../path/learning-path.ts";
import { fieldOf, type Source } from "../path/source.ts";
import { isWhole, statusOf } from "../path/verification.ts";
import { pathsOf } from "../path/workspace.ts";
import { PROMISES } from "../station/footer.ts";
import type { Station } from "../station/station.ts";
import { readableHtml } from "../syntax/html-text.ts";
import { opaqueBlocks } from "../syntax/opaque.ts";
import { sourceRange } from "../syntax/prose.ts";
import type { YamlValue } from "../syntax/yaml.ts";
import { count } from "../text/count.ts";
import { foldWithOffsets } from "../text/fold.ts";
import { once } from "../text/once.ts";
import { contains, type Range, slice } from "../text/range.ts";
import { shorten } from "../text/shorten.ts";
import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "provenance-claim",
  group: "Sources and claims",
  kind: "fault",
  summary: "A station promises only what its ledger proves.",
  why: `“Every fact is cited and verified” is a promise that a reader relies on. It may stand only where the station's ledger
covers every fact and every definition, and nothing has changed since. Of each kind of source that the promise names (PubMed,
arXiv, government) the path must have one with its identifier. Titles, headings, table cells, code, formulas, HTML, alternative
texts and titles of links are not compared with sources: whoever promises more than prose answers for them.`,
  severity: "error",
  needs: "language",
  options: {},
  *check(station, { workspace, file, today }) {
    // A station on several paths has to keep its promise on each.
    const proofs = once(() => pathsOf(workspace, file).flatMap((path) => proofOn(path, file, today) ?? []));
    for (const { range, words, sentence } of promisesIn(station)) {
      const lacks = ({ path, coverage }: Proof) =>
        coverage.due && isWhole(coverage) ? missingKinds(sentence?.text ?? words, path, station.language) : undefined;
      const short = proofs().find((proof) => lacks(proof)?.length !== 0);
      if (!short && proofs().length) continue;
      const coverage = short?.coverage;
      const missing = short && lacks(short);
      yield {
        range,
        message: `“${shorten(words, LONGEST_QUOTE)}” promises ${shortfall(station, short, missing)}. Please remove it${coverage?.due ? " until then" : ""}.`,
        ...(sentence && {
          suggestions: [{ title: "Remove this sentence", edits: [{ range: sentence.range, newText: "" }] }],
        }),
      };
    }
  },
});

/** A promise that every fact is verified. */
interface Promised {
  readonly range: Range;
  readonly words: string;
  /** The sentence that it is in; undefined in HTML, alternative texts and front matter. */
  readonly sentence: { readonly range: Range; readonly text: string } | undefined;
}

/** The promises of a station, wherever a reader sees or hears them. */
function* promisesIn({ language, passages, text, tree }: Station): Generator<Promised> {
  const { promise } = language.claims;
  if (!promise) return;
  for (const { range, value } of textsOf(tree.frontMatter?.value)) {
    const found = promiseIn(value, promise);
    // A title is a passage, too.
    if (found && !passages.some((passage) => contains(range, passage.range)))
      yield { range, words: found.words, sentence: undefined };
  }
  for (const passage of passages) {
    for (const mark of passage.prose.marks) {
      if (mark.kind !== "image" && mark.kind !== "html") continue;
      const found = promiseIn(mark.kind === "image" ? mark.alt : readableHtml(mark.value), promise);
      if (found) yield { range: mark.range, words: found.words, sentence: undefined };
    }
    if (!(passage.words.kinds & PROMISES)) continue;
    const said = passage.sentences.map((sentence) => {
      const words = passage.prose.masked.slice(sentence.start, sentence.end);
      return { sentence, found: promise.hasSignal(words) ? promiseIn(words, promise) : undefined };
    });
    // A paragraph of a lesson on sources may say that every fact has one; a promise stands alone, or beside another.
    const isLesson = said.length > 1 && said.every(({ found }) => !found || language.claims.mayTeach(found.words));
    for (const { sentence, found } of said) {
      if (!found || isLesson) continue;
      const { start, range: whole } = sentence;
      const range = sourceRange(passage.prose, start + found.range.start, start + found.range.end);
      yield { range, words: found.words, sentence: { range: whole, text: slice(text, whole) } };
    }
  }
  for (const { type, range } of opaqueBlocks(tree.blocks)) {
    const found = type === "html" ? promiseIn(readableHtml(slice(text, range)), promise) : undefined;
    if (!found) continue;
    const { start, end } = found.range;
    yield { range: { start: range.start + start, end: range.start + end }, words: found.words, sentence: undefined };
  }
}

/** The texts of front matter: a description is on pages, and in what search engines show. */
function textsOf(value: YamlValue | undefined): readonly { readonly range: Range; readonly value: string }[] {
  switch (value?.kind) {
    case undefined:
      return [];
    case "scalar":
      return typeof value.value === "string" ? [{ range: value.range, value: value.value }] : [];
    case "list":
      return value.items.flatMap(textsOf);
    case "map":
      return value.pairs.flatMap((pair) => textsOf(pair.value));
  }
}

/** The promise in a text, whatever spaces and dashes it has. */
function promiseIn(text: string, promise: Phrases): { readonly range: Range; readonly words: string } | undefined {
  if (text === "") return undefined;
  const folded = foldWithOffsets(text);
  const match = promise.find(folded.text);
  if (!match) return undefined;
  const words = match[0].trimEnd();
  const last = folded.offsets[match.index + words.length - 1]!;
  return { range: { start: folded.offsets[match.index]!, end: last + 1 }, words };
}

/** How much of a station is verified on one of its paths, by what a promise asks. */
interface Proof {
  readonly path: LearningPath;
  readonly coverage: Coverage;
}

function proofOn(path: LearningPath, file: string, today: string): Proof | undefined {
  const stop = path.stopOf(file);
  return stop?.ledger && { path, coverage: coverageOf(statusOf(path, stop, { today, promised: true })) };
}

/** How much of a promise is quoted. */
const LONGEST_QUOTE = 60;

/** What the promise lacks. */
function shortfall(station: Station, short: Proof | undefined, missing: readonly string[] | undefined): string {
  const coverage = short?.coverage;
  if (missing) return `sources from ${missing.join(" and ")}, and the path has none with its identifier`;
  if (!coverage?.due || coverage.covered === 0) return "what nothing here proves";
  const { covered, due, unclassified, outdated } = coverage;
  const are = (number: number) => (number === 1 ? "is" : "are");
  const parts = [
    `${covered} of ${count(due, "fact")} ${are(covered)} verified`,
    ...(unclassified ? [`${count(unclassified, "sentence")} ${are(unclassified)} not looked at`] : []),
    ...(outdated ? [`${outdated} ${outdated === 1 ? "other is" : "others are"} out of date`] : []),
    ...uncovered(station, short?.path),
  ];
  return `more than is proven: ${parts.join(", and ")}`;
}

/** What of a station no ledger speaks of, so that nobody has compared it with a source. */
function uncovered({ tables, tree, passages, text }: Station, path: LearningPath | undefined): readonly string[] {
  const blocks = opaqueBlocks(tree.blocks);
  const kinds = [
    ...(tables.length && !path?.standards.promises.tables ? ["tables"] : []),
    ...(blocks.some(({ type }) => type === "code") ? ["code"] : []),
    ...(blocks.some(({ type, range }) => type === "html" && readableHtml(slice(text, range)).trim()) ? ["HTML"] : []),
    ...(passages.some(({ prose }) => prose.marks.some((mark) => mark.kind === "image" && mark.alt !== ""))
      ? ["alternative texts"]
      : []),
  ];
  return kinds.length ? [`${kinds.join(", ")} are not checked`] : [];
}

const KINDS: readonly {
  readonly name: string;
  said(text: string, language: Language): boolean;
  has(source: Source): boolean;
}[] = [
  {
    name: "PubMed",
    said: (text) => /\bPubMed\b/i.test(text),
    has: ({ fields }) => fields.has("PMID") || fields.has("PMCID"),
  },
  { name: "arXiv", said: (text) => /\barXiv\b/i.test(text), has: ({ fields }) => fields.has("arXiv") },
  {
    name: "government",
    said: (text, { claims }) => claims.promisesGovernments(text),
    has: (source) =>
      /^https?:\/\/[^/?#]*\.(?:gov|mil|int|gov\.\w\w|gouv\.fr|gc\.ca|europa\.eu)(?:[/:?#]|$)/i.test(
        fieldOf(source, "URL"),
      ),
  },
];

/** The kinds of sources that a promise names and the path has none of. */
function missingKinds(text: string, { sources }: LearningPath, language: Language): readonly string[] {
  return KINDS.filter(({ said, has }) => said(text, language) && ![...sources.values()].some(has)).map(
    ({ name }) => name,
  );
}

/** What a ledger has of a fact that is verified as a premium path asks for. */
const LITERS = `{"h":"c6b8f20675a3206c","text":"Some 40 liters fell in a day.","prefix":"","suffix":"","role":"fact","cites":[{"key":"noah","loc":"p. 4","verdict":"supports","evidence":{"exact":"Some 40 liters fell in a day.","prefix":"","suffix":""}}],"by":"Ann","method":"human","at":"2026-11-23","expires":null}`;

export const examples: readonly Example[] = [
  {
    title: "A lesson on sources",
    text: `
      # Sources

      A source tells who said so. Every fact has a source. Ask for it.
    `,
  },
  {
    title: "Promises at the end of a page",
    text: `
      -- rain.station.txt --
      Rain
      It rains on hills and fields alike, all through the year.
      Everything you learn here traces back to a real source.
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ “Everything you learn here traces back to a real source” promises what nothing here proves. Please remove it.
      Every fact is cited and per-sentence verified.
    `,
  },
  {
    title: "Promises in other words",
    text: `
      # Rain

      It rains on hills and fields alike.
      This lesson is fully sourced and verified.
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ “This lesson is fully sourced and verified” promises what nothing here proves. Please remove it.

      | Promise                                |
      | -------------------------------------- |
      | All facts here are cited and verified. |
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ “All facts here are cited and verified” promises what nothing here proves. Please remove it.
    `,
  },
  {
    title: "Promises in HTML and alternative texts",
    text: `
      # Rain

      It rains on hills and fields alike.

      <p>Every fact is <b>cited</b>.</p>
         ^^^^^^^^^^^^^^^^^^^^^^ “Every fact is cited” promises what nothing here proves. Please remove it.

      ![A stamp: Every fact is verified.](stamp.png)
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ “Every fact is verified” promises what nothing here proves. Please remove it.
    `,
  },
  {
    title: "Promises in front matter",
    text: `
      ---
      description: All claims have been checked against primary sources.
                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ “All claims have been checked against primary sources” promises what nothing here proves. Please remove it.
      ---

      # Rain

      It rains on hills and fields alike.
    `,
  },
  {
    title: "Promises that are no whole sentences",
    text: `
      # Rain

      It rains on hills and fields alike. [Read more](https://example.org/rain).

      **Fact-checked, sentence by sentence.**
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ “Fact-checked, sentence by sentence” promises what nothing here proves. Please remove it.

      ![Fully verified](badge.svg)
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ “Fully verified” promises what nothing here proves. Please remove it.
    `,
  },
  {
    title: "Sentences about facts and sources",
    text: `
      # How We Verify Facts

      Every fact in a budget can be checked. A good report cites a real source for every statement that it makes.
      Not every claim in this lesson has been verified. Imagine that every fact is verified.
    `,
  },
  {
    title: "A promise that is kept",
    text: `
      -- path.yaml --
      tier: premium
      stations: [rain.station.txt]
      -- sources.yaml --
      - { id: noah, title: On Rain }
      -- sources/noah.txt --
      Some 40 liters fell in a day.
      -- rain.ledger.jsonl --
      {"format":1,"splitter":1}
      ${LITERS}
      -- rain.station.txt --
      Rain
      Some 40 liters fell in a day [@noah].
      Every fact is cited and per-sentence verified.
    `,
  },
  {
    title: "Promises of more than there is",
    text: `
      -- path.yaml --
      tier: premium
      stations: [rain.station.txt, runoff.station.txt]
      -- sources.yaml --
      - { id: noah, title: On Rain }
      -- sources/noah.txt --
      Some 40 liters fell in a day.
      -- rain.ledger.jsonl --
      {"format":1,"splitter":1}
      ${LITERS}
      -- rain.station.txt --
      Rain
      Some 40 liters fell in a day [@noah].
      Every fact is cited from PubMed.
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ “Every fact is cited from PubMed” promises sources from PubMed, and the path has none with its identifier. Please remove it until then.
      -- runoff.ledger.jsonl --
      {"format":1,"splitter":1}
      ${LITERS}
      {"h":"afdad026ee3bbd7c","text":"All of it ran off.","prefix":"","suffix":"","role":"fact","cites":[],"by":null,"method":null,"at":null,"expires":null}
      -- runoff.station.txt --
      Runoff
      Some 40 liters fell in a day [@noah].
      All of it ran off.
      Every fact is cited and per-sentence verified.
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ “Every fact is cited and per-sentence verified” promises more than is proven: 1 of 2 facts is verified. Please remove it until then.
    `,
  },
];
