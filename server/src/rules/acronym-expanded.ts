import type { LearningPath } from "../path/learning-path.ts";
import type { Passage } from "../station/passage.ts";
import type { Station } from "../station/station.ts";
import { isProse } from "../station/station.ts";
import { wordKind } from "../syntax/lexicon.ts";
import { sourceRange } from "../syntax/prose.ts";
import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "acronym-expanded",
  group: "Key terms",
  kind: "form",
  summary: "An acronym is expanded at its first use on the path.",
  why: `“NATO” says nothing to a reader who has not met it: write “North Atlantic Treaty Organization (NATO)” once, or the
other way round. What counts is 3 to 5 capitals; what is known without its expansion is in the option \`known\` (our judgement).`,
  severity: "warning",
  needs: "language",
  options: {
    known: {
      default: [
        "USA",
        "BBC",
        "CNN",
        "NASA",
        "FIFA",
        "AIDS",
        "DNA",
        "RNA",
        "HIV",
        "PDF",
        "HTML",
        "HTTP",
        "URL",
        "USB",
        "CD-ROM",
        "DVD",
        "GPS",
        "SMS",
        "FAQ",
        "ASAP",
        "DIY",
        "LED",
        "ISBN",
        "VIP",
        "CEO",
        "PIN",
        "SIM",
        "ATM",
        "UNESCO",
        "UNICEF",
        "COVID",
        "SARS",
        "TNT",
        "UFO",
        "WWI",
        "WWII",
      ],
      description: "Acronyms that need no expansion.",
    },
  },
  *checkInPath(station, { path, stop, options }) {
    for (const { text, expanded, range } of acronymsOf(station)) {
      if (options.known.includes(text) || firstUses(path).get(text)! < stop.number) continue;
      if (!expanded)
        yield {
          range,
          message: `“${text}” is used here for the first time on “${path.title}”. Please write it out, followed by “(${text})”.`,
        };
    }
  },
});

interface Acronym {
  readonly text: string;
  /** Whether its words stand right before or behind it. */
  readonly expanded: boolean;
  readonly range: { readonly start: number; readonly end: number };
}

const firstOnPath = new WeakMap<LearningPath, ReadonlyMap<string, number>>();

/** For each acronym of a path, the number of the station that uses it first. */
function firstUses(path: LearningPath): ReadonlyMap<string, number> {
  const before = firstOnPath.get(path);
  if (before) return before;
  const first = new Map<string, number>();
  for (const { station, number } of path.stops) {
    for (const { text } of station ? acronymsOf(station) : [])
      first.set(text, Math.min(number, first.get(text) ?? number));
  }
  firstOnPath.set(path, first);
  return first;
}

const known = new WeakMap<Station, readonly Acronym[]>();

/** The acronyms of a station's prose in order, each where it is first used. */
function acronymsOf(station: Station): readonly Acronym[] {
  let found = known.get(station);
  if (!found) {
    found = [...readAcronyms(station)];
    known.set(station, found);
  }
  return found;
}

function* readAcronyms(station: Station): Generator<Acronym> {
  const seen = new Set<string>();
  for (const passage of station.passages) {
    if (!isProse(passage)) continue;
    if (!(passage.words.kinds & CAPITALS)) continue;
    const { masked } = passage.prose;
    for (const match of masked.matchAll(ACRONYM)) {
      const text = match[1]!;
      if (seen.has(text) || ROMAN.test(text) || isShouted(masked, match.index, match[0].length)) continue;
      seen.add(text);
      const start = match.index;
      const end = start + text.length;
      yield { text, expanded: isExpanded(passage, start, end, text), range: sourceRange(passage.prose, start, end) };
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

/** Words in capitals beside other words in capitals are loud, not short. */
function isShouted(text: string, start: number, length: number): boolean {
  const before = /(?<!\p{Lu})\p{Lu}{2,}[\s,;:!-]+$/u.exec(text.slice(Math.max(0, start - 30), start));
  const after = /^[\s,;:!-]+(\p{Lu}{2,})(?!\p{Ll})/u.exec(text.slice(start + length, start + length + 30));
  return before !== null || after !== null;
}

/** "Words Of It (WOI)" or "WOI (words of it)" or "WOI, or words of it": words whose initials are its letters, in order. */
function isExpanded({ prose, language }: Passage, start: number, end: number, acronym: string): boolean {
  const text = prose.masked;
  const inBrackets = /[([]\s*["“]?$/.test(text.slice(Math.max(0, start - 3), start));
  const before = text.slice(Math.max(0, start - 160), start);
  if (inBrackets && spells(before.split(/[.!?;]\s/).at(-1)!, acronym)) return true;
  const after = text.slice(end, end + 160);
  const opened = language.structure.explanationAfter(after);
  return opened !== undefined && spells(opened.split(/[)\]]/)[0]!, acronym);
}

/** Whether the letters of an acronym are found, in order, at or within the starts of words. */
function spells(words: string, acronym: string): boolean {
  const letters = [...acronym.toLowerCase()];
  const initials = (words.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => [...word][0]!);
  let at = 0;
  for (const initial of initials) if (initial === letters[at]) at++;
  if (at === letters.length) return true;
  // "Musical Instrument Digital Interface", but also "deoxyribonucleic acid": letters within the words.
  let within = 0;
  for (const letter of words.toLowerCase()) if (letter === letters[within]) within++;
  return within === letters.length && initials.includes(letters[0]!) && at >= Math.ceil(letters.length / 2);
}

export const examples: readonly Example[] = [
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
];
