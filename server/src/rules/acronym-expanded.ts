import { outlookOf } from "../path/early-uses.ts";
import type { LearningPath } from "../path/learning-path.ts";
import { isReference } from "../station/lead-ins.ts";
import type { Passage } from "../station/passage.ts";
import { isProse, type Station } from "../station/station.ts";
import { wordKind } from "../syntax/lexicon.ts";
import { sourceRange } from "../syntax/prose.ts";
import { oncePer } from "../text/once.ts";
import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "acronym-expanded",
  group: "Key terms",
  kind: "form",
  summary: "An acronym is expanded at its first use on the path.",
  why: `“NATO” says nothing to a reader who has not met it: write “North Atlantic Treaty Organization (NATO)” once, or the
other way round. What counts is 3 to 5 capitals that are no word in capitals (“Do NOT fold”), no code (“NURS 201”), no part of a
name (“UNC Chapel Hill”), no type of a file (“MKV files”) and no credit. The words may come before
or after, in brackets, after “or” or “stands for”; what stands alone in brackets after a name is what that name is called.
Acronyms that everyone knows (our judgement) need no expansion; a path adds its own under \`known:\` in its \`path.yaml\`.`,
  severity: "warning",
  elsewhere: "hint",
  needs: "language",
  options: {
    known: {
      default: [],
      description: "Acronyms that need no expansion, besides those that everyone knows.",
    },
  },
  *checkInPath(station, { path, stop, options }) {
    for (const { text, expanded, range } of acronymsOf(station)) {
      if (options.known.includes(text) || firstUses(path).get(text)! < stop.number) continue;
      if (!expanded && !isWordOn(path, text))
        yield {
          range,
          message: `“${text}” is used here for the first time on “${path.title}”. Please write it out, followed by “(${text})”.`,
        };
    }
  },
});

interface Acronym {
  readonly text: string;
  /** Whether its words stand right before or after it. */
  readonly expanded: boolean;
  readonly range: { readonly start: number; readonly end: number };
}

/** For each acronym of a path, the number of the station that uses it first. */
const firstUses = oncePer((path: LearningPath): ReadonlyMap<string, number> => {
  const first = new Map<string, number>();
  for (const { station, number } of path.stops) {
    for (const { text } of station ? acronymsOf(station) : [])
      first.set(text, Math.min(number, first.get(text) ?? number));
  }
  return first;
});

/** The acronyms of a station's prose in order, each where it is first used. */
const acronymsOf = oncePer((station: Station): readonly Acronym[] => [...readAcronyms(station)]);

function* readAcronyms(station: Station): Generator<Acronym> {
  const seen = new Set<string>();
  const quiet = new Map<string, boolean>();
  for (const passage of station.passages) {
    if (!isProse(passage) || !(passage.words.kinds & CAPITALS)) continue;
    const { masked } = passage.prose;
    for (const { 0: whole, 1: text = "", index: start } of masked.matchAll(ACRONYM)) {
      const end = start + whole.length;
      if (seen.has(text) || ROMAN.test(text) || isNumbered(masked, start, end)) continue;
      if (isShouted(station, passage, start, whole.length, quiet) || isPartOfName(masked, start, end)) continue;
      if (passage.language.acronyms.isBesideThePoint(masked.slice(Math.max(0, start - 160), start), masked.slice(end)))
        continue;
      const expanded =
        passage.language.acronyms.isCommon(text) ||
        station.passages.some((each) => expands(each, text)) ||
        isSpelledAsName(station, text);
      if (!expanded && isOnlyNamed(station, passage, start, end)) continue;
      seen.add(text);
      yield { text, expanded, range: sourceRange(passage.prose, start, start + text.length) };
    }
  }
}

/** An acronym has at least and at most this many capitals. */
const [FEWEST, MOST] = [3, 5];
const RUN = new RegExp(String.raw`\p{Lu}{${FEWEST}}`, "u");
const CAPITALS = wordKind((word) => RUN.test(word));

/** 3 to 5 capitals, perhaps in the plural or the possessive, and no part of a compound, a code or an address. */
const ACRONYM = new RegExp(
  String.raw`(?<![\p{L}\p{N}_./@#&$'’-])(\p{Lu}{${FEWEST},${MOST}})(?:s|['’]s?)?(?![\p{L}\p{N}_@/]|[.&'’-][\p{L}\p{N}])`,
  "gu",
);
const ROMAN = /^[IVXLCDM]+$/;

/** “NURS 201”, “ISO 9001”: a course, a report, a standard by its number. */
function isNumbered(text: string, start: number, end: number): boolean {
  return /^[  -]?\d/.test(text.slice(end, end + 2)) || /\d[  -]$/.test(text.slice(Math.max(0, start - 2), start));
}

/** “UNC Chapel Hill”, “the Adafruit BMP library”, “ScienceBase, EROS, National Geologic Map”: within a name, or among names. */
function isPartOfName(text: string, start: number, end: number): boolean {
  if (/^(?: \p{Lu}|, (?:\p{Lu}[\p{L}-]* ){1,3}?\p{Lu})\p{Ll}/u.test(text.slice(end, end + 60))) return true;
  const before = text.slice(Math.max(0, start - 40), start);
  return /(?:[\p{L}\p{N},;)”"] |\p{Ll}\p{Lu}\p{L}{0,20})\p{Lu}\p{Ll}[\p{L}\p{N}]{1,20} $/u.test(before);
}

/** Whether an acronym is a word that a path has in small letters, too. */
function isWordOn({ stops }: LearningPath, acronym: string): boolean {
  const word = acronym.toLowerCase();
  return stops.some(({ station }) => station?.passages.some(({ prose }) => hasWord(prose.masked, word)));
}

/** Whether a station has a name whose words begin with the letters of an acronym: “the Federal Trade Commission” for “FTC”. */
function isSpelledAsName({ passages }: Station, acronym: string): boolean {
  const [first, ...others] = [...acronym].map((letter) => String.raw`${letter}[\p{Ll}’']{1,30}`);
  const name = new RegExp(
    String.raw`(?<!\p{L})${first}${others.map((word) => String.raw`(?: \p{Ll}{1,3}){0,2}[ -]${word}`).join("")}`,
    "u",
  );
  return passages.some(({ prose }) => name.test(prose.masked));
}

/** Words in capitals beside other words in capitals are loud, not short, and so are words that are written small elsewhere. */
function isShouted(
  station: Station,
  { prose: { masked }, language }: Passage,
  start: number,
  length: number,
  quiet: Map<string, boolean>,
): boolean {
  const before = masked.slice(Math.max(0, start - 30), start);
  const after = masked.slice(start + length, start + length + 30);
  if (/(?<!\p{Lu})\p{Lu}{2,}[\s,;:!-]+$/u.test(before) || /^[\s,;:!-]+(\p{Lu}{2,})(?!\p{Ll})/u.test(after)) return true;
  const lower = masked.slice(start, start + length).toLowerCase();
  if (language.acronyms.isEmphasis(lower, before) || /(?<!\p{L})\p{Lu}{7,}(?!\p{L})/u.test(masked)) return true;
  let small = quiet.get(lower);
  if (small === undefined) {
    small = station.passages.some(({ prose }) => hasWord(prose.masked, lower));
    quiet.set(lower, small);
  }
  return small;
}

/** Whether a text has a word, and not as a part of a longer one, a file's name or an address. */
function hasWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const around = `${text[at - 1] ?? " "}${text[at + word.length] ?? " "}`;
    if (!/[\p{L}\p{N}_/@-]/u.test(around) && text[at - 1] !== ".") return true;
  }
  return false;
}

/** Whether an acronym is not used: it is all of an item, in a key term itself, in a link's text or a work's title, or below “References”. */
function isOnlyNamed(station: Station, passage: Passage, start: number, end: number): boolean {
  const { prose } = passage;
  if (prose.text.trim().length <= end - start || isReference(passage)) return true;
  if (prose.marks.some(({ kind, text }) => isLink(kind) && text.start <= start && end <= text.end)) return true;
  const { start: at } = sourceRange(prose, start, end);
  if (station.keyTerms.some(({ termRange }) => termRange.start <= at && at < termRange.end)) return true;
  return outlookOf(station).has(passage);
}

function isLink(kind: string): boolean {
  return kind === "link" || kind === "linkReference";
}

/** Whether a passage writes an acronym out, in prose, a heading or a table. */
function expands(passage: Passage, acronym: string): boolean {
  const { masked } = passage.prose;
  if (!masked.includes(acronym)) return false;
  return [...masked.matchAll(ACRONYM)].some(
    ({ 0: whole, 1: text, index }) => text === acronym && isExpanded(passage, index, index + whole.length, acronym),
  );
}

/** "Words Of It (WOI)", "words of it, or WOI", "WOI (words of it)", "WOI stands for words of it": see `spells`. */
function isExpanded({ prose, language }: Passage, start: number, end: number, acronym: string): boolean {
  const text = prose.masked;
  const before = text.slice(Math.max(0, start - 160), start);
  const after = text.slice(end, end + 200);
  // Alone in brackets it is what the words before are called, though they may spell it in another language.
  if (/[([]\s?["“]?$/.test(before) && /^["”]?\s?[)\]]/.test(after))
    return /[\p{L}\p{N}”"’*_)]\s?[([]\s?["“]?$/u.test(before);
  const named = language.acronyms.namesBefore(before);
  if (named !== undefined && spells(named.split(/[.!?;]\s/).at(-1)!, acronym)) return true;
  const explained = language.acronyms.namesAfter(after);
  return (explained !== undefined && spells(explained, acronym)) || isSpelledBeside(before, after, acronym);
}

/** Whether words in a row before or after an acronym have its letters for initials, small words left out or not. */
function isSpelledBeside(before: string, after: string, acronym: string): boolean {
  const wanted = acronym.toLowerCase();
  return [before, after].some((text) => {
    const words = text.match(/\p{L}[\p{L}\p{M}’']*/gu) ?? [];
    const all = words.map((word) => word[0]!.toLowerCase()).join("");
    const long = words
      .filter((word) => word.length > 3 || /^\p{Lu}/u.test(word))
      .map((word) => word[0]!.toLowerCase())
      .join("");
    return all.includes(wanted) || long.includes(wanted);
  });
}

/** Whether the letters of an acronym are found, in order, at or within the starts of words. */
function spells(words: string, acronym: string): boolean {
  const letters = [...acronym.toLowerCase()];
  const initials = (words.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => [...word][0]!);
  let at = 0;
  // An "x" is read for "ex" or "cross".
  for (const initial of initials) if (initial === letters[at] || (letters[at] === "x" && "ec".includes(initial))) at++;
  if (at === letters.length || isOfBeginnings(words, letters)) return true;
  // "Musical Instrument Digital Interface", but also "deoxyribonucleic acid": letters within the words.
  let within = 0;
  for (const letter of words.toLowerCase()) if (letter === letters[within]) within++;
  return within === letters.length && initials.includes(letters[0]!) && at >= Math.ceil(letters.length / 2);
}

/** "Light Detection and Ranging" for "LIDAR": a word may give more letters than its first. */
function isOfBeginnings(words: string, letters: readonly string[]): boolean {
  const reached = new Set([0]);
  for (const word of words.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
    for (const from of [...reached])
      for (let at = 0; from + at < letters.length && word[at] === letters[from + at]; at++) reached.add(from + at + 1);
  return reached.has(letters.length);
}

export const examples: readonly Example[] = [
  {
    title: "Words that give more letters than their first",
    text: `
      -- path.yaml --
      title: Weather
      stations: [rain.station.md]
      -- rain.station.md --
      # Rain

      The plane has LIDAR (Light Detection and Ranging) and a MODEM (modulator-demodulator).

      Later a RADAR (Radio Detection And Ranging) was built in, and then a BODAR (bright new radio).
                                                                           ^^^^^ “BODAR” is used here for the first time on “Weather”. Please write it out, followed by “(BODAR)”.
    `,
  },
  {
    title: "An acronym that comes out of the blue",
    text: `
      -- path.yaml --
      title: Weather
      stations: [rain.station.md]
      -- rain.station.md --
      # Rain

      The WMO counts the drops, and the WMO's count is good.
          ^^^ “WMO” is used here for the first time on “Weather”. Please write it out, followed by “(WMO)”.
    `,
  },
  {
    title: "Acronyms that are expanded, here or earlier on the path",
    text: `
      -- path.yaml --
      title: Weather
      stations: [rain.station.md, snow.station.md]
      -- rain.station.md --
      # Rain

      The World Meteorological Organization (WMO) counts the drops. MIDI (Musical Instrument Digital Interface) plays them.
      XDR (extended detection and response) guards them.
      -- snow.station.md --
      # Snow

      The WMO counts the flakes, too.
    `,
  },
  {
    title: "Roman numbers, codes, loud words and what everyone knows",
    text: `
      -- 1-rain.station.md --
      # Rain

      In 1517 Henry VIII had no GPS, DO NOT ENTER, see ISO-8601 and \`WMO\`.
    `,
  },
  {
    title: "Expansions before and after, with other words around",
    text: `
      -- 1-aid.station.md --
      # Aid

      ## Virtual Private Networks (VPN)

      Gross domestic product, or GDP, counts what is made. The International Monetary Fund (the IMF) lends.
      The SBAR method (Situation, Background, Assessment, Recommendation) is short.
      RICE stands for rest, ice, compression and elevation. Doctors Without Borders (MSF) came, and a VPN helped.
      The World Trade Organization rules on trade, and the WTO has a court. China (CHN) sold more.
    `,
  },
  {
    title: "Loud words, numbers, names that nobody expands, links, a key term, works, and places for later",
    text: `
      -- 1-nursing.station.md --
      # Nursing

      Do NOT fold it. Every STEP counts, and each step is small. TODO write more. Take NURS 201 and read NCJ 2525.
      Ask IBM, and read the JSON file at [MDN Web Docs](https://example.org).

      **Key term:** GINI coefficient — a number that says how far apart rich and poor are.

      ## References

      - Lind, M. (2020). Notes of the NWFSC.
    `,
  },
  {
    title: "Names, types of files, credits, keys, and names that are spelled elsewhere in the station",
    text: `
      -- 1-weather.station.md --
      # Weather

      The World Meteorological Organization counts. It was founded in Geneva, and its members have met there every four years since.
      Many of them send ships, and a few send airplanes, too. All of them are bound by what the WMO decides.

      She studied at UNC Chapel Hill, and installed the Adafruit BMP library. Press CTRL and open the GRIB files, or save them as NCL.
      See the work of ScienceBase, EROS, and National Weather. “The worship of GOD is a DUTY of the SONS and DAUGHTERS of LIBERTY.”

      A ship at sea (credit: NWS Boston and JMA)
    `,
  },
  {
    title: "A word in capitals that the path has in small letters",
    text: `
      -- path.yaml --
      title: Weather
      stations: [rain.station.md, snow.station.md]
      -- rain.station.md --
      # Rain

      The CORE certificate comes first, and so does the ENSO one.
                                                        ^^^^ “ENSO” is used here for the first time on “Weather”. Please write it out, followed by “(ENSO)”.
      -- snow.station.md --
      # Snow

      Ice has a core.
    `,
  },
  {
    title: "Acronyms that a path says are known",
    text: `
      -- path.yaml --
      title: Weather
      stations: [rain.station.md]
      known: [WMO]
      -- rain.station.md --
      # Rain

      The WMO and the JMA count the drops.
                      ^^^ “JMA” is used here for the first time on “Weather”. Please write it out, followed by “(JMA)”.
    `,
  },
];
