import { ROLES, VERDICTS } from "../ledger/ledger-entry.ts";
import { DRAFT, nullable, type Schema, text } from "./schemas.ts";

const HASH = text("The first 16 hexadecimal digits of the SHA-256 of the sentence's text.");
const ROLE: Schema = { enum: ROLES, description: "The type of the sentence." };
const DATE = text("A day, as 2026-11-23.");
const PREFIX = text("The last 32 characters before it.");
const SUFFIX = text("The first 32 characters after it.");

/** A line of a ledger that speaks of a sentence, as a JSON schema. The first line of a ledger has `format` instead. */
export function ledgerLineSchema(): Schema {
  const evidence: Schema = {
    type: "object",
    required: ["exact"],
    properties: {
      exact: text("The words of the source."),
      prefix: PREFIX,
      suffix: SUFFIX,
      snapshot: text("The hash of the stored text, as sha256: and 64 digits."),
    },
  };
  const cite: Schema = {
    type: "object",
    required: ["key"],
    properties: {
      key: text("The key of the source."),
      loc: text("The place in the source, such as p. 4."),
      verdict: nullable({ enum: VERDICTS, description: "What the source says of the sentence." }),
      evidence: nullable(evidence),
    },
  };
  return {
    $schema: DRAFT,
    title: "A line of a ledger",
    type: "object",
    required: ["h", "text"],
    properties: {
      h: HASH,
      text: text("What the sentence said when it was verified, or as Stationmaster has rewritten it since."),
      prefix: PREFIX,
      suffix: SUFFIX,
      role: nullable(ROLE),
      cites: { type: "array", items: cite },
      by: nullable(text("Who verified it, or the program that proposed it.")),
      method: nullable(text("How: human, review, or model for what is only proposed.")),
      at: nullable(DATE),
      expires: nullable(DATE),
      disputed: text("Why someone disputes it."),
      restsOn: { type: "array", items: HASH, description: "The sentences that a synthesis rests on." },
      under: {
        type: "array",
        items: { type: "string" },
        description: "The title and the headings above it when it was verified, if it is about what these name.",
      },
      leadsTo: {
        type: "array",
        items: { type: "string" },
        description: "What it referred to then: titles of stations, headings, and tables and lists by their hashes.",
      },
      proposedBy: text("The program whose proposal a person accepted."),
      verifiedText: text("What the sentence said when it was verified, if Stationmaster has rewritten it since."),
    },
  };
}

/** A line of what `verify --todo` prints, as a JSON schema. */
export function todoSchema(): Schema {
  const candidate: Schema = {
    type: "object",
    required: ["key", "exact", "prefix", "suffix", "score"],
    properties: {
      key: text("The key of the source."),
      exact: text("Words of its stored text that may say the same."),
      prefix: PREFIX,
      suffix: SUFFIX,
      score: { type: "number", description: "From 0 to 1: the share of the sentence's words that are in these." },
    },
  };
  const properties: Readonly<Record<string, Schema>> = {
    file: text("The station's file, relative to the working folder."),
    station: { type: "number", description: "Its number on the path." },
    line: { type: "number", description: "Counts from 1." },
    column: { type: "number", description: "Counts from 1, in UTF-16 code units." },
    h: HASH,
    text: text("What the sentence says."),
    prefix: PREFIX,
    suffix: SUFFIX,
    role: ROLE,
    sorted: { type: "boolean", description: "Whether the ledger has the role; else it is a guess." },
    due: { type: "boolean", description: "Whether it needs a source." },
    state: text("Why it is open, in a word."),
    detail: text("Why it is open, and what to do."),
    cites: { type: "array", items: { type: "string" }, description: "The keys of the sources that it cites." },
    candidates: { type: "array", items: candidate },
  };
  const required = Object.keys(properties);
  return { $schema: DRAFT, title: "A sentence that is to be verified", type: "object", required, properties };
}

/** A line of what `verify --record` reads, as a JSON schema. */
export function recordSchema(): Schema {
  return {
    $schema: DRAFT,
    title: "What someone found about a sentence",
    type: "object",
    additionalProperties: false,
    required: ["h", "by", "method"],
    properties: {
      h: HASH,
      role: ROLE,
      key: text("The key of the source that supports it; facts and definitions need one."),
      exact: text("Its words, which have to be in its stored text."),
      loc: text("The place in the source, such as p. 4."),
      by: text("Who found this: a person, or a program."),
      method: text("human or review; model for what is only proposed."),
      file: text("The station's file, where several sentences say the same."),
      prefix: PREFIX,
      suffix: SUFFIX,
    },
  };
}
