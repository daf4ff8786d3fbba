import type { Change } from "../files/change.ts";
import type { Language } from "../language/language.ts";
import { sentenceChange } from "../ledger/sentence-change.ts";
import { followBelongings } from "../path/follow-belongings.ts";
import { isRefusal, type Refusal } from "../path/refusal.ts";
import { stationOf, type Workspace } from "../path/workspace.ts";
import { fold } from "../text/fold.ts";
import { type Range, slice } from "../text/range.ts";
import { renameFootnote } from "./rename/footnote.ts";
import { renameHeading } from "./rename/heading.ts";
import { renameSource } from "./rename/source.ts";
import { renameEntry, renameNumber, renameTitle } from "./rename/station.ts";
import { renameTerm } from "./rename/term.ts";
import { type Subject, subjectAt } from "./subject.ts";

/**
 * Rename: one new name for a term, heading, source, footnote, title or number, and everything that speaks of it follows.
 *
 * A key term keeps its plurals, possessives and capitals wherever it is used, in every station of the path. A new number for
 * “Station 10” moves that station: all other references follow. A new heading takes the links to it along, a new citation
 * key its entry in the list of sources. What was verified stays so. Renaming a line of `path.yaml` renames the file.
 */
export function rename(workspace: Workspace, file: string, offset: number, newName: string): Change | Refusal {
  const subject = subjectAt(workspace, file, offset);
  const name = newName.trim();
  if (!subject || !canRename(subject)) return { refused: NOTHING_HERE };
  if (!name || /[\n\r\u0085\u2028\u2029]/.test(name)) return { refused: "Please give a name of one line." };
  // defense: no-unseen-names
  if (/\p{Cc}/u.test(name)) return { refused: "This name contains an invisible character. Please type it again." };
  switch (subject.kind) {
    case "station":
      if (subject.reference) return renameNumber(workspace, subject, name);
      if (workspace.paths.get(file)?.pathFile) return renameEntry(workspace, subject, name);
      return renameStation(workspace, file, name);
    case "term":
      return keepVerified(workspace, renameTerm(subject, name), subject.term.name, name, subject.path.language);
    case "heading": {
      const { file: own, heading } = subject;
      return keepVerified(
        workspace,
        renameHeading(workspace, own, heading, name),
        heading.prose.text,
        name,
        heading.language,
      );
    }
    case "source":
      return renameSource(workspace, subject, name);
    case "footnote":
      return renameFootnote(workspace, subject, name);
    case "rule":
    case "file":
      return { refused: NOTHING_HERE };
  }
}

function renameStation(workspace: Workspace, file: string, name: string): Change | Refusal {
  const title = stationOf(workspace, file)?.title;
  const change = renameTitle(workspace, file, name);
  return title ? keepVerified(workspace, change, title.prose.text, name, title.language) : change;
}

/**
 * The same change, after which sentences that it rewrites are as verified as before. Another name for the same thing makes them
 * say the same; a name with another number, a “not” or a “less” does not, and leaves their lines as they are.
 */
function keepVerified(
  workspace: Workspace,
  change: Change | Refusal,
  before: string,
  after: string,
  language: Language,
): Change | Refusal {
  if (isRefusal(change)) return change;
  // Most words may be in a name, and capitals say nothing in one.
  const [from, to] = [before, after].map((name) => fold(name).toLowerCase());
  const { words } = sentenceChange(from!, to!, undefined, language);
  const saysOther = words.some(({ what }) => what === "number" || what === "negation" || what === "comparison");
  return saysOther ? change : followBelongings(workspace, change);
}

const NOTHING_HERE =
  "Nothing here can be renamed: a term, a reference, a title, a heading, a citation or a footnote can.";

/** What is to be renamed at a place: its words, and the name to start from. */
export interface RenameTarget {
  readonly range: Range;
  readonly name: string;
}

export function renameTarget(workspace: Workspace, file: string, offset: number, text: string): RenameTarget | Refusal {
  const subject = subjectAt(workspace, file, offset);
  if (!subject || !canRename(subject)) return { refused: NOTHING_HERE };
  switch (subject.kind) {
    case "station": {
      const { reference, places } = subject;
      const number = reference?.kind === "number" ? reference.ends[0] : subject.range;
      if (reference) return { range: number, name: String(places[0]!.stop.number) };
      const { title, station } = places[0]!.stop;
      if (!workspace.paths.get(file)?.pathFile)
        return { range: station?.title?.prose.range ?? subject.range, name: title };
      return places[0]!.stop.file
        ? { range: subject.range, name: slice(text, subject.range) }
        : { range: subject.range, name: title };
    }
    case "term":
      return { range: subject.range, name: subject.term.name };
    case "heading":
      return { range: subject.range, name: subject.heading.prose.text };
    case "source":
      return { range: subject.range, name: subject.key };
    case "footnote":
      return { range: subject.range, name: slice(text, subject.range) };
    case "rule":
    case "file":
      return { refused: NOTHING_HERE };
  }
}

/** A stretch of stations and what counts from here have no one number to change. */
function canRename(subject: Subject): boolean {
  if (subject.kind !== "station") return true;
  const { reference, places } = subject;
  return places.length > 0 && (!reference || (reference.kind === "number" && reference.numbers.length === 1));
}
