import type { Language } from "../language/language.ts";
import { isReference, withoutCitations } from "../station/lead-ins.ts";
import type { Passage } from "../station/passage.ts";
import type { Station, StationList } from "../station/station.ts";
import { MASK, sourceRange } from "../syntax/prose.ts";
import { isQuoted } from "../syntax/quoted.ts";
import { wordAt, wordsOf, wordText } from "../syntax/words.ts";
import type { TextEdit } from "../text/edit.ts";
import { once } from "../text/once.ts";
import type { Range } from "../text/range.ts";
import { defineRule, type Example, type Finding } from "./rule.ts";

export default defineRule({
  id: "list-parallel",
  group: "Lists",
  kind: "form",
  summary: "The items of a list start and end in the same way.",
  why: `Items of one shape are read as one thought; a stray capital or period makes the reader look for a difference that is
not there. Most items decide, and of two halves the first item. Names, variables, code, questions, abbreviations and
items with a list of their own count for neither side, nor do lists that run on with commas or semicolons (our judgement).`,
  severity: "warning",
  elsewhere: "hint",
  needs: "language",
  options: {},
  *check(station) {
    const known = once(
      () =>
        new Set(
          station.passages.flatMap(({ words }) => Array.from({ length: words.length }, (_, at) => wordText(words, at))),
        ),
    );
    for (const list of station.lists) {
      if (list.items.length < 2) continue;
      yield* checkBeginnings(list, known);
      yield* checkEnds(station, list);
    }
  },
});

/** The word an item begins with, where its capital or small letter is the writer's choice. */
interface Beginning {
  readonly capital: boolean;
  /** Whether a capital is there for the beginning: in a sentence, before small words, or on a word that no name begins with. */
  readonly chosen: boolean;
  readonly word: string;
  /** Whether the word is no name, and nobody's but the writer's. */
  readonly plain: boolean;
  readonly range: Range;
}

function* checkBeginnings({ items }: StationList, known: () => ReadonlySet<string>): Generator<Finding> {
  const beginnings = items.flatMap(({ passage }) => (passage && beginningOf(passage)) ?? []);
  const capitals = beginnings.filter(({ capital }) => capital).length;
  const small = beginnings.length - capitals;
  if (capitals === 0 || small === 0) return;
  if (capitals > small || (capitals === small && beginnings[0]!.capital)) {
    // Where most capitals may be those of names, an item without one may be no name.
    const sure = beginnings.filter(
      ({ capital, chosen, word }) => capital && (chosen || known().has(word.toLowerCase())),
    );
    if (sure.length * 2 <= capitals) return;
    for (const beginning of beginnings) {
      if (!beginning.capital)
        yield recase(
          beginning,
          beginning.word.slice(0, 1).toUpperCase(),
          "with a small letter, other items with a capital",
        );
    }
    return;
  }
  // A capital among small letters may belong to a name, unless the station has the word in small letters, too.
  for (const beginning of beginnings) {
    const lower = beginning.word.toLowerCase();
    if (beginning.capital && known().has(lower))
      yield recase(beginning, lower.slice(0, 1), "with a capital, other items with a small letter");
  }
}

/** Only a word that is surely no name, such as “boyd” or “May”, gets its letter without asking. */
function recase({ plain, range }: Beginning, letter: string, how: string): Finding {
  const edits: TextEdit[] = [{ range: { start: range.start, end: range.start + 1 }, newText: letter }];
  const message = `This item begins ${how}.`;
  const begin = { title: `Begin with “${letter}”`, edits };
  return plain ? { range, message, fix: begin } : { range, message, suggestions: [begin] };
}

function beginningOf(passage: Passage): Beginning | undefined {
  const { masked } = passage.prose;
  const { words } = passage.language;
  const word = passage.words.length > 0 ? wordAt(passage.words, 0) : undefined;
  if (!word || beginsWithLink(passage)) return undefined;
  // Only a word that nothing but quotation marks and brackets stand before; one in code or an address is no word.
  if (!/^[\s"“‘'«([]*$/.test(masked.slice(0, word.start)) || masked[word.end] === MASK) return undefined;
  const capital = /^\p{Lu}\p{Ll}/u.test(word.text) || /^[AI]$/.test(word.text);
  if (/^[\p{Script=Greek}]/u.test(word.text) && passage.language.tag !== "el") return undefined;
  const small = /^\p{Ll}/u.test(word.text) && (word.text.length > 1 || word.text === "a");
  if (!capital && !small) return undefined;
  // "iPhone", "pH", "McCarthy", "e-mail", "k-means", "e.g.": their letters are not for choosing.
  if (
    /\p{Lu}/u.test(word.text.slice(1)) ||
    /^(?:\p{L}[-.]|[-.]\p{L}\.)/u.test(masked.slice(word.end - 1, word.end + 2))
  )
    return undefined;
  const first = word.text.slice(0, 1);
  if (first.toUpperCase().length !== 1 || first.toLowerCase().length !== 1 || words.isNamePart(word.text))
    return undefined;
  const rest = masked.slice(word.end);
  if (small && NAME_AFTER_WORD.test(rest)) return undefined;
  const chosen =
    capital &&
    (/\.["”’)]*$/.test(rest) ||
      /^[^\p{L}]+\p{Ll}[^\p{Lu}]*$/u.test(rest) ||
      words.isFunctionWord(word.text.toLowerCase()));
  // A function word in small letters is no name, but “Will” and “May” are.
  const plain = small && words.isFunctionWord(word.text) && !isQuoted(masked, word.start);
  return { capital, chosen, word: word.text, plain, range: sourceRange(passage.prose, word.start, word.end) };
}

/** “the Bahamas”, “boyd, d.”, “von Neumann”: a name whose first word stays small. */
const NAME_AFTER_WORD = /^(?: \p{Lu}\p{Ll}|, \p{L}\.)/u;

/** “[dependabot](…) helps”: what an item begins with is a name or a title, as it is written where it leads. */
function beginsWithLink({ prose: { marks } }: Passage): boolean {
  return marks.some(({ kind, text }) => (kind === "link" || kind === "linkReference") && text.start === 0);
}

type End = "stop" | "none" | "comma" | "semicolon" | "other";

interface Ending {
  readonly passage: Passage;
  readonly end: End;
  /** Where its text without citations ends, in `passage.prose.text`. */
  readonly at: number;
}

function* checkEnds(station: Station, { items, list }: StationList): Generator<Finding> {
  const endings = items.map(({ passage }, index): Ending | undefined => {
    const alone = list.items[index]?.blocks.length === 1;
    return passage && alone ? endingOf(passage) : undefined;
  });
  if (runsOn(endings) || closesSentence(endings)) return;
  const counted = endings.filter((ending) => ending !== undefined && (ending.end === "stop" || ending.end === "none"));
  const stops = counted.filter((ending) => ending?.end === "stop").length;
  const several = counted.some((ending) => ending?.end === "stop" && ending.passage.sentences.length > 1);
  const wanted =
    several || stops * 2 > counted.length || (stops * 2 === counted.length && counted[0]?.end === "stop")
      ? "stop"
      : "none";
  if (stops === 0 || stops === counted.length) {
    yield* oddMarks(endings, stops > 0 ? "stop" : "none");
    return;
  }
  for (const ending of counted) {
    if (ending && ending.end !== wanted) yield wanted === "stop" ? addStop(station, ending) : removeStop(ending);
  }
  yield* oddMarks(endings, wanted);
}

/** "on land, / at sea, and / in the air." is one sentence. */
function runsOn(endings: readonly (Ending | undefined)[]): boolean {
  const inner = endings.slice(0, -1);
  const marks = inner.filter((ending) => ending?.end === "comma" || ending?.end === "semicolon").length;
  return marks * 2 > inner.length;
}

/** “soil” and “and many other things.”: the period of the last item alone ends what the lead-in began. */
function closesSentence(endings: readonly (Ending | undefined)[]): boolean {
  const last = endings[endings.length - 1];
  if (last?.end !== "stop" || endings.slice(0, -1).some((ending) => ending?.end === "stop")) return false;
  const first = wordAt(last.passage.words, 0).text;
  return (
    /^\p{Ll}/u.test(first) ||
    last.passage.language.structure.conjunctions.includes(first.toLowerCase()) ||
    endings.some((ending) => ending && endingsOf(ending.passage.language).conjunction.test(textOf(ending)))
  );
}

function textOf({ passage, at }: Ending): string {
  return passage.prose.text.slice(0, at);
}

/** A comma or semicolon in a list that has neither elsewhere. */
function* oddMarks(endings: readonly (Ending | undefined)[], wanted: "stop" | "none"): Generator<Finding> {
  for (const ending of endings) {
    if (ending?.end !== "comma" && ending?.end !== "semicolon") continue;
    const { passage, at } = ending;
    const mark = endingsOf(passage.language).mark.exec(passage.prose.text.slice(0, at));
    if (!mark || mark.index + 1 < at) continue;
    const range = sourceRange(passage.prose, mark.index, at);
    const newText = wanted === "stop" ? "." : "";
    yield {
      range,
      message: `This item ends with “${mark[0]}”, other items ${wanted === "stop" ? "with a period" : "without one"}.`,
      fix: {
        title: wanted === "stop" ? "End with a period" : `Remove the “${mark[0]}”`,
        edits: [{ range, newText }],
      },
    };
  }
}

interface Endings {
  /** A comma or semicolon at the end, perhaps with a conjunction after it. */
  readonly comma: RegExp;
  /** The mark alone. */
  readonly mark: RegExp;
  /** A conjunction without a mark. */
  readonly conjunction: RegExp;
}

const endings = new Map<Language, Endings>();

function endingsOf(language: Language): Endings {
  let known = endings.get(language);
  if (!known) {
    const conjunction = language.structure.conjunctions.join("|");
    known = {
      comma: new RegExp(String.raw`[,;](?:\s+(?:${conjunction}))?$`, "i"),
      mark: new RegExp(String.raw`[,;](?=\s*(?:${conjunction})?$)`, "i"),
      conjunction: new RegExp(String.raw`\s(?:${conjunction})$`, "i"),
    };
    endings.set(language, known);
  }
  return known;
}

function endingOf(passage: Passage): Ending {
  const { language } = passage;
  const text = withoutCitations(passage.prose);
  const at = text.length;
  const last = text[at - 1] ?? "";
  const bare = text.replace(/(?<!["”’'»)\]])["”’'»)\]]+$/, "");
  const end = (): End => {
    if (text === "" || passage.prose.masked[at - 1] === MASK || isReference(passage)) return "other";
    // A sentence within brackets ends there, and not the item: “(They wait. They listen.)”
    if (/[)\]"”’'»]/.test(last) && /\.["”’'»]*[)\]]["”’'»)\]]*$/.test(text.slice(-8))) return "other";
    if (endingsOf(language).comma.test(text)) return /;(?:\s+\w+)?$/.test(text) ? "semicolon" : "comma";
    const { endsWithAbbreviation } = language.sentences;
    if (last === "." && !text.endsWith("..")) return endsWithAbbreviation(text) ? "other" : "stop";
    // A period within quotation marks may be that of what is quoted.
    if (/["”’'»]$/.test(text)) return "other";
    if (/[.:!?…]$/.test(bare))
      return bare.endsWith(".") && !bare.endsWith("..") && !endsWithAbbreviation(bare) ? "stop" : "other";
    return /[\p{L}\p{N}%)\]"”’'»]$/u.test(text) ? "none" : "other";
  };
  return { passage, end: end(), at };
}

function addStop(station: Station, { passage, at }: Ending): Finding {
  const { prose } = passage;
  const range = lastWord(passage, at);
  const message = "This item ends without a period, other items with one.";
  // A stop within or after a closing quotation mark is a matter of style, and one after a comment is lost.
  const quoted = /["”’'»]$/.test(prose.text.slice(0, at));
  const hidden = prose.marks.some(({ kind, text }) => (kind === "html" || kind === "image") && text.start >= at);
  const { start: end } = endOfText(station.text, passage, at);
  const fix = { title: "Add a period", edits: [{ range: { start: end, end }, newText: "." }] };
  return { range, message, fix: quoted || hidden ? undefined : fix };
}

/** Behind the last character and the markup that closes around it. */
function endOfText(text: string, { prose }: Passage, at: number): Range {
  let { end } = sourceRange(prose, at - 1, at);
  for (const { kind, text: marked, range } of prose.marks) {
    if (kind !== "footnote" && marked.end === at && marked.start < at) end = Math.max(end, range.end);
  }
  end = Math.min(end, text.length);
  return { start: end, end };
}

function removeStop({ passage, at }: Ending): Finding {
  const message = "This item ends with a period, other items without one.";
  const stop = passage.prose.text.lastIndexOf(".", at - 1);
  const range = sourceRange(passage.prose, stop, stop + 1);
  return { range, message, fix: { title: "Remove the period", edits: [{ range, newText: "" }] } };
}

function lastWord({ prose }: Passage, at: number): Range {
  const from = Math.max(0, at - 100);
  const words = wordsOf(prose.text.slice(from, at));
  const last = words[words.length - 1];
  return last ? sourceRange(prose, from + last.start, from + last.end) : sourceRange(prose, Math.max(0, at - 1), at);
}

export const examples: readonly Example[] = [
  {
    title: "One item begins and ends unlike the others",
    text: `
      # Alliances

      Alliances follow these practices:

      - Shared training builds trust.
      - their open budgets calm the neighbors
        ^^^^^ This item begins with a small letter, other items with a capital.
                                    ^^^^^^^^^ This item ends without a period, other items with one.
      - Regular summits end disputes.
    `,
    fixed: `
      # Alliances

      Alliances follow these practices:

      - Shared training builds trust.
      - Their open budgets calm the neighbors.
      - Regular summits end disputes.
    `,
  },
  {
    title: "A stray period and a stray comma, in the paste form",
    text: `
      Alliances

      Alliances follow these practices:
      - shared training
      - open budgets.
                    ^ This item ends with a period, other items without one.
      - regular summits,
                       ^ This item ends with “,”, other items without one.
      - NATO exercises
    `,
    fixed: `
      Alliances

      Alliances follow these practices:
      - shared training
      - open budgets
      - regular summits
      - NATO exercises
    `,
  },
  {
    title: "A period goes after the markup",
    text: `
      # Alliances

      Alliances follow these practices:

      - Shared training. It builds trust.
      - **Open budgets**
               ^^^^^^^ This item ends without a period, other items with one.
    `,
    fixed: `
      # Alliances

      Alliances follow these practices:

      - Shared training. It builds trust.
      - **Open budgets**.
    `,
  },
  {
    title: "Names, variables and words that are written small",
    text: `
      # Alliances

      Members share these things:

      - training
      - Mexico’s ports
      - code such as \`Plan\`

      The formula has these parts:

      - Force on the body
      - m, its mass
      - pH of the water
      - \`a\`, the acceleration
    `,
  },
  {
    title: "A small letter that is a name's",
    text: `
      # Alliances

      Members read these authors:

      - Keohane, R.
      - Nye, J.
      - hooks, b.
    `,
  },
  {
    title: "The last item ends the sentence",
    text: `
      # Alliances

      Members share

      - ports
      - airfields
      - and many other things.

      Members send

      - soldiers
      - ships.
    `,
  },
  {
    title: "Stops that belong to abbreviations",
    text: `
      # Meetings

      The neighbors meet at these places:

      - Harbor Road
      - Market Square
      - Fifth Ave.

      The neighbors meet at these times:

      - from 8 a.m.
      - at noon
      - on the first Monday in Jan.
    `,
  },
  {
    title: "Lists that run on, questions, abbreviations, and items with lists of their own",
    text: `
      # Alliances

      Members meet:

      - on land;
      - at sea; and
      - in the air.

      Ask yourself:

      - Who pays?
      - Who decides.

      Members send:

      - Soldiers, ships, etc.
      - Food
      - Money:
        - loans
        - grants
    `,
  },
  {
    title: "A last item that ends the sentence",
    text: `
      # Soil

      Worms need

      - water
      - dead leaves
      - and soil.

      Notice how

      - the tide falls and
      - the boats tip.
    `,
  },
  {
    title: "Names beside what is no name, and titles of pages",
    text: `
      # Ships

      Where did the ship land?

      1. Jamestown
      2. the Bahamas
      3. Mexico
      4. an empty island

      These people wrote of it:

      - Baker, A. (1999)
      - boyd, d. (2012)
      - Carter, B. (2001)

      ## Further Reading

      - [ships and the sea](https://example.org/ships)
      - [Sails](https://example.org/sails)
      - [Winds. An Atlas.](https://example.org/winds)
    `,
  },
  {
    title: "Quotations at the end, and letters of a formula",
    text: `
      # Rain

      People say these things of rain:

      - It is “wet.”
      - It is “late”
      - It falls, says the farmer.
      - It helps, says the farmer's wife.

      These make a drop:

      - Water in the air
      - β-particles from far away
      - Dust on the wind
    `,
  },
  {
    title: "Note marks after the period",
    text: `
      # Rain

      Drops come in three sizes:

      - Small ones float.[3]
      - Larger ones fall.³
      - The largest break up. [4, 5]
      - Drops of ice bounce.
    `,
  },
  {
    title: "Sentences within brackets",
    text: `
      # Rain

      A cloud needs these things:

      - Dust in the air (Salt will do. So will smoke.)
      - Water in the air
      - Cold air
    `,
  },
];
