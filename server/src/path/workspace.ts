import { ledgerFileOf } from "../files/belongings.ts";
import { type FileKind, fileKind, isStationFile, PATH_NAMES } from "../files/kinds.ts";
import type { SiteRoots } from "../files/link-places.ts";
import { baseName, folderOf } from "../files/names.ts";
import type { Language } from "../language/language.ts";
import { DEFAULT_LANGUAGE, languageCalling, languageNamed } from "../language/languages.ts";
import { UNKNOWN } from "../language/unknown.ts";
import { sourceText } from "../ledger/evidence.ts";
import { readLedger } from "../ledger/ledger-file.ts";
import { type Station, unreadStation } from "../station/station.ts";
import { languageSaid } from "../syntax/front-matter.ts";
import { oncePer } from "../text/once.ts";
import type { BibtexReader } from "./bibtex-source.ts";
import {
  type LearningPath,
  type PathParts,
  pathFromFile,
  pathFromNames,
  type Stop,
  withStation,
} from "./learning-path.ts";
import { listsStations, type PathFile, readPathFile } from "./path-file.ts";
import { readSettingsFile, type SettingsFile } from "./settings-file.ts";
import { ledgerFor } from "./shared-ledgers.ts";
import { readSourceFile, type SourceFile } from "./sources.ts";
import { type SourceTexts, storedTextFolder } from "./stored-texts.ts";
import type { LedgerFile } from "./verification.ts";
import { pathStandards } from "./verification-standard.ts";

/**
 * What is known of a set of files: stations, the learning paths they form, sources, settings.
 * An immutable value; `withFile` gives the next one and shares what did not change.
 */
export interface Workspace {
  readonly readers: Readers;
  readonly folders: ReadonlyMap<string, Folder>;
  /** By their ids, and in the order of these. */
  readonly paths: ReadonlyMap<string, LearningPath>;
  /** For each folder, the ids of the paths that have or miss files in it, in order. */
  readonly pathIds: ReadonlyMap<string, readonly string[]>;
}

/** How texts are read: given by the host, so that the core imports no parser and reads no file. */
export interface Readers {
  readonly station: (text: string, language: Language) => Station;
  /** Undefined until the host has loaded it; then BibTeX files are a problem of their own. */
  readonly bibtex: BibtexReader | undefined;
  /** The repository or the editor's folder that a folder is in: names that start with a slash count from there. */
  readonly rootOf?: SiteRoots["rootOf"];
  /** The languages that stations may be written in; undefined for all that there are. */
  readonly languages?: readonly Language[] | undefined;
}

/** The files of one folder that matter here. */
export interface Folder {
  readonly stations: ReadonlyMap<string, Station>;
  readonly sources: ReadonlyMap<string, SourceFile>;
  readonly pathFile: PathFile | undefined;
  /** A `path.yml` beside the `path.yaml`: it does not count. */
  readonly sparePathFile: PathFile | undefined;
  readonly settings: SettingsFile | undefined;
  readonly ledgers: ReadonlyMap<string, LedgerFile>;
  readonly sourceTexts: SourceTexts;
}

/** A file and its text. What it is goes by its name, unless a `path.yaml` or a user says what it is. */
export interface FileText {
  readonly file: string;
  readonly text: string;
  readonly kind?: FileKind | undefined;
  /** Why the file can't be read; its text is empty then. */
  readonly unread?: string | undefined;
}

/** A workspace of the given texts. */
export function makeWorkspace(readers: Readers, texts: Iterable<FileText>): Workspace {
  return withFiles({ readers, folders: new Map(), paths: new Map(), pathIds: new Map() }, texts);
}

/** The workspace with many more files, or other texts of them. */
export function withFiles(workspace: Workspace, texts: Iterable<FileText>): Workspace {
  const changed = new Map<string, MutableFolder>();
  for (const { file, text, kind, unread } of texts) {
    const name = folderOf(file);
    const folder = changed.get(name) ?? copyOf(workspace.folders.get(name));
    changed.set(name, folder);
    put(workspace.readers, folder, file, text, kind ?? fileKind(file), unread);
  }
  return link({ ...workspace, folders: new Map([...workspace.folders, ...changed]) }, workspace, changed.keys());
}

/** The workspace without some files. */
export function withoutFiles(workspace: Workspace, files: readonly string[]): Workspace {
  const changed = new Map<string, MutableFolder>();
  for (const file of files) {
    const name = folderOf(file);
    const before = workspace.folders.get(name);
    if (!before) continue;
    const folder = changed.get(name) ?? copyOf(before);
    changed.set(name, folder);
    put(workspace.readers, folder, file, undefined, knownKind(workspace, file));
  }
  if (changed.size === 0) return workspace;
  const folders = new Map([...workspace.folders, ...changed]);
  for (const [name, folder] of changed) if (isEmpty(folder)) folders.delete(name);
  return link({ ...workspace, folders }, workspace, changed.keys());
}

/** The workspace with another text of one file, or without the file. */
export function withFile(
  workspace: Workspace,
  file: string,
  text: string | undefined,
  kind: FileKind = knownKind(workspace, file),
): Workspace {
  const name = folderOf(file);
  const before = workspace.folders.get(name);
  const folder = copyOf(before);
  put(workspace.readers, folder, file, text, kind);
  const folders = new Map(workspace.folders).set(name, folder);
  const next: Workspace = { ...workspace, folders };
  const known = before?.stations.get(file);
  const station = folder.stations.get(file);
  if (kind !== "station" && kind !== "other") return link(next, workspace, [name]);
  if (known && station) return withPathsOf(next, file, station);
  return known || station ? link(next, workspace, [name]) : next;
}

/** The workspace with a station left unread, such as one that takes too long to read; it says why. */
export function withUnread(workspace: Workspace, file: string, why: string): Workspace {
  const station = stationOf(workspace, file);
  return station ? withStationAs(workspace, file, unreadStation(station.text, why, station.language)) : workspace;
}

/** The workspace with another value of a station that it has. */
function withStationAs(workspace: Workspace, file: string, station: Station): Workspace {
  const name = folderOf(file);
  const folder = copyOf(workspace.folders.get(name));
  folder.stations.set(file, station);
  return withPathsOf({ ...workspace, folders: new Map(workspace.folders).set(name, folder) }, file, station);
}

/** The workspace with the paths of a station made again. */
function withPathsOf(workspace: Workspace, file: string, station: Station): Workspace {
  const paths = new Map(workspace.paths);
  for (const path of pathsOf(workspace, file)) paths.set(path.id, withStation(path, file, station));
  return { ...workspace, paths };
}

/** The paths that a file is a station, its ledger, the `path.yaml` or a list of sources of. */
export function pathsOf(workspace: Workspace, file: string): readonly LearningPath[] {
  return (workspace.pathIds.get(folderOf(file)) ?? []).flatMap((id) => {
    const path = workspace.paths.get(id);
    return path && hasFile(path, file) ? [path] : [];
  });
}

/** Whether a `path.yaml` lists a file as a station, whatever it is called. */
export function isListed(workspace: Workspace, file: string): boolean {
  return pathsOf(workspace, file).some(({ pathFile, stopOf }) => pathFile && stopOf(file));
}

function hasFile(path: LearningPath, file: string): boolean {
  if (path.id === file || path.stopOf(file)) return true;
  if (fileKind(file) === "ledger") return path.stops.some(({ ledger }) => ledger?.file === file);
  return path.sourceFiles.some((sources) => sources.file === file);
}

export function stationOf(workspace: Workspace, file: string): Station | undefined {
  return workspace.folders.get(folderOf(file))?.stations.get(file);
}

/** The ledger of a station's file, where it has one. */
export function ledgerOf({ folders }: Workspace, stationFile: string): LedgerFile | undefined {
  const file = ledgerFileOf(stationFile);
  const folder = folders.get(folderOf(file));
  const whole = folder?.ledgers.get(file);
  return folder && whole && ledgerFor(stationFile, folder.stations, whole);
}

/** The text of a file, whatever it is; undefined where there is none. */
export function textOf({ folders }: Workspace, file: string): string | undefined {
  const folder = folders.get(folderOf(file));
  return (
    folder?.stations.get(file)?.text ??
    folder?.sources.get(file)?.text ??
    folder?.ledgers.get(file)?.ledger.text ??
    folder?.sourceTexts.get(file)?.written ??
    (folder?.pathFile?.file === file ? folder.pathFile.text : undefined) ??
    (folder?.sparePathFile?.file === file ? folder.sparePathFile.text : undefined) ??
    (folder?.settings?.file === file ? folder.settings.text : undefined)
  );
}

/** The nearest `stationmaster.yaml` in a folder or above it. */
export function settingsAbove({ folders }: Workspace, name: string): SettingsFile | undefined {
  for (let folder = name; ; folder = folderOf(folder)) {
    const settings = folders.get(folder)?.settings;
    if (settings || folder === folderOf(folder)) return settings;
  }
}

/** Whether a file is a `path.yaml` of another program, which is no learning path. */
export function isForeignPath({ folders, paths }: Workspace, file: string): boolean {
  return folders.get(folderOf(file))?.pathFile?.file === file && !paths.has(file);
}

/** Every station of the workspace with its file. */
export function* stationsOf(workspace: Workspace): Generator<readonly [file: string, station: Station]> {
  for (const { stations } of workspace.folders.values()) yield* stations;
}

/** Every file of the workspace, whatever it is. */
export function* filesOf(workspace: Workspace): Generator<string> {
  for (const folder of workspace.folders.values()) {
    const { stations, sources, pathFile, sparePathFile, settings, ledgers, sourceTexts } = folder;
    yield* [...stations.keys(), ...sources.keys(), ...ledgers.keys(), ...sourceTexts.keys()];
    if (pathFile) yield pathFile.file;
    if (sparePathFile) yield sparePathFile.file;
    if (settings) yield settings.file;
  }
}

/** What a file was last taken for, or what its name says. */
export function knownKind(workspace: Workspace, file: string): FileKind {
  const folder = workspace.folders.get(folderOf(file));
  return folder?.sources.has(file) ? "sources" : fileKind(file);
}

interface MutableFolder {
  readonly stations: Map<string, Station>;
  readonly sources: Map<string, SourceFile>;
  pathFile: PathFile | undefined;
  sparePathFile: PathFile | undefined;
  settings: SettingsFile | undefined;
  readonly ledgers: Map<string, LedgerFile>;
  /** Replaced and never changed: paths hold on to it. */
  sourceTexts: SourceTexts;
}

function copyOf(folder: Folder | undefined): MutableFolder {
  return {
    stations: new Map(folder?.stations),
    sources: new Map(folder?.sources),
    pathFile: folder?.pathFile,
    sparePathFile: folder?.sparePathFile,
    settings: folder?.settings,
    ledgers: new Map(folder?.ledgers),
    sourceTexts: folder?.sourceTexts ?? new Map(),
  };
}

function isEmpty({ stations, sources, pathFile, settings, ledgers, sourceTexts }: Folder): boolean {
  return !pathFile && !settings && [stations, sources, ledgers, sourceTexts].every(({ size }) => size === 0);
}

function put(
  readers: Readers,
  folder: MutableFolder,
  file: string,
  text: string | undefined,
  kind: FileKind,
  unread?: string,
): void {
  switch (kind) {
    case "path":
      putPathFile(folder, file, text === undefined ? undefined : withReason(readPathFile(file, text), unread));
      return;
    case "settings":
      if (text !== undefined) folder.settings = withReason(readSettingsFile(file, text), unread);
      else if (folder.settings?.file === file) folder.settings = undefined;
      return;
    case "sources":
      if (text === undefined) folder.sources.delete(file);
      else folder.sources.set(file, withReason(readSourceFile(file, text, readers.bibtex), unread));
      return;
    case "ledger":
      if (text === undefined) folder.ledgers.delete(file);
      else folder.ledgers.set(file, { file, ledger: withReason(readLedger(text), unread) });
      return;
    case "source-text": {
      const texts = new Map(folder.sourceTexts);
      if (text === undefined || unread !== undefined) texts.delete(file);
      else texts.set(file, sourceText(text));
      folder.sourceTexts = texts;
      return;
    }
    case "station":
    case "other":
      if (text === undefined) folder.stations.delete(file);
      else folder.stations.set(file, readAs(readers, text, languageToRead(readers, folder, file, text), unread));
  }
}

/** Takes in a `path.yaml` or a `path.yml`. Where both are there, the first of the names counts, whichever was read last. */
function putPathFile(folder: MutableFolder, file: string, pathFile: PathFile | undefined): void {
  const others = [folder.pathFile, folder.sparePathFile].filter((each) => each !== undefined && each.file !== file);
  const known = [...others, pathFile].filter((each) => each !== undefined);
  [folder.pathFile, folder.sparePathFile] = known.sort((a, b) => rankOf(a) - rankOf(b));
}

function rankOf({ file }: PathFile): number {
  return PATH_NAMES.indexOf(baseName(file));
}

function readAs({ station }: Readers, text: string, language: Language, unread: string | undefined): Station {
  return unread === undefined ? station(text, language) : unreadStation(text, unread, language);
}

/**
 * The language that a station is read in before its paths are known: the one that it says itself, or the one that it was read in
 * last, or that of its folder's path.
 */
function languageToRead(readers: Readers, { stations, pathFile }: MutableFolder, file: string, text: string): Language {
  const own = languageSaid(text);
  if (own !== undefined) return languageCalling(languageNamed(own, readers.languages), pathFile?.call ?? []);
  const before = stations.get(file);
  return before && languageSaid(before.text) === undefined ? before.language : languageIn(readers, pathFile);
}

/** The language that a `path.yaml` says. */
function languageIn({ languages }: Readers, pathFile: PathFile | undefined): Language {
  return pathFile ? languageCalling(languageNamed(pathFile.language, languages), pathFile.call) : DEFAULT_LANGUAGE;
}

/** What was read of a file, which says why where it can't be read. */
function withReason<Read extends { readonly problems: readonly object[] }>(
  read: Read,
  unread: string | undefined,
): Read {
  return unread === undefined ? read : { ...read, problems: [{ range: { start: 0, end: 0 }, message: unread }] };
}

/** The workspace with those paths made again that have something to do with folders that have changed since `before`. */
function link(workspace: Workspace, before: Workspace, changed: Iterable<string>): Workspace {
  const names = [...changed];
  const ids = new Set<string>();
  for (const name of names) {
    for (const id of [idIn(before, name), idIn(workspace, name), ...(before.pathIds.get(name) ?? [])]) ids.add(id);
    // Numbered names in a folder are no path while a path.yaml above lists them.
    const [old, now] = [before, workspace].map(({ folders }) => folders.get(name)?.pathFile);
    if (old !== now)
      for (const pathFile of [old, now])
        for (const folder of pathFile ? foldersListed(pathFile) : []) ids.add(idIn(workspace, folder));
    // Settings hold for all paths below their folder.
    if (before.folders.get(name)?.settings !== workspace.folders.get(name)?.settings)
      for (const id of before.paths.keys()) if (id.startsWith(name.endsWith("/") ? name : `${name}/`)) ids.add(id);
  }
  const linked = linkPaths(workspace, before, ids);
  return [before, linked].some(hasLanguages) ? inTheirLanguages(linked, before, ids, names) : linked;
}

/** Whether a path says that it is in another language than all are that say nothing. */
function hasLanguages({ paths }: Workspace): boolean {
  for (const { language } of paths.values()) if (language !== DEFAULT_LANGUAGE) return true;
  return false;
}

/** The workspace with the stations of some paths and folders read in the languages that their paths say. */
function inTheirLanguages(
  workspace: Workspace,
  before: Workspace,
  ids: ReadonlySet<string>,
  names: readonly string[],
): Workspace {
  const files = new Set<string>();
  for (const name of names) for (const file of workspace.folders.get(name)?.stations.keys() ?? []) files.add(file);
  for (const id of ids) {
    for (const { paths } of [before, workspace]) {
      for (const { file } of paths.get(id)?.stops ?? []) if (file !== undefined) files.add(file);
    }
  }
  const changed = new Map<string, MutableFolder>();
  for (const file of files) {
    const station = stationOf(workspace, file);
    if (!station) continue;
    const language = languageOf(workspace, file);
    if (station.language === language) continue;
    const name = folderOf(file);
    const folder = changed.get(name) ?? copyOf(workspace.folders.get(name));
    changed.set(name, folder);
    folder.stations.set(file, readAs(workspace.readers, station.text, language, station.unread));
  }
  if (changed.size === 0) return workspace;
  const folders = new Map([...workspace.folders, ...changed]);
  const around = [...changed.keys()].flatMap((name) => workspace.pathIds.get(name) ?? []);
  return linkPaths({ ...workspace, folders }, workspace, new Set(around));
}

/**
 * The language of a station: the one that it says itself, or that of the paths that list it, or else of its folder's. Where two paths say that it is in
 * different languages, it is not known; where they call their stations by different words, it may use any of them.
 */
function languageOf(workspace: Workspace, file: string): Language {
  const said = new Set<Language>();
  const words = new Set<string>();
  for (const { pathFile, language, stopOf } of pathsOf(workspace, file)) {
    if (!pathFile || !stopOf(file)) continue;
    said.add(language.base ?? language);
    for (const word of pathFile.call) words.add(word);
  }
  const own = languageSaid(stationOf(workspace, file)?.text ?? "");
  if (own !== undefined) return languageCalling(languageNamed(own, workspace.readers.languages), [...words]);
  if (said.size > 1) return UNKNOWN;
  const [only] = said;
  return only
    ? languageCalling(only, [...words])
    : languageIn(workspace.readers, workspace.folders.get(folderOf(file))?.pathFile);
}

function linkPaths(workspace: Workspace, before: Workspace, ids: ReadonlySet<string>): Workspace {
  const paths = new Map(before.paths);
  const pathIds = new Map(before.pathIds);
  for (const id of ids) {
    const old = before.paths.get(id);
    const path = pathOf(workspace, id);
    if (old && path && sameParts(old, path)) continue;
    for (const name of old ? foldersOf(old) : []) {
      const left = pathIds.get(name)!.filter((each) => each !== id);
      if (left.length) pathIds.set(name, left);
      else pathIds.delete(name);
    }
    for (const name of path ? foldersOf(path) : []) pathIds.set(name, [...(pathIds.get(name) ?? []), id].sort());
    if (path) paths.set(id, path);
    else paths.delete(id);
  }
  return { ...workspace, paths: new Map([...paths].sort(([a], [b]) => (a < b ? -1 : 1))), pathIds };
}

/** The id of the path that a folder has, if it has one. */
function idIn({ folders }: Workspace, name: string): string {
  return folders.get(name)?.pathFile?.file ?? name;
}

/** The path of an id as the files now say, if they still make it. */
function pathOf(workspace: Workspace, id: string): LearningPath | undefined {
  const { folders } = workspace;
  const name = folders.get(folderOf(id))?.pathFile?.file === id ? folderOf(id) : id;
  const folder = folders.get(name);
  if (!folder || idIn(workspace, name) !== id) return undefined;
  const { pathFile } = folder;
  const sourceFiles = pathFile?.sources.length
    ? pathFile.sources.flatMap(({ file }) => folders.get(folderOf(file))?.sources.get(file) ?? [])
    : [...folder.sources.values()].sort((a, b) => (a.file < b.file ? -1 : 1));
  const parts: PathParts = {
    language: languageIn(workspace.readers, pathFile),
    sourceFiles,
    sourceTexts: folders.get(storedTextFolder(name))?.sourceTexts,
    standards: pathStandards(pathFile, settingsAbove(workspace, name)),
    ledgerOf: (station) => ledgerOf(workspace, station),
    siteRoot: pathFile?.siteRoot ?? settingsAbove(workspace, name)?.siteRoot,
    rootOf: workspace.readers.rootOf,
  };
  if (pathFile) {
    return isForeign(folder) ? undefined : pathFromFile(pathFile, (file) => stationOf(workspace, file), parts);
  }
  return isListedAbove(workspace, name) ? undefined : pathFromNames(name, folder.stations, parts);
}

/** Whether a `path.yaml` is another program's: it lists no stations, and there are none beside it. */
function isForeign({ pathFile, stations }: Folder): boolean {
  return pathFile !== undefined && !listsStations(pathFile) && ![...stations.keys()].some(isStationFile);
}

/** Whether a `path.yaml` of a folder above lists stations of a folder, so that their numbers are no path of their own. */
function isListedAbove({ folders }: Workspace, name: string): boolean {
  for (let above = folderOf(name), below = name; above !== below; below = above, above = folderOf(above)) {
    const pathFile = folders.get(above)?.pathFile;
    if (pathFile && foldersListed(pathFile).has(name)) return true;
  }
  return false;
}

/** The folders in which the stations are that a `path.yaml` lists. */
const foldersListed = oncePer(
  ({ entries }: PathFile): ReadonlySet<string> =>
    new Set(entries.flatMap((entry) => (entry.kind === "file" ? [folderOf(entry.file)] : []))),
);

/** The folders in which the files of a path are, or would be. */
function foldersOf({ id, pathFile, stops }: LearningPath): ReadonlySet<string> {
  const name = pathFile ? folderOf(id) : id;
  const files = [...stops.flatMap(({ file }) => file ?? []), ...(pathFile?.sources ?? []).map(({ file }) => file)];
  return new Set([name, storedTextFolder(name), ...files.map(folderOf)]);
}

/** Whether nothing that a path is made of has changed, so that what it has computed stays. */
function sameParts(before: LearningPath, after: LearningPath): boolean {
  return (
    before.pathFile === after.pathFile &&
    before.stops.length === after.stops.length &&
    before.stops.every((stop, index) => sameStop(stop, after.stops[index]!)) &&
    before.sourceTexts === after.sourceTexts &&
    before.standards === after.standards &&
    before.siteRoot === after.siteRoot &&
    before.sourceFiles.length === after.sourceFiles.length &&
    before.sourceFiles.every((file, index) => file === after.sourceFiles[index])
  );
}

function sameStop(before: Stop, after: Stop): boolean {
  return before.station === after.station && before.file === after.file && before.ledger === after.ledger;
}
