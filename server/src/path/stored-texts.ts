import { relativeFile, resolveFile } from "../files/names.ts";
import type { SourceText } from "../ledger/evidence.ts";
import { sentenceHash } from "../ledger/sentence-hash.ts";
import { addTo } from "../text/groups.ts";
import { cutToBytes } from "../text/utf8.ts";
import { wellFormed } from "../text/well-formed.ts";

/** The stored texts of sources, by their files. */
export type SourceTexts = ReadonlyMap<string, SourceText>;

/** The sources of a path, as far as their keys go. */
export interface SourceKeys {
  has(key: string): boolean;
  keys(): Iterable<string>;
}

/** The folder in which the texts of a path's sources are stored. */
export function storedTextFolder(pathFolder: string): string {
  return resolveFile(pathFolder, "sources");
}

/**
 * The name of the file in which the text of a source is stored: its key and `.txt`. Percent signs, and what some system does not
 * allow in names, are escaped as in addresses, so that a name says which key it is for. A very long key is cut, and its hash
 * says the rest.
 * @param sources those of the path: where another key differs in nothing but capitals or the way accents are stored, all that
 * could differ is escaped, since some disks take such names for one
 */
export function storedTextName(key: string, sources: Pick<SourceKeys, "keys">): string {
  const written = wellFormed(key);
  return `${hasTwin(written, sources) ? carefulStem(written) : plainStem(written)}.txt`;
}

/**
 * The file in which the text of a source is stored. Its name may be the one that `storedTextName` gives, the key as a person
 * writes it, or the like in other capitals or with accents stored in another way. A file is never taken for the text of one
 * source if its name says that it is another one's, or may be.
 * @param folder what the names of the texts are relative to
 */
export function findStoredText(
  texts: SourceTexts,
  folder: string,
  key: string,
  sources: SourceKeys,
): string | undefined {
  const written = wellFormed(key);
  const { byKey, byStem, byLikeness } = namesOf(texts, folder);
  const plain = plainStem(written);
  const meant = byKey.get(written);
  if (meant) return meant.find(({ stem }) => stem === plain)?.file ?? meant[0]!.file;
  const isFree = ({ key: other }: StoredName) => !sources.has(other);
  const named = [plain, carefulStem(written), written].flatMap((stem) => byStem.get(stem) ?? []).find(isFree);
  if (named) return named.file;
  const [alike, another] = (byLikeness.get(likeness(written)) ?? []).filter(isFree);
  return alike && !another && !hasTwin(written, sources) ? alike.file : undefined;
}

interface StoredName {
  readonly file: string;
  /** What is before `.txt`. */
  readonly stem: string;
  /** The key that it says. */
  readonly key: string;
}

interface StoredNames {
  readonly byKey: ReadonlyMap<string, readonly StoredName[]>;
  readonly byStem: ReadonlyMap<string, readonly StoredName[]>;
  readonly byLikeness: ReadonlyMap<string, readonly StoredName[]>;
}

/** The texts of a path are one value as long as none of them changes. */
const known = new WeakMap<SourceTexts, StoredNames>();

function namesOf(texts: SourceTexts, folder: string): StoredNames {
  const before = known.get(texts);
  if (before) return before;
  const byKey = new Map<string, StoredName[]>();
  const byStem = new Map<string, StoredName[]>();
  const byLikeness = new Map<string, StoredName[]>();
  for (const file of [...texts.keys()].sort()) {
    const stem = relativeFile(folder, file).replace(/\.txt$/i, "");
    const name = { file, stem, key: unescaped(stem) };
    addTo(byKey, name.key, name);
    addTo(byStem, stem, name);
    addTo(byLikeness, likeness(name.key), name);
  }
  const names = { byKey, byStem, byLikeness };
  known.set(texts, names);
  return names;
}

/** Whether another source has a key that is a name of the same file on some disk. */
function hasTwin(key: string, sources: Pick<SourceKeys, "keys">): boolean {
  const like = likeness(key);
  for (const other of sources.keys())
    if (wellFormed(other) !== key && likeness(wellFormed(other)) === like) return true;
  return false;
}

/** The same for all names that disks take for one: those of Windows and macOS ignore case, those of macOS how accents are stored. */
function likeness(name: string): string {
  return name.normalize("NFC").toUpperCase().toLowerCase();
}

/** What Windows allows nowhere in a name, what hides a file or starts with a space, and what escapes are written with. */
const UNSAFE = /^[. ]|[%\\/:*?"<>|\u0000-\u001f\u007f]/g;

/** Names that Windows keeps for devices, whatever follows the first period. */
const DEVICE = /^(?:con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³])(?=\.|$)/i;

function plainStem(key: string): string {
  const stem = key.normalize("NFC").replace(UNSAFE, escaped);
  return shortened(DEVICE.test(stem) ? escaped(stem[0]!) + stem.slice(1) : stem, key);
}

/** The first letter is always escaped: another key's text may have the plain name from a time when it had no such neighbor. */
function carefulStem(key: string): string {
  return shortened(key.replace(/[^a-z\d_-]|[a-z](?<=^[^a-z]*[a-z])/gu, escaped), key);
}

/** File systems take names of 255 bytes of UTF-8, and some tools add to them. */
const LONGEST_STEM = 200;

function shortened(stem: string, key: string): string {
  const start = cutToBytes(stem, LONGEST_STEM);
  return start === stem ? stem : `${start.replace(/%[\dA-F]?$/, "")}~${sentenceHash(key)}`;
}

/** A character as addresses write it. */
function escaped(character: string): string {
  const written = encodeURIComponent(character);
  return written.startsWith("%") ? written : `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
}

function unescaped(stem: string): string {
  try {
    return decodeURIComponent(stem);
  } catch {
    return stem; // a percent sign that escapes nothing
  }
}
