import { readFileSync } from "node:fs";
import { anchorEntries } from "../../server/src/ledger/anchoring.ts";
import { disputeSentence, type LedgerAndSentences } from "../../server/src/ledger/ledger-edits.ts";
import { type Cite, type LedgerEntry, writeEntry } from "../../server/src/ledger/ledger-entry.ts";
import { writeHeader } from "../../server/src/ledger/ledger-file.ts";
import { contextOf, ledgerSentences } from "../../server/src/ledger/ledger-sentences.ts";
import { needsCitation, proposeRole } from "../../server/src/ledger/roles.ts";
import { sentenceHash } from "../../server/src/ledger/sentence-hash.ts";
import type { Station } from "../../server/src/station/station.ts";

/** The real station of the samples. */
export const seed = readFileSync(
  new URL("../../samples/global-governance/security-cooperation.station.txt", import.meta.url),
  "utf8",
);

export const TODAY = "2026-11-23";

/** What a source says of a sentence. */
export function supporting(key: string): Cite {
  return { key, loc: "p. 4", verdict: "supports", evidence: undefined, rest: [] };
}

/** A ledger in which every sentence of a station was checked by a person and is what it probably is. */
export function fullLedger(station: Station): string {
  const sentences = ledgerSentences(station);
  const lines = sentences.map((sentence, index): string => {
    const proposed = proposeRole(sentence).role;
    // A synthesis would be as stale as what it rests on.
    const role = proposed === "synthesis" ? "opinion" : proposed;
    const entry: LedgerEntry = {
      h: sentence.hash,
      text: sentence.text,
      ...contextOf(sentences, index),
      role,
      cites: needsCitation(role) ? [supporting("usgs-baseflow")] : [],
      by: "orcid:0000-0002-1825-0097",
      method: "human",
      at: "2026-11-01",
      expires: undefined,
      disputed: undefined,
      restsOn: [],
      under: [],
      leadsTo: [],
      rest: [],
    };
    return writeEntry(entry);
  });
  return `${[writeHeader([]), ...lines].join("\n")}\n`;
}

/** A ledger after a change that says nothing new of any sentence, but brings the lines into order; undefined where nothing changes. */
export function reordered(at: LedgerAndSentences): string | undefined {
  const spokenOf = anchorEntries(at.sentences, at.ledger.entries).anchors.findIndex(Boolean);
  return spokenOf < 0 ? undefined : disputeSentence(at, at.sentences[spokenOf]!, undefined);
}

/** The line of a fact that Ann has verified with sources, as a premium path asks for. */
export function verifiedLine(
  text: string,
  keys: string | readonly string[],
  { exact = text, at = "2026-11-01" } = {},
): string {
  const evidence = { exact, prefix: "", suffix: "" };
  const cites = [keys].flat().map((key) => ({ key, loc: "p. 4", verdict: "supports", evidence }));
  return JSON.stringify({ h: sentenceHash(text), text, role: "fact", cites, by: "Ann", method: "human", at });
}
