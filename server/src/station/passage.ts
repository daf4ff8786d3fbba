import type { CalloutRole, Language } from "../language/language.ts";
import type { Label } from "../syntax/labels.ts";
import { type Prose, sourceRange } from "../syntax/prose.ts";
import { splitSentences } from "../syntax/sentences.ts";
import { countNumbered, firstWordFrom, type NumberedWords, numberWords } from "../syntax/words.ts";
import { firstFrom } from "../text/first-from.ts";
import { cover, type Range } from "../text/range.ts";

/** A stretch of prose in a station: a title, a heading, a paragraph, a list item's paragraph, a table's cell. */
export interface Passage {
  readonly kind: PassageKind;
  readonly role: PassageRole;
  readonly range: Range;
  readonly prose: Prose;
  /** The language that its station is read in. */
  readonly language: Language;
  /** In the source: the words that make it a callout, with their colon or dash; undefined where nothing but its place does. */
  readonly label: Range | undefined;
  /** What it says, in `prose.text`: all of that, or what follows the label. */
  readonly content: string;
  /** Where `content` begins in `prose.text`. */
  readonly contentStart: number;
  readonly sentences: readonly Sentence[];
  /** The words of `prose.masked`, with offsets in it. */
  readonly words: NumberedWords;
  /** How many words of it a reader counts. */
  readonly wordCount: number;
}

export type PassageKind = "title" | "heading" | "paragraph" | "item" | "cell" | "footnote";

/** What a passage does in its station. All but "body" are paragraphs of their own. */
export type PassageRole = "body" | "hook" | "lead-in" | "footer" | CalloutRole;

/** A paragraph that stands out: see `station/callouts.ts`. */
export interface CalloutPassage extends Passage {
  readonly role: CalloutRole;
}

export interface Sentence {
  /** In the source, with its markup and the footnote marks right after it. */
  readonly range: Range;
  readonly text: string;
  /** Where it stands in `passage.prose.text`. */
  readonly start: number;
  readonly end: number;
  readonly passage: Passage;
}

export function makePassage(
  kind: PassageKind,
  role: PassageRole,
  range: Range,
  prose: Prose,
  language: Language,
  label?: Label | undefined,
): Passage {
  return new ReadPassage(kind, role, range, prose, language, label);
}

/** Stations have a hundred passages and more, so these keep what they were asked for without a closure for each part of it. */
class ReadPassage implements Passage {
  readonly kind: PassageKind;
  readonly role: PassageRole;
  readonly range: Range;
  readonly prose: Prose;
  readonly language: Language;
  readonly #label: Label | undefined;
  #sentences: readonly Sentence[] | undefined;
  #words: NumberedWords | undefined;
  #wordCount: number | undefined;

  constructor(
    kind: PassageKind,
    role: PassageRole,
    range: Range,
    prose: Prose,
    language: Language,
    label: Label | undefined,
  ) {
    this.kind = kind;
    this.role = role;
    this.range = range;
    this.prose = prose;
    this.language = language;
    this.#label = label;
  }

  get label(): Range | undefined {
    return this.#label && sourceRange(this.prose, 0, this.#label.end);
  }

  get content(): string {
    return this.#label ? this.prose.text.slice(this.#label.contentStart) : this.prose.text;
  }

  get contentStart(): number {
    return this.#label?.contentStart ?? 0;
  }

  get sentences(): readonly Sentence[] {
    this.#sentences ??= splitSentences(this.prose.masked, this.prose.text, this.language.sentences).map(
      ({ start, end }) => new ReadSentence(start, end, this),
    );
    return this.#sentences;
  }

  get words(): NumberedWords {
    this.#words ??= numberWords(this.prose.masked);
    return this.#words;
  }

  get wordCount(): number {
    this.#wordCount ??= countNumbered(this.words);
    return this.#wordCount;
  }
}

class ReadSentence implements Sentence {
  readonly start: number;
  readonly end: number;
  readonly passage: Passage;

  constructor(start: number, end: number, passage: Passage) {
    this.start = start;
    this.end = end;
    this.passage = passage;
  }

  get range(): Range {
    return withMarkup(this.passage.prose, this.start, this.end);
  }

  get text(): string {
    return this.passage.prose.text.slice(this.start, this.end);
  }
}

/** How many words of a sentence a reader counts, without the label of a callout before it. */
export function sentenceWordCount({
  passage: { words, contentStart },
  start,
  end,
}: Pick<Sentence, "passage" | "start" | "end">): number {
  return countNumbered(words, firstWordFrom(words, Math.max(start, contentStart)), firstWordFrom(words, end));
}

/** The sentence that an offset of `passage.prose.text` lies in. */
export function sentenceAt(passage: Passage, offset: number): Sentence | undefined {
  const { sentences } = passage;
  const sentence = sentences[firstFrom(sentences.length, (at) => sentences[at]!.end > offset)];
  return sentence && sentence.start <= offset ? sentence : undefined;
}

/** The source of a stretch of text, with the markup around what it holds and the footnote marks right after it. */
export function withMarkup(prose: Prose, start: number, end: number): Range {
  let range = sourceRange(prose, start, end);
  const { marks } = prose;
  for (let at = firstFrom(marks.length, (index) => marks[index]!.text.start >= start); at < marks.length; at++) {
    const mark = marks[at]!;
    if (mark.text.start > end) break;
    if (mark.text.end > end) continue;
    if (mark.text.start < mark.text.end) range = cover(range, mark.range);
    else if (mark.kind === "footnote" && mark.range.start === range.end) range = cover(range, mark.range);
  }
  return range;
}
