import type { Language } from "../language/language.ts";
import type { Citation } from "../station/citations.ts";
import { isPromise, PROMISES } from "../station/footer.ts";
import type { Passage, Sentence } from "../station/passage.ts";
import { isProse, type Station } from "../station/station.ts";
import type { Prose } from "../syntax/prose.ts";
import { firstFrom } from "../text/first-from.ts";
import { fold } from "../text/fold.ts";
import { groupBy } from "../text/groups.ts";
import { oncePer } from "../text/once.ts";
import { sentenceHash } from "./sentence-hash.ts";
import { type TableRow, tableRows } from "./table-rows.ts";

/** A sentence of a station as its ledger knows it. */
export interface LedgerSentence {
  readonly sentence: Sentence;
  /** Its place among the station's sentences. */
  readonly index: number;
  /** What it says: without citations and emphasis, folded (`text/fold.ts`). */
  readonly text: string;
  readonly hash: string;
  /** Where it is a row of a table. */
  readonly row?: TableRow | undefined;
}

/** What stands around a sentence, to tell it from others that say the same. */
export interface Context {
  readonly prefix: string;
  readonly suffix: string;
}

/**
 * The sentences of a station that its ledger speaks of, in the order of the text: all prose with what is beside a promise or
 * ends in an arrow; no promises, titles, headings or cells.
 */
export const ledgerSentences: (station: Station) => readonly LedgerSentence[] = oncePer(read);

/**
 * The sentences of a station that its ledger speaks of, and then the rows of its tables, as a reader sees them: each cell after
 * the head of its column. A ledger speaks of rows only where its path asks for them.
 */
export const sentencesAndRows: (station: Station) => readonly LedgerSentence[] = oncePer((station) => {
  const sentences = ledgerSentences(station);
  const rows = readRows(station, sentences.length);
  return rows.length ? [...sentences, ...rows] : sentences;
});

function readRows(station: Station, first: number): readonly LedgerSentence[] {
  const cited = groupBy(station.citations, ({ passage }) => passage);
  const read = (passage: Passage) => {
    const { prose, language } = passage;
    const whole = { start: 0, end: prose.text.length };
    return fold(withCuts(prose.text, whole, cutsOf(prose, cited.get(passage) ?? [], language)));
  };
  return tableRows(station)
    .map((row) => {
      const cells = row.cells.flatMap(({ passage, head }) => {
        const [name, said] = [head ? read(head) : "", read(passage)];
        return said === "" ? [] : [name === "" || passage === head ? said : `${name}: ${said}`];
      });
      return { row, text: cells.join(" | ") };
    })
    .filter(({ text }) => text !== "")
    .map(({ row, text }, at) => ({ sentence: row.sentence, index: first + at, text, hash: sentenceHash(text), row }));
}

/** The 32 characters before a sentence and the 32 after it, of the sentences around it. */
export function contextOf(sentences: readonly LedgerSentence[], index: number): Context {
  // Rows come after all sentences, wherever they are in the text.
  const isRow = sentences[index]!.row !== undefined;
  const isBeside = (at: number) => sentences[at] !== undefined && (sentences[at].row !== undefined) === isRow;
  let prefix = "";
  for (let at = index - 1; isBeside(at) && prefix.length < CONTEXT; at--)
    prefix = `${ending(sentences[at]!.text)} ${prefix}`;
  let suffix = "";
  for (let at = index + 1; isBeside(at) && suffix.length < CONTEXT; at++)
    suffix += ` ${beginning(sentences[at]!.text)}`;
  return { prefix: ending(prefix.trimEnd()), suffix: beginning(suffix.trimStart()) };
}

/** How much of the text around a sentence or a quote is kept. */
const CONTEXT = 32;

/** The first 32 characters of a text, without half a character at the end. */
export function beginning(text: string): string {
  return text.slice(0, CONTEXT).replace(/[\ud800-\udbff]$/, "");
}

/** The last 32 characters of a text, without half a character at the start. */
export function ending(text: string): string {
  return text.slice(-CONTEXT).replace(/^[\udc00-\udfff]/, "");
}

function read({ passages, citations }: Station): readonly LedgerSentence[] {
  const cited = groupBy(citations, ({ passage }) => passage);
  const sentences: LedgerSentence[] = [];
  for (const passage of passages) {
    if (!isProse(passage) && passage.role !== "footer") continue;
    const mayPromise = (passage.words.kinds & PROMISES) !== 0;
    const cuts = cutsOf(passage.prose, cited.get(passage) ?? [], passage.language);
    for (const sentence of passage.sentences) {
      const text = fold(withCuts(passage.prose.text, sentence, cuts));
      // The promise itself is another rule's.
      if (mayPromise && isPromise(text, passage.language)) continue;
      // A citation that stands alone says nothing.
      if (text !== "") sentences.push({ sentence, index: sentences.length, text, hash: sentenceHash(text) });
    }
  }
  return sentences;
}

/** A stretch of a prose's text that is left out, or a place where what markup means is put in. */
interface Cut {
  readonly start: number;
  readonly end: number;
  readonly put: string;
}

/**
 * Citations are left out, but for words of their own that say something: “which was later proved false”. Markup that changes what is said stays as signs: without them 10² in HTML would be 102, and
 * what is struck out would still count.
 */
function cutsOf({ text, marks }: Prose, citations: readonly Citation[], language: Language): readonly Cut[] {
  const cuts: Cut[] = [];
  let end = 0;
  const byPlace = groupBy(citations, ({ at }) => at.start);
  for (const { at } of citations) {
    if (at.start < end) continue;
    end = at.end;
    const words = [
      ...byPlace.get(at.start)!.flatMap((each) => wordsOfCitation(each, language)),
      ...wordsBesideSources(text.slice(at.start + 1, at.end - 1), language),
    ];
    cuts.push({
      start: /[\p{L}\p{N}]/u.test(text[at.end] ?? "") ? at.start : spaceBefore(text, at.start),
      end,
      put: words.length ? ` [${words.join("; ")}]` : "",
    });
  }
  for (const mark of marks) {
    const { start, end } = mark.text;
    if (mark.kind === "delete") cuts.push({ start, end: start, put: "~~" }, { start: end, end, put: "~~" });
    else if (mark.kind === "html") {
      const tag = /^<(\/?(?:sup|sub|del|s|strike|bdo))\b/i.exec(mark.value)?.[1];
      if (tag) cuts.push({ start, end: start, put: `<${tag.toLowerCase()}>` });
    }
  }
  return cuts.sort((a, b) => a.start - b.start || a.end - b.end);
}

/** What a citation says beside naming a source and a place in it. */
function wordsOfCitation({ prefix, suffix }: Citation, { claims }: Language): readonly string[] {
  return [
    ...(prefix === "" || claims.isCitationSignal(prefix) ? [] : [prefix]),
    ...(suffix === "" || claims.isLocator(suffix) ? [] : [suffix]),
  ];
}

/** What stands between the sources of a citation, and names none: “[@a; which was later proved false]”. */
function wordsBesideSources(citation: string, { claims }: Language): readonly string[] {
  if (!citation.includes(";")) return [];
  const parts = citation.split(";").map((part) => part.trim());
  return parts.filter((part) => part !== "" && !part.includes("@") && !claims.isLocator(part));
}

function withCuts(text: string, { start, end }: Pick<Sentence, "start" | "end">, cuts: readonly Cut[]): string {
  let kept = "";
  let at = start;
  const first = firstFrom(cuts.length, (index) => cuts[index]!.end > start || cuts[index]!.start >= start);
  for (let index = first; index < cuts.length; index++) {
    const cut = cuts[index]!;
    if (cut.start > end) break;
    kept += text.slice(at, Math.max(at, cut.start)) + cut.put;
    at = Math.max(at, Math.min(cut.end, end));
  }
  return kept + text.slice(at, end);
}

function spaceBefore(text: string, from: number): number {
  let at = from;
  while (at > 0 && /\s/.test(text[at - 1]!)) at--;
  return at;
}
