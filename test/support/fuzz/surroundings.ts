import { makeWorkspace, type Workspace } from "../../../server/src/path/workspace.ts";
import type { Range } from "../../../server/src/text/range.ts";
import { LONE_FILE, ROOT } from "../fixture.ts";
import { readers } from "../server-in-process.ts";

/** The files around the station that is tried, by name. */
export const OTHERS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    "path.yaml": "title: Water\nstations:\n  - vapor.station.md\n  - station.station.md\n  - snow.station.md\n",
    "vapor.station.md": "# Vapor\n\nWater rises.\n\n**Key term:** vapor — water in the air.\n\nSee Station 2.\n",
    "snow.station.md": "# Snow\n\nSnow is rain, as Station 1 says of vapor.\n\nTakeaway: It falls.\n",
    "sources.json": '[{ "id": "key", "type": "book", "title": "Rain" }]\n',
  }).map(([name, text]) => [`${ROOT}/${name}`, text]),
);

/** The workspace of a station with a text, and what is around it. */
export function workspaceOf(text: string): Workspace {
  const files = [...OTHERS, [LONE_FILE, text] as const];
  return makeWorkspace(
    readers,
    files.map(([file, each]) => ({ file, text: each })),
  );
}

/** The range that a client can name: its ends stand neither within a character nor within a line end. */
export function whole(text: string, { start, end }: Range): Range {
  const down = (at: number): number => {
    const [before = "", after = ""] = [text[at - 1], text[at]];
    return (before === "\r" && after === "\n") || /^[\ud800-\udbff][\udc00-\udfff]$/.test(before + after) ? at - 1 : at;
  };
  return { start: down(start), end: down(end) };
}
