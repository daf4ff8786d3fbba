import { needsCitation } from "../ledger/roles.ts";
import { isFresh } from "../ledger/states.ts";
import { heaviest } from "../lint/heaviest.ts";
import type { LintFinding } from "../lint/lint.ts";
import type { LearningPath, Stop } from "../path/learning-path.ts";
import { isVerified, roleOf, statusOf } from "../path/verification.ts";
import { stationOf, type Workspace } from "../path/workspace.ts";
import { changesHead, changesPage } from "../render/changes.ts";
import { toSafeHtml } from "../render/html.ts";
import type { TexReader } from "../render/math.ts";
import { pathMap } from "../render/path-map.ts";
import { type PageHost, pathParts, type StationPlace } from "../render/path-parts.ts";
import { type PageBlock, restOfPage, stationPage } from "../render/station-page.ts";
import { wholePath } from "../render/whole-path.ts";
import type { Station } from "../station/station.ts";
import { hasFormula } from "../syntax/math.ts";
import { firstFrom } from "../text/first-from.ts";
import { legible } from "../text/inert.ts";
import type { Range } from "../text/range.ts";
import { replaceBetween } from "../text/replace-between.ts";
import { titlesOfFixes } from "./quick-fixes.ts";
import { pathsAround } from "./subject.ts";

/**
 * Preview: the station as its reader will see it, beside the editor, while you write.
 *
 * It follows the cursor sentence by sentence, marks what is found, leads along the path, and shows as a reader who has come to
 * some station what is not known there yet. The whole path is shown as one page with its contents, or as a map: who refers to
 * whom, and where key terms go. Beside the version in Git it marks each sentence that was added, removed or rewritten.
 */
export function preview(
  workspace: Workspace,
  file: string,
  findings: readonly LintFinding[],
  host: PageHost,
  options: PreviewOptions = {},
): Preview | undefined {
  const station = stationOf(workspace, file);
  const path = pathsAround(workspace, file)[0];
  const stop = path?.stopOf(file);
  if (!station || !path || !stop) return undefined;
  const place = { file, station, path, stop, reader: options.reader };
  const states = isVerified(path) ? statesOf(path, stop, options.today ?? "") : undefined;
  const whole = options.view === "path" || options.view === "map";
  const texts = whole ? path.stops.map((each) => each.station?.text ?? "") : [station.text, options.before ?? ""];
  const known = { findings: heaviest(findings), states };
  const draw = (block: PathBlock) => previewBlock(file, known, host, block);
  return {
    title: legible(whole ? path.title : stop.title),
    number: whole ? 0 : stop.number,
    stations: path.stops
      .filter(({ number }) => number > 0)
      .map(({ number, title }) => ({ number, title: legible(title) })),
    blocks: drawn(
      blocksOf(
        workspace,
        place,
        { ...host, mostCells: MOST_CELLS, readTex: host.readTex && upTo(MOST_TEX, host.readTex), forWriters: true },
        options,
      ),
      texts,
      draw,
      options.view === "map" ? path.stops.length * FOR_STOP : 0,
    ),
  };
}

/** Whether a station's page, or that of its whole path, shows formulas. */
export function showsFormulas(workspace: Workspace, file: string, whole: boolean): boolean {
  const path = pathsAround(workspace, file)[0];
  const stations = whole && path ? path.stops.map(({ station }) => station) : [stationOf(workspace, file)];
  return stations.some((station) => station !== undefined && hasFormula(station.text));
}

export interface PreviewOptions {
  /** How far the reader has come that it is shown for; what is defined later is marked. */
  readonly reader?: number | undefined;
  /** The station, its whole path, the map of its path, or the station beside an earlier version. */
  readonly view?: "station" | "path" | "map" | "changes";
  /** The text of the earlier version. */
  readonly before?: string | undefined;
  /** The day, for what was verified too long ago. */
  readonly today?: string | undefined;
}

/** The states of a station's sentences, by where they begin; those that need not be verified are left out. */
function statesOf(path: LearningPath, stop: Stop, today: string): ReadonlyMap<number, string> {
  const states = new Map<number, string>();
  for (const status of statusOf(path, stop, { today }).sentences) {
    const isDue = needsCitation(roleOf(status));
    if (isFresh(status.state) ? !isDue : !status.line && !isDue) continue;
    states.set(status.sentence.sentence.range.start, isFresh(status.state) ? "fresh" : status.state);
  }
  return states;
}

/** A block, and the file of its sentences, where that may be another than the previewed one. */
type PathBlock = PageBlock & { readonly file?: string | undefined };

/** At most this many cells of a station's tables are shown: they take a second, and lessons have a hundred. */
const MOST_CELLS = /* defense: most-cells */ 3_000;

/** At most this much TeX is drawn, in UTF-16 code units, which takes a second; a long lesson has a tenth of it. */
const MOST_TEX = /* defense: most-tex */ 40_000;

/** What draws formulas until so much has been drawn. */
function upTo(most: number, readTex: TexReader): TexReader {
  let left = most;
  return (tex, display) => {
    left -= tex.length;
    return left < 0 ? undefined : readTex(tex, display);
  };
}

/** A page may have at most this many times as much HTML as its texts have characters, and this much in any case. */
const MOST_TIMES = /* defense: largest-page */ 8;
const ALWAYS = 100_000;

/** The map of a path may have this much in addition for each of its stations, even where they are only planned. */
const FOR_STOP = 8_000;

/** The least HTML that a sentence takes, in characters, whatever it says. */
const LEAST_FOR_SENTENCE = '<span class="s" data-s="0"></span>'.length;

/** Blocks as a preview shows them, as far as a page of these texts may go. */
function drawn(
  blocks: readonly PathBlock[],
  texts: readonly string[],
  draw: (block: PathBlock) => PreviewBlock,
  extra: number,
): readonly PreviewBlock[] {
  let room = extra + Math.max(ALWAYS, MOST_TIMES * texts.reduce((sum, { length }) => sum + length, 0));
  const done: PreviewBlock[] = [];
  const cut = () => [...done, draw(restOfPage())];
  for (const block of blocks) {
    if (block.sentences.length * LEAST_FOR_SENTENCE > room) return cut();
    const next = draw(block);
    room -= next.html.length - lengthOfFormulas(next.html);
    if (room < 0) return cut();
    done.push(next);
  }
  return done;
}

/** MathML is many times as long as its TeX, of which only so much is drawn. */
function lengthOfFormulas(html: string): number {
  return html.length - replaceBetween(html, "<math", "</math>", () => "").length;
}

function blocksOf(
  { readers }: Workspace,
  place: StationPlace,
  host: PageHost,
  { view = "station", before = "" }: PreviewOptions,
): readonly PathBlock[] {
  const { station, path, stop } = place;
  switch (view) {
    case "station":
      return stationPage(station, pathParts(place, host));
    case "path":
      return wholePath(path, host, place.reader);
    case "map":
      return [{ node: pathMap(path, host, ["h1", path.title], stop), sentences: [] }];
    case "changes": {
      const version = (drawn: Station, name: string) => {
        const parts = pathParts({ ...place, station: drawn, place: { prefix: `${name}-`, deeper: 0, name } }, host);
        return { text: drawn.text, blocks: stationPage(drawn, parts) };
      };
      const [old, now] = [version(readers.station(before, station.language), "before"), version(station, "now")];
      return [{ node: changesHead(old, now), sentences: [] }, ...changesPage(old, now)];
    }
  }
}

export interface Preview {
  readonly title: string;
  /** The station's number; 0 for one that is on no path, and for a whole path. */
  readonly number: number;
  /** All stations of the path, for a reader to have come to. */
  readonly stations: readonly { readonly number: number; readonly title: string }[];
  readonly blocks: readonly PreviewBlock[];
}

export interface PreviewBlock {
  readonly html: string;
  /** The file of its sentences, where that is not the previewed one. */
  readonly file?: string;
  /** Where its sentences begin and end in the text, one after the other. */
  readonly ranges: readonly number[];
  readonly marks: readonly PreviewMark[];
  /** Where sentences are verified: the state of each; empty for what need not be. */
  readonly states?: readonly string[];
}

/** What is found in a sentence. */
export interface PreviewMark {
  readonly sentence: number;
  readonly severity: LintFinding["severity"];
  readonly message: string;
  readonly rule: string;
  /** Where it stands in the text. */
  readonly range: Range;
  /** The titles of its quick fixes, the safe one first. */
  readonly fixes: readonly string[];
}

/** What is known of the previewed station's sentences, and of no other's. */
interface Known {
  /** In the order of the text. */
  readonly findings: readonly LintFinding[];
  readonly states: ReadonlyMap<number, string> | undefined;
}

function previewBlock(
  previewed: string,
  { findings, states }: Known,
  host: PageHost,
  { node, sentences, file = previewed }: PathBlock,
): PreviewBlock {
  const html = toSafeHtml([node], host);
  const ranges = sentences.flatMap(({ start, end }) => [start, end]);
  if (file !== previewed) return { html, file, ranges, marks: [] };
  const [first, last] = [sentences[0], sentences[sentences.length - 1]];
  const from = (offset: number) => firstFrom(findings.length, (at) => findings[at]!.range.start >= offset);
  const here = first && last ? findings.slice(from(first.start), from(last.end)) : [];
  const marks = here.map((finding): PreviewMark => {
    const { range, severity, rule } = finding;
    const after = firstFrom(sentences.length, (at) => sentences[at]!.start > range.start);
    const sentence = Math.max(0, after - 1);
    return { sentence, severity, message: legible(finding.message), rule, range, fixes: titlesOfFixes(finding) };
  });
  if (!states) return { html, ranges, marks };
  return { html, ranges, marks, states: sentences.map(({ start }) => states.get(start) ?? "") };
}
