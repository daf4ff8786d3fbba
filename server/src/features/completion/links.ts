import { folderOf, relativeFile } from "../../files/names.ts";
import { linkedFile } from "../../path/linked-file.ts";
import { stationOf } from "../../path/workspace.ts";
import { anchorsOf } from "../../station/anchors.ts";
import { addressOf, splitTarget } from "../../station/links.ts";
import { type Completion, last, lineAround, type Place } from "./place.ts";

const TARGET = /(!?)\[[^[\]]*\]\(<?([^()<>\s]*)$/;

/** Whether pictures are asked for, which must be looked for on disk. */
export function asksForPictures(text: string, offset: number): boolean {
  return TARGET.exec(lineAround(text, offset).before)?.[1] === "!";
}

/** Headings after a `#` in a link, stations and pictures before one. */
export function linkCompletions(place: Place): readonly Completion[] | undefined {
  const { before, offset, file, workspace, pictures } = place;
  const match = TARGET.exec(before);
  if (!match) return undefined;
  const [, image, typed] = match;
  const hash = typed!.indexOf("#");
  if (hash >= 0 && !image) return headings(place, typed!.slice(0, hash), typed!.length - hash - 1);
  const here = folderOf(file);
  const range = last(offset, typed!.length);
  if (image) {
    return pictures.map((picture) => {
      const name = relativeFile(here, picture);
      return { kind: "file", label: name, range, newText: addressOf(name), commit: [")"] };
    });
  }
  const paths = new Set(place.paths.flatMap(({ stops }) => stops.flatMap((stop) => stop.file ?? [])));
  const inFolder = workspace.folders.get(here)?.stations.keys() ?? [];
  const near = new Set([...paths, ...inFolder]);
  near.delete(file);
  return [...near].flatMap((each): Completion[] => {
    const station = stationOf(workspace, each);
    if (!station) return [];
    const name = relativeFile(here, each);
    const detail = station.title?.prose.text ?? "";
    return [
      {
        kind: "file",
        label: name,
        detail,
        range,
        newText: addressOf(name),
        filterText: `${name} ${detail}`,
        commit: [")", "#"],
        about: `file ${each}`,
      },
    ];
  });
}

function headings({ workspace, file, offset, station }: Place, name: string, length: number): readonly Completion[] {
  const target = name ? stationOf(workspace, linkedFile(workspace, file, splitTarget(name).file)) : station;
  if (!target) return [];
  return [...anchorsOf(target).headings].map(([anchor, { prose }]) => ({
    kind: "heading",
    label: anchor,
    detail: prose.text,
    range: last(offset, length),
    newText: anchor,
    filterText: `${anchor} ${prose.text}`,
    commit: [")"],
  }));
}
