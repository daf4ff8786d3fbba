import { snapshotOf } from "./sentence-hash.ts";

/** Where a stored text comes from. */
export interface StoredTextOrigin {
  readonly key: string;
  /** The name of the file that it was read from. */
  readonly file: string;
  /** The hash of that file, as `sha256:` and 64 hexadecimal digits. */
  readonly fileHash: string;
  /** When it was stored, as `2026-11-23`. */
  readonly date: string;
  /** What its source's entry said of a license then; empty where it said nothing. */
  readonly license: string;
}

/** A file with the text of a source, and where that comes from in lines before it, which no quote is looked up in. */
export function writeStoredText(text: string, { key, file, fileHash, date, license }: StoredTextOrigin): string {
  const lines = [
    ...HEAD,
    `key: ${JSON.stringify(key)}`,
    `file: ${JSON.stringify(file)}`,
    `file-hash: ${fileHash}`,
    `text-hash: ${textHash(text)}`,
    `date: ${date}`,
    ...(license ? [`license: ${JSON.stringify(license)}`] : []),
  ];
  return `${lines.join("\n")}\n---\n\n${text}`;
}

/** The text alone of a file that may have been written by `writeStoredText`, or by anyone else. */
export function readStoredText(written: string): string {
  return written.slice(HEADER.exec(written)?.[0].length ?? 0);
}

/** Whether a file was written by `writeStoredText`, and its text is what it was then. */
export function isAsStored(written: string): boolean {
  const header = HEADER.exec(written)?.[0];
  return header?.includes(`\ntext-hash: ${textHash(readStoredText(written))}`) ?? false;
}

const HEAD = ["---", "# The text of a source, stored by “stationmaster sources add”"];
const HEADER = new RegExp(
  `^${HEAD.join("\\r?\\n")}\\r?\\n(?:(?:key|file|file-hash|text-hash|date|license): [^\\r\\n]*\\r?\\n)*---\\r?\\n\\r?\\n`,
);

/** The same however line ends are written: Git may change them. */
function textHash(text: string): string {
  return snapshotOf(text.replace(/\r\n?/g, "\n"));
}
