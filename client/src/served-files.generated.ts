// Made by `npm run generate` from the kinds of files.

/** The files that the server serves beside stations, as patterns. */
export const SERVED_FILES: readonly string[] = [
  "**/path.{yaml,yml}",
  "**/stationmaster.{yaml,yml}",
  "**/*.ledger.jsonl",
  "**/*.bib",
  "**/*{sources,references,bibliography}*.{json,yaml,yml}",
];

/** The files that say which stations are on a path, as a pattern and by name. */
export const PATH_FILES = "**/path.{yaml,yml}";
export const PATH_NAMES: readonly string[] = ["path.yaml", "path.yml"];

/** What shows that such a file is not another program's. */
export const LISTS_STATIONS = /(?:^|[\r\n{,])[ \t\uFEFF]*["']?stations["']?[ \t]*:/;

/** How stations are named, as a pattern. */
export const STATION_FILES = "**/*.station.{md,txt}";

/** What the names of stations end with. */
export const STATION_NAME = /(?:\.station\.md|\.station\.txt)$/i;

/** How lists of sources are named, and many other files. */
export const SOURCES_NAME = /\.bib$|(?:sources|references|bibliography)[^/]*\.(?:json|yaml|yml)$/i;
