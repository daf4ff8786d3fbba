import { isFresh } from "../ledger/states.ts";
import { ruleById } from "../lint/settings.ts";
import type { Stop } from "../path/learning-path.ts";
import { gradeFact } from "../path/reading-level.ts";
import { isVerified, roleOf } from "../path/verification.ts";
import { citeProof } from "../path/verification-report.ts";
import { explainStatus, stateName, storedQuoteText } from "../path/verification-words.ts";
import { stationOf, type Workspace } from "../path/workspace.ts";
import { fullEntry, type Run } from "../render/citation-styles.ts";
import { readingOf, wordsIn } from "../station/reading.ts";
import type { Station } from "../station/station.ts";
import { toRemember } from "../station/to-remember.ts";
import { count } from "../text/count.ts";
import { contains, type Range } from "../text/range.ts";
import { sectionRanges } from "./folding.ts";
import { notesOf, type PlaceOnPath, type Subject, subjectAt } from "./subject.ts";
import { sentenceAt } from "./verification.ts";

/**
 * Hover: what the words under the pointer stand for: a station with its takeaway and key terms, a term with its
 * definition, a source, a footnote, or what a rule asks for and why.
 *
 * On a station's title: how long it is and how hard it reads. Planned stations are said to be planned. Where sentences are
 * verified: how this one stands, and the words of the source that it rests on.
 */
export function hover(workspace: Workspace, file: string, offset: number, today = ""): HoverAnswer | undefined {
  const subject = subjectAt(workspace, file, offset);
  const lines = subject && tell(workspace, file, subject);
  if (!lines?.length) return subject ? undefined : hoverSentence(workspace, file, offset, today);
  return { range: subject!.range, lines, rule: subject!.kind === "rule" ? subject!.rule : undefined };
}

export interface HoverAnswer {
  /** The words that it is about. */
  readonly range: Range;
  readonly lines: readonly HoverLine[];
  /** The rule it explains, so that its page can be linked to. */
  readonly rule: string | undefined;
}

/** One paragraph. All text is plain, whatever a station's writer has put into it; only "ours" is Markdown. */
export interface HoverLine {
  readonly style: "heading" | "text" | "note" | "ours";
  /** What stands in bold before the text. */
  readonly label?: string;
  readonly text: string;
  /** The same text, where parts of it are in italics. */
  readonly runs?: readonly Run[];
  /** A place on the web that the text leads to. */
  readonly href?: string;
}

/** Where sentences are verified: how one stands to its sources. */
function hoverSentence(workspace: Workspace, file: string, offset: number, today: string): HoverAnswer | undefined {
  const at = sentenceAt(workspace, file, offset, today);
  if (!at || !isVerified(at.path)) return undefined;
  const { path, status } = at;
  const { state, reason, line, sentence } = status;
  const role = roleOf(status);
  const said = line?.entry.role === undefined ? `Probably ${withArticle(role)}` : capital(withArticle(role));
  const lines: HoverLine[] = [
    { style: "note", text: `${said}: ${stateName(state)}.` },
    ...(isFresh(state) ? [] : [{ style: "text" as const, text: explainStatus(state, reason, role) }]),
  ];
  for (const cite of line?.entry.cites ?? []) {
    const { key, loc, verdict } = cite;
    const source = path.sources.get(key);
    const runs = source ? fullEntry(source, path.pathFile?.citationStyle ?? "author-date") : [];
    const entry = runs.map(({ text }) => text).join("") || key;
    const about =
      verdict === "refutes" ? " It says otherwise." : verdict === "not-enough" ? " It does not say enough." : "";
    lines.push({ style: "text", text: `${entry}${loc ? ` (${loc})` : ""}${about}` });
    const proof = citeProof(path, cite);
    if (!proof.quote) continue;
    lines.push({ style: "text", text: `“${proof.quote}”`, ...(proof.link && { href: proof.link }) });
    lines.push({ style: "note", text: `${storedQuoteText(proof)}.` });
  }
  const { by, at: day } = line?.entry ?? {};
  if (by) lines.push({ style: "note", text: `${by}${day ? `, ${day}` : ""}` });
  return { range: sentence.sentence.range, lines, rule: undefined };
}

function withArticle(role: string): string {
  return `${/^[aeo]/.test(role) ? "an" : "a"} ${role}`;
}

function capital(text: string): string {
  return text[0]!.toUpperCase() + text.slice(1);
}

/** A stretch such as “Stations 3-60” shows at most this many stations, and only the titles after the second. */
const MOST_STATIONS = 12;
const MOST_IN_FULL = 2;

function tell(workspace: Workspace, file: string, subject: Subject): readonly HoverLine[] {
  switch (subject.kind) {
    case "station":
      return subject.reference || subject.places.every(({ stop }) => stop.file !== file)
        ? tellStations(file, subject.places)
        : tellOwn(workspace, file, subject.places);
    case "term": {
      const { term } = subject;
      const first = term.definitions[0]!;
      const used = new Set(term.uses.map(({ stop }) => stop)).size;
      const where =
        first.stop.file === file
          ? "Defined in this station."
          : `Defined in ${first.stop.number ? `Station ${first.stop.number}, ` : ""}“${first.stop.title}”.`;
      return [
        { style: "heading", text: term.name },
        ...(first.keyTerm.definition ? [{ style: "text" as const, text: first.keyTerm.definition }] : []),
        { style: "note", text: `${where} ${used ? `Used in ${count(used, "station")}.` : "Used nowhere yet."}` },
      ];
    }
    case "heading": {
      const station = stationOf(workspace, subject.file);
      const index = station?.sections.findIndex(({ heading }) => heading === subject.heading) ?? -1;
      if (!station || index < 0) return [];
      const whole = sectionRanges(station)[index]!;
      const words = wordsIn(station.passages.filter(({ range }) => contains(whole, range)));
      const where = subject.file === file ? "" : ` Part of “${titleOf(station)}”.`;
      return [
        { style: "heading", text: subject.heading.prose.text },
        { style: "note", text: `${count(words, "word")}.${where}` },
      ];
    }
    case "source": {
      const { source, key, path } = subject;
      if (source) {
        const runs = fullEntry(source, path.pathFile?.citationStyle ?? "author-date");
        const retracted = source.retracted ? " It was retracted." : "";
        return [
          { style: "text", text: runs.map(({ text }) => text).join("") || key, runs },
          { style: "note", text: `Source “${key}”.${retracted}` },
        ];
      }
      const why = path.sourceFiles.length
        ? `The list of sources has no “${key}”.`
        : `There is no list of sources here, so “${key}” can't be found.`;
      return [{ style: "text", text: why }];
    }
    case "footnote": {
      const note = notesOf(subject.station).find(({ identifier }) => identifier === subject.identifier);
      if (!note) return [];
      const passages = subject.station.passages.filter(({ range }) => contains(note.range, range));
      return passages.filter(({ prose }) => prose.text).map(({ prose }) => ({ style: "text", text: prose.text }));
    }
    case "rule": {
      const rule = ruleById(subject.rule);
      if (!rule) return [];
      return [
        { style: "heading", text: rule.id },
        { style: "ours", text: rule.summary },
        { style: "ours", text: rule.why.replace(/\s+/g, " ").trim() },
      ];
    }
    case "file":
      return [];
  }
}

function tellStations(file: string, places: readonly PlaceOnPath[]): readonly HoverLine[] {
  const lines = places
    .slice(0, MOST_STATIONS)
    .flatMap((place) => (places.length > MOST_IN_FULL ? [headingOf(place.stop)] : tellStation(file, place)));
  const more = places.length - MOST_STATIONS;
  return more > 0 ? [...lines, { style: "note", text: `And ${count(more, "more station")}.` }] : lines;
}

function tellStation(file: string, { path, stop }: PlaceOnPath): readonly HoverLine[] {
  const here = path.stopOf(file);
  const { station } = stop;
  const lines = [headingOf(stop)];
  const takeaway = station && toRemember(station);
  if (takeaway) lines.push({ style: "text", label: "Takeaway", text: takeaway });
  const terms = station?.keyTerms.map(({ term }) => term).filter(Boolean) ?? [];
  if (terms.length)
    lines.push({ style: "text", label: terms.length === 1 ? "Key term" : "Key terms", text: terms.join(", ") });
  const facts = [];
  if (stop.number)
    facts.push(`Station ${stop.number} of ${path.stops.length} on “${path.title}”${distance(here, stop)}.`);
  if (!stop.file) facts.push("Planned: it has no text yet.");
  else if (!station) facts.push("Its file is missing or can't be read.");
  if (facts.length) lines.push({ style: "note", text: facts.join(" ") });
  return lines;
}

/** On a station's own title: where it stands, and how it reads. */
function tellOwn(workspace: Workspace, file: string, places: readonly PlaceOnPath[]): readonly HoverLine[] {
  const station = stationOf(workspace, file);
  if (!station) return [];
  const { words, sentences, minutes } = readingOf(station);
  const paths = places.map(({ path }) => path);
  const facts = [
    count(sentences, "sentence"),
    count(words, "word"),
    `about ${count(minutes, "minute")} to read`,
    ...[gradeFact(station, paths)].flatMap((fact) => (fact === undefined ? [] : [`reading ${fact.toLowerCase()}`])),
  ];
  const stands = places.flatMap(({ path, stop: { number } }) =>
    number ? [{ style: "text" as const, text: `Station ${number} of ${path.stops.length} on “${path.title}”.` }] : [],
  );
  return [...stands, { style: "note", text: `${facts.join(", ")}.` }];
}

function headingOf({ number, title }: Stop): HoverLine {
  return { style: "heading", text: number ? `Station ${number}: ${title}` : title };
}

function distance(here: Stop | undefined, there: Stop): string {
  if (!here || here.number === 0) return "";
  const steps = there.number - here.number;
  if (steps === 0) return ", this one";
  return `, ${count(Math.abs(steps), "station")} ${steps < 0 ? "earlier" : "later"} than this one`;
}

function titleOf(station: Station): string {
  return station.title?.prose.text ?? "a station without a title";
}
