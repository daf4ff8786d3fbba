import type { LearningPath, Stop } from "../path/learning-path.ts";
import {
  insertStation,
  mergeStations,
  moveStation,
  type PathChange,
  removeStation,
  splitStation,
} from "../path/path-changes.ts";
import type { Refusal } from "../path/refusal.ts";
import { followOrder } from "../path/renumber.ts";
import type { Workspace } from "../path/workspace.ts";
import { newStationSnippet } from "../station/new-station.ts";
import { sectionsToSplitAt } from "../station/split-text.ts";
import { count } from "../text/count.ts";
import type { Position } from "../text/lines.ts";
import { escapeSnippet } from "../text/snippet.ts";
import { type Deed, type Runs, refuse } from "./commands.ts";
import { answered, safeChange } from "./convert.ts";
import { toOffsets, toPositions } from "./documents.ts";
import type { Connected } from "./entry.ts";
import type { CommandAnswer, PathCommands, StationName } from "./messages.ts";
import { pathOf, type Snapshot, versionOf } from "./snapshot.ts";

/** The commands that change the order of a path. Every one is a single change that can be undone as a whole. */
export const pathCommands: Runs<PathCommands> = {
  "stationmaster.moveStation": (snapshot, [station, to]) =>
    to === undefined
      ? choosePlace(snapshot, station)
      : change(snapshot, station, "Move station", (workspace, { path, stop }) =>
          moveStation(workspace, path, stop, numberFrom(to)),
        ),

  "stationmaster.insertStation": (snapshot, [station, title, planned, after]) => {
    const name = String(title ?? "").trim();
    if (!name || /[\n\r]/.test(name)) return refuse("A station needs a title of one line.");
    const insert = change(snapshot, station, "Insert station", (workspace, { path, stop }) => {
      const last = path.stops[path.stops.length - 1]?.number ?? 0;
      const at = stop ? stop.number + (after === true ? 1 : 0) : last + 1;
      return insertStation(workspace, path, at, name, planned === true);
    });
    return async (connected) => {
      const answer = await insert(connected);
      return answer.open ? { ...answer, snippet: newStationSnippet(escapeSnippet(name)) } : answer;
    };
  },

  "stationmaster.removeStation": (snapshot, [station, deleteFile]) => {
    const found = find(snapshot, station);
    if (!found.stop) return refuse(NO_STATION);
    const { path, stop } = found as OnPath;
    if (typeof deleteFile !== "boolean" && stop.file && stop.station) {
      const choice = (title: string, gone: boolean) => {
        return { title, command: "stationmaster.removeStation" as const, arguments: [station, gone] };
      };
      return {
        choose: {
          question: `Remove Station ${stop.number} “${stop.title}” from “${path.title}”?`,
          detail:
            "The stations after it move up, and every reference follows. References to it will give its title instead.",
          // The first answer is what Enter gives, so it loses nothing.
          choices: [
            ...(path.pathFile ? [choice("Remove, Keep File", false)] : []),
            choice("Remove and Delete File", true),
          ],
        },
      };
    }
    return change(snapshot, station, "Remove station", (workspace) =>
      removeStation(workspace, path, stop, deleteFile === true),
    );
  },

  "stationmaster.mergeStations": (snapshot, [first, second]) =>
    change(snapshot, first, "Merge stations", (workspace, { path, stop }) => {
      const other = second ? find(snapshot, second).stop : path.stops[path.stops.indexOf(stop) + 1];
      return other ? mergeStations(workspace, path, stop, other) : { refused: "No station comes after this one." };
    }),

  "stationmaster.splitStation": (snapshot, [station, position, version]) => {
    const { stop } = find(snapshot, station);
    if (!stop?.file || !stop.station) return refuse(NO_STATION);
    const lines = snapshot.linesOf(stop.file);
    if (!position) return chooseSection(snapshot, station, stop);
    if (typeof version === "number" && versionOf(snapshot, stop.file) !== version) {
      return refuse("The text has changed in the meantime. Please try again.");
    }
    const { start } = toOffsets(lines, { start: position as Position, end: position as Position });
    const sections = sectionsToSplitAt(stop.station);
    // At the top of a station, the cursor has not said which section is meant.
    if (sections.length > 1 && start < sections[1]!.heading.range.start) return chooseSection(snapshot, station, stop);
    return change(snapshot, station, "Split station", (workspace, at) =>
      splitStation(workspace, at.path, at.stop, start),
    );
  },

  "stationmaster.updateReferences": ({ workspace, uris, orderBefore }, [uri]) => {
    const before = orderBefore(uris.fileOf(String(uri)));
    const path = before && workspace.paths.get(before.path.id);
    if (!path) {
      // After a restart, no order from before is known: that all references are right is more than can be said.
      return {
        message:
          "Nothing was changed: in this session, no earlier order of this path is known that its references still follow.",
      };
    }
    const made = answered(followOrder(workspace, before.path, path, before.changed));
    return async (connected) => {
      connected.session.rememberAfter(path.id, made.change);
      const notes = await make(connected, made, "Update references");
      return notes ? told(made, notes) : {};
    };
  },
};

const NO_STATION = "Please open a station of a learning path first, or choose one in the Learning Path view.";

interface OnPath {
  readonly path: LearningPath;
  readonly stop: Stop;
}

/** Lists the places that a station can be moved to by what is there now; a number that is typed finds its place. */
function choosePlace(snapshot: Snapshot, given: unknown): CommandAnswer {
  const { path, stop } = find(snapshot, given);
  if (!stop) return refuse(NO_STATION);
  const others = path.stops.filter((each) => each !== stop);
  if (others.length === 0) return refuse("There is no other station on this path to move it before or after.");
  return {
    choose: {
      question: `Move Station ${stop.number} “${stop.title}”`,
      detail: "Where to? All references follow.",
      list: true,
      choices: others.map(({ number, title }) => ({
        title: `${number}  ${number < stop.number ? "before" : "after"} “${title}”`,
        command: "stationmaster.moveStation",
        arguments: [given, number],
      })),
    },
  };
}

function chooseSection(snapshot: Snapshot, given: unknown, { file, station, title, number }: Stop): CommandAnswer {
  const lines = snapshot.linesOf(file!);
  const sections = sectionsToSplitAt(station!).slice(1);
  if (sections.length === 0) return refuse("A station is split at a section, and this one has fewer than two.");
  return {
    choose: {
      question: `Split Station ${number} “${title}”`,
      detail: "Which section starts the new station?",
      list: true,
      choices: sections.map(({ heading }) => ({
        title: heading.prose.text.trim(),
        command: "stationmaster.splitStation",
        arguments: [given, toPositions(lines, { start: heading.range.start, end: heading.range.start }).start],
      })),
    },
  };
}

function find(snapshot: Snapshot, given: unknown): { path: LearningPath; stop: Stop | undefined } {
  const { uri, number, title } = (
    typeof given === "object" && given !== null ? given : { uri: given }
  ) as Partial<StationName>;
  const path = uri === undefined ? undefined : pathOf(snapshot, String(uri));
  if (!path) return refuse(NO_STATION);
  const stop = number === undefined ? path.stopOf(snapshot.uris.fileOf(String(uri))) : path.stopsAt(number)[0];
  if (number !== undefined && (!stop || (title !== undefined && stop.title !== title))) {
    return refuse("The path has changed in the meantime. Please try again.");
  }
  return { path, stop };
}

function change(
  snapshot: Snapshot,
  station: unknown,
  label: string,
  operation: (workspace: Workspace, at: OnPath) => PathChange | Refusal,
): Deed {
  const found = find(snapshot, station);
  if (!found.stop && label !== "Insert station") return refuse(NO_STATION);
  const made = answered(operation(snapshot.workspace, found as OnPath));
  return async (connected) => {
    const notes = await make(connected, made, label);
    if (!notes) return {};
    return { ...told(made, notes), ...(made.open !== undefined && { open: connected.uris.uriOf(made.open) }) };
  };
}

/**
 * Makes a change, if it loses nothing and no file that it was computed from has another text on disk by now.
 * @returns what it leaves to look after; undefined if the writer canceled it
 */
async function make(
  connected: Connected,
  { change: wanted, references, stations }: PathChange,
  label: string,
): Promise<readonly string[] | undefined> {
  const confirm = references
    ? `${label}: ${count(references, "reference")} in ${count(stations, "station")}`
    : undefined;
  const { edit, notes } = await safeChange(connected, wanted, confirm === undefined ? {} : { confirm });
  const { applied, failureReason } = await connected.connection.workspace.applyEdit({
    label,
    edit,
    metadata: { isRefactoring: true },
  });
  if (!applied && failureReason) refuse(failureReason);
  return applied ? notes : undefined;
}

function told({ references, stations, notes }: PathChange, more: readonly string[]): CommandAnswer {
  const follow = references ? `${count(references, "reference")} in ${count(stations, "station")} updated.` : "";
  const message = [...new Set([follow, ...notes, ...more])].filter(Boolean).join(" ");
  return message ? { message } : {};
}

function numberFrom(value: unknown): number {
  const number = Number(value);
  return Number.isInteger(number) && number > 0 ? number : refuse(`“${value}” is not a station number.`);
}
