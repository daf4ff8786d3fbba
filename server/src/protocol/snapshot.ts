import type { LintFinding, LintOptions } from "../lint/lint.ts";
import type { LearningPath } from "../path/learning-path.ts";
import { pathsOf, stationOf, type Workspace } from "../path/workspace.ts";
import type { Station } from "../station/station.ts";
import { offsetAt, type Position } from "../text/lines.ts";
import type { Range } from "../text/range.ts";
import type { ClientFeatures } from "./client-features.ts";
import type { OpenDocument, TextLines } from "./documents.ts";
import type { InDocument, Uri } from "./messages.ts";
import type { EarlierOrder } from "./session/known-orders.ts";
import type { EditorSettings } from "./settings.ts";
import type { Uris } from "./uris.ts";

/** All that an answer may depend on, as it was when the answer was begun: whatever is typed meanwhile, nothing in it changes. */
export interface Snapshot {
  readonly workspace: Workspace;
  readonly documents: ReadonlyMap<string, OpenDocument>;
  /** The folders of the workspace. */
  readonly roots: readonly string[];
  readonly settings: EditorSettings;
  /** What is needed to check files: settings, the day, what lies on disk. */
  readonly lintOptions: LintOptions;
  /** The day in Greenwich, as `2026-11-23`. */
  readonly today: string;
  readonly client: ClientFeatures;
  readonly uris: Uris;
  /** The lines of any file that a finding can stand in or point to. */
  linesOf(file: string): TextLines;
  /** Everything that is found in a file. */
  findings(file: string): readonly LintFinding[];
  /** The findings to show: opinions about the sentence being typed are left for later. */
  shown(file: string): readonly LintFinding[];
  /** The sentence that is being typed in a file. */
  beingTyped(file: string): Range | undefined;
  /** What was shown of a file last, for anyone who can't wait for it to be checked again. */
  lastShown(file: string): readonly LintFinding[];
  /** The order that references of a path still speak of, where that is not the order it has now. */
  orderBefore(id: string): EarlierOrder | undefined;
}

/** A file that a request names, with its text. */
export function documentOf(
  { linesOf, uris }: Snapshot,
  { textDocument }: InDocument,
): { readonly file: string; readonly lines: TextLines } {
  const file = uris.fileOf(textDocument.uri);
  return { file, lines: linesOf(file) };
}

/** The place that a request asks about. */
export function placeOf(
  snapshot: Snapshot,
  params: InDocument & { readonly position: Position },
): { readonly file: string; readonly lines: TextLines; readonly offset: number } {
  const { file, lines } = documentOf(snapshot, params);
  return { file, lines, offset: offsetAt(lines.text, lines.starts, params.position, lines.encoding) };
}

/** The station that a request names, with its file; undefined where that is not a station. */
export function stationAt({ workspace }: Snapshot, file: string): Station | undefined {
  return stationOf(workspace, file);
}

/** The path that a request names by its `path.yaml`, its folder or another of its files; the first where there are several. */
export function pathOf({ workspace, uris }: Snapshot, uri: Uri): LearningPath | undefined {
  const file = uris.fileOf(uri);
  return workspace.paths.get(file) ?? pathsOf(workspace, file)[0];
}

/** The version of an open document; undefined for any other file. */
export function versionOf({ documents }: Snapshot, file: string): number | undefined {
  return documents.get(file)?.version;
}
