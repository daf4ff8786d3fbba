import { baseName, relativeFile } from "../../files/names.ts";
import { DEFAULT_LANGUAGE, languageNamed } from "../../language/languages.ts";
import type { Station } from "../../station/station.ts";
import { count } from "../../text/count.ts";
import { groupBy } from "../../text/groups.ts";
import { type NewStation, newPathFile } from "../path-edits.ts";
import { proposedCall } from "../proposed-call.ts";
import type { Readers } from "../workspace.ts";
import { type Course, findCourse } from "./course.ts";
import type { CourseFiles } from "./course-files.ts";
import { type FormFigures, formOf, presetFor } from "./form.ts";

/** A learning path of the lessons that a folder has. */
export interface PathProposal {
  /** The folder of the path. */
  readonly folder: string;
  readonly course: Course;
  readonly form: FormFigures;
  readonly title: Chosen;
  readonly language: Chosen;
  /** What the lessons call each other; undefined where that is "Station". */
  readonly call: string | undefined;
  /** Undefined for the default. */
  readonly preset: string | undefined;
}

/** A value, and where it comes from. */
export interface Chosen {
  readonly value: string;
  readonly from: string;
}

/** Says in which language lessons are written, as a tag such as `de`; undefined where that can't be told. */
export type GuessLanguage = (lessons: readonly Station[]) => string | undefined;

/** Makes a learning path of the lessons of a folder, as its course lays them out. */
export function proposePath(files: CourseFiles, read: Readers["station"], guess: GuessLanguage): PathProposal {
  const { folder } = files;
  const course = findCourse(files);
  const lessons = course.lessons.flatMap((lesson): Station[] => {
    const text = lesson.kind === "file" ? files.textOf(lesson.file) : undefined;
    return text === undefined ? [] : [read(text, DEFAULT_LANGUAGE)];
  });
  const form = formOf(lessons);
  const language = languageOf(folder, course, lessons, guess);
  const texts = lessons.map(({ text }) => text);
  const call = proposedCall(texts, languageNamed(language.value), read);
  return { folder, course, form, title: titleOf(folder, course), language, call, preset: presetFor(form) };
}

/** The commented `path.yaml` of a proposal. */
export function proposedText({ folder, course, title, language, call, preset }: PathProposal): string {
  const stations = course.lessons.map(
    (lesson): NewStation =>
      lesson.kind === "planned" ? lesson : { kind: "file", name: relativeFile(folder, lesson.file) },
  );
  return newPathFile({ title: title.value, language: language.value, call, preset, stations });
}

function titleOf(folder: string, { title }: Course): Chosen {
  if (title) return { value: title.text, from: `from ${relativeFile(folder, title.file)}` };
  const value = baseName(folder)
    .replace(/[-_]+/g, " ")
    .replace(/\b\p{Ll}/gu, (letter) => letter.toUpperCase());
  // The top of a virtual file system has no name.
  return { value: value || "Learning Path", from: "from the name of the folder" };
}

function languageOf(folder: string, { language }: Course, lessons: readonly Station[], guess: GuessLanguage): Chosen {
  if (language) return { value: language.text, from: `from ${relativeFile(folder, language.file)}` };
  const guessed = guess(lessons);
  return guessed === undefined
    ? { value: "en", from: "a guess: there is too little text to tell" }
    : { value: guessed, from: "a guess from the text" };
}

/** At most this many names are listed of what was taken, and of what was left for one reason. */
const MOST_TAKEN = 12;
const MOST_LEFT = 6;

/** The lessons in order, line by line; of many, the first ones. */
export function takenLines({ folder, course: { lessons } }: PathProposal): readonly string[] {
  const names = lessons.map((lesson) =>
    lesson.kind === "file" ? relativeFile(folder, lesson.file) : `planned: ${lesson.title}`,
  );
  const shown = names.length > MOST_TAKEN ? names.slice(0, MOST_TAKEN - 2) : names;
  const width = String(names.length).length;
  return [
    ...shown.map((name, at) => `  ${String(at + 1).padStart(width)}  ${name}`),
    ...(shown.length < names.length ? [`  … and ${names.length - shown.length} more`] : []),
  ];
}

/** What was found out about the lessons, and what was left, line by line. */
export function foundLines(proposal: PathProposal): readonly string[] {
  const { folder, course, form, title, language, call } = proposal;
  const { hook, takeaway, bridge, keyTerms } = form;
  const parts = `a hook: ${hook}, a takeaway: ${takeaway}, a bridge: ${bridge}, key terms: ${keyTerms}`;
  return [
    `Title: ${title.value} (${title.from})`,
    `Language: ${language.value} (${language.from})`,
    ...(call === undefined ? [] : [`Call: ${call}, as the text says “${call} 2” and the like`]),
    `Written as a station: ${form.inForm} of ${count(form.lessons, "lesson")} (with ${parts})`,
    ...(proposal.preset === undefined ? [] : [`Preset: ${proposal.preset}, since fewer than half are`]),
    ...leftLines(proposal),
    ...(course.missing.length ? [`Listed but not there: ${someOf(course.missing)}`] : []),
    ...(course.others.length
      ? [
          `Other courses here, each of which can be a path in its own folder: ${someOf(course.others.map((file) => relativeFile(folder, file)))}`,
        ]
      : []),
  ];
}

/** What gives the lessons their order, as a phrase. */
export function orderText({ folder, course: { order } }: PathProposal): string {
  switch (order.kind) {
    case "configuration":
      return `the order of ${relativeFile(folder, order.file)} (${order.tool})`;
    case "positions":
      return "the order of the positions in their front matter, and of their names";
    case "names":
      return "the order of their names, by number";
  }
}

/** What was left, by the reasons. */
export function leftLines({ folder, course: { left } }: PathProposal): readonly string[] {
  if (left.length === 0) return [];
  const reasons = groupBy(left, ({ why }) => why);
  const namesOf = (files: Course["left"]) => inFolders(files.map(({ file }) => relativeFile(folder, file)));
  return [
    `Left out: ${count(left.length, "file")}`,
    ...[...reasons].map(([why, files]) => `  ${why}: ${someOf(namesOf(files))}`),
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
