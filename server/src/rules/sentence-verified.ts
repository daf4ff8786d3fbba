import { needsCitation } from "../ledger/roles.ts";
import { isFresh, type SentenceStatus } from "../ledger/states.ts";
import { roleOf, statusOf } from "../path/verification.ts";
import { explainStatus } from "../path/verification-words.ts";
import type { Station } from "../station/station.ts";
import { pairOf, textsOf } from "../syntax/yaml.ts";
import { defineRule, type Example, type Finding } from "./rule.ts";

export default defineRule({
  id: "sentence-verified",
  group: "Sources and claims",
  summary:
    "Verified sentences have not changed in meaning, and on premium paths every fact and definition is verified.",
  why: `A station's ledger says of each sentence who compared it with which words of which source. A change of a number, a name,
    a negation or a quantity makes that worthless, however small it looks; spaces, quotation marks and moved paragraphs do not.
    That a quote stands in a source does not prove a claim: a person decides that.`,
  severity: "hint",
  premium: "error",
  options: {
    days: { default: 0, minimum: 0, description: "How many days a verification is valid; 0 means forever." },
    quote: {
      default: true,
      description: "Whether a verification on a premium path must quote the source and say where the quote is.",
    },
    independent: {
      default: true,
      description:
        "Whether someone other than an “author” in the front matter must verify a station on a premium path.",
    },
  },
  *checkInPath(station, { stop, path, today, options }): Generator<Finding> {
    const premium = path.pathFile?.tier === "premium";
    if (!premium && !stop.ledger) return;
    const authors = options.independent ? authorsOf(station) : new Set<string>();
    for (const status of statusOf(path, stop, { today, days: options.days || undefined }).sentences) {
      const { sentence, state, reason, line } = status;
      const role = roleOf(status);
      const { range } = sentence.sentence;
      if (!isFresh(state)) {
        // Elsewhere nothing has to be verified; what was, has to stay true.
        const isDue = premium ? needsCitation(role) || line !== undefined : state !== "missing";
        if (isDue) yield { range, message: explainStatus(state, reason, role) };
      } else if (premium && options.quote && needsCitation(role) && !isQuoted(status)) {
        yield {
          range,
          message: "This is verified without the words of its source and their place. Please verify it again.",
        };
      } else if (premium && needsCitation(role) && authors.has(plainName(line?.entry.by ?? ""))) {
        yield {
          range,
          message: `This was verified by its author, ${line!.entry.by}. Please ask someone else to verify it.`,
        };
      }
    }
  },
  *checkPath(path, { today, options }): Generator<Finding> {
    for (const stop of path.stops) {
      if (!stop.ledger) continue;
      const { file } = stop.ledger;
      for (const { range } of statusOf(path, stop, { today, days: options.days || undefined }).orphans)
        yield {
          file,
          range,
          message: "The sentence of this line is no longer in its station. Please remove the line.",
        };
    }
  },
});

function isQuoted({ line }: SentenceStatus): boolean {
  return line?.entry.cites.some(({ verdict, evidence, loc }) => verdict === "supports" && evidence && loc) ?? false;
}

function authorsOf({ tree }: Station): ReadonlySet<string> {
  return new Set(textsOf(pairOf(tree.frontMatter?.value, "author")?.value).map(({ text }) => plainName(text)));
}

/** A person's name or ORCID iD without what it may be written with. */
function plainName(name: string): string {
  return name
    .normalize("NFC")
    .replace(/^(?:orcid:|https?:\/\/orcid\.org\/)/i, "")
    .replace(/\s+/g, " ")
    .trim()
    .toLowerCase();
}

const LINES = {
  liters: `{"h":"c6b8f20675a3206c","text":"Some 40 liters fell in a day.","prefix":"","suffix":"All of it ran off. Water works l","role":"fact","cites":[{"key":"noah","loc":"p. 4","verdict":"supports","evidence":{"exact":"Some 40 liters fell in a day.","prefix":"","suffix":""}}],"by":"Ann","method":"human","at":"2026-11-23","expires":null}`,
  off: `{"h":"afdad026ee3bbd7c","text":"All of it ran off.","prefix":"Some 40 liters fell in a day.","suffix":"Water works like a snake. Snow f","role":"fact","cites":[{"key":"noah","loc":"p. 4","verdict":"supports","evidence":{"exact":"All of it ran off.","prefix":"","suffix":""}}],"by":"Ann","method":"human","at":"2026-11-23","expires":null}`,
  snow: `{"h":"0a1eab87c470885c","text":"Snow fell, too.","prefix":"n off. Water works like a snake.","suffix":"","role":"fact","cites":[],"by":null,"method":null,"at":null,"expires":null}`,
};

export const examples: readonly Example[] = [
  {
    title: "A number that changed, a sentence that is gone, one that is new",
    text: `
      -- path.yaml --
      tier: premium
      stations: [rain.station.md]
      -- rain.ledger.jsonl --
      {"format":1,"splitter":1}
      ${LINES.liters}
      ${LINES.off}
      ${LINES.snow}
      ${"^".repeat(LINES.snow.length)} The sentence of this line is no longer in its station. Please remove the line.
      -- rain.station.md --
      # Rain

      Some 42 liters fell in a day.
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ This was changed after it was verified: “40” is gone, “42” is new. Please verify it again.
      All of it ran off.
      Water works like a snake.
      No river in town overflowed.
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Nobody has verified this fact yet. Please verify it, or set another sentence type.
    `,
  },
  {
    title: "Words that are not in the stored text of their source any more",
    text: `
      -- path.yaml --
      tier: premium
      stations: [rain.station.md]
      -- sources/noah.txt --
      Some 42 liters fell in a day.
      -- rain.ledger.jsonl --
      {"format":1,"splitter":1}
      ${LINES.liters}
      ${LINES.off}
      -- rain.station.md --
      # Rain

      Some 40 liters fell in a day.
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The words that it was compared with are no longer in the stored text of “noah”: “40” is gone, “42” is new. Please verify it again.
      All of it ran off.
      ^^^^^^^^^^^^^^^^^^ The words that it was compared with are no longer in the stored text of “noah”. Please verify it again.
    `,
  },
  {
    title: "Its author is not the one to check it",
    text: `
      -- path.yaml --
      tier: premium
      stations: [rain.station.md]
      -- rain.ledger.jsonl --
      {"format":1,"splitter":1}
      ${LINES.liters}
      -- rain.station.md --
      ---
      author: [ann, Noah]
      ---

      # Rain

      Some 40 liters fell in a day.
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ This was verified by its author, Ann. Please ask someone else to verify it.
    `,
  },
  {
    title: "Elsewhere nothing has to be verified, but what was stays true",
    text: `
      -- path.yaml --
      stations: [rain.station.md]
      -- rain.ledger.jsonl --
      {"format":1,"splitter":1}
      ${LINES.liters}
      ${LINES.off}
      -- rain.station.md --
      # Rain

      All of it ran off. Some  *40 liters* fell in a day.
      No river in town overflowed.
    `,
  },
];
