import { relativeFile } from "../../server/src/files/names.ts";
import { type Course, findCourse } from "../../server/src/path/course/course.ts";
import { courseFiles } from "../../server/src/path/course/course-files.ts";
import { naturalOrder } from "../../server/src/text/natural-order.ts";
import { parseFixture, ROOT } from "./fixture.ts";

/** The course in the files of fixtures. */
export function courseIn(...fixtures: readonly string[]): Course {
  const texts = new Map(fixtures.flatMap((fixture) => [...parseFixture(fixture)]));
  return findCourse(courseFiles(ROOT, [...texts.keys()].sort(naturalOrder), (file) => texts.get(file)));
}

/** The lessons of the course in the files of fixtures, one per line. */
export function lessonsIn(...fixtures: readonly string[]): string {
  return courseIn(...fixtures)
    .lessons.map((each) => (each.kind === "planned" ? `planned: ${each.title}` : relativeFile(ROOT, each.file)))
    .join("\n");
}

/** The files that are left out of the course in fixtures, one per line, with the reasons. */
export function leftIn(...fixtures: readonly string[]): string {
  return courseIn(...fixtures)
    .left.map(({ file, why }) => `${relativeFile(ROOT, file)}: ${why}`)
    .join("\n");
}

/** A fixture of files that have only a title. */
export function pages(...names: readonly string[]): string {
  return names.map((name) => `-- ${name} --\n# Page\n`).join("");
}
