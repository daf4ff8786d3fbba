import { isStationFile } from "../files/kinds.ts";
import { courseFiles } from "../path/course/course-files.ts";
import { mayBeLesson } from "../path/course/left-out.ts";
import { type PathProposal, proposePath } from "../path/course/proposal.ts";
import { type Connected, inTime } from "./entry.ts";
import type { Beginning } from "./messages.ts";

/** What there is to begin with. Where a path has a station already, nobody asks. */
export async function beginning({ session, uris }: Connected): Promise<Beginning> {
  await session.loaded();
  const [path] = [...session.workspace.paths.values()].filter(({ stops }) => stops.length === 0);
  if (path) return { kind: "path without stations", path: uris.uriOf(path.id) };
  for (const root of session.roots) {
    const files = await session.host.allFiles(root);
    if (files.some((file) => isStationFile(file) || mayBeLesson(root, file))) return { kind: "lessons" };
  }
  return { kind: "nothing" };
}

/** Finds the lessons of a folder. Only texts that say something about its course are read, whatever other files there are. */
export async function proposalFor(connected: Connected, folder: string): Promise<PathProposal> {
  const { host, roots, workspace } = connected.session;
  const all = await host.allFiles(folder);
  const guess = await host.guessLanguage();
  const texts = new Map<string, string | undefined>();
  for (;;) {
    const missing = new Set<string>();
    const files = courseFiles(folder, all, (file) => {
      if (!texts.has(file)) missing.add(file);
      return texts.get(file);
    });
    const proposal = inTime(connected, [], () => proposePath(files, workspace.readers.station, guess));
    if (missing.size === 0) return proposal;
    for (const file of missing) {
      const open = connected.session.documents.get(file);
      texts.set(file, open?.text ?? (await host.read(file, roots))?.text);
    }
  }
}
