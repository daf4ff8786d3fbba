import fc from "fast-check";
import { expect, test } from "vitest";
import { fileRename } from "../../server/src/features/file-rename.ts";
import { refactorings } from "../../server/src/features/refactor.ts";
import { rename } from "../../server/src/features/rename.ts";
import { ledgerFileOf } from "../../server/src/files/belongings.ts";
import { type Change, editsOnly, type Renaming } from "../../server/src/files/change.ts";
import { isStationFile } from "../../server/src/files/kinds.ts";
import { baseName, folderOf, relativeFile, resolveFile } from "../../server/src/files/names.ts";
import { verifySentences } from "../../server/src/ledger/ledger-edits.ts";
import { readLedger } from "../../server/src/ledger/ledger-file.ts";
import { ledgerSentences } from "../../server/src/ledger/ledger-sentences.ts";
import { fixText } from "../../server/src/lint/fix.ts";
import { addStation } from "../../server/src/path/add-station.ts";
import type { LearningPath, Stop } from "../../server/src/path/learning-path.ts";
import { checkChange } from "../../server/src/path/nothing-lost.ts";
import { oldNamesOf } from "../../server/src/path/old-names.ts";
import {
  insertStation,
  mergeStations,
  moveStation,
  removeStation,
  splitStation,
} from "../../server/src/path/path-changes.ts";
import { isRefusal, type Refusal } from "../../server/src/path/refusal.ts";
import { pathsOf, textOf, type Workspace } from "../../server/src/path/workspace.ts";
import { addressOf } from "../../server/src/station/links.ts";
import type { Station } from "../../server/src/station/station.ts";
import { changedMiddle, type TextEdit } from "../../server/src/text/edit.ts";
import {
  afterChange,
  beforeChange,
  fixtureLookUp,
  fixtureWorkspace,
  ROOT,
  showFiles,
  station,
} from "../support/fixture.ts";
import { fullLedger, TODAY } from "../support/ledger.ts";

// Whatever is done to paths that share stations, in whatever order: each word, entry, reference, link and line of a ledger that
// nobody gave up is there afterwards, and means what it meant.

type Files = ReadonlyMap<string, string>;

/** A word that is in no other place: `zid` and letters for a station, `ztag` for a reference, and so on. */
function word(kind: string, number: number): string {
  return `z${kind}${[...String(number)].map((digit) => "abcdefghij"[Number(digit)]).join("")}`;
}

/** A word that says which station a text belongs to. */
const OWN_WORD = /\bz(?:id|end)[a-j]+\b/;

const WORDS = /\bz(?:id|tag|link|end|note|meta|code|hop|spot)[a-j]+\b/g;

/** Manners of writing a `path.yaml`; the names are those of its stations, by their order. */
const WRITTEN: readonly ((lines: readonly string[]) => string)[] = [
  (lines) => `title: T\nstations:\n${lines.map((line) => `  - ${line}\n`).join("")}`,
  (lines) => `title: T\nstations:\n${lines.map((line) => `- ${line}\n`).join("")}sources: s.bib\n`,
  (lines) => `stations:\n${lines.map((line) => `  - ${line} # znotea\n`).join("")}title: T\n...\n`,
  (lines) => `title: T\nstations:\n${lines.map((line) => `  - # well-known\n    ${line}\n`).join("")}# znoteb - end`,
  (lines) => `title: T\nstations:\n  - file: unknown\n${lines.map((line) => `  - ${line}\n`).join("")}  - [odd]\nx: 1`,
  (lines) =>
    `title: T\nstations: [${lines.map((line) => line.replace(/^planned: .*/, "{ $& }")).join(", ")}] # znotec\n`,
  (lines) => `\uFEFFtitle: T\r\nstations:\r\n${lines.map((line) => `  -   ${line}\r\n`).join("")}language: en`,
  (lines) => `title: T\nstations:\n${lines.map((line) => `  -\n    # a - b\n    ${line}\n`).join("")}`,
];

/** Ways to begin a station, by its number: what its front matter says of it, or nothing. */
const FRONT_MATTER: readonly ((at: number) => readonly string[])[] = [
  () => [],
  () => [],
  (at) => [`---\nauthor: ${word("meta", at * 10)}\n# ${word("meta", at * 10 + 1)} - to do\n---`],
  (at) => [`---\nauthor: [${word("meta", at * 10)}, Bo]\nlevel: "${word("meta", at * 10 + 1)}: easy"\n---`],
  (at) => [`---\nlevel: hard # ${word("meta", at * 10)}\nauthors:\n  - ${word("meta", at * 10 + 1)} # the first\n---`],
];

/** What no ledger and no sentence speaks of, by the number of a station. */
const OTHER_BLOCKS = (at: number): readonly string[] => [
  `\`\`\`js\nconst ${word("code", at * 10)} = 40; // ${word("code", at * 10 + 1)}\n\`\`\``,
  `<!-- ${word("code", at * 10 + 2)}: ask Ann -->`,
  `<div title="t">${word("code", at * 10 + 3)}</div>`,
  `Type \`${word("code", at * 10 + 4)}\` <!-- ${word("code", at * 10 + 5)} --> at ![${word("code", at * 10 + 6)}](p.png).`,
  `We say ${word("hop", at)}: it is [down there](#spot) now.`,
  `<a id="spot"></a> ${word("spot", at)} is the place.`,
  `<details>\n\n${word("code", at * 10 + 8)} is folded.\n\n</details>`,
  `The [map][m] ${word("end", at * 10 + 6)} is here.`,
  `[m]: https://example.org/${at % 2} "${word("code", at * 10 + 7)}"`,
];

interface Kind {
  /** Its manner; undefined for a path whose stations have numbers in their names. */
  readonly written: number | undefined;
  /** How many stations of its own it has. */
  readonly own: number;
  /** Whether it ends with a planned station. */
  readonly planned: boolean;
  /** Stations of other paths that it lists, too. */
  readonly shares: readonly number[];
  /** What the names of its stations start with: also accents as macOS stores them, and a space. Without, a number is all the name. */
  readonly name: string;
  readonly lineEnd: string;
}

const kind: fc.Arbitrary<Kind> = fc.record({
  written: fc.option(fc.nat(WRITTEN.length - 1), { nil: undefined, freq: 5 }),
  own: fc.integer({ min: 2, max: 4 }),
  planned: fc.boolean(),
  shares: fc.array(fc.nat(20), { maxLength: 1 }),
  name: fc.constantFrom("s", "s", "", "e\u0301 s"),
  lineEnd: fc.constantFrom("\n", "\n", "\r\n"),
});

/** Ways to have something that belongs to the heading of the second part, and what is before that and after it. */
const AROUND_HEADING: readonly ((at: number) => readonly [before: readonly string[], after: readonly string[]])[] = [
  () => [[], []],
  () => [[], []],
  (at) => [
    [`We say ${word("hop", at + 50)}: it is [further down](#hold) now.`, '<a id="hold"></a>'],
    [`${word("spot", at + 50)} is what that is about.`],
  ],
  () => [[`<!-- stationmaster-disable-next title: as it is -->`], []],
  () => [["<details>"], ["</details>"]],
];

/** The name of a path's station, with or without the number of its place. */
function nameOf(name: string, at: number, numbered: boolean): string {
  if (name === "") return String(at + 1);
  return numbered ? `0${at + 1}-${name}${at}` : `${name}${at}`;
}

/** A workspace of paths, with references and links between their stations; `seeds` says which. */
function filesOf(kinds: readonly Kind[], seeds: readonly number[]): Files {
  const folder = (path: number) => `${ROOT}/p${path}`;
  const own = kinds.map(({ own: count, written, name }, path) =>
    Array.from({ length: count }, (_, at) => `${folder(path)}/${nameOf(name, at, written === undefined)}.station.md`),
  );
  const listed = kinds.map(({ shares, written }, path) => {
    const others = own.flatMap((files, at) => (at === path ? [] : files));
    const shared = written === undefined || others.length === 0 ? [] : shares.map((at) => others[at % others.length]!);
    return [...own[path]!, ...new Set(shared)];
  });
  const all = own.flat();
  let seed = 0;
  const next = (below: number) => seeds[seed++ % seeds.length]! % below;
  const files = new Map<string, string>();
  own.forEach((stations, path) => {
    for (const file of stations) {
      const at = all.indexOf(file);
      const number = (next(listed[path]!.length) + 1).toString();
      const to = addressOf(relativeFile(folderOf(file), all[next(all.length)]!));
      const [before, after] = AROUND_HEADING[next(AROUND_HEADING.length)]!(at);
      const { lineEnd } = kinds[path]!;
      files.set(
        file,
        `${[
          ...FRONT_MATTER[next(FRONT_MATTER.length)]!(at),
          `# Topic ${word("id", at)}`,
          `The rain ${word("end", at * 10)} falls on every hill and fills the rivers.`,
          "## The first part",
          `Snow ${word("end", at * 10 + 2)} melts in spring [@lake].[^${word("foot", at)}]`,
          `Key term: Tarn${word("term", at).slice(1)} — a lake ${word("end", at * 10 + 3)} in a hollow that ice has left.`,
          `We say ${word("tag", at)}: as Station ${number} shows, it rains.`,
          `We say ${word("link", at)}: it is [over there](${to}) today.`,
          ...before,
          "## The second part",
          ...after.slice(0, 1).filter((each) => each.startsWith("z")),
          `Some 40 liters ${word("end", at * 10 + 1)} fell in a single day.`,
          `We say ${word("tag", at + 50)}: as Station ${next(listed[path]!.length) + 1} shows, it snows.  `,
          `See [the part](#the-first-part) ${word("end", at * 10 + 4)} again.`,
          ...after.filter((each) => !each.startsWith("z")),
          ...(next(2) ? OTHER_BLOCKS(at) : []),
          `[^${word("foot", at)}]: Not in the hills ${word("end", at * 10 + 5)}.`,
          "",
        ]
          .join("\n\n")
          .trimEnd()}\n`.replaceAll("\n", lineEnd),
      );
      if (next(2)) files.set(ledgerFileOf(file), fullLedger(station(files.get(file)!)));
    }
    const { written, planned } = kinds[path]!;
    if (written === undefined) return;
    files.set(`${folder(path)}/s.bib`, "@book{lake,\n  title = {Lakes}\n}\n");
    const lines = listed[path]!.map((file) => relativeFile(folder(path), file));
    if (planned) lines.push(`planned: Later ${word("note", path + 10)}`);
    files.set(`${folder(path)}/path.yaml`, WRITTEN[written]!(lines).replace("title: T", `title: Path ${path}`));
  });
  return files;
}

type Made = { readonly change: Change; readonly notes: readonly string[] } | Refusal;

/** What is done, and the stations that the path shall have then, by what `identityOf` says of them. */
interface Step {
  readonly name: string;
  readonly made: Made;
  readonly order: readonly string[];
  /** Renamings that an editor makes itself. */
  readonly renamings?: readonly Renaming[];
}

const step = fc.record({ what: fc.nat(17), path: fc.nat(5), first: fc.nat(9), second: fc.nat(9) });

function stepOf(
  workspace: Workspace,
  count: number,
  given: { what: number; path: number; first: number; second: number },
): Step {
  const paths = [...workspace.paths.values()];
  const path = paths[given.path % paths.length]!;
  const { stops } = path;
  const order = stops.map(identityOf);
  const at = given.first % stops.length;
  const to = given.second % stops.length;
  const [stop, other] = [stops[at]!, stops[to]!];
  const without = (gone: number) => order.filter((_, each) => each !== gone);
  const title = `New ${word("id", 100 + count)}`;
  switch (given.what) {
    case 0: {
      const moved = [...without(at).slice(0, to), order[at]!, ...without(at).slice(to)];
      return { name: `move ${at} to ${to}`, made: moveStation(workspace, path, stop, other.number), order: moved };
    }
    case 1:
    case 2: {
      const planned = given.what === 2;
      const made = insertStation(workspace, path, stop.number, title, planned);
      const added = planned ? `planned ${title}` : word("id", 100 + count);
      return { name: `insert at ${at}`, made, order: [...order.slice(0, at), added, ...order.slice(at)] };
    }
    case 3:
    case 4: {
      const made = removeStation(workspace, path, stop, given.what === 4);
      return { name: `remove ${at}${given.what === 4 ? " and its file" : ""}`, made, order: without(at) };
    }
    case 5: {
      // A station without a word of its own is known by that of the station it takes in.
      const known = [order[at]!, order[to]!].find((each) => OWN_WORD.test(each)) ?? order[at]!;
      const merged = order.map((each, index) => (index === at ? known : each)).filter((_, each) => each !== to);
      return { name: `merge ${at} and ${to}`, made: mergeStations(workspace, path, stop, other), order: merged };
    }
    case 6: {
      const section = stop.station?.sections[1];
      const made = splitStation(workspace, path, stop, section?.heading.range.start ?? 0);
      return { name: `split ${at}`, made, order: [...order.slice(0, at + 1), ANY, ...order.slice(at + 1)] };
    }
    case 7: {
      const made = addStation(workspace, path.pathFile ? folderOf(path.id) : path.id, path, title);
      const added = isRefusal(made) ? made : { ...made, notes: [] };
      return { name: "new", made: added, order: [...order, word("id", 100 + count)] };
    }
    default:
      if (!stop.file || !stop.station) return { name: "change", made: { refused: "It is planned." }, order };
      return changeOf(workspace, path, { ...stop, file: stop.file, station: stop.station }, given, count);
  }
}

type Written = Stop & { readonly file: string; readonly station: Station };

/** A change of a station that is written, or of what is said in it. */
function changeOf(
  workspace: Workspace,
  path: LearningPath,
  stop: Written,
  given: { what: number; second: number },
  count: number,
): Step {
  const order = path.stops.map(identityOf);
  const { file, station } = stop;
  const { text } = station;
  const renamed = (name: string, offset: number, to: string): Step => {
    const change = offset < 0 ? { refused: `There is no ${name}.` } : rename(workspace, file, offset, to);
    return { name: `rename a ${name}`, made: isRefusal(change) ? change : { change, notes: [] }, order };
  };
  const edited = (name: string, change: Change): Step => ({ name, made: { change, notes: [] }, order });
  const within = (pattern: RegExp) => {
    const found = pattern.exec(text);
    return found ? found.index + found[0].length - 1 : -1;
  };
  switch (given.what) {
    case 8: {
      const name = baseName(stop.file).replace(/(?=\.station)/, `-r${count}`);
      const renamings = [{ from: stop.file, to: `${folderOf(stop.file)}/${name}` }];
      return { ...edited("rename", fileRename(workspace, renamings, true).change), renamings };
    }
    case 9:
      return renamed("heading", within(/^## The \w/m), `Part ${"abcdefghij"[count % 10]} of it`);
    case 10:
      return renamed("term", within(/Key term: T/), `Mere${word("term", 200 + count).slice(1)}`);
    case 11: {
      if (paths(workspace, file).length > 1) return { name: "number", made: { refused: "It is of two paths." }, order };
      const to = given.second % path.stops.length;
      const at = within(/as Station \d/);
      const moved = path.stopsAt(Number(/\d+/.exec(text.slice(at))?.[0]))[0];
      const others = path.stops.filter((each) => each !== moved);
      const made = [...others.slice(0, to), moved, ...others.slice(to)].flatMap((each) => each ?? []);
      return { ...renamed("number", at, String(path.stops[to]!.number)), order: made.map(identityOf) };
    }
    case 12:
      return renamed("footnote", within(/\[\^z/), `zfootz${"abcdefghij"[count % 10]}`);
    case 13:
      return renamed("source", within(/\[@\w/), `lake${count}`);
    case 14: {
      const files = new Map(
        [...workspace.folders.values()].flatMap(({ stations }) => [...stations.keys()].map((name) => [name, ""])),
      );
      const fixed = fixText(workspace, file, text, { given: {}, lookUp: fixtureLookUp(files), today: TODAY });
      const changed: [string, readonly TextEdit[]][] = [[file, changedMiddle(text, fixed.text)]];
      for (const [name, after] of fixed.ledgers) changed.push([name, changedMiddle(textOf(workspace, name)!, after)]);
      return edited("fix", editsOnly(changed));
    }
    case 15: {
      const form = refactorings(station, { start: 0, end: 0 }, { workspace, file }).find(({ title }) =>
        /^Convert/.test(title),
      );
      const change = form ? editsOnly([[file, form.edits]]) : undefined;
      return { name: "convert", made: change ? { change, notes: [] } : { refused: "It is Markdown." }, order };
    }
    case 16: {
      if (paths(workspace, file).some((each) => !each.pathFile))
        return { name: "drag", made: { refused: "Its name makes it a part of the path." }, order };
      const folders = [...workspace.folders.keys()];
      const to = folders[given.second % folders.length]!;
      const renamings = [{ from: file, to: `${to}/d${count}.station.md` }];
      return { ...edited("drag", fileRename(workspace, renamings, true).change), renamings };
    }
    default: {
      if (!stop.ledger) return { name: "verify", made: { refused: "It has no ledger." }, order };
      const { ledger, file: name } = stop.ledger;
      const sentences = ledgerSentences(station);
      const sentence = sentences[given.second % sentences.length]!;
      const next = verifySentences({ ledger, sentences }, [
        { sentence, who: { by: "Ada", method: "human", at: TODAY } },
      ]);
      const before = textOf(workspace, name)!;
      return edited("verify", editsOnly(next === undefined ? [] : [[name, changedMiddle(before, next)]]));
    }
  }
}

/** A station that is known by its place alone. */
const ANY = "any";

/** What makes a station the same before and after: the first word of its own that it has, its title, or its planned title. */
function identityOf({ file, station: read, title }: Stop): string {
  if (!file) return `planned ${title}`;
  const { text = "" } = read ?? {};
  return OWN_WORD.exec(text)?.[0] ?? read?.title?.prose.text ?? file;
}

/** The sentences that begin with a word of a kind, by that word, with where they are. */
function sayings(files: Files, kindOfWord: string): ReadonlyMap<string, { file: string; said: string }> {
  const found = new Map<string, { file: string; said: string }>();
  for (const [file, text] of files) {
    if (!isStationFile(file)) continue;
    for (const [, name, said] of text.matchAll(new RegExp(`\\b(z${kindOfWord}[a-j]+): (.*)`, "g")))
      found.set(name!, { file, said: said!.trimEnd() });
  }
  return found;
}

const paths = (workspace: Workspace, file: string) => pathsOf(workspace, file).filter((path) => path.stopOf(file));

/** Files, and what is known of them. */
type State = readonly [Files, Workspace];

/** What a reference means: the station that it leads to, where it can be known. */
function meant(workspace: Workspace, { file, said }: { file: string; said: string }): Stop | undefined {
  const [path, ...more] = paths(workspace, file);
  const number = /^as Station (\d+) shows/.exec(said)?.[1];
  return path && more.length === 0 && number ? path.stopsAt(Number(number))[0] : undefined;
}

function expectNothingLost(
  [before, was]: State,
  [after, is]: State,
  step: Step,
  notes: readonly string[],
  givenUp: readonly string[],
) {
  const kept = [...before].filter(([file]) => !givenUp.includes(file));
  const words = new Set([...after.values()].flatMap((text) => text.match(WORDS) ?? []));
  const takesComments = /^(?:remove|merge)/.test(step.name);
  for (const [file, text] of kept) {
    // A line of a ledger repeats what is said around its sentence, wherever that goes.
    if (file.endsWith(".ledger.jsonl") || (takesComments && !isStationFile(file))) continue;
    const lost = text.match(WORDS)?.find((each) => !words.has(each) && !notes.some((note) => note.includes(each)));
    if (lost) throw new Error(`“${lost}” of ${file} is lost.`);
  }
  // References mean what they meant, or give the title of what is no longer on the path.
  const [saidBefore, saidAfter] = [sayings(before, "tag"), sayings(after, "tag")];
  for (const [name, at] of saidBefore) {
    const now = saidAfter.get(name);
    if (!now) continue;
    const target = meant(was, at);
    const shared = paths(was, at.file);
    if (shared.length > 1 && now.said !== at.said)
      expect(
        shared.some(({ title }) => notes.some((note) => note.includes(title))),
        `a note on ${at.file}`,
      ).toBe(true);
    if (!target || paths(is, now.file).length !== 1) continue;
    const found = meant(is, now);
    if (found) {
      const text = found.station?.text ?? `planned ${found.title}`;
      expect(text, `${name}: ${at.said} -> ${now.said}`).toContain(identityOf(target));
    } else expect(now.said, name).toContain(`“${target.title}”`);
  }
  // Links lead to the same text, or are named.
  const linksAfter = sayings(after, "link");
  for (const [name, { file, said }] of sayings(before, "link")) {
    const now = linksAfter.get(name);
    const own = OWN_WORD.exec(before.get(targetOf(file, said)) ?? "")?.[0];
    if (!now || !own) continue;
    const text = after.get(targetOf(now.file, now.said));
    if (text !== undefined) expect(text, `${name}: ${said} -> ${now.said}`).toContain(own);
    else expect(notes.join("\n"), `${name}: ${now.said}`).toContain(baseName(now.file));
  }
  // Names of places that several stations have lead to the one that they led to.
  const hopsAfter = sayings(after, "hop");
  for (const [name, { file, said }] of sayings(before, "hop")) {
    const now = hopsAfter.get(name);
    const spot = now && spotOf(before, file, said);
    if (!spot) continue;
    const text = after.get(targetOf(now.file, now.said));
    if (text !== undefined) expect(spotOf(after, now.file, now.said), `${name}: ${said} -> ${now.said}`).toBe(spot);
    else expect(notes.join("\n"), `${name}: ${now.said}`).toContain(baseName(now.file));
  }
  for (const [file, text] of after) {
    if (!isStationFile(file)) continue;
    expect(text.match(/<details>/g)?.length, `${file}: each element is whole`).toBe(text.match(/<\/details>/g)?.length);
    expect(new Set(text.match(/\r\n|\n|\r/g)).size, `${file}: kinds of line ends`).toBeLessThan(2);
    for (const [, next] of text.matchAll(/-disable-next title[^>]*>\s*(.)/g))
      expect(next, `${file}: what a comment is about`).toBe("#");
  }
  expect(linesOfLedgers(after)).toBeGreaterThanOrEqual(linesOfLedgers(new Map(kept)));
  // What was verified still knows its sentences, letter by letter.
  const stillKnown = new Set(known([...after]));
  const forgotten = known(kept).filter((each) => !stillKnown.has(each));
  expect(forgotten, "lines of ledgers that lost their sentences").toEqual([]);
}

/** The file that a saying links to. */
function targetOf(file: string, said: string): string {
  const to = /\]\(<?([^)>#]*)/.exec(said)?.[1];
  return to ? resolveFile(folderOf(file), decodeURI(to)) : file;
}

/** The word after the place that a saying links to. */
function spotOf(files: Files, file: string, said: string): string | undefined {
  const name = /#([^)>]*)>?\)/.exec(said)?.[1] ?? "";
  const text = files.get(targetOf(file, said));
  return new RegExp(`<a id="${name}"></a>[^z]*(?:The second part\\s+)?(zspot[a-j]+)`).exec(text ?? "")?.[1];
}

/** The words of their own of sentences that a ledger knows exactly as they are. */
function known(files: readonly (readonly [string, string])[]): readonly string[] {
  const texts = new Map(files);
  return files.flatMap(([file, text]) => {
    const ledger = isStationFile(file) ? texts.get(ledgerFileOf(file)) : undefined;
    if (ledger === undefined) return [];
    const hashes = new Set(readLedger(ledger).entries.map(({ entry }) => entry.h));
    const sentences = ledgerSentences(station(text));
    return sentences.filter(({ hash }) => hashes.has(hash)).flatMap((each) => each.text.match(WORDS) ?? []);
  });
}

function linesOfLedgers(files: Files): number {
  let lines = 0;
  for (const [file, text] of files) if (file.endsWith(".ledger.jsonl")) lines += readLedger(text).entries.length;
  return lines;
}

/** Every path's stations as they should be: only the one that was changed has another order. */
function expectOrders(was: Workspace, is: Workspace, changed: string, order: readonly string[]) {
  for (const [id, path] of was.paths) {
    const now = is.paths.get(id);
    const wanted = id === changed ? order : path.stops.map(identityOf);
    // A folder that has no numbered station any more is no path.
    const found = now?.stops.map(identityOf) ?? [];
    expect(
      found.map((each, at) => (wanted[at] === ANY ? ANY : each)),
      id,
    ).toEqual(wanted);
    expect(now?.pathFile?.problems ?? [], id).toEqual([]);
    expect(titleOf(now), id).toBe(titleOf(path));
  }
}

function titleOf(path: LearningPath | undefined): string | undefined {
  return path?.pathFile?.title;
}

const TOC = `${ROOT}/_toc.yml`;

/** A table of contents of a site, which gives names without their endings. */
function tableOf(files: Files): string {
  const names = [...files.keys()].filter(isStationFile).map((file) => relativeFile(ROOT, file).replace(/\.md$/, ""));
  return `chapters:\n${names.map((name) => `- file: ${name}\n`).join("")}`;
}

test("whatever is done to paths, in whatever order, nothing is lost and everything means what it meant", () => {
  let made = 0;
  const runs = Math.max(200, Number(process.env.PROPERTY_RUNS ?? 0));
  fc.assert(
    fc.property(
      fc.array(kind, { minLength: 1, maxLength: 3 }),
      fc.array(fc.nat(99), { minLength: 10, maxLength: 20 }),
      fc.array(step, { minLength: 1, maxLength: 6 }),
      (kinds, seeds, steps) => {
        let files = filesOf(kinds, seeds);
        let workspace = fixtureWorkspace(files);
        for (const [count, given] of steps.entries()) {
          if (workspace.paths.size === 0) return;
          const all = [...workspace.paths.values()];
          const path = all[given.path % all.length]!;
          if (path.stops.length === 0) continue;
          const done = stepOf(workspace, count, given);
          if (isRefusal(done.made)) continue;
          const { renamings = [] } = done;
          const change = { ...done.made.change, renamed: [...done.made.change.renamed, ...renamings] };
          const toc = tableOf(files);
          const checked = checkChange(workspace, change, (file) => file, new Map([[TOC, toc]]));
          if (isRefusal(checked)) {
            // Another path lists the file; that something would be lost is a mistake of whoever made the change.
            expect(checked.refused, done.name).toMatch(/so the file can't be deleted/);
            continue;
          }
          const after = afterChange(files, change);
          const next = fixtureWorkspace(after);
          const context = () => `${done.name} on ${path.id}\n${showFiles(files)}\n=====>\n${showFiles(after)}`;
          try {
            const givenUp = (change.givenUp ?? []).flatMap((file) => [file, ledgerFileOf(file)]);
            const gone = givenUp.filter((file) => change.deleted.includes(file));
            expectNothingLost([files, workspace], [after, next], done, [...done.made.notes, ...checked.notes], gone);
            expectOrders(workspace, next, path.id, done.order);
            const isListed = oldNamesOf(change).some((file) => isStationFile(file) && files.has(file));
            expect(
              checked.notes.some((note) => note.includes("_toc.yml")),
              "the table of contents is named",
            ).toBe(isListed);
            expect(Object.fromEntries(beforeChange(files, change)), "taken back").toEqual(Object.fromEntries(files));
          } catch (error) {
            throw new Error(`${(error as Error).message}\n${context()}`);
          }
          made++;
          files = after;
          workspace = next;
        }
      },
    ),
    { numRuns: runs },
  );
  // Most of what is tried is done.
  expect(made).toBeGreaterThan(runs);
});
