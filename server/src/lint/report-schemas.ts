import { ROLES, VERDICTS } from "../ledger/ledger-entry.ts";
import { KINDS, SEVERITIES } from "../rules/rule.ts";
import { DRAFT, nullable, object, type Schema, text } from "./schemas.ts";

const number = (description: string): Schema => ({ type: "number", description });
const boolean = (description: string): Schema => ({ type: "boolean", description });
const list = (items: Schema, description?: string): Schema => ({
  type: "array",
  items,
  ...(description !== undefined && { description }),
});

const VERSION: Schema = { const: 1, description: "The version of this form. Fields may be added without a new one." };
const LINE = number("Counts from 1.");
const COLUMN = number("Counts from 1, in UTF-16 code units.");
const FILE = text("Relative to the working folder.");
const STATION = number("The station's number on its path.");

const POSITION = object({
  line: LINE,
  column: COLUMN,
  offset: number("From the start of the text, in UTF-16 code units."),
});
const RANGE = object({ start: POSITION, end: POSITION });
const CHANGE = object({
  title: text("What it does."),
  edits: list(object({ range: RANGE, newText: text("What is there afterwards.") })),
});
const UNREADABLE = object({ file: FILE, reason: text("Why it could not be read.") });
const SUMMARY = object({
  files: number("How many files were checked."),
  errors: number("How many findings are errors."),
  warnings: number("How many are warnings."),
  information: number("How many are notes."),
  fixable: number("How many have a safe fix."),
});

const FINDING_PARTS: Readonly<Record<string, Schema>> = {
  rule: text("The id of the rule."),
  severity: { enum: SEVERITIES.filter((severity) => severity !== "off") },
  message: text("What is there, and what to do."),
  range: RANGE,
  related: list(
    object({ file: FILE, range: RANGE, message: text("What it has to do with the finding.") }),
    "Other places.",
  ),
  fix: { ...CHANGE, description: "A change that is safe to make without asking." },
  suggestions: list(CHANGE, "Changes of which a person chooses one."),
};

/** What `check --format json` prints. */
export function checkReportSchema(): Schema {
  const files = list(object({ file: FILE, findings: list(object(FINDING_PARTS, ["fix"])) }));
  const parts = { version: VERSION, files, unreadable: list(UNREADABLE), summary: SUMMARY };
  return titled("The report of a check", object(parts, ["unreadable"]));
}

/** A line of what `check --format ndjson` prints. */
export function checkLineSchema(): Schema {
  const lines = [
    object({ file: FILE, ...FINDING_PARTS }, ["fix"]),
    object({ unreadable: UNREADABLE }),
    object({ version: VERSION, summary: SUMMARY }),
  ];
  return titled("A line of the report of a check: a finding, a file that could not be read, or the summary", {
    anyOf: lines,
  });
}

const COVERAGE_PARTS: Readonly<Record<string, Schema>> = {
  covered: number("How many facts and definitions are verified."),
  due: number("How many facts and definitions there are."),
  unclassified: number("How many sentences have no type that someone confirmed."),
  outdated: number("How many other lines of the ledger are out of date."),
  unread: number("How many stations are missing or can't be read."),
};
const COVERAGE = object({ ...COVERAGE_PARTS, percent: number("The share that is verified, rounded down.") });

const FIGURES: Readonly<Record<string, Schema>> = {
  words: number("How many words readers see."),
  minutes: number("How long reading takes."),
  grade: number("The school grade; left out for other languages than English, and where there is too little text."),
  aboveGrade: boolean("Whether it reads clearly above the grade that its path is written for; left out of sums."),
  keyTerms: number("How many key terms it defines."),
  references: number("How many references to other stations it has."),
  coverage: { ...COVERAGE, description: "What is verified; left out where sentences are not verified." },
};

/** What `stats --format json` prints. */
export function statsReportSchema(): Schema {
  const station = object(
    {
      number: STATION,
      title: text("The station's title."),
      file: FILE,
      state: {
        enum: ["written", "planned", "missing"],
        description: "A station that is missing is listed, and can't be read.",
      },
      ...FIGURES,
    },
    ["number", "file", ...Object.keys(FIGURES)],
  );
  const path = object(
    {
      path: text("The path.yaml, or the folder of numbered stations; left out for stations that are on no path."),
      title: text("The path's title."),
      readingGrade: number("The school grade that it is written for."),
      stations: list(station),
      total: object({ ...FIGURES, written: number("How many stations are written.") }, [
        "grade",
        "aboveGrade",
        "coverage",
      ]),
    },
    ["path", "title", "readingGrade"],
  );
  return titled("The figures of stations", object({ version: VERSION, paths: list(path) }));
}

const DAY = text("A day, as 2026-11-23.");
const RETRACTIONS: Schema = {
  ...object({
    file: text("The name of the file."),
    sha256: text("The hash of the file, as 64 hexadecimal digits."),
    date: nullable(text("The day of its latest notice that is not still to come, as 2026-11-23.")),
    rows: number("How many notices it has."),
  }),
  description: "The list that --retractions named.",
};
const NOTICE = object({
  nature: text("In lowercase: retraction, correction, expression of concern or reinstatement, as the list has it."),
  date: nullable(DAY),
  reasons: list({ type: "string" }),
  notice: nullable(text("The DOI of the notice.")),
  foundBy: object({ kind: { enum: ["DOI", "PMID"] }, value: text("The source's identifier.") }),
});
const LOOKED_UP: Readonly<Record<string, Schema>> = {
  retracted: boolean("Whether its entry says so, or the list does and has no later reinstatement."),
  lookedUp: boolean("Whether it has a DOI or a PMID; only with --retractions."),
  notices: list(NOTICE, "What the list has of it, the latest first; only with --retractions."),
};

/** What `sources --format json` prints. */
export function sourcesReportSchema(): Schema {
  const place = { file: FILE, line: LINE, column: COLUMN };
  const citations = list(object({ station: STATION, ...place }));
  const source = object(
    {
      key: text("The key that it is cited by."),
      type: text("As CSL has it, such as article-journal."),
      author: text("The family names of its authors, or else of its editors."),
      year: text("When it was published; empty where that is not known."),
      title: text("Its title."),
      ...LOOKED_UP,
      place: object(place),
      storedText: nullable(text("The file with its text, where that is stored, relative to the working folder.")),
      citations,
    },
    ["lookedUp", "notices"],
  );
  const path = object({
    path: text("The path.yaml, or the folder of numbered stations."),
    title: text("The path's title."),
    sources: list(source),
    missing: list(object({ key: text("A key that no source has."), citations })),
  });
  const parts = { version: VERSION, retractions: RETRACTIONS, paths: list(path) };
  return titled("The sources of paths", object(parts, ["retractions"]));
}

const STATE: Schema = {
  enum: ["fresh", "moved", "drift-minor", "proposed", "stale", "missing", "disputed", "expired"],
  description:
    "fresh and moved are verified; drift-minor is changed slightly, stale is out of date, missing is not verified.",
};

const IF_KNOWN: Readonly<Record<string, Schema>> = {
  detail: text("Why it is not verified, and what to do; left out for a sentence that is."),
  by: text("Who verified it, or the program that proposed it."),
  at: DAY,
};

/** What `verify --format json` prints. */
export function verifyReportSchema(): Schema {
  const citation = object(
    {
      key: text("The key of the source."),
      loc: text("The place in the source, such as p. 4."),
      verdict: { enum: VERDICTS, description: "What the source says of the sentence." },
      title: text("The title of the source; empty for one that is not known."),
      retracted: boolean("Whether the source is retracted."),
      quote: text("Its words, as the ledger quotes them."),
      stored: {
        enum: ["exact", "changed", "missing", "no-quote", "no-text"],
        description: "Whether these words are in the stored text of the source.",
      },
      likeness: number("From 0 to 1: how much alike the words are that are in the stored text."),
      sameText: boolean("Whether the stored text is the one that was read when this was verified."),
      link: text("Leads to the words on the source's page."),
      qualifier: text("What takes back or weakens the words right before them in the stored text."),
      says: text("The same in words."),
    },
    ["loc", "verdict", "quote", "sameText", "link", "qualifier"],
  );
  const sentence = object(
    {
      text: text("What the sentence says."),
      role: { enum: ROLES, description: "Its type." },
      sorted: boolean("Whether someone confirmed the type; else it is a guess."),
      due: boolean("Whether it needs a source."),
      state: STATE,
      ...IF_KNOWN,
      line: LINE,
      column: COLUMN,
      citations: list(citation),
    },
    Object.keys(IF_KNOWN),
  );
  const station = object({
    file: FILE,
    number: STATION,
    title: text("The station's title."),
    coverage: COVERAGE,
    sentences: list(sentence),
    orphans: list({ type: "string" }, "What lines of the ledger say whose sentence is gone."),
  });
  const path = object(
    {
      path: text("The path.yaml, or the folder of numbered stations."),
      title: text("The path's title."),
      tier: text("premium or standard."),
      complete: boolean("Whether every fact is verified, and nothing else is open."),
      coverage: COVERAGE,
      stations: list(station),
      sources: list(
        object({ key: text("The key of a source that is cited."), ...LOOKED_UP }),
        "What the list of retractions has; only with --retractions.",
      ),
    },
    ["sources"],
  );
  const parts = {
    version: VERSION,
    proves: text("What this proves, and what it does not."),
    retractions: RETRACTIONS,
    paths: list(path),
  };
  return titled("What is verified of paths", object(parts, ["retractions"]));
}

/** What `diff --format json` prints. */
export function diffReportSchema(): Schema {
  const ADDED_OR_NOT = { enum: ["added", "removed", "changed"] };
  const definition = object({ text: text("The definition."), station: STATION });
  const station = object(
    {
      kind: ADDED_OR_NOT,
      file: FILE,
      title: text("The station's title."),
      titleBefore: text("What it was called, where it had another name."),
      number: number("Its number; 0 where it is gone."),
      numberBefore: number("What its number was; 0 where it is new."),
      moved: boolean("Whether its place among the others has changed."),
      sentences: object({
        added: number("How many of its sentences are new."),
        removed: number("How many are gone."),
        changed: number("How many were rewritten."),
      }),
      unverified: list(
        object({ text: text("What the sentence says."), state: STATE, detail: text("Why, and what to do.") }),
        "The sentences that are no longer verified.",
      ),
    },
    ["file", "titleBefore"],
  );
  const term = object(
    {
      kind: { enum: ["added", "removed", "redefined", "moved"] },
      name: text("The key term."),
      before: definition,
      after: definition,
    },
    ["before", "after"],
  );
  const reference = object({
    kind: { enum: ["added", "removed", "broken"] },
    from: STATION,
    text: text("As it is written."),
    to: text("The title of the station that it names; empty where it leads nowhere."),
  });
  const path = object(
    {
      title: text("The path's title."),
      kind: ADDED_OR_NOT,
      stations: list(station),
      terms: list(term),
      renumbered: number("How many references follow a station that has another number now."),
      references: list(reference),
      coverage: object({ before: object(COVERAGE_PARTS), after: object(COVERAGE_PARTS) }),
    },
    ["coverage"],
  );
  return titled("What has changed on paths", object({ version: VERSION, paths: list(path) }));
}

const RULE_PARTS: Readonly<Record<string, Schema>> = {
  id: text("The rule's name."),
  group: text("What it is listed under."),
  kind: {
    enum: KINDS,
    description: "Whether it finds what is wrong anywhere, what a station's form lacks, or matters of taste.",
  },
  summary: text("What must hold."),
  severity: { enum: SEVERITIES, description: "Under the preset recommended." },
  premium: { enum: SEVERITIES, description: "Under the preset premium." },
  fixable: boolean("Whether it has safe fixes."),
  needs: nullable({ enum: ["language"], description: "It does not run where the language of a text is not known." }),
  options: list(
    object(
      {
        name: text("The option's name."),
        default: { description: "What it is if nobody sets it: a number, true or false, a word, or a list of words." },
        description: text("What it is for."),
        minimum: number("The least number that it takes."),
        choices: list({ type: "string" }, "The words that it takes."),
      },
      ["minimum", "choices"],
    ),
  ),
};

/** What `rules --format json` prints. */
export function ruleListSchema(): Schema {
  return titled("All rules", object({ version: VERSION, rules: list(object(RULE_PARTS)) }));
}

/** What `explain <rule> --format json` prints. */
export function ruleSchema(): Schema {
  const example = object(
    {
      title: text("What it shows."),
      text: text("Files and their findings: a line of carets is a range and its message."),
      fixed: text("The files after the safe fixes."),
    },
    ["fixed"],
  );
  const parts = { version: VERSION, ...RULE_PARTS, why: text("Why it matters, in Markdown."), examples: list(example) };
  return titled("A rule", object(parts));
}

function titled(title: string, schema: Schema): Schema {
  return { $schema: DRAFT, title, ...schema };
}
