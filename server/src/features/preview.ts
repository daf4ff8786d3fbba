import type { LintFinding } from "../lint/lint.ts";
import type { Stop } from "../path/learning-path.ts";
import { stationOf, type Workspace } from "../path/workspace.ts";
import { toSafeHtml } from "../render/html.ts";
import { pathMap } from "../render/path-map.ts";
import { type PageHost, pathParts } from "../render/path-parts.ts";
import { type PageBlock, stationPage } from "../render/station-page.ts";
import { firstFrom } from "../text/first-from.ts";
import { pathsAround } from "./subject.ts";

/**
 * Preview: the station as its reader will see it, beside the editor, while you write.
 *
 * It follows the cursor sentence by sentence, marks what is found, leads along the path, and shows as a reader who has come to
 * some station what is not known there yet. The map of the path shows who refers to whom, and where key terms go.
 */
export function preview(
  workspace: Workspace,
  file: string,
  findings: readonly LintFinding[],
  host: PageHost,
  { reader, view = "station" }: PreviewOptions = {},
): Preview | undefined {
  const station = stationOf(workspace, file);
  const path = pathsAround(workspace, file)[0];
  const stop = path?.stopOf(file);
  if (!station || !path || !stop) return undefined;
  const blocks =
    view === "map"
      ? [{ node: pathMap(path, host, stop, "h1"), sentences: [] }]
      : stationPage(station, pathParts({ file, station, path, stop, reader }, host));
  return {
    title: stop.title,
    stop,
    stations: path.stops.filter(({ number }) => number > 0).map(({ number, title }) => ({ number, title })),
    blocks: blocks.map((block) => previewBlock(block, findings)),
  };
}

export interface PreviewOptions {
  /** How far the reader has come that it is shown for; what is defined later is marked. */
  readonly reader?: number | undefined;
  /** The station, or the map of its path. */
  readonly view?: "station" | "map";
}

export interface Preview {
  readonly title: string;
  readonly stop: Stop;
  /** All stations of the path, for a reader to have come to. */
  readonly stations: readonly { readonly number: number; readonly title: string }[];
  readonly blocks: readonly PreviewBlock[];
}

export interface PreviewBlock {
  readonly html: string;
  /** Where its sentences begin and end in the text, one after the other. */
  readonly ranges: readonly number[];
  readonly marks: readonly PreviewMark[];
}

/** What is found in a sentence. */
export interface PreviewMark {
  readonly sentence: number;
  readonly severity: "error" | "warning" | "information" | "hint";
  readonly message: string;
}

function previewBlock({ node, sentences }: PageBlock, findings: readonly LintFinding[]): PreviewBlock {
  const [first, last] = [sentences[0], sentences[sentences.length - 1]];
  const here =
    first && last ? findings.filter(({ range }) => range.start >= first.start && range.start < last.end) : [];
  const marks = here.map(({ range, severity, message }) => {
    const after = firstFrom(sentences.length, (at) => sentences[at]!.start > range.start);
    return { sentence: Math.max(0, after - 1), severity, message };
  });
  return { html: toSafeHtml([node]), ranges: sentences.flatMap(({ start, end }) => [start, end]), marks };
}
