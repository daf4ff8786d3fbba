import type { Language } from "../language/language.ts";
import { textOf, type YamlValue } from "../syntax/yaml.ts";
import { looksLike } from "../text/look-alikes.ts";
import { oncePer } from "../text/once.ts";
import { slice } from "../text/range.ts";
import type { Station } from "./station.ts";

/** The keys of front matter that name who wrote a station, without case, hyphens and underscores. */
const AUTHOR_KEYS = /^(?:(?:dc[.:])?creators?|authors?|contributors?|writers?|byline|writtenby)$/;

/** The keys of a person that name them. */
const NAME_KEYS = /^(?:name|fullname|literal|displayname|title|orcid|email|mail|id|url|github|nick|handle|alias)$/;

/**
 * Whether a person is among those who wrote a station, as its front matter says in any of the usual forms: a name, several
 * in one text, a list, or persons in parts. Case, accents, order, initials, further names, mail addresses, invisible
 * characters and letters that look the same make no difference. Better too often: someone else has to look.
 * @param person as a ledger names them
 */
export function isAuthor(station: Station, person: string): boolean {
  const authors = authorsOf(station);
  if (authors.length === 0) return false;
  const names = verifierNames(person, station.language);
  return names.some((name) => authors.some((author) => areOne(name, author)));
}

/** A person's name in its words, which are compared without their order. */
interface Name {
  readonly words: readonly string[];
  /** All words as one. */
  readonly joined: string;
  /** Whether a “Dr.” or the like was taken off: what is left may be the name of a family, which others have. */
  readonly untitled: boolean;
}

function areOne(name: Name, author: Name): boolean {
  if (name.joined === author.joined) return true;
  const { words } = author;
  const [isWord, isOneWord] = [name.words.length === 1, words.length === 1];
  if (isWord && isOneWord) return false;
  if (isWord) return (words.includes(name.joined) && !name.untitled) || isRunTogether(name.joined, words);
  if (isOneWord) return isRunTogether(author.joined, name.words);
  return sameWords(name.words, words) || isInitialsOf(name.words, words) || isInitialsOf(words, name.words);
}

/** Whether one word is a whole name: “annaweber”, “weberanna”, “aweber” or “annaw”. */
function isRunTogether(word: string, words: readonly string[]): boolean {
  const [first, last] = [words[0]!, words.at(-1)!];
  const pairs = [
    [first, last],
    [last, first],
    [first[0], last],
    [first, last[0]],
    [last, first[0]],
  ];
  return word.length > 3 && pairs.some((pair) => pair.join("") === word);
}

/** Whether two names may be one, of which one has fewer words, or initials: “weber a” and “anna maria weber”. */
function sameWords(some: readonly string[], others: readonly string[]): boolean {
  const [short, long] = some.length <= others.length ? [some, others] : [others, some];
  const left = [...long];
  let isNamed = false;
  // Initials come last, so that none takes the place of a word.
  for (const word of short.toSorted((a, b) => b.length - a.length)) {
    const same = left.indexOf(word);
    const at = same >= 0 ? same : left.findIndex((other) => isInitial(word, other) || isInitial(other, word));
    if (at < 0) return false;
    left.splice(at, 1);
    if (same >= 0 && word.length > 1) isNamed = true;
  }
  return isNamed;
}

/** “A. W.” for Anna Weber. */
function isInitialsOf(some: readonly string[], words: readonly string[]): boolean {
  return some.length === words.length && some.every((word, at) => isInitial(word, words[at]!));
}

function isInitial(short: string, long: string): boolean {
  return short.length === 1 && long.startsWith(short);
}

/** Whether a text names somebody: it has a letter or a number that can be seen, and does not say that a name is missing. */
export function namesSomebody(text: string, { structure }: Language): boolean {
  const shown = text.replace(/\p{Default_Ignorable_Code_Point}/gu, "");
  return /[\p{L}\p{N}]/u.test(shown) && !structure.isNobody(shown);
}

const authorsOf = oncePer(({ tree: { frontMatter }, text, language }: Station): readonly Name[] => {
  if (!frontMatter) return [];
  const { value, range } = frontMatter;
  // What can't be read, such as YAML with aliases, may name its authors anywhere.
  const said = value
    ? authorTexts(value)
    : slice(text, range)
        .split(/[\n\r]+/)
        .map(valueOfLine);
  return said.flatMap((each) => authorNames(each, language));
});

/** The texts that name authors, also in the maps that Hugo and Zola have for what is not theirs. */
function authorTexts(value: YamlValue): readonly string[] {
  if (value.kind !== "map") return [];
  return value.pairs.flatMap((pair) => {
    const key = plainKey(pair.key);
    if (AUTHOR_KEYS.test(key)) return textsIn(pair.value);
    return key === "params" || key === "extra" ? authorTexts(pair.value) : [];
  });
}

/** What stands after the key of a line, without the anchor before it and marks around it. */
function valueOfLine(line: string): string {
  return line
    .replace(/^[^:=]*[:=]\s*/, "")
    .replace(/^[&*]\S+\s*/, "")
    .replace(/^["'[\s-]+|(?<!["'\],\s])["'\],\s]+$/g, "");
}

function plainKey(key: string): string {
  return key
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[-_\s]/g, "");
}

/** Each text that names a person. */
function textsIn(value: YamlValue): readonly string[] {
  switch (value.kind) {
    case "scalar":
      return [textOf(value) ?? ""];
    case "list":
      return value.items.flatMap(textsIn);
    case "map": {
      const part = (...keys: readonly string[]) =>
        textOf(value.pairs.find(({ key }) => keys.includes(plainKey(key)))?.value) ?? "";
      const given = part("given", "givenname", "first", "firstname", "forename");
      const family = part("family", "familyname", "last", "lastname", "surname");
      const named = value.pairs.flatMap(({ key, value: inner }) => {
        if (NAME_KEYS.test(plainKey(key))) return textsIn(inner);
        // “Vera: { institute: … }” names Vera by its key.
        return inner.kind === "map" ? [key, ...textsIn(inner)] : [];
      });
      const particle = part("nondroppingparticle", "droppingparticle", "particle");
      return [`${given} ${particle} ${family}`, `${given} ${family}`, ...named];
    }
    default:
      return [];
  }
}

/** The names that a text may mean: all of it, each of several, and “Smith, Vera” the other way around. */
function authorNames(text: string, language: Language): readonly Name[] {
  return [...verifierNames(text, language), ...text.split(/[,;]/).flatMap((part) => verifierNames(part, language))];
}

/** An address of mail and what it is written in; looked for from the start of a word, or each letter of it would be one. */
const ADDRESS = /(?:[<(](?:mailto:)?|mailto:|(?<![^\s<>(),;:]))[^\s<>(),;:]+@[^\s<>(),;]+[>)]?/gi;

/** The names of whoever verified: a comma is part of one name. */
function verifierNames(text: string, { structure }: Language): readonly Name[] {
  const shown = text.normalize("NFKC").replace(/\p{Default_Ignorable_Code_Point}/gu, "");
  const addresses = [...shown.matchAll(/(?<![^\s<>(),;:])([^\s<>(),;:]+)@[^\s<>(),;]+/g)].flatMap(([whole, who]) => [
    whole,
    who!,
  ]);
  const rest = shown.replace(ADDRESS, " ").replace(/\bet al\b\.?/gi, " ");
  const and = new RegExp(String.raw`\s(?:${structure.conjunctions.join("|")})\s|[&;/+|]|[\n\r]`, "iu");
  const isAddress = /^\s*(?:https?:|orcid:)/i.test(rest);
  const people = isAddress ? [rest] : rest.split(and);
  return [...addresses, rest, ...people].flatMap((name) => {
    const plain = plainName(name);
    const untitled = structure.withoutTitles(plain.toLowerCase());
    return [
      ...spellingsOf(plain, false),
      ...(untitled === plain.toLowerCase() ? [] : spellingsOf(untitled, true)),
      // “JM Doe”, “AW”: initials that stand together.
      ...(/(?<!\p{L})\p{Lu}{2,3}(?!\p{L})/u.test(name) ? spellingsOf(plainName(withInitialsApart(name)), false) : []),
    ];
  });
}

function withInitialsApart(name: string): string {
  return name.replace(/(?<!\p{L})\p{Lu}{2,3}(?!\p{L})/gu, (initials) => [...initials].join(" "));
}

/** A name as it is written, and as it looks. */
function spellingsOf(plain: string, untitled: boolean): readonly Name[] {
  return [...new Set([plain.toLowerCase(), looksLike(plain)])].flatMap((text) => {
    const words = text.match(/[\p{L}\p{N}]+/gu) ?? [];
    return words.length ? [{ words, joined: words.join(""), untitled }] : [];
  });
}

/** A person's name or ORCID iD without what it may be written with. */
function plainName(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .trim()
    .replace(/^(?:orcid:|(?:https?:\/\/)?(?:www\.)?orcid\.org\/)/i, "")
    .replace(/^@/, "")
    .replace(/(?<=\p{L})['’](?=\p{L})/gu, "")
    .replace(/[.,'’"“”_\s\p{Pd}]+/gu, " ")
    .trim();
}
