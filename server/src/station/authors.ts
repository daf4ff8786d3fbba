import type { Language } from "../language/language.ts";
import { textOf, type YamlValue } from "../syntax/yaml.ts";
import type { Station } from "./station.ts";

/** The keys of front matter that name who wrote a station, without case, hyphens and underscores. */
const AUTHOR_KEYS = /^(?:(?:dc[.:])?creators?|authors?|writers?|byline|writtenby)$/;

/** The keys of a person that name them. */
const NAME_KEYS = /^(?:name|fullname|literal|displayname|title|orcid|email|mail|id|url|github|nick|handle|alias)$/;

/**
 * Whether a person is among those who wrote a station, as its front matter says in any of the usual forms: a name, several
 * in one text, a list, or persons in parts. Case, accents, mail addresses and invisible characters make no difference.
 * @param person as a ledger names them
 */
export function isAuthor(station: Station, person: string): boolean {
  const authors = authorsOf(station);
  if (authors.size === 0) return false;
  const names = verifierNames(person, station.language);
  return names.some((name) => authors.has(name) || [...authors].some((author) => isShortFor(name, author)));
}

/** Whether two names may be one, of which one has initials: “a smith” and “ann smith”. Better too often: someone else has to look. */
function isShortFor(one: string, other: string): boolean {
  const [names, others] = [one.split(" "), other.split(" ")];
  if (names.length < 2 || others.length < 2 || names.pop() !== others.pop()) return false;
  const pairs = names.slice(0, others.length).map((name, at) => [name, others[at]!] as const);
  const isInitial = (short: string, long: string) => short.length === 1 && long.startsWith(short);
  return (
    pairs.some(([a, b]) => isInitial(a, b) || isInitial(b, a)) &&
    pairs.every(([a, b]) => a === b || isInitial(a, b) || isInitial(b, a))
  );
}

/** Whether a text names somebody: it has a letter or a number that can be seen, and does not say that a name is missing. */
export function namesSomebody(text: string, { structure }: Language): boolean {
  const shown = text.replace(/\p{Default_Ignorable_Code_Point}/gu, "");
  return /[\p{L}\p{N}]/u.test(shown) && !structure.isNobody(shown);
}

const known = new WeakMap<Station, ReadonlySet<string>>();

function authorsOf(station: Station): ReadonlySet<string> {
  let authors = known.get(station);
  if (!authors) {
    const front = station.tree.frontMatter?.value;
    const said = front?.kind === "map" ? front.pairs.filter(({ key }) => AUTHOR_KEYS.test(plainKey(key))) : [];
    authors = new Set(
      said.flatMap(({ value }) => textsIn(value)).flatMap((text) => authorNames(text, station.language)),
    );
    known.set(station, authors);
  }
  return authors;
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
function authorNames(text: string, language: Language): readonly string[] {
  return [...verifierNames(text, language), ...text.split(/[,;]/).flatMap((part) => verifierNames(part, language))];
}

/** An address of mail and what it is written in; looked for from the start of a word, or each letter of it would be one. */
const ADDRESS = /(?:[<(](?:mailto:)?|mailto:|(?<![^\s<>(),;:]))[^\s<>(),;:]+@[^\s<>(),;]+[>)]?/gi;

/** The names of whoever verified: a comma is part of one name. */
function verifierNames(text: string, { structure }: Language): readonly string[] {
  const shown = text.normalize("NFKC").replace(/\p{Default_Ignorable_Code_Point}/gu, "");
  const addresses = [...shown.matchAll(/(?<![^\s<>(),;:])[^\s<>(),;:]+@[^\s<>(),;]+/g)].map(([address]) => address);
  const rest = shown.replace(ADDRESS, " ").replace(/\bet al\b\.?/gi, " ");
  const and = new RegExp(String.raw`\s(?:${structure.conjunctions.join("|")})\s|[&;/+|]|[\n\r]`, "iu");
  const isAddress = /^\s*(?:https?:|orcid:)/i.test(rest);
  const people = isAddress ? [rest] : rest.split(and);
  const turned = people.flatMap((name) => /^([^,]+),([^,]+)$/.exec(name)?.slice(1).reverse().join(" ") ?? []);
  const plain = [...addresses, rest, ...people, ...turned].map(plainName);
  return plain.flatMap((name) => (name === "" ? [] : [name, structure.withoutTitles(name)]));
}

/** A person's name or ORCID iD without what it may be written with. */
function plainName(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .trim()
    .replace(/^(?:orcid:|(?:https?:\/\/)?(?:www\.)?orcid\.org\/)/i, "")
    .replace(/^@/, "")
    .replace(/[.,'’"“”\s\p{Pd}]+/gu, " ")
    .trim()
    .toLowerCase();
}
