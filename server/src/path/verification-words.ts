import type { SentenceRole } from "../ledger/ledger-entry.ts";
import { needsCitation } from "../ledger/roles.ts";
import type { Coverage, SentenceState, StatusReason } from "../ledger/states.ts";
import { count } from "../text/count.ts";
import { storedTextName } from "./stored-texts.ts";
import type { CiteProof } from "./verification-report.ts";

/** A sentence's state in a word or two. */
export function stateName(state: SentenceState): string {
  switch (state) {
    case "fresh":
    case "moved":
      return "verified";
    case "drift-minor":
      return "changed a little";
    case "proposed":
      return "proposed";
    case "stale":
      return "out of date";
    case "missing":
      return "not verified";
    case "disputed":
      return "disputed";
    case "expired":
      return "expired";
  }
}

/** “12 of 14 facts verified”; while some sentences have no type and may be facts, “12 of 17 sentences verified”. */
export function coverageText({ covered, due, unclassified, outdated, unread }: Coverage): string {
  const all = due + unclassified;
  const verified = all
    ? `${covered} of ${count(all, unclassified ? "sentence" : "fact")} verified`
    : "No facts to verify";
  const open = [
    ...(outdated ? [`${outdated} ${outdated === 1 ? "other" : "others"} out of date`] : []),
    ...(unread ? [`${count(unread, "station")} that can't be read`] : []),
  ];
  return [verified, ...open].join(", ");
}

/** Why a sentence is not verified, and what to do: one or two sentences. */
export function explainStatus(state: SentenceState, reason: StatusReason | undefined, role: SentenceRole): string {
  if (state === "drift-minor" && reason?.kind !== "leaning")
    return "This was changed slightly after it was verified. Please accept it, or verify it again.";
  switch (reason?.kind) {
    case "meaning":
      return `This was changed after it was verified: ${changedWords(reason.words)}. Please verify it again.`;
    case "rewritten":
      return "This was rewritten after it was verified. Please verify it again.";
    case "broken-line":
      return "Its line in the ledger was changed by hand. Please verify it again.";
    case "format":
      return "The first line of its ledger does not give the ledger's format, so nothing in it counts. Please correct that line.";
    case "unknown-source": {
      const instead = reason.instead === undefined ? "Please add it." : `Did you mean “${reason.instead}”?`;
      return `The source that it was compared with, “${reason.key}”, is not among the sources. ${instead}`;
    }
    case "retracted":
      return `Its source “${reason.key}” is retracted. Please verify it with another source.`;
    case "uncited":
      return `It was compared with “${reason.key}”, which it does not cite. Please cite that source, or verify it with the one it cites.`;
    case "no-text":
      return `No text of “${reason.key}” is stored, so the quote was not looked up. Please save it as “sources/${storedTextName(reason.key, new Map())}”, or with “stationmaster sources add”.`;
    case "method":
      return `${reason.method === undefined ? "Nobody has recorded how this was verified." : `This was verified by “${reason.method}”, which does not count here.`} Please verify it again.`;
    case "author":
      return `This was verified by its author, ${reason.by}. Please ask someone else to verify it.`;
    case "future":
      return `This is recorded for a day that is still to come, ${reason.at}. Please verify it again.`;
    case "grounds":
      return "It rests on sentences that are not verified. Please verify those first.";
    case "lacks":
      return lacking(reason.what, role);
    case "quote": {
      const instead = reason.words.length ? `: ${changedWords(reason.words)}` : "";
      return `The words that it was compared with are no longer in the stored text of “${reason.key}”${instead}. Please verify it again.`;
    }
    case "denied":
      return `The stored text of “${reason.key}” says “${reason.words}” right beside the words that it was compared with. Please verify it again.`;
    case "disputed":
      return `Someone disputes this${reason.why ? `: ${reason.why}` : ""}. Please fix it, or resolve the dispute.`;
    case "refuted":
      return `Its source “${reason.key}” says otherwise. Please correct it.`;
    case "proposal":
      return `This was proposed by ${reason.by ? `“${reason.by}”` : "a program"}. Please compare it with its source, and accept it.`;
    case "leaning":
      return `${leaningText(reason)} Please accept this sentence if it is still true, or verify it again.`;
    case "expired":
      return `This was verified too long ago: it was valid until ${reason.since}. Please verify it again.`;
    case undefined:
      return "This is verified.";
  }
}

function lacking(what: (StatusReason & { kind: "lacks" })["what"], role: SentenceRole): string {
  switch (what) {
    case "line":
      return needsCitation(role)
        ? `Nobody has verified this ${role} yet. Please verify it, or set another sentence type.`
        : SORT_IT;
    case "role":
      return "This sentence has no type yet, such as fact or example.";
    case "sorter":
      return SORT_IT;
    case "quote":
      return "This is verified without the words of its source and their place. Please verify it again.";
    case "citation":
      return `This ${role} has no source yet. Please cite one.`;
    case "support":
      return "No source is known to support this yet. Please verify it.";
    case "verifier":
      return "Nobody has verified this yet.";
    case "grounds":
      return "This draws together other sentences. Please say which.";
  }
}

/** What needs no source is verified as soon as someone says so. */
const SORT_IT = "Nobody has confirmed the type of this sentence yet. Please set its type.";

function leaningText({ what, was, is }: Extract<StatusReason, { readonly kind: "leaning" }>): string {
  switch (what) {
    case "heading":
      return `The heading above was “${was}” when this was verified, and is ${is ? `“${is}”` : "gone"}.`;
    case "station":
      return `This refers to a station that was “${was}” when this was verified, and is ${is ? `“${is}”` : "gone"}.`;
    case "section":
      return `This refers to a section that was “${was}” when this was verified, and is “${is}”.`;
    case "table":
    case "list":
      return `The ${what} that this refers to was changed after this was verified.`;
  }
}

/** The words that change what a sentence says, three at most. */
function changedWords(words: (StatusReason & { kind: "meaning" })["words"]): string {
  const shown = words.slice(0, 3).map(({ what, word, change }) => {
    if (what === "order") return `“${word}” changed places`;
    return change === "gone" ? `“${word}” is gone` : `“${word}” is new`;
  });
  return shown.join(", ");
}

/** What verification proves and what it does not, for whoever reads a report. */
export const PROVEN = provenBy("Titles, headings, table cells,");

/** The same where each row of a table is verified, too. */
export const PROVEN_WITH_ROWS = provenBy("Titles, headings,");

function provenBy(others: string): string {
  return `“Verified” means: a person compared this sentence with the quoted words of its source, and it has not changed since. Where the source's text is stored, the quote was looked up in it. That does not prove that the claim is true, or that the source is right. ${others} code, HTML and alternative texts are not compared with sources.`;
}

/** What the stored text of a source says of a quote, in a sentence without its period. */
export function storedQuoteText({
  stored,
  likeness,
  sameText,
  qualifier,
}: Pick<CiteProof, "stored" | "likeness" | "sameText" | "qualifier">): string {
  const since = sameText === false ? ", which has changed since" : "";
  switch (stored) {
    case "exact":
      return `These words are in its stored text${since}${qualifier ? `, right after “${qualifier}”` : ""}`;
    case "changed":
      return `Other words are there in its stored text${since} (${Math.floor(likeness * 100)} % alike)`;
    case "missing":
      return `These words are not in its stored text${since}`;
    case "no-text":
      return "Its text is not stored, so the quote was not looked up";
    case "no-quote":
      return "No words of it are quoted";
  }
}
