import { stationOf, type Workspace } from "../path/workspace.ts";
import { allRules } from "../rules/all.generated.ts";
import { linkCompletions } from "./completion/links.ts";
import { type Completion, isInCode, lineAround, type Place } from "./completion/place.ts";
import { skeletonCompletions } from "./completion/skeletons.ts";
import { sourceCompletions, sourceDocumentation } from "./completion/sources.ts";
import { stationCompletions, stationDocumentation } from "./completion/stations.ts";
import { suppressionCompletions } from "./completion/suppressions.ts";
import { termCompletions } from "./completion/terms.ts";
import { yamlCompletions } from "./completion/yaml.ts";
import { pathsAround } from "./subject.ts";

export { asksForPictures } from "./completion/links.ts";

/**
 * Completion: stations, key terms, sources, headings, files, keys of `path.yaml`, rule names, and whole parts of a station.
 *
 * After “Station ” come the stations of the path, earlier ones first; after “… discussed in ” those whose topic is closest to
 * the sentence. Key terms are offered as you write, with where they are defined. Behind `[@` sources are found by key, author,
 * title or year. At the start of a line stand the parts of a station: a key term, a section, a table, a list, a takeaway, a
 * bridge.
 */
export function completions(
  workspace: Workspace,
  file: string,
  text: string,
  offset: number,
  { pictures = [], typed }: { readonly pictures?: readonly string[]; readonly typed?: string | undefined } = {},
): Completions {
  const station = stationOf(workspace, file);
  const place: Place = {
    workspace,
    file,
    text,
    offset,
    station,
    paths: pathsAround(workspace, file),
    ...lineAround(text, offset),
    pictures,
  };
  const first = yamlCompletions(place) ?? suppressionCompletions(place);
  // In code nothing refers to anything.
  if (!first && isInCode(place)) return { items: [], more: false };
  const found = first ?? linkCompletions(place) ?? sourceCompletions(place) ?? stationCompletions(place);
  if (found) return { items: found, more: false };
  // A space brings references, not a list of everything after every word.
  if (typed === " ") return { items: [], more: false };
  const skeletons = skeletonCompletions(place) ?? [];
  const terms = termCompletions(place) ?? [];
  // Asked again with each letter: once a term stands there whole, none is offered, so that Enter makes a new line.
  return { items: [...terms, ...skeletons], more: terms.length > 0 };
}

export interface Completions {
  /** The best first. */
  readonly items: readonly Completion[];
  /** Whether more letters bring other items. */
  readonly more: boolean;
}

/** What a completion is about, in a few sentences of plain text. */
export function completionDocumentation(workspace: Workspace, file: string, about: string): string | undefined {
  const [, kind, name] = /^(\w+) (.*)$/s.exec(about) ?? [];
  for (const path of pathsAround(workspace, file)) {
    if (kind === "station") return stationDocumentation(path, Number(name));
    const term = kind === "term" && path.terms.find(({ key }) => key === name);
    if (term) return term.definitions[0]!.keyTerm.definition;
    const source = kind === "source" && path.sources.get(name!);
    if (source) return sourceDocumentation(source);
  }
  if (kind === "rule") return allRules.find(({ id }) => id === name)?.why;
  const stop = kind === "file" && pathsAround(workspace, name!)[0]?.stopOf(name!);
  return stop ? stationDocumentation(pathsAround(workspace, name!)[0]!, stop.number) : undefined;
}
