import type { ReferenceWords, StationName } from "../language/language.ts";
import type { Passage } from "../station/passage.ts";
import { type NumberReference, type Reference, type RelativeReference, relativeCount } from "../station/references.ts";
import type { TextEdit } from "../text/edit.ts";
import { type Range, slice } from "../text/range.ts";
import { type LearningPath, linkedStop, type Stop } from "./learning-path.ts";

/** Where every stop of a path goes. */
export interface NewNumbers {
  /** The number that a stop gets; undefined if it is gone. */
  of(stop: Stop): number | undefined;
  /** Whether a stop has the number afterwards. */
  exists(number: number): boolean;
  /** The number of the station in which a reference stands afterwards, where that is not the one it stands in now. */
  readonly here?: ((reference: Reference) => number | undefined) | undefined;
}

/** What the references of one station become. */
export interface Renumbered {
  readonly edits: readonly TextEdit[];
  /** How many references are rewritten. */
  readonly count: number;
  /** The titles of stations that are gone and now stand in place of a reference. */
  readonly replaced: readonly string[];
}

/**
 * The edits after which every reference made at a stop points at the same stations as before, by their new numbers.
 * A reference to a station that is gone becomes the station's title in quotation marks: no number may mean another one.
 * A number that no station has stays as it is.
 */
export function renumberReferences(path: LearningPath, from: Stop, numbers: NewNumbers): Renumbered {
  const references = from.station?.references ?? [];
  const edits: TextEdit[] = [];
  const replaced: string[] = [];
  let count = 0;
  const add = (made: Rewritten | undefined) => {
    if (!made) return;
    edits.push(...made.edits);
    replaced.push(...made.replaced);
    count += made.count;
  };
  for (let at = 0; at < references.length; ) {
    const reference = references[at]!;
    if (reference.kind === "relative") {
      add(rewriteRelative(path, from, reference, numbers));
      at++;
      continue;
    }
    let next = at + 1;
    while (next < references.length && samePhrase(reference, references[next]!)) next++;
    add(rewritePhrase(path, from, references.slice(at, next) as readonly NumberReference[], numbers));
    at = next;
  }
  return { edits, count, replaced };
}

interface Rewritten {
  readonly edits: readonly TextEdit[];
  readonly count: number;
  readonly replaced: readonly string[];
}

function samePhrase(first: NumberReference, other: Reference): other is NumberReference {
  return other.kind === "number" && other.passage === first.passage && other.phrase.start === first.phrase.start;
}

/** What the numbers of one part of a phrase become, and the titles of what is gone. */
interface Part {
  readonly reference: NumberReference;
  readonly before: readonly number[];
  readonly after: readonly number[];
  readonly gone: readonly string[];
}

function rewritePhrase(
  path: LearningPath,
  from: Stop,
  references: readonly NumberReference[],
  numbers: NewNumbers,
): Rewritten | undefined {
  const parts = references.map((reference) => partOf(path, from, reference, numbers));
  const changed = parts.filter(({ before, after, gone }) => gone.length > 0 || String(before) !== String(after));
  if (changed.length === 0) return undefined;
  const [first] = references;
  const words = first!.passage.language.references;
  const { text } = from.station!;
  const replaced = parts.flatMap(({ gone }) => gone);
  const count = changed.length;
  const sorted = isAscending(parts.flatMap(({ before }) => before));
  const respectively = parts.length > 1 && followedByRespectively(first!.passage, first!.at.start);
  if (parts.every(keepsShape) && (respectively || !sorted || isAscending(parts.flatMap(({ after }) => after)))) {
    return { edits: changed.flatMap(numberEdits), count, replaced };
  }
  if (parts.length === 1 && isSingle(first!)) {
    return { edits: [{ range: withLink(first!), newText: quoted(parts[0]!.gone, words) }], count, replaced };
  }
  const { prose } = first!.passage;
  const written = phraseText(references);
  if (respectively || slice(text, first!.phrase).replace(/\s+/g, " ") !== written) {
    // Markup within the phrase stays where it is: each number is rewritten at its own place.
    return { edits: changed.flatMap((part) => partEdits(part, prose.text)), count, replaced };
  }
  const all = parts.flatMap(({ after }) => after);
  const newText = all.length ? phraseOf(all, written, sorted, first!.name, words) : quoted(replaced, words);
  return { edits: [{ range: first!.phrase, newText }], count, replaced };
}

function partOf(path: LearningPath, from: Stop, reference: NumberReference, numbers: NewNumbers): Part {
  const before = reference.numbers;
  if (reference.link) {
    const stop = linkedStop(path, from, reference.link);
    // What a link names is where the link leads: to no station of this path, then no number changes.
    if (!stop) return { reference, before, after: before, gone: [] };
    if (isSingle(reference)) {
      const number = numbers.of(stop);
      if (number === stop.number) return { reference, before, after: before, gone: [] };
      return {
        reference,
        before,
        after: number === undefined ? [] : [number],
        gone: number === undefined ? [stop.title] : [],
      };
    }
  }
  const after: number[] = [];
  const gone: string[] = [];
  for (const number of before) {
    const [stop] = path.stopsAt(number);
    const next = stop ? numbers.of(stop) : number;
    if (next === undefined) gone.push(stop!.title);
    else if (!after.includes(next)) after.push(next);
  }
  return { reference, before, after: isSingle(reference) ? after : after.sort((a, b) => a - b), gone };
}

/** A reference with the link that is all around it: to a station that is gone no link leads. */
function withLink({ range, link, at, passage }: NumberReference): Range {
  if (!link || link.text.start !== at.start || link.text.end !== at.end) return range;
  const mark = passage.prose.marks.find(
    ({ kind, text }) => (kind === "link" || kind === "linkReference") && text.start === at.start && text.end === at.end,
  );
  return mark?.range ?? range;
}

function isSingle({ ends }: NumberReference): boolean {
  return ends[0].start === ends[1].start;
}

/** Whether a part can stay as it is written but for its digits: one number stays one, a stretch a stretch. */
function keepsShape({ reference, before, after, gone }: Part): boolean {
  if (gone.length > 0 || after.length !== before.length) return false;
  return isSingle(reference) || (after.length > 1 && isRun(after)) || String(before) === String(after);
}

function numberEdits({ reference, after }: Part): readonly TextEdit[] {
  const [start, end] = reference.ends;
  const first = { range: start, newText: numberLike(reference, after[0]!) };
  if (isSingle(reference)) return [first];
  return [first, { range: end, newText: String(after[after.length - 1]) }];
}

/** "Ten" becomes "Eleven", "10" becomes "11". */
function numberLike({ form, text, passage }: NumberReference, number: number): string {
  const word = form === "word" ? passage.language.numbers[number - 1] : undefined;
  if (word === undefined) return String(number);
  const written = text.slice(text.search(/(?<!\S)\S+$/));
  if (written === written.toUpperCase()) return word.toUpperCase();
  return /^\p{Lu}/u.test(written) ? word[0]!.toUpperCase() + word.slice(1) : word;
}

/** One number or stretch of a phrase, rewritten in its own place. */
function partEdits({ reference, after, gone }: Part, text: string): readonly TextEdit[] {
  const words = reference.passage.language.references;
  const titles = gone.map((title) => `“${title}”`);
  const numbers = isSingle(reference) ? after.map(String) : runsOf(after, stretchMark(reference.text, words));
  const conjunction = conjunctionOf(text.slice(0, reference.at.end), words);
  return [{ range: reference.range, newText: listed([...numbers, ...titles], conjunction, false) }];
}

/** The phrase as it is written, without its markup. */
function phraseText(references: readonly NumberReference[]): string {
  const { passage, name } = references[0]!;
  const start = passage.prose.text.lastIndexOf(name.one, references[0]!.at.start);
  const from = isSingle(references[0]!) && references.length === 1 ? references[0]!.at.start : start;
  return passage.prose.text.slice(from, references[references.length - 1]!.at.end).replace(/\s+/g, " ");
}

/** The phrase for some numbers, in the manner in which it was written. */
function phraseOf(
  numbers: readonly number[],
  written: string,
  sorted: boolean,
  { one, many }: StationName,
  words: ReferenceWords,
): string {
  const unique = [...new Set(numbers)];
  const inOrder = sorted ? unique.sort((a, b) => a - b) : unique;
  const mark = stretchMark(written, words);
  const items = mark === undefined ? inOrder.map(String) : runsOf(inOrder, mark);
  const word = inOrder.length === 1 ? one : (many ?? /^.*?(?=\s\d)/u.exec(written)?.[0] ?? one);
  const serialComma = new RegExp(String.raw`,\s(?:${words.conjunctions.join("|")})\s`, "u").test(written);
  return `${word} ${listed(items, conjunctionOf(written, words), serialComma)}`;
}

/** What stands between the numbers of a stretch: "-", "–", " to ". */
function stretchMark(text: string, { through }: ReferenceWords): string | undefined {
  return new RegExp(String.raw`\d(\s?[-–]\s?|\s(?:${through.join("|")})\s)\d`, "u").exec(text)?.[1];
}

/** The conjunction that a phrase has before its last number, or else the usual one. */
function conjunctionOf(text: string, { conjunctions }: ReferenceWords): string {
  return new RegExp(String.raw`\s(${conjunctions.join("|")})\s\S*$`, "u").exec(text)?.[1] ?? conjunctions[0]!;
}

/** Numbers with stretches of three and more drawn together. */
function runsOf(numbers: readonly number[], mark = "-"): readonly string[] {
  const items: string[] = [];
  for (let at = 0; at < numbers.length; ) {
    let end = at;
    while (end + 1 < numbers.length && numbers[end + 1] === numbers[end]! + 1) end++;
    if (end - at >= 2) items.push(`${numbers[at]}${mark}${numbers[end]}`);
    else items.push(...numbers.slice(at, end + 1).map(String));
    at = end + 1;
  }
  return items;
}

function listed(items: readonly string[], conjunction: string, serialComma: boolean): string {
  if (items.length < 2) return items.join("");
  const last = items[items.length - 1]!;
  return `${items.slice(0, -1).join(", ")}${serialComma && items.length > 2 ? "," : ""} ${conjunction} ${last}`;
}

function quoted(titles: readonly string[], { conjunctions }: ReferenceWords): string {
  return listed(
    titles.map((title) => `“${title}”`),
    conjunctions[0]!,
    false,
  );
}

function isAscending(numbers: readonly number[]): boolean {
  return numbers.every((number, at) => at === 0 || numbers[at - 1]! < number);
}

function isRun(numbers: readonly number[]): boolean {
  return numbers.every((number, at) => at === 0 || number === numbers[at - 1]! + 1);
}

/** "Stations 2 and 3 treat rain and snow respectively": the order of the numbers has a meaning. */
function followedByRespectively({ prose, sentences, language }: Passage, at: number): boolean {
  const sentence = sentences.find(({ start, end }) => start <= at && at < end);
  return language.references.keepsOrder(sentence ? sentence.text : prose.text);
}

/** A relative reference that no longer counts to the same stations gives their numbers. */
function rewriteRelative(
  path: LearningPath,
  from: Stop,
  reference: RelativeReference,
  numbers: NewNumbers,
): Rewritten | undefined {
  const targets = relativeTargets(path, from, reference);
  const here = numbers.here?.(reference) ?? numbers.of(from);
  if (targets.length === 0 || here === undefined) return undefined;
  const step = Math.sign(reference.distance);
  const after = targets.map(numbers.of);
  const counted = reference.link ? 1 : relativeCount(reference);
  const { nearest, lead, name } = reference;
  const leaves = targets.length < counted && numbers.exists(here + step * (targets.length + nearest));
  if (!leaves && after.every((number, at) => number === here + step * (at + nearest))) return undefined;
  const replaced = targets.filter((stop) => numbers.of(stop) === undefined).map(({ title }) => title);
  const left = [...new Set(after.filter((number) => number !== undefined))].sort((a, b) => a - b);
  const { through, conjunctions } = reference.passage.language.references;
  const stretch = ` ${through[0]} `;
  const [and] = conjunctions;
  const items = [
    ...(left.length
      ? [`${left.length === 1 ? name.one : (name.many ?? name.one)} ${listed(runsOf(left, stretch), and!, false)}`]
      : []),
    ...replaced.map((title) => `“${title}”`),
  ];
  return { edits: [{ range: reference.range, newText: lead + items.join(` ${and} `) }], count: 1, replaced };
}

/** The stops that a relative reference names, the nearest first; none where it leaves the path or its link does. */
function relativeTargets(
  path: LearningPath,
  from: Stop,
  { link, distance, nearest }: RelativeReference,
): readonly Stop[] {
  if (link) {
    const stop = linkedStop(path, from, link);
    return stop ? [stop] : [];
  }
  const step = Math.sign(distance);
  const targets: Stop[] = [];
  for (let count = nearest; count <= Math.abs(distance); count++) {
    const [stop] = path.stopsAt(from.number + step * count);
    if (!stop) break;
    targets.push(stop);
  }
  return targets;
}
