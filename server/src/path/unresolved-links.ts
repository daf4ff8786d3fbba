import { folderOf, resolveFile } from "../files/names.ts";
import { isLocal, type Link, splitTarget } from "../station/links.ts";
import { oncePer } from "../text/once.ts";
import type { LearningPath } from "./learning-path.ts";
import { linkedFile, placesOf } from "./linked-file.ts";
import { stationOf, type Workspace } from "./workspace.ts";

type LookUp = (file: string) => "found" | "missing" | "outside";

/** From this many addresses on that are written in one way, none of which leads anywhere, they are a convention, not slips (our judgement). */
const FEWEST = 8;
/** At most this many addresses of one way, spread over the path, are looked up: that takes time. */
const MOST = 40;

/**
 * Whether addresses that are written like that of a link lead nowhere on a path, however many there are: then what builds the
 * course finds them in a way that is not known here. One that lives among them, and a dead one is a slip.
 * @param file the station that the link is in
 * @param name the link's file, as `splitTarget` has it
 */
export function isUnknownConvention(
  path: LearningPath,
  workspace: Workspace,
  lookUp: LookUp,
  { file, link, name }: { readonly file: string; readonly link: Link; readonly name: string },
): boolean {
  const known = answersOf(lookUp);
  let answers = known.get(path);
  if (!answers) {
    answers = new Map();
    known.set(path, answers);
  }
  for (const way of waysOf(file, link, name)) {
    let answer = answers.get(way);
    if (answer === undefined) {
      answer = leadNowhere(addressesOf(path).get(way), workspace, lookUp);
      answers.set(way, answer);
    }
    if (answer) return true;
  }
  return false;
}

/** What was said of the ways to write an address, as long as the disk is seen in the same way. */
const answersOf = oncePer((_: LookUp) => new WeakMap<LearningPath, Map<string, boolean>>());

/** An address as it is first written on a path. */
interface Address {
  readonly file: string;
  readonly name: string;
}

/** The different addresses of a path by the ways that they are written in. */
const addressesOf = oncePer(({ stops }: LearningPath): ReadonlyMap<string, ReadonlyMap<string, Address>> => {
  const found = new Map<string, Map<string, Address>>();
  for (const { file, station } of stops) {
    if (!file || !station) continue;
    for (const link of station.links) {
      if (link.kind === "reference" || !isLocal(link.url)) continue;
      const { file: name } = splitTarget(link.url);
      if (!name) continue;
      for (const way of waysOf(file, link, name)) {
        const addresses = found.get(way) ?? new Map<string, Address>();
        found.set(way, addresses.set(name, { file, name }));
      }
    }
  }
  return found;
});

/** The ways in which an address is written: by its start and its ending, and by the folder that it leads into. */
function waysOf(file: string, { kind }: Link, name: string): readonly string[] {
  const ending = /\.(\w{1,5})$/.exec(name)?.[1]?.toLowerCase() ?? (name.endsWith("/") ? "/" : "");
  const start = /^(?:\/|(?:\.\.\/)+|\.\/)/.exec(name)?.[0] ?? (name.includes("/") ? "folder" : "");
  const what = kind === "image" ? "image" : "link";
  const folder = name.startsWith("/") ? folderOf(name) : resolveFile(folderOf(file), folderOf(`./${name}`));
  return [`${what} ${start} ${ending}`, ...(folder === folderOf(file) ? [] : [`in ${folder}`])];
}

function leadNowhere(
  addresses: ReadonlyMap<string, Address> | undefined,
  workspace: Workspace,
  lookUp: LookUp,
): boolean {
  if (!addresses || addresses.size < FEWEST) return false;
  const step = Math.max(1, Math.floor(addresses.size / MOST));
  return [...addresses.values()]
    .filter((_, at) => at % step === 0)
    .every(
      ({ file, name }) =>
        !stationOf(workspace, linkedFile(workspace, file, name)) &&
        placesOf(workspace, file, name).every((place) => lookUp(place) !== "found"),
    );
}
