import { formatEdits } from "../../../server/src/features/format.ts";
import { outline as outlineOf } from "../../../server/src/features/outline.ts";
import { readWithRemark } from "../../../server/src/hosts/worker/remark-reader.ts";
import { fixesTogether, fixText } from "../../../server/src/lint/fix.ts";
import { type LintFinding, type LintOptions, lintFile } from "../../../server/src/lint/lint.ts";
import { type Workspace, withFile } from "../../../server/src/path/workspace.ts";
import { changeDocument, linesOf, openDocument, toPositions } from "../../../server/src/protocol/documents.ts";
import { readStation } from "../../../server/src/station/station.ts";
import { applyEdits } from "../../../server/src/text/edit.ts";
import { LONE_FILE, ROOT, station } from "../fixture.ts";
import { outline } from "../outline.ts";
import { misreadings } from "../sound-reading.ts";
import { anyText, type Corpus, mutate, NOTE } from "./inputs.ts";
import { messages } from "./messages.ts";
import type { Random } from "./random.ts";
import { OTHERS, whole, workspaceOf } from "./surroundings.ts";

/** What goes into one execution: all that was chosen, so that it can be tried again and made smaller. */
export interface Input {
  readonly text: string;
  /** What comes after the text, for targets that change it: replacements, one after the other. */
  readonly edits: readonly Edit[];
}

/** What is replaced, as parts of the text's length in thousandths, and by what. */
export interface Edit {
  readonly from: number;
  readonly to: number;
  readonly by: string;
}

/** Something that must hold for any input. */
export interface Target {
  readonly name: string;
  /** How many of a thousand executions are its own. */
  readonly share: number;
  readonly input: (random: Random, corpus: Corpus) => Input;
  /** @returns what is wrong, or undefined */
  readonly check: (input: Input) => string | undefined | Promise<string | undefined>;
}

const noEdits = (random: Random, corpus: Corpus): Input => ({ text: anyText(random, corpus), edits: [] });

function withEdits(random: Random, corpus: Corpus): Input {
  const edits = Array.from({ length: 1 + random.below(4) }, (): Edit => {
    const from = random.below(1001);
    return { from, to: Math.min(1000, from + random.below(60)), by: mutate(random, "", corpus).slice(0, 40) };
  });
  return { text: anyText(random, corpus), edits };
}

/** Reading: never throws; ranges lie in the text; blocks in each other; prose says what its source says. */
const reading: Target = {
  name: "reading",
  share: 925,
  input: noEdits,
  check: ({ text }) => misreadings(station(text))[0],
};

/** The same with the reader of the web, which is slow. */
const readingOnTheWeb: Target = {
  name: "reading on the web",
  share: 15,
  input: noEdits,
  check: ({ text }) => misreadings(readStation(text, readWithRemark))[0],
};

/** What rules throw is kept to be reported: a rule that fails is silent otherwise. */
function lintOptions(failed: string[]): LintOptions {
  return {
    given: {},
    lookUp: () => "found",
    today: "2026-11-23",
    onRuleFailed: (rule, _file, error) => failed.push(`${rule} threw ${(error as Error)?.stack ?? error}`),
  };
}

/** All that an editor knows of the workspace, as text. */
function told(workspace: Workspace, options: LintOptions): string {
  const findings = [...OTHERS.keys(), LONE_FILE].flatMap((file) =>
    lintFile(workspace, file, options).map(
      ({ rule, range, message }) => `${file} ${rule} ${range.start}-${range.end} ${message}`,
    ),
  );
  const read = workspace.folders.get(ROOT)!.stations.get(LONE_FILE)!;
  return [...findings, outline(read), JSON.stringify(outlineOf(workspace, LONE_FILE))].join("\n");
}

const ENCODINGS = ["utf-8", "utf-16", "utf-32"] as const;

/** A document that was edited is known as if it had been opened as it is now. */
const editing: Target = {
  name: "incremental equals full",
  share: 20,
  input: withEdits,
  check: ({ text, edits }) => {
    const encoding = ENCODINGS[text.length % 3]!;
    let plain = text;
    let document = openDocument(linesOf(text, encoding), 0, "station");
    let workspace = workspaceOf(text);
    for (const [at, { from, to, by }] of edits.entries()) {
      const wanted = { start: Math.floor((plain.length * from) / 1000), end: Math.floor((plain.length * to) / 1000) };
      const range = toPositions(document, wanted);
      const { start, end } = whole(plain, wanted);
      plain = plain.slice(0, start) + by + plain.slice(end);
      ({ document } = changeDocument(document, at + 1, [{ range, text: by }]));
      if (document.text !== plain) return `${encoding}: the text is ${JSON.stringify(document.text)} after edit ${at}`;
      workspace = withFile(workspace, LONE_FILE, plain);
    }
    const failed: string[] = [];
    const options = lintOptions(failed);
    const [now, fresh] = [told(workspace, options), told(workspaceOf(plain), lintOptions([]))];
    if (failed[0]) return failed[0];
    return now === fresh ? undefined : `known: ${now}\nfresh: ${fresh}`;
  },
};

const REVEALING: readonly string[] = [
  "no-invisible-character",
  "no-page-furniture",
  "no-repeated-word",
  "table-boundary",
  "table-shape",
  "unused-suppression",
];

/** Safe fixes come to rest, change nothing when made again, lose no note, and bring no error that was not there. */
const fixing: Target = {
  name: "fixes",
  share: 20,
  input: noEdits,
  check: ({ text }) => {
    const failed: string[] = [];
    const options = lintOptions(failed);
    const workspace = workspaceOf(text);
    const findings = lintFile(workspace, LONE_FILE, options);
    if (failed[0]) return failed[0];
    const edits = fixesTogether(findings);
    for (const [at, { range }] of edits.entries()) {
      if (range.start > range.end || range.end > text.length)
        return `a fix at ${range.start}-${range.end} leaves the text`;
      const before = edits[at - 1];
      if (before && range.start < before.range.end) return `fixes overlap at ${range.start}`;
    }
    const once = fixText(workspace, LONE_FILE, text, options).text;
    const after = withFile(workspace, LONE_FILE, once);
    const twice = fixText(after, LONE_FILE, once, options).text;
    if (twice !== once) return `fixed once: ${JSON.stringify(once)}\nfixed twice: ${JSON.stringify(twice)}`;
    const isKept = once.split(NOTE).length >= text.split(NOTE).length;
    // A comment that silences nothing goes with all that stands in it.
    if (!isKept && !findings.some(({ rule }) => rule === "unused-suppression"))
      return `fixing lost a note: ${JSON.stringify(once)}`;
    // What is not seen, stands twice, silences, is no lesson or no table yet may have hidden an error.
    if (findings.some(({ rule }) => REVEALING.includes(rule))) return failed[0];
    // What a message quotes may have been fixed.
    const errors = (all: readonly LintFinding[]) =>
      all.flatMap(({ rule, severity, message }) =>
        severity === "error" ? `${rule}: ${message.replace(/“.*”/gs, "“…”")}` : [],
      );
    const before = errors(findings);
    const brought = errors(lintFile(after, LONE_FILE, options)).filter((error) => {
      const known = before.indexOf(error);
      if (known >= 0) before.splice(known, 1);
      return known < 0;
    });
    if (brought.length === 0) return failed[0];
    return `fixing brought errors: ${brought}\n${JSON.stringify(once)}`;
  },
};

/** A formatted station says the same, and formatting it again changes nothing. */
const formatting: Target = {
  name: "formatting",
  share: 15,
  input: noEdits,
  check: ({ text }) => {
    const before = station(text);
    const formatted = applyEdits(text, formatEdits(before, station));
    const after = station(formatted);
    if (outline(after) !== outline(before))
      return `formatted: ${JSON.stringify(formatted)}\nsays: ${outline(after)}\nsaid: ${outline(before)}`;
    const again = applyEdits(formatted, formatEdits(after, station));
    return again === formatted ? undefined : `formatted: ${JSON.stringify(formatted)}\nagain: ${JSON.stringify(again)}`;
  },
};

/** A server that is told whatever a client may tell answers each request once, and knows the text it was told. */
const talking: Target = { name: "messages", share: 5, input: withEdits, check: messages };

export const targets: readonly Target[] = [reading, readingOnTheWeb, editing, fixing, formatting, talking];
