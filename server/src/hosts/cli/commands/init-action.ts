import { baseName } from "../../../files/names.ts";
import { courseFiles, MOST_FILES } from "../../../path/course/course-files.ts";
import {
  foundLines,
  leftLines,
  orderText,
  type PathProposal,
  proposedText,
  proposePath,
  takenLines,
} from "../../../path/course/proposal.ts";
import { ignorePatterns } from "../../../path/ignore-patterns.ts";
import { count } from "../../../text/count.ts";
import { naturalOrder } from "../../../text/natural-order.ts";
import { lookUpWithin } from "../../bounds.ts";
import { allFilesIn, fileAt, readText } from "../../disk.ts";
import { guessLanguage } from "../../guess-language.ts";
import { ignoringOnDisk } from "../../ignoring-on-disk.ts";
import { readersFor } from "../../readers.ts";
import { pathFileIn } from "../../surroundings.ts";
import { say, UsageError } from "../terminal.ts";
import { writeNewFile } from "../write-file.ts";

/** Writes a commented `path.yaml` for the lessons of this folder, and says what it took, in what order, and what it left. */
export async function init(): Promise<number> {
  const folder = fileAt(".");
  const there = pathFileIn(folder);
  if (there) throw new UsageError(`There is already a ${baseName(there)} here.`);
  const look = lookUpWithin([folder]);
  const read = (file: string) => {
    const result = readText(file, look);
    return "text" in result ? result.text : undefined;
  };
  const all = allFilesIn(folder, MOST_FILES, ignoringOnDisk([folder], ignorePatterns));
  const readers = await readersFor([]);
  const files = courseFiles(folder, [...all].sort(naturalOrder), read);
  const proposal = proposePath(files, readers.station, guessLanguage);
  writeNewFile("path.yaml", proposedText(proposal));
  await say(summaryOf(proposal));
  return 0;
}

function summaryOf(proposal: PathProposal): string {
  const { lessons } = proposal.course;
  if (lessons.length === 0) {
    return [
      `Wrote path.yaml with 0 stations: there is no file here that may be a lesson, such as rain.md or rain.station.md.`,
      "List the lessons under “stations:”; any Markdown file can be one.",
      ...leftLines(proposal),
    ].join("\n");
  }
  return [
    `Wrote path.yaml with ${count(lessons.length, "station")}, in ${orderText(proposal)}:`,
    ...takenLines(proposal),
    "",
    ...foundLines(proposal),
    "",
    "Next: see whether path.yaml lists what you mean. Then “stationmaster check” checks it;",
    "“stationmaster check --baseline write” records what there is to find now, so that later checks report new findings only.",
  ].join("\n");
}
