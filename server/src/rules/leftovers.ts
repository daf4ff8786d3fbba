import { type FencedLesson, fencedLesson } from "../station/fenced-lesson.ts";
import { generatedMarks } from "../station/generated-marks.ts";
import { DEFINITIONS_TO_REPLACE, ROWS_TO_REPLACE, SENTENCES_TO_REPLACE } from "../station/new-station.ts";
import type { Passage, Sentence } from "../station/passage.ts";
import type { Station, StationTable } from "../station/station.ts";
import { wordKindByLanguage } from "../syntax/lexicon.ts";
import { type Prose, sourceRange } from "../syntax/prose.ts";
import type { Block } from "../syntax/tree.ts";
import { pairOf } from "../syntax/yaml.ts";
import { applyEdits, type TextEdit } from "../text/edit.ts";
import { newlineOf } from "../text/newline.ts";
import { once } from "../text/once.ts";
import { contains, type Range, slice } from "../text/range.ts";
import { shorten } from "../text/shorten.ts";
import { defineRule, type Example, type Finding, type Fix } from "./rule.ts";

export default defineRule({
  id: "leftovers",
  group: "Housekeeping",
  kind: "fault",
  summary: "Nothing is left of drafts, templates, or the program that wrote the text.",
  why: `“TODO”, “[Insert picture here]”, “XX%”, a word count, a sentence of a template, the marks that chat programs leave in place
of sources, and what they say around a text are not meant for readers. Quotations, code, and words about such marks do not count.
The lists are our judgement.`,
  severity: "warning",
  options: {},
  *check(station) {
    const places = once(() => placesOf(station));
    const fenced = fencedLesson(station.text);
    if (fenced) {
      yield {
        range: fenced.opening,
        severity: "error",
        message: "The whole lesson is in a code block, so readers see its source. Please take it out.",
        suggestions: [unwrapped(station, fenced, places())],
      };
    }
    for (const { range, kind } of generatedMarks(station)) {
      const ask = kind === "citation" ? "Please cite the source itself" : "Please remove it";
      yield {
        range,
        message: `“${shorten(slice(station.text, range), 40)}” was left by a program that writes. ${ask}.`,
        suggestions: [{ title: "Remove it", edits: [removal(station.text, range)] }],
      };
    }
    yield* checkFrontMatter(station);
    for (const { body } of station.tables) yield* checkRows(body);
    const labels = once(() => labelsOf(station));
    for (const passage of station.passages) {
      if (passage.kind === "cell" && passage.words.kinds & PLACEHOLDERS && labels().has(passage.prose)) continue;
      yield* checkPassage(passage, () => places().get(passage) ?? "middle");
    }
  },
});

/** What is still to be filled in: a document that is a model for others has such places, too. */
const PLACEHOLDER = "placeholder";

/** What front matter shows to readers, on the page or in what search engines find. */
const SHOWN_KEYS = ["title", "subtitle", "description", "summary"];

function* checkFrontMatter({ tree: { frontMatter }, language: { leftovers }, passages }: Station): Generator<Finding> {
  for (const key of SHOWN_KEYS) {
    const value = pairOf(frontMatter?.value, key)?.value;
    if (value?.kind !== "scalar" || typeof value.value !== "string") continue;
    const [found] = leftovers.placeholdersIn(value.value);
    // A title is a passage, too.
    if (!found || passages.some(({ range }) => contains(value.range, range))) continue;
    yield {
      range: value.range,
      kind: PLACEHOLDER,
      message: `“${shorten(value.value.slice(found.start, found.end), 40)}” was left over. Please write what belongs here, or remove it.`,
    };
  }
}

/** The labels of rows that say what they mean: “**To do** | Nobody has begun this.” Their words are a table's subject. */
function labelsOf({ tables }: Station): ReadonlySet<Prose> {
  const labels = new Set<Prose>();
  for (const { body } of tables)
    for (const [label, ...others] of body)
      if (label && isStrong(label.prose) && others.some(({ prose }) => prose.text.trim())) labels.add(label.prose);
  return labels;
}

function isStrong({ text, marks }: Prose): boolean {
  const [start, end] = [text.search(/\S/), text.trimEnd().length];
  return start >= 0 && marks.some((mark) => mark.kind === "strong" && mark.text.start <= start && end <= mark.text.end);
}

type Place = "start" | "middle" | "end";

/** Paragraphs at either end of a station, where a chat program's own words stand. Our judgement. */
const AT_START = 2;
const AT_END = 3;

/** Where the passages stand that are not in the middle. What is in a block quote is someone's words. */
function placesOf({ passages, tree }: Station): ReadonlyMap<Passage, Place | "quoted"> {
  const places = new Map<Passage, Place | "quoted">();
  const quotes = tree.blocks.flatMap((block: Block) => (block.type === "quote" ? [block.range] : []));
  const paragraphs = passages.filter(({ kind }) => kind === "paragraph");
  for (const passage of paragraphs.slice(0, AT_START)) places.set(passage, "start");
  for (const passage of paragraphs.slice(-AT_END)) places.set(passage, "end");
  for (const passage of quotes.length ? passages : [])
    if (quotes.some(({ start, end }) => start <= passage.range.start && passage.range.end <= end))
      places.set(passage, "quoted");
  return places;
}

/** The lesson without the fence around it, and without what a chat program says around that if nothing else stands there. */
function unwrapped(station: Station, { edits }: FencedLesson, places: ReadonlyMap<Passage, Place | "quoted">): Fix {
  const { text, passages } = station;
  const [open, close] = edits as readonly [TextEdit, TextEdit?];
  const lesson = { start: open.range.end, end: close?.range.start ?? text.length };
  const isAround = ({ range }: Passage) => range.end <= lesson.start || lesson.end <= range.start;
  const chats = passages.filter(isAround).flatMap((passage) => {
    const place = places.get(passage) ?? "middle";
    return place === "quoted" ? [] : [...checkChat(passage, place)].map(({ range }) => range);
  });
  const [before, after] = [open.range.start, close?.range.end ?? text.length];
  const others = applyEdits(
    text,
    [...chats, { start: before, end: after }]
      .sort((a, b) => a.start - b.start)
      .map((range) => ({ range, newText: "" })),
  );
  if (chats.length === 0 || /\S/.test(others)) return { title: "Take the lesson out of the code block", edits };
  return {
    title: "Keep only the lesson",
    edits: [
      { range: { start: 0, end: lesson.start }, newText: "" },
      { range: { start: lesson.end, end: text.length }, newText: newlineOf(text) },
    ],
  };
}

const PLACEHOLDERS = wordKindByLanguage(({ leftovers }, word) => leftovers.isPlaceholderSignal(word));
const CHATS = wordKindByLanguage(({ leftovers }, word) => leftovers.isChatSignal(word));

function* checkPassage(passage: Passage, placeOf: () => Place | "quoted"): Generator<Finding> {
  const { kind, words } = passage;
  if (kind !== "heading" && kind !== "title") yield* checkTemplate(passage);
  if (!(words.kinds & (PLACEHOLDERS | CHATS))) return;
  const place = placeOf();
  if (place === "quoted") return;
  if (words.kinds & PLACEHOLDERS) yield* checkPlaceholders(passage, place);
  if (words.kinds & CHATS && kind === "paragraph") yield* checkChat(passage, place);
}

function* checkPlaceholders({ prose, language, kind }: Passage, place: Place): Generator<Finding> {
  const { leftovers } = language;
  const placeholders = leftovers.placeholdersIn(prose.masked);
  const isForm = placeholders.length > 0 && isFormToFillIn(prose.masked, placeholders);
  for (const { start, end } of placeholders) {
    if (isForm && prose.masked[start] === "[") continue;
    yield {
      range: sourceRange(prose, start, end),
      kind: PLACEHOLDER,
      message: `“${shorten(prose.text.slice(start, end), 40)}” was left over. Please write what belongs here, or remove it.`,
    };
  }
  if (kind === "paragraph" && place !== "middle" && leftovers.isWordCount(prose.text.trim()))
    yield { range: prose.range, message: "This word count is not meant for readers. Please remove it." };
}

function* checkChat({ prose, sentences, language: { leftovers } }: Passage, place: Place): Generator<Finding> {
  const isChat = ({ start, end }: Range) => leftovers.isChat(prose.text.slice(start, end).trim(), place);
  for (const { start, end } of chatSentences(sentences, isChat)) {
    const range = sourceRange(prose, start, end);
    yield {
      range,
      message: "This is what a chat program says around a text, and no part of the lesson. Please remove it.",
      suggestions: [{ title: "Remove it", edits: [{ range, newText: "" }] }],
    };
  }
}

/** Whether a text has more in brackets than its placeholders, as “[name] at [insert place here]”: readers are to fill it in. */
function isFormToFillIn(text: string, placeholders: readonly Range[]): boolean {
  const inBrackets = [...text.matchAll(/\[\p{Ll}[^[\]]{2,80}\](?![(:])/gu)];
  return inBrackets.some(({ index }) => !placeholders.some(({ start }) => start === index));
}

/** The sentences that are a chat's, by themselves or with a short exclamation before them: "Certainly! Here is …" */
function* chatSentences(sentences: readonly Sentence[], isChat: (range: Range) => boolean): Generator<Range> {
  let exclamation: Range | undefined;
  for (const sentence of sentences) {
    const both = exclamation && { start: exclamation.start, end: sentence.end };
    const found = both && isChat(both) ? both : isChat(sentence) ? sentence : undefined;
    if (found) yield { start: found.start, end: found.end };
    const isExclamation = !found && sentence.text.length <= LONGEST_EXCLAMATION && sentence.text.endsWith("!");
    exclamation = isExclamation ? sentence : undefined;
  }
}

/** “Happy to help!”, in UTF-16 code units with something to spare. */
const LONGEST_EXCLAMATION = 20;

function* checkTemplate({ role, sentences, contentStart, content }: Passage): Generator<Finding> {
  for (const sentence of sentences) {
    if (sentence.end - sentence.start > LONGEST_OF_TEMPLATE) continue;
    const isTerm = role === "key-term" && sentence.start < contentStart;
    if (isOfTemplate(sentence, contentStart, content) || (isTerm && DEFINITIONS_TO_REPLACE.has(definitionIn(content))))
      yield { range: sentence.range, message: "This sentence comes from a template. Please write your own." };
  }
}

function isOfTemplate({ text, start }: Sentence, contentStart: number, content: string): boolean {
  const said = start < contentStart ? content : text.trim();
  return LENGTHS_OF_TEMPLATE.has(said.length) && SENTENCES_TO_REPLACE.has(said);
}

function definitionIn(content: string): string {
  return content.slice(content.indexOf(" — ") + 3);
}

function* checkRows(body: StationTable["body"]): Generator<Finding> {
  for (const row of body) {
    const [first, last] = [row[0], row[row.length - 1]];
    if (first && last && ROWS_TO_REPLACE.has(row.map(({ prose }) => prose.text).join(" | ")))
      yield {
        range: { start: first.prose.range.start, end: last.prose.range.end },
        message: "This row comes from a template. Please write your own.",
      };
  }
}

/** Most sentences have another length, which is seen without reading them. */
const LENGTHS_OF_TEMPLATE: ReadonlySet<number> = new Set([...SENTENCES_TO_REPLACE].map(({ length }) => length));
const LONGEST_OF_TEMPLATE = 20 + Math.max(...LENGTHS_OF_TEMPLATE);

/** Takes a mark away with the space before it. A first part of an address leaves its question mark to the next. */
function removal(text: string, { start, end }: Range): { range: Range; newText: string } {
  if (text[start] === "?" && text[end] === "&") return { range: { start: start + 1, end: end + 1 }, newText: "" };
  const space = /[?&]/.test(text[start]!) ? 0 : /[ \t]?$/.exec(text.slice(0, start))![0].length;
  return { range: { start: start - space, end }, newText: "" };
}

export const examples: readonly Example[] = [
  {
    title: "A title and a description in front matter that nobody has written",
    text: `
      ---
      title: TBD
             ^^^ “TBD” was left over. Please write what belongs here, or remove it.
      description: TODO
                   ^^^^ “TODO” was left over. Please write what belongs here, or remove it.
      ---

      ## Clouds

      Clouds drift.
    `,
  },
  {
    title: "Placeholders and notes to oneself",
    text: `
      # Rain

      TODO: open with a storm.
      ^^^^ “TODO” was left over. Please write what belongs here, or remove it.

      Rain feeds XX% of all fields.[citation needed] It falls [insert number here] days a year.
                 ^^^ “XX%” was left over. Please write what belongs here, or remove it.
                                   ^^^^^^^^^^^^^^^^^ “[citation needed]” was left over. Please write what belongs here, or remove it.
                                                              ^^^^^^^^^^^^^^^^^^^^ “[insert number here]” was left over. Please write what belongs here, or remove it.

      ## Snow

      Coming soon!
      ^^^^^^^^^^^^ “Coming soon!” was left over. Please write what belongs here, or remove it.

      ## Hail

      Lorem ipsum dolor sit amet.
      ^^^^^^^^^^^ “Lorem ipsum” was left over. Please write what belongs here, or remove it.

      - A map of hail (to be added)
                      ^^^^^^^^^^^^^ “(to be added)” was left over. Please write what belongs here, or remove it.
      - TBD
        ^^^ “TBD” was left over. Please write what belongs here, or remove it.

      Word count: 612
      ^^^^^^^^^^^^^^^ This word count is not meant for readers. Please remove it.
    `,
  },
  {
    title: "A table about such words, and one that has them",
    text: `
      # Plans

      The table names what the board shows.

      | Column | What is in it |
      |---|---|
      | **To do** | What nobody has begun. |
      | **TODO** | TBD |
                   ^^^ “TBD” was left over. Please write what belongs here, or remove it.
      | TBD | 40 |
        ^^^ “TBD” was left over. Please write what belongs here, or remove it.
    `,
  },
  {
    title: "A form that readers fill in, and a teacher's own words",
    text: `
      # Letters

      Write: “The water of [name of the river] was measured on [insert date here].”

      Rain is hard to measure.

      I hope this example helps you understand how rain is measured.
    `,
  },
  {
    title: "Sentences of the project's own template",
    text: `
      # Rain

      Open with something the reader can picture. Two to five sentences make a hook.
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ This sentence comes from a template. Please write your own.
                                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ This sentence comes from a template. Please write your own.

      **Key term:** Name of the term — one sentence that says what it is, in words the reader knows.
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ This sentence comes from a template. Please write your own.

      **Key term:** Drizzle — one sentence that says what it is, in words the reader knows.
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ This sentence comes from a template. Please write your own.

      Say what the following table compares.
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ This sentence comes from a template. Please write your own.

      | Case       | What happens  |
      | ---------- | ------------- |
      | Mist       | Nobody notices |
      | First case | First outcome |
        ^^^^^^^^^^^^^^^^^^^^^^^^^^ This row comes from a template. Please write your own.
    `,
  },
  {
    title: "What chat programs leave in a text and around it",
    text: `
      Certainly! Here is a revised version of your lesson on rain:
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ This is what a chat program says around a text, and no part of the lesson. Please remove it.

      # Rain

      Rain falls.:contentReference[oaicite:0]{index=0} It is wet.【4:0†source】 It fills [wells](https://example.org/?utm_source=chatgpt.com).
                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ “:contentReference[oaicite:0]{index=0}” was left by a program that writes. Please cite the source itself.
                                                                 ^^^^^^^^^^^^ “【4:0†source】” was left by a program that writes. Please cite the source itself.
                                                                                                                   ^^^^^^^^^^^^^^^^^^^^^^^ “?utm_source=chatgpt.com” was left by a program that writes. Please remove it.

      As an AI language model, I have never been wet.
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ This is what a chat program says around a text, and no part of the lesson. Please remove it.

      I hope this helps! Let me know if you'd like me to add a quiz.
      ^^^^^^^^^^^^^^^^^^ This is what a chat program says around a text, and no part of the lesson. Please remove it.
                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ This is what a chat program says around a text, and no part of the lesson. Please remove it.
    `,
  },
  {
    title: "A whole lesson in a code block, in the answer of a chat program",
    text: `
      Certainly! Here is the lesson you asked for:
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ This is what a chat program says around a text, and no part of the lesson. Please remove it.

      \`\`\`markdown
      ^^^^^^^^^^^ The whole lesson is in a code block, so readers see its source. Please take it out.
      # Rain

      Rain falls on the hills all day, and the wells are full by the evening.
      \`\`\`
    `,
  },
  {
    title: "A whole lesson in a code block",
    text: `
      \`\`\`markdown
      ^^^^^^^^^^^ The whole lesson is in a code block, so readers see its source. Please take it out.
      # Rain

      Rain falls on hills.
      \`\`\`
    `,
  },
  {
    title: "Lessons about such words, quotations, code, forms to fill in, and films",
    text: `
      # Leftovers

      Our TODO list has two items, a TODO app would have more. Write \`TODO: test\` above the line, or a comment such as TODO: test.

      A sentence like “As an AI language model, I can't swim” gives a text away, and so does the tag [citation needed].

      > As an AI language model, I can't swim.

      The film is coming soon to a cinema near you. The longest river is ________. Press [Insert], then [Enter].

      Dear [insert name], thank you for your letter of [insert date]. I hope this helps.

      Typographers set lorem ipsum to judge a page. Of 46 chromosomes two are XX or XY.

      ## To Do

      Word count: 500

      Certainly! Here is your coffee. Let me know if you have questions, and write an essay of 300 words.
    `,
  },
  {
    title: "A lesson that shows code",
    text: `
      # Rain

      This is how a lesson begins:

      \`\`\`markdown
      # Rain

      TODO: write citeturn0search3 :contentReference[oaicite:0]{index=0}.
      \`\`\`

      Then it goes on.
    `,
  },
];
