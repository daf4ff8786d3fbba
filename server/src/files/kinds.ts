/** What a file is by its name. A file that a user or a `path.yaml` names counts as a station whatever its name is. */
export type FileKind = "station" | "path" | "settings" | "ledger" | "source-text" | "sources" | "other";

/** A kind of files that are read as text. */
interface KindOfFile {
  readonly kind: Exclude<FileKind, "other">;
  /** How its files are named, as editors write patterns, in a folder or below it. */
  readonly glob: string;
  /** Whether capitals make it another name. */
  readonly isCaseSensitive?: boolean;
  /** What its files go with: they are themselves, or belong to the station they are named for or to the path of their folder. */
  readonly of: "itself" | "station" | "path";
  /** Whether an open file of the kind is the server's business. A file that is not is read from disk all the same. */
  readonly isServed: boolean;
}

/** What the names of all stations end with; a new station gets the first. */
export const STATION_ENDINGS: readonly string[] = [".station.md", ".station.txt"];

/** How stations are named, as editors write patterns. */
export const STATION_GLOB = "*.station.{md,txt}";

/** The names of the file that says which stations are on the path of a folder. Where both are there, only the first counts. */
export const PATH_NAMES: readonly string[] = ["path.yaml", "path.yml"];

/** Every kind of files that are read, watched and served. The first that fits a name is the file's. */
export const FILE_KINDS: readonly KindOfFile[] = [
  { kind: "station", glob: STATION_GLOB, of: "itself", isServed: true },
  { kind: "path", glob: "path.{yaml,yml}", isCaseSensitive: true, of: "itself", isServed: true },
  { kind: "settings", glob: "stationmaster.{yaml,yml}", isCaseSensitive: true, of: "itself", isServed: true },
  { kind: "ledger", glob: "*.ledger.jsonl", of: "station", isServed: true },
  { kind: "source-text", glob: "sources/*.txt", of: "path", isServed: false },
  { kind: "sources", glob: "*.bib", of: "path", isServed: true },
  { kind: "sources", glob: "*{sources,references,bibliography}*.{json,yaml,yml}", of: "path", isServed: true },
];

const NAMES = FILE_KINDS.map(({ kind, glob, isCaseSensitive }) => ({ kind, name: nameOf(glob, isCaseSensitive) }));

/** What a file is by its name. */
export function fileKind(file: string): FileKind {
  for (const { kind, name } of NAMES) if (name.test(file)) return kind;
  return "other";
}

/** How lists of sources are named, and many files of other programs. */
export const SOURCES_NAME = new RegExp(
  FILE_KINDS.flatMap(({ kind, glob }) => (kind === "sources" ? [nameOf(glob).source] : [])).join("|"),
  "i",
);

const STATION = nameOf(STATION_GLOB);

/** Whether a file's name says that it is a station. */
export function isStationFile(file: string): boolean {
  return STATION.test(file);
}

/** A station's file without what the names of all stations end with; any other name stays what it is. */
export function withoutStationEnding(file: string): string {
  return file.replace(STATION, "");
}

/** What a station's name ends with, as it is written there; empty for a station with a name of another kind. */
export function stationEndingOf(file: string): string {
  return file.slice(withoutStationEnding(file).length);
}

/** The pictures that pages show, with their media types, by what their names end with. */
const PICTURE_TYPES = {
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  gif: "image/gif",
  svg: "image/svg+xml",
  webp: "image/webp",
  avif: "image/avif",
} as const;

/** How pictures are named, as editors write patterns. */
export const PICTURE_GLOB = `*.{${Object.keys(PICTURE_TYPES).join(",")}}`;

const PICTURE = nameOf(PICTURE_GLOB);

/** Whether a file is a picture by its name. */
export function isPicture(file: string): boolean {
  return PICTURE.test(file);
}

/** The media type of a picture, such as `image/png`; undefined for what is no picture. */
export function pictureType(file: string): string | undefined {
  const ending = file.slice(file.lastIndexOf(".") + 1).toLowerCase();
  return isPicture(file) ? PICTURE_TYPES[ending as keyof typeof PICTURE_TYPES] : undefined;
}

/** The pattern of an editor as an expression for whole names of files; a star stands for anything within a name, or nothing. */
function nameOf(glob: string, isCaseSensitive = false): RegExp {
  const source = glob.replace(/\*|\.|\{([^{}]*)\}/g, (mark, names: string | undefined) => {
    if (names !== undefined) return `(?:${names.replaceAll(",", "|")})`;
    return mark === "*" ? "[^/]*" : "\\.";
  });
  // What a name may begin with needs no look: the name is told by its end.
  const start = glob.startsWith("*") ? "" : "(?:^|/)";
  return new RegExp(`${start}${source.replace(/^\[\^\/\]\*/, "")}$`, isCaseSensitive ? "" : "i");
}
