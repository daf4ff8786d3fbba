import { basename } from "node:path";
import { baseName, relativeFile } from "../../../files/names.ts";
import { DEFAULT_LANGUAGE, languageNamed } from "../../../language/languages.ts";
import { type Course, findCourse } from "../../../path/course/course.ts";
import { courseFiles } from "../../../path/course/course-files.ts";
import { type FormFigures, formOf, presetFor } from "../../../path/course/form.ts";
import { ignorePatterns } from "../../../path/ignore-patterns.ts";
import { type NewStation, newPathFile } from "../../../path/path-edits.ts";
import { proposedCall } from "../../../path/proposed-call.ts";
import type { Station } from "../../../station/station.ts";
import { count } from "../../../text/count.ts";
import { groupBy } from "../../../text/groups.ts";
import { naturalOrder } from "../../../text/natural-order.ts";
import { allFilesIn, fileAt, lookUpWithin, readText } from "../../disk.ts";
import { ignoringOnDisk } from "../../ignoring-on-disk.ts";
import { readersFor } from "../../readers.ts";
import { pathFileIn } from "../../surroundings.ts";
import { guessLanguage } from "../guess-language.ts";
import { say, UsageError } from "../terminal.ts";
import { writeNewFile } from "../write-file.ts";

/** At most this many files are looked at: a folder with more is no course. */
const MOST_FILES = 50_000;

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
  const files = courseFiles(
    folder,
    [...allFilesIn(folder, MOST_FILES, ignoringOnDisk([folder], ignorePatterns))].sort(naturalOrder),
    read,
  );
  const course = findCourse(files);
  const readers = await readersFor([]);
  const lessons = course.lessons.flatMap((lesson): Station[] => {
    const text = lesson.kind === "file" ? files.textOf(lesson.file) : undefined;
    return text === undefined ? [] : [readers.station(text, DEFAULT_LANGUAGE)];
  });
  const form = formOf(lessons);
  const language = languageOf(course, lessons);
  const texts = lessons.map(({ text }) => text);
  const call = proposedCall(texts, languageNamed(language.value), readers.station);
  const chosen = { title: titleOf(course), language, call, preset: presetFor(form) };
  const stations = course.lessons.map(
    (lesson): NewStation =>
      lesson.kind === "planned" ? lesson : { kind: "file", name: relativeFile(folder, lesson.file) },
  );
  const written = newPathFile({
    title: chosen.title.value,
    language: chosen.language.value,
    call,
    preset: chosen.preset,
    stations,
  });
  writeNewFile("path.yaml", written);
  await say(summaryOf(course, { folder, form, ...chosen }));
  return 0;
}

/** A value, and where it comes from. */
interface Chosen {
  readonly value: string;
  readonly from: string;
}

function titleOf({ title }: Course): Chosen {
  if (title) return { value: title.text, from: `from ${relativeFile(fileAt("."), title.file)}` };
  const value = basename(process.cwd())
    .replace(/[-_]+/g, " ")
    .replace(/\b\p{Ll}/gu, (letter) => letter.toUpperCase());
  return { value, from: "from the name of the folder" };
}

function languageOf({ language }: Course, lessons: readonly Station[]): Chosen {
  if (language) return { value: language.text, from: `from ${relativeFile(fileAt("."), language.file)}` };
  const guessed = guessLanguage(lessons);
  return guessed === undefined
    ? { value: "en", from: "a guess: there is too little text to tell" }
    : { value: guessed, from: "a guess from the text" };
}

interface Summary {
  readonly folder: string;
  readonly form: FormFigures;
  readonly title: Chosen;
  readonly language: Chosen;
  readonly call: string | undefined;
  readonly preset: string | undefined;
}

/** At most this many names are listed of what was taken, and of what was left for one reason. */
const MOST_TAKEN = 12;
const MOST_LEFT = 6;

function summaryOf(course: Course, { folder, form, title, language, call, preset }: Summary): string {
  const { lessons, left, missing, others } = course;
  const nameOf = (file: string) => relativeFile(folder, file);
  if (lessons.length === 0) {
    return [
      `Wrote path.yaml with 0 stations: there is no file here that may be a lesson, such as rain.md or rain.station.md.`,
      "List the lessons under “stations:”; any Markdown file can be one.",
      ...leftLines(left, nameOf),
    ].join("\n");
  }
  const names = lessons.map((lesson) => (lesson.kind === "file" ? nameOf(lesson.file) : `planned: ${lesson.title}`));
  const shown = names.length > MOST_TAKEN ? names.slice(0, MOST_TAKEN - 2) : names;
  const width = String(names.length).length;
  return [
    `Wrote path.yaml with ${count(lessons.length, "station")}, in ${orderText(course, nameOf)}:`,
    ...shown.map((name, at) => `  ${String(at + 1).padStart(width)}  ${name}`),
    ...(shown.length < names.length ? [`  … and ${names.length - shown.length} more`] : []),
    "",
    `Title: ${title.value} (${title.from})`,
    `Language: ${language.value} (${language.from})`,
    ...(call === undefined ? [] : [`Call: ${call}, as the text says “${call} 2” and the like`]),
    ...formLines(form, preset),
    ...leftLines(left, nameOf),
    ...(missing.length ? [`Listed but not there: ${someOf(missing)}`] : []),
    ...(others.length
      ? [
          `Other courses here, for which you can run “stationmaster init” in their folders: ${someOf(others.map(nameOf))}`,
        ]
      : []),
    "",
    "Next: see whether path.yaml lists what you mean. Then “stationmaster check” checks it;",
    "“stationmaster check --baseline write” records what there is to find now, so that later checks report new findings only.",
  ].join("\n");
}

function orderText({ order }: Course, nameOf: (file: string) => string): string {
  switch (order.kind) {
    case "configuration":
      return `the order of ${nameOf(order.file)} (${order.tool})`;
    case "positions":
      return "the order of the positions in their front matter, and of their names";
    case "names":
      return "the order of their names, by number";
  }
}

function formLines({ lessons, hook, takeaway, bridge, keyTerms, inForm }: FormFigures, preset: string | undefined) {
  const parts = `a hook: ${hook}, a takeaway: ${takeaway}, a bridge: ${bridge}, key terms: ${keyTerms}`;
  const form = `Written as a station: ${inForm} of ${count(lessons, "lesson")} (with ${parts})`;
  return preset === undefined ? [form] : [form, `Preset: ${preset}, since fewer than half are`];
}

/** What was left, by the reasons. */
function leftLines(left: Course["left"], nameOf: (file: string) => string): readonly string[] {
  if (left.length === 0) return [];
  const reasons = groupBy(left, ({ why }) => why);
  return [
    `Left out: ${count(left.length, "file")}`,
    ...[...reasons].map(([why, files]) => `  ${why}: ${someOf(inFolders(files.map(({ file }) => nameOf(file))))}`),
  ];
}

/** Names, or where these are many, the folders that several are in. */
function inFolders(names: readonly string[]): readonly string[] {
  if (names.length <= MOST_LEFT) return names;
  return [...groupBy(names, (name) => name.slice(0, name.indexOf("/") + 1) || name)].map(([folder, files]) =>
    files.length > 1 ? `${folder} (${count(files.length, "file")})` : files[0]!,
  );
}

function someOf(names: readonly string[]): string {
  const more = names.length - MOST_LEFT;
  return more > 1 ? `${names.slice(0, MOST_LEFT).join(", ")} and ${more} more` : names.join(", ");
}
