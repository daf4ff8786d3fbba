import { lineOfTemplate } from "../path/templates.ts";
import { pathsOf } from "../path/workspace.ts";
import { isPageFurniture } from "../station/footer.ts";
import type { Passage } from "../station/passage.ts";
import type { Station } from "../station/station.ts";
import { sourceRange } from "../syntax/prose.ts";
import { groupBy } from "../text/groups.ts";
import type { Range } from "../text/range.ts";
import { defineRule, type Example, type Finding } from "./rule.ts";

export default defineRule({
  id: "no-page-furniture",
  group: "Structure",
  kind: "fault",
  summary: "The source contains only the lesson: no calls to action, breadcrumbs, credits or publishing footers.",
  why: `The page around a lesson is made when it is published; what was copied back from a page goes stale in the source. A
short paragraph that ends with an arrow, a trail such as “Home > Kitchen > Bread”, and a line about paid paths count, and so
do credits below the title, rows of buttons, lines about cookies, newsletters and copyright, and the “[edit]” and “[1]” of
encyclopedias, and comments and notes of changes that a word processor prints. A trail of three names may be a menu that readers open, so a trail counts only near the ends of a text.
Where five stations of a path have the same line, the first of them says so, and the others are hints.
Nothing is removed without asking.`,
  severity: "warning",
  options: {},
  *check(station, { workspace, file }) {
    const { passages, text } = station;
    const own = ownParagraphs(station);
    const times = groupBy(own, ({ prose }) => prose.text);
    for (const [index, passage] of own.entries()) {
      const { range, prose } = passage;
      // A page that heads others has the same line below each of them.
      if (times.get(prose.text)!.length >= AS_LIST) continue;
      const nearEnd = index < NEAR_START || index >= own.length - NEAR_END;
      if (!isFurniture(passage, nearEnd, index < NEAR_START)) continue;
      const template = lineOfTemplate(pathsOf(workspace, file), station, prose.text);
      const isSaid = template !== undefined && !template.isFirst;
      const more = template && !isSaid ? ` ${template.others} more stations of this path have it, too.` : "";
      const message = `This belongs to the page around the lesson, not to the lesson. Please remove it here.${more}`;
      const remove = { title: "Remove it", edits: [{ range: withLine(text, range), newText: "" }] };
      const severity = isSaid ? "hint" : undefined;
      yield { range, severity, message, repeats: isSaid, tags: ["unnecessary"], suggestions: [remove] };
    }
    yield* copiedMarks(passages);
    yield* copiedComments(station);
  },
});

/** From this many times on a line is a part of the page. Our judgement. */
const AS_LIST = 3;

/** A credit stands among this many paragraphs and headings below the title, and a trail there or at the end. */
const NEAR_START = 4;
const NEAR_END = 6;

function ownParagraphs({ passages }: Station): readonly Passage[] {
  return passages.filter(({ kind }) => kind === "paragraph" || kind === "heading");
}

function isFurniture({ kind, prose, language }: Passage, nearEnd: boolean, nearStart: boolean): boolean {
  const { claims, page } = language;
  const { text } = prose;
  if (nearStart && page.isByline(text)) return true;
  if (kind === "heading") return page.isFurniture(text);
  if (/\bPremium\b/.test(text) && claims.promise?.find(text)) return true;
  // A trail within the text, or one that is set off by its markup, is a menu that the lesson speaks of.
  if (/[>›»](?<=\s.)\s/.test(text) && (!nearEnd || prose.marks.some(({ kind }) => kind !== "link"))) return false;
  return isPageFurniture(text, language);
}

/** “heavy[edit]”, “doubled.[1][2]”: right after a word or the end of a sentence, and no link or footnote of the text. In “[text][1]” a link has lost its address. */
const MARK = /(?<=[\p{L}\p{M}]{3}|[.,;:!?”"’)])(?:\[(?:edit|[1-9]\d{0,2}|note \d{1,2})\])+/gu;

/** “args[0]” counts from nothing, as only code does, and “sys.argv[1]” is a name of a program. */
const INDEX = /\w\[0\]/;
const NAME_IN_CODE = /\p{Ll}[._]\w+$/u;

/** All such marks have come along with one text, so they are one finding. */
function* copiedMarks(passages: readonly Passage[]): Generator<Finding> {
  const found: Range[] = [];
  for (const { prose } of passages) {
    if (!prose.masked.includes("[")) continue;
    if (INDEX.test(prose.masked)) return;
    for (const { index, 0: mark } of prose.masked.matchAll(MARK))
      if (!NAME_IN_CODE.test(prose.masked.slice(Math.max(0, index - 40), index)))
        found.push(sourceRange(prose, index, index + mark.length));
  }
  const [first] = found;
  if (!first) return;
  const sources = passages.some(({ prose }) => /^\[\d{1,3}\]\s/.test(prose.text));
  if (sources) return;
  yield {
    range: first,
    message: `This mark was copied along from a page${found.length > 1 ? `, and ${found.length - 1} more below` : ""}. Please remove it.`,
    tags: ["unnecessary"],
    suggestions: [
      {
        title: found.length > 1 ? "Remove all such marks" : "Remove it",
        edits: found.map((range) => ({ range, newText: "" })),
      },
    ],
  };
}

/** “[a]Is it so?”, as Google's documents are copied: comments stand below the text, and their letters in it. In “[t]here” a quotation has a letter that was changed. */
const COMMENT = /^\[([a-z]{1,2})\](?=[^\s[(:\p{Ll}])/u;

function* copiedComments({ passages, text }: Station): Generator<Finding> {
  const comments = passages.flatMap(({ range, prose }) => {
    const letter = COMMENT.exec(prose.text)?.[1];
    return letter === undefined ? [] : [{ range, letter }];
  });
  const [first] = comments;
  if (!first) return;
  const letters = new Set(comments.map(({ letter }) => letter));
  const texts = passages.filter(({ prose }) => !COMMENT.test(prose.text));
  const marks = texts.flatMap(({ prose }) =>
    [...prose.masked.matchAll(/(?<=\S)\[([a-z]{1,2})\]/g)].flatMap(({ index, 0: mark, 1: letter }) =>
      letters.has(letter!) ? [sourceRange(prose, index, index + mark.length)] : [],
    ),
  );
  if (marks.length === 0) return;
  const lines = comments.map(({ range }) => withLine(text, range));
  // Two lines may take the same blank line with them.
  const apart = lines.map(({ start, end }, at) => ({ start: Math.max(start, lines[at - 1]?.end ?? 0), end }));
  const edits = [...marks, ...apart];
  yield {
    range: first.range,
    message: "This comment was copied along from a document. Please remove it, and the letter it belongs to.",
    tags: ["unnecessary"],
    suggestions: [
      { title: "Remove the comments and their letters", edits: edits.map((range) => ({ range, newText: "" })) },
    ],
  };
}

/** A paragraph with its line end, and with one of the blank lines around it where there are two. */
function withLine(text: string, { start, end }: Range): Range {
  const before = /(?:^|\r\n|\n|\r)[ \t]*$/.exec(text.slice(0, start))?.[0].replace(/^[\r\n]+/, "").length ?? 0;
  const after = /^[ \t]*(?:\r\n|\n|\r)?/.exec(text.slice(end))![0].length;
  const from = start - before;
  const to = end + after;
  const blankAbove = /(?:\r\n|\n|\r(?!\n))[ \t]*(?:\r\n|\n|\r)$/.test(text.slice(Math.max(0, from - 4), from));
  const blankBelow = /^[ \t]*(?:\r\n|\n|\r)/.exec(text.slice(to, to + 100));
  if (blankAbove && blankBelow) return { start: from, end: to + blankBelow[0].length };
  // At the end of the text the blank line above would be left over.
  const above = to >= text.length ? /(?:\r\n|\n|\r)$/.exec(text.slice(0, from))?.[0].length : undefined;
  return { start: blankAbove && above ? from - above : from, end: to };
}

export const examples: readonly Example[] = [
  {
    title: "Places of a list in code, a letter that a quotation changes, and a page that heads others",
    text: `
      # Water

      The first word is args[0], the next is args[1].

      > [t]he rain that fell[t] was heavy.

      [Read on →](rain.md)

      ## Snow

      [Read on →](snow.md)

      ## Hail

      [Read on →](hail.md)
    `,
  },
  {
    title: "Formulas, and sentences with a menu path",
    text: `
      # Rain

      For $g > g_0$ no state is left

      Click **File > Save As** to go on.

      Type a name. Insert > Chart does the rest.
    `,
  },
  {
    title: "What was copied along from a page",
    text: `
      -- rain.station.txt --
      Rain
      It rains on hills and fields alike.
      Premium paths are generated from verified research. Every fact is cited.
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ This belongs to the page around the lesson, not to the lesson. Please remove it here.
      See what Premium includes →
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^ This belongs to the page around the lesson, not to the lesson. Please remove it here.
    `,
  },
  {
    title: "Breadcrumbs in the Markdown form",
    text: `
      # Rain

      Home > Water > Rain
      ^^^^^^^^^^^^^^^^^^^ This belongs to the page around the lesson, not to the lesson. Please remove it here.

      It rains.
    `,
  },
  {
    title: "A comment within, which its writer may need",
    text: `
      # Rain

      Read on <!-- after the summer --> →
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ This belongs to the page around the lesson, not to the lesson. Please remove it here.
    `,
  },
  {
    title: "Arrows and signs within a sentence",
    text: `
      # Rain

      Water turns to vapor → vapor turns to clouds, and 3 > 2.
    `,
  },
  {
    title: "Credits, buttons and notices of a page",
    text: `
      How Rain Falls

      By Mara Lind · 12 March 2024 · 6 min read
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ This belongs to the page around the lesson, not to the lesson. Please remove it here.

      Share  Tweet  Pin it
      ^^^^^^^^^^^^^^^^^^^^ This belongs to the page around the lesson, not to the lesson. Please remove it here.

      Rain falls when drops grow heavy.

      We use cookies to make this page better for you.
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ This belongs to the page around the lesson, not to the lesson. Please remove it here.

      Sign up for our newsletter.
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^ This belongs to the page around the lesson, not to the lesson. Please remove it here.

      © 2024 The Weather House. All rights reserved.
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ This belongs to the page around the lesson, not to the lesson. Please remove it here.
    `,
  },
  {
    title: "The marks of an encyclopedia",
    text: `
      # Rain

      Drops grow until they are heavy[edit] and fall.[1][2] The speed has been measured.[3]
                                     ^^^^^^ This mark was copied along from a page, and 2 more below. Please remove it.
    `,
  },
  {
    title: "What word processors print beside a text",
    text: `
      -- rain.station.txt --
      Rain

      Drops grow until they are heavy[a] and fall[b].

      Formatted: Font: Bold
      ^^^^^^^^^^^^^^^^^^^^^ This belongs to the page around the lesson, not to the lesson. Please remove it here.

      Commented [ML1]: Is this so?
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ This belongs to the page around the lesson, not to the lesson. Please remove it here.

      Mara Lind Deleted: on the hills
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ This belongs to the page around the lesson, not to the lesson. Please remove it here.

      [a]How heavy?
      ^^^^^^^^^^^^^ This comment was copied along from a document. Please remove it, and the letter it belongs to.

      [b]Mara, please look
    `,
  },
  {
    title: "Letters in brackets, and sentences about what is deleted",
    text: `
      # Rain

      The sign [a] stands for an open vowel, and the letter was deleted: nobody says it.

      Formatted: as it is read. Inserted text is blue.

      [a] A Book of Vowels, 1920
    `,
  },
  {
    title: "Menus, sums, objectives, and sources with numbers",
    text: `
      # Rain

      By the end of this section, you will be able to say why it rains.

      For every $g > g_0$ there is no drop. Click **File > Save As** to go on.

      Type a name. Insert > Chart does the rest.

      File > Print

      By the sea it rains more often, and by 1920 that was known.[1]

      [1] A Book of Rain, 1920
    `,
  },
  {
    title: "A line that a template puts into each lesson",
    text: `
      -- path.yaml --
      title: Water
      stations: [rain.station.md, snow.station.md, hail.station.md, fog.station.md, dew.station.md]
      -- rain.station.md --
      # Rain

      It is water.

      Subscribe to our newsletter →
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ This belongs to the page around the lesson, not to the lesson. Please remove it here. 4 more stations of this path have it, too.
      -- snow.station.md --
      # Snow

      It is water.

      Subscribe to our newsletter →
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ This belongs to the page around the lesson, not to the lesson. Please remove it here.
      -- hail.station.md --
      # Hail

      It is water.

      Subscribe to our newsletter →
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ This belongs to the page around the lesson, not to the lesson. Please remove it here.
      -- fog.station.md --
      # Fog

      It is water.

      Subscribe to our newsletter →
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ This belongs to the page around the lesson, not to the lesson. Please remove it here.
      -- dew.station.md --
      # Dew

      It is water.

      Subscribe to our newsletter →
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ This belongs to the page around the lesson, not to the lesson. Please remove it here.
    `,
  },
];
