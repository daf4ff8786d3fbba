import { contextOf } from "../ledger/ledger-sentences.ts";
import { needsCitation } from "../ledger/roles.ts";
import type { OpenSentence } from "../path/open-sentences.ts";
import { roleOf, verifiableIn } from "../path/verification.ts";
import { explainStatus } from "../path/verification-words.ts";
import { inertJson } from "../text/inert.ts";
import { printer } from "./report.ts";

/**
 * The sentences that wait for someone, for programs: one object per line. Lines and columns count from 1, in UTF-16 code units.
 * @param nameOf a file as it is shown: relative to where the command runs
 */
export function todoNdjson(sentences: readonly OpenSentence[], nameOf: (file: string) => string): string {
  const printers = new Map<string, ReturnType<typeof printer>>();
  return sentences
    .map(({ path, stop, status, keys, candidates }) => {
      const { sentence, state, reason, line } = status;
      const print = printers.get(stop.file!) ?? printer(stop.station!.text);
      printers.set(stop.file!, print);
      const role = roleOf(status);
      const place = print(sentence.sentence.range).start;
      return `${inertJson({
        file: nameOf(stop.file!),
        station: stop.number,
        line: place.line,
        column: place.column,
        h: sentence.hash,
        text: sentence.text,
        ...contextOf(verifiableIn(path, stop), sentence.index),
        role,
        sorted: line?.entry.role !== undefined,
        due: needsCitation(role),
        state,
        detail: explainStatus(state, reason, role),
        cites: keys,
        candidates: candidates.map(({ key, evidence: { exact, prefix, suffix }, score }) => ({
          key,
          exact,
          prefix,
          suffix,
          score: Math.round(score * 100) / 100,
        })),
      })}\n`;
    })
    .join("");
}
