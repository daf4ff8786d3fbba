import { relativeFile } from "../../../files/names.ts";
import { todoNdjson } from "../../../lint/report-todo.ts";
import { type VerificationTextOptions, verificationJson, verificationText } from "../../../lint/report-verification.ts";
import type { LearningPath } from "../../../path/learning-path.ts";
import { openSentences } from "../../../path/open-sentences.ts";
import { citesRetracted, lookUpRetractions, type RetractionList } from "../../../path/retractions.ts";
import { isVerified } from "../../../path/verification.ts";
import { type VerificationReport, verificationReport } from "../../../path/verification-report.ts";
import { makeWorkspace, pathsOf } from "../../../path/workspace.ts";
import { fileAt, today } from "../../disk.ts";
import { readersFor } from "../../readers.ts";
import { leastCoverage, timeLimitFrom } from "../check-options.ts";
import { coverageShortfalls, looseNote, looseStations } from "../coverage-gate.ts";
import { expectInTime, inTimeOf, tooLong } from "../path-time.ts";
import { readTargets } from "../targets.ts";
import { columns, paintFor, tell, UsageError } from "../terminal.ts";
import { deliverText, expectOurs } from "../write-file.ts";

export interface VerifyOptions {
  readonly format: string;
  readonly output?: string;
  /** Whether what somebody else wrote may be overwritten. */
  readonly force?: boolean;
  readonly todo?: boolean;
  readonly record?: string;
  readonly accept?: boolean;
  readonly all?: boolean;
  readonly by?: string;
  readonly sentence: readonly string[];
  readonly minCoverage?: string;
  readonly timeLimit: string;
  /** A list of retractions. */
  readonly retractions?: string;
  readonly color: boolean;
}

/**
 * Reports what is verified of paths.
 * @returns the exit code: 0 all is as it has to be, 1 a premium path or a minimum falls short, 2 something could not be read
 */
export async function verify(names: readonly string[], options: VerifyOptions): Promise<number> {
  expectOneTask(options);
  const seconds = timeLimitFrom(options.timeLimit);
  if (options.record !== undefined)
    return (await import("./verify-record-action.ts")).recordFile(names, options.record, seconds);
  if (options.accept) {
    const { by, sentence: hashes, all = false } = options;
    return (await import("./verify-record-action.ts")).acceptProposed(names, { by, hashes, all }, seconds);
  }
  const least = leastCoverage(options.minCoverage);
  if (options.output !== undefined) expectOurs(options.output, options.force);
  const { files, texts, unreadable } = await readTargets(names.length ? names : ["."]);
  const workspace = makeWorkspace(await readersFor(texts.map(({ file }) => file)), texts);
  const all = [...new Set(files.flatMap((file) => pathsOf(workspace, file)))];
  const retractions =
    options.retractions === undefined
      ? undefined
      : await (await import("../retraction-list.ts")).readRetractions(options.retractions, all);
  const done = options.todo ? [] : all.map((path) => ({ path, report: reportInTime(path, seconds, retractions) }));
  const late = done.filter(({ report }) => !report).map(({ path }) => path);
  const paths = all.filter((path) => !late.includes(path));
  const reports = done.flatMap(({ path, report }) => (report && isVerified(path) ? report.value : []));
  const nameOf = (file: string) => relativeFile(fileAt("."), file) || ".";
  for (const { file, reason } of unreadable) tell(`${nameOf(file)}: ${reason}`);
  for (const { id } of late) tell(`${nameOf(id)}: ${tooLong(seconds)}`);
  const written = options.todo
    ? todoNdjson(
        expectInTime(paths, seconds, () => openSentences(paths, today())),
        nameOf,
      )
    : await render(reports, options, { nameOf, retractions });
  await deliverText(written, options);
  if (options.todo) return unreadable.length ? 2 : 0;
  const isOpen = reports.some(({ path, whole }) => path.pathFile?.tier === "premium" && !whole);
  const shortfalls = least === undefined ? [] : coverageShortfalls(paths, least, retractions);
  for (const shortfall of shortfalls) tell(shortfall);
  const loose = least === undefined ? [] : looseStations(workspace, files);
  if (loose.length > 0) tell(looseNote(loose, nameOf));
  const isNothing = least !== undefined && all.length + loose.length === 0;
  if (isNothing) tell("No station was found, so there is nothing that --min-coverage could measure.");
  if (isNothing || unreadable.length + late.length) return 2;
  const retracting = retractions
    ? all.filter((path) => citesRetracted(path, lookUpRetractions(path, retractions)))
    : [];
  for (const { title } of retracting.filter((path) => !isVerified(path)))
    tell(
      `“${title}” cites a retracted source, and is not in this report. “stationmaster sources --retractions” lists it.`,
    );
  return retracting.length > 0 || (least === undefined ? isOpen : shortfalls.length > 0) ? 1 : 0;
}

function reportInTime(
  path: LearningPath,
  seconds: number,
  retractions: RetractionList | undefined,
): { readonly value: VerificationReport } | undefined {
  return inTimeOf([path], seconds, () => verificationReport(path, today(), retractions));
}

/** @throws UsageError where options are given that don't belong together */
function expectOneTask(options: VerifyOptions): void {
  const { todo, record, accept, all, by, sentence, format, output, minCoverage, retractions } = options;
  const tasks = [todo && "--todo", record !== undefined && "--record", accept && "--accept"].filter(Boolean);
  if (tasks.length > 1) throw new UsageError(`Please give ${tasks.join(" or ")}, not both.`);
  if (todo && format !== "text" && format !== "ndjson")
    throw new UsageError(`--todo expects --format ndjson; got “${format}”.`);
  if (!todo && format === "ndjson") throw new UsageError("--format ndjson expects --todo.");
  if (!accept && (by !== undefined || sentence.length > 0 || all))
    throw new UsageError("--by, --all and --sentence expect --accept.");
  if (tasks.length > 0 && retractions !== undefined)
    throw new UsageError(`${tasks[0]} looks up no retractions. Please run “stationmaster verify --retractions” apart.`);
  if ((record !== undefined || accept) && (output !== undefined || minCoverage !== undefined || format !== "text"))
    throw new UsageError(`${tasks[0]} prints no report.`);
}

async function render(
  reports: readonly VerificationReport[],
  { format, color, output }: VerifyOptions,
  { nameOf, retractions }: Pick<VerificationTextOptions, "nameOf" | "retractions">,
): Promise<string> {
  switch (format) {
    case "json":
      return verificationJson(reports, { nameOf, retractions });
    case "html": {
      const [report, other] = reports;
      if (!report) throw new UsageError("No learning path here has verified sentences.");
      if (other)
        throw new UsageError(
          `A page is about one path. Please name one of: ${reports.map(({ path }) => nameOf(path.id)).join(", ")}.`,
        );
      return (await import("../../../render/verification-page.ts")).verificationPage(report, today(), retractions);
    }
    default:
      return verificationText(reports, {
        paint: paintFor(color && output === undefined),
        columns: columns(),
        nameOf,
        retractions,
      });
  }
}
