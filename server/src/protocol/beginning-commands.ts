import { folderOf, isInside, resolveFile } from "../files/names.ts";
import { DEFAULT_LANGUAGE } from "../language/languages.ts";
import { PRESETS, type Preset } from "../lint/presets.ts";
import { addStation } from "../path/add-station.ts";
import { PRESET_TO_ADOPT } from "../path/course/form.ts";
import { foundLines, orderText, type PathProposal, proposedText, takenLines } from "../path/course/proposal.ts";
import type { LearningPath } from "../path/learning-path.ts";
import { addSource, readTypedSource } from "../path/new-source.ts";
import { newPathFile } from "../path/path-edits.ts";
import { pathsForNew } from "../path/path-for-new.ts";
import type { Workspace } from "../path/workspace.ts";
import { fileNameFor, newStation, newStationSnippet } from "../station/new-station.ts";
import { toMarkdown } from "../station/to-markdown.ts";
import { count } from "../text/count.ts";
import { escapeSnippet } from "../text/snippet.ts";
import { proposalFor } from "./beginning.ts";
import { apply, type Deed, type Runs, refuse } from "./commands.ts";
import { answered, safeChange } from "./convert.ts";
import { type Connected, inTime } from "./entry.ts";
import type { BeginningCommands, CommandAnswer, Question, SourceRequest } from "./messages.ts";
import { choosePath } from "./path-choice.ts";

/** The commands that begin something: a path, a station, a source. Each asks for what it was not given. */
export const beginningCommands: Runs<BeginningCommands> = {
  "stationmaster.beginPath": (snapshot, [uri, title, station]) => {
    const root = folderGiven(snapshot, uri);
    const name = lineOf(title);
    const first = lineOf(station);
    const question = { command: "stationmaster.beginPath", placeholder: "The Water Cycle" } as const;
    if (name === undefined)
      return { ask: { ...question, prompt: "What is the learning path called?", arguments: [uri] } };
    if (first === undefined) {
      const prompt = "What is its first station called?";
      return { ask: { ...question, prompt, placeholder: "Water on the Move", arguments: [uri, name] } };
    }
    return async (connected) => {
      await connected.session.loaded();
      const { workspace } = connected.session;
      const folder = isTaken(workspace, root) ? resolveFile(root, fileNameFor(name).replace(/\..*/, "")) : root;
      if (isTaken(workspace, folder)) refuse("There is already a learning path of this name. Please choose another.");
      const file = fileNameFor(first);
      const text = newPathFile({ title: name, language: "en", stations: [{ kind: "file", name: file }] });
      const created = [
        { file: resolveFile(folder, "path.yaml"), text },
        { file: resolveFile(folder, file), text: newStation(first) },
      ];
      return makeStation(
        connected,
        "New learning path",
        { edits: new Map(), created, renamed: [], deleted: [] },
        first,
      );
    };
  },

  "stationmaster.makePathOfFiles": (snapshot, [uri, preset]) => {
    const folder = folderGiven(snapshot, uri);
    return async (connected) => {
      await connected.session.loaded();
      const there = connected.session.workspace.folders.get(folder)?.pathFile;
      if (there) refuse("There is already a path.yaml in this folder.");
      const proposal = await proposalFor(connected, folder);
      if (proposal.course.lessons.length === 0)
        refuse(
          "There is no file here that may be a lesson, such as rain.md. “New Learning Path” begins with a first one.",
        );
      if (typeof preset !== "string") return confirmPath(proposal, uri);
      if (preset === "choose") return choosePreset(proposal, uri);
      const chosen = preset === "default" ? undefined : preset;
      const text = proposedText({ ...proposal, preset: chosen });
      const file = resolveFile(folder, "path.yaml");
      const change = { edits: new Map(), created: [{ file, text }], renamed: [], deleted: [] };
      const { edit } = await safeChange(connected, change);
      await apply(connected, edit, "Make a learning path");
      const stations = count(proposal.course.lessons.length, "station");
      const open = connected.uris.uriOf(file);
      return {
        open,
        save: [open],
        message: `“${proposal.title.value}” has ${stations} now. Please see whether they are in the right order.`,
      };
    };
  },

  "stationmaster.newStation": (snapshot, [near, title]) => {
    if (snapshot.roots.length === 0 && !near) return refuse("Please open a folder first.");
    const name = lineOf(title);
    return onPathChosen(near, "stationmaster.newStation", [title], (connected, path, folder) => {
      if (name !== undefined) return addAndOpen(connected, path, folder, name);
      const to = path ? connected.uris.uriOf(path.id) : near;
      return { ask: { ...NEW_STATION, command: "stationmaster.newStation", arguments: [near ?? to] } };
    });
  },

  "stationmaster.newStationOfText": ({ workspace, roots }, [near, given, title]) => {
    const text = String(given ?? "");
    if (!text.trim()) return refuse("There is no text to paste. Please copy the text of a lesson first.");
    const station = workspace.readers.station(text, DEFAULT_LANGUAGE);
    const markdown = toMarkdown(station.tree);
    if (roots.length === 0) return { untitled: markdown };
    const found = lineOf(station.title?.prose.text);
    const name = found ?? lineOf(title);
    const whole = found === undefined && name !== undefined ? `# ${name}\n\n${markdown}` : markdown;
    return onPathChosen(near, "stationmaster.newStationOfText", [text, title], (connected, path, folder) => {
      if (name !== undefined) return addAndOpen(connected, path, folder, name, whole);
      return { ask: { ...NEW_STATION, command: "stationmaster.newStationOfText", arguments: [near, text] } };
    });
  },

  "stationmaster.newSource": ({ today, workspace }, [given, typed, rest, authors]) => {
    const { near, next } = Object(given) as SourceRequest;
    return onPathChosen(near, "stationmaster.newSource", [typed, rest, authors], (connected, path) => {
      if (!path) return refuse("Sources belong to a learning path. Please begin one with “New Learning Path” first.");
      const to: SourceRequest = { near: connected.uris.uriOf(path.id), next };
      const source = typeof typed === "string" ? readTypedSource(typed) : undefined;
      if (!source?.value) return askSource(SOURCE, to);
      if (typeof rest !== "string") return askSource(source.kind === "title" ? PUBLISHER : TITLE, to, typed);
      if (typeof authors !== "string") return askSource(AUTHORS, to, typed, rest);
      const isBook = source.kind === "title";
      const added = {
        typed: source,
        title: isBook ? source.value : rest,
        authors,
        publisher: isBook ? rest : "",
        today,
      };
      const { change, key, file } = answered(addSource(path, added, workspace.readers.bibtex));
      return async () => {
        const { edit } = await safeChange(connected, change);
        await apply(connected, edit, "Add source");
        const files = [file, ...change.edits.keys()].map((each) => connected.uris.uriOf(each));
        return { save: [...new Set(files)], ...(next ? { next } : { message: `Added. Cite it as [@${key}].` }) };
      };
    });
  },
};

const NEW_STATION = { prompt: "What is the new station called?", placeholder: "Resource Management" };

type SourceWords = Pick<Question, "prompt" | "placeholder" | "optional">;

const SOURCE: SourceWords = {
  prompt: "Which source? A DOI, an ISBN, a web address, or the title of a book",
  placeholder: "10.1038/171737a0",
};
const TITLE: SourceWords = { prompt: "What is its title?", placeholder: "A Short History of Rain" };
const PUBLISHER: SourceWords = {
  prompt: "Who published it? Leave this empty if you don't know.",
  placeholder: "Cloud Press",
  optional: true,
};
const AUTHORS: SourceWords = {
  prompt: "Who wrote it, and when? Leave this empty if you don't know.",
  placeholder: "Smith, Ann; Li, Bo (2021)",
  optional: true,
};

function askSource(words: SourceWords, ...given: readonly unknown[]): CommandAnswer {
  return { ask: { ...words, command: "stationmaster.newSource", arguments: given } };
}

/** A text of one line without space around it; undefined for anything else. */
function lineOf(given: unknown): string | undefined {
  const line = typeof given === "string" ? given.trim() : "";
  return line && !/[\n\r]/.test(line) ? line : undefined;
}

/** The folder that was given, or the first of the workspace. */
function folderGiven(
  { roots, uris }: Parameters<Runs<BeginningCommands>["stationmaster.beginPath"]>[0],
  uri: unknown,
): string {
  const folder = uri ? uris.fileOf(String(uri).replace(/(?<!\/)\/+$/, "")) : roots[0];
  if (folder === undefined) return refuse("Please open a folder first.");
  return roots.some((root) => isInside(root, folder)) ? folder : refuse("This folder is outside of the workspace.");
}

/** Whether a folder has stations or a path already. */
function isTaken({ folders, paths }: Workspace, folder: string): boolean {
  const there = folders.get(folder);
  return paths.has(folder) || there?.pathFile !== undefined || (there?.stations.size ?? 0) > 0;
}

/**
 * Does something for a path that something new can belong to. Where it can belong to several, the answer is the choice.
 * @param given the arguments of the command after the first one, which names the path
 * @param run gets the path, if there is one, and the folder that was named
 */
function onPathChosen(
  near: unknown,
  command: "stationmaster.newStation" | "stationmaster.newStationOfText" | "stationmaster.newSource",
  given: readonly unknown[],
  run: (connected: Connected, path: LearningPath | undefined, folder: string) => CommandAnswer | Deed,
): Deed {
  return async (connected) => {
    const { session, uris } = connected;
    await session.loaded();
    const file = near ? uris.fileOf(String(near)) : undefined;
    const done = inTime(connected, [], ({ workspace, roots }) => {
      const paths = pathsForNew(workspace, file);
      if (paths.length < 2) return run(connected, paths[0], folderFor(workspace, file, roots, paths[0]));
      return choosePath("Which learning path is it for?", paths, command, ({ id }) => {
        const uri = uris.uriOf(id);
        return [command === "stationmaster.newSource" ? { near: uri } : uri, ...given];
      });
    });
    return typeof done === "function" ? done(connected) : done;
  };
}

/** Where a new station is to be: beside the station that it is near, or else in the folder of its path. */
function folderFor(
  { folders }: Workspace,
  near: string | undefined,
  roots: readonly string[],
  path: LearningPath | undefined,
): string {
  const besides = near !== undefined && folders.get(folderOf(near))?.stations.has(near);
  if (path && !besides) return path.pathFile ? folderOf(path.pathFile.file) : path.id;
  return near === undefined ? roots[0]! : folderOf(near);
}

function addAndOpen(
  connected: Connected,
  path: LearningPath | undefined,
  folder: string,
  title: string,
  text?: string,
): Deed {
  const { change } = answered(addStation(connected.session.workspace, folder, path, title, text));
  return () => makeStation(connected, "New station", change, text === undefined ? title : undefined);
}

/** Makes a change whose last new file is a station, and opens that. A template can be gone through then. */
async function makeStation(
  connected: Connected,
  label: string,
  change: Parameters<typeof safeChange>[1],
  title: string | undefined,
): Promise<CommandAnswer> {
  const { edit } = await safeChange(connected, change);
  await apply(connected, edit, label);
  const created = change.created.map(({ file }) => connected.uris.uriOf(file));
  const edited = [...change.edits.keys()].map((file) => connected.uris.uriOf(file));
  return {
    save: [...edited, ...created],
    open: created[created.length - 1]!,
    ...(title !== undefined && { snippet: newStationSnippet(escapeSnippet(title)) }),
  };
}

/** Shows what was found in a folder, and asks whether it should become a path. */
function confirmPath(proposal: PathProposal, uri: unknown): CommandAnswer {
  const proposed = proposal.preset ?? "default";
  const lines = [`In ${orderText(proposal)}:`, ...takenLines(proposal), "", ...foundLines(proposal)];
  return {
    choose: {
      question: `Make a learning path of ${count(proposal.course.lessons.length, "lesson")}?`,
      detail: lines.join("\n"),
      choices: [
        { title: "Make Learning Path", command: "stationmaster.makePathOfFiles", arguments: [uri, proposed] },
        { title: "Choose What to Check...", command: "stationmaster.makePathOfFiles", arguments: [uri, "choose"] },
      ],
    },
  };
}

/** What a person who has lessons wants of each preset. */
const ABOUT: Readonly<Record<Preset, string>> = {
  draft: "Errors only",
  adopt: "What is wrong in any lesson; all that makes a station is a hint",
  recommended: "What a finished station should meet",
  strict: "Notes count as warnings, and matters of taste are checked, too",
  premium: "Recommended, and every fact must be cited and verified",
};

function choosePreset({ preset: proposed, form }: PathProposal, uri: unknown): CommandAnswer {
  const first = proposed ?? "recommended";
  const presets = [first, ...PRESETS.filter((each) => each !== first)] as readonly Preset[];
  return {
    choose: {
      question: "What should be checked?",
      detail:
        proposed === PRESET_TO_ADOPT
          ? `${form.inForm} of ${count(form.lessons, "lesson")} are written as stations, so “${first}” fits best`
          : `“${first}” fits best`,
      list: true,
      choices: presets.map((preset) => ({
        title: preset,
        about: ABOUT[preset],
        command: "stationmaster.makePathOfFiles",
        arguments: [uri, preset === "recommended" ? "default" : preset],
      })),
    },
  };
}
