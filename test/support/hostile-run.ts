import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import type { Report } from "../../server/src/lint/report.ts";
import { reportCheckstyle, reportJunit } from "../../server/src/lint/report-xml.ts";
import { randomFor } from "./fuzz/random.ts";
import { hostileReport, reportOfAllUnits, wrongWith } from "./hostile-reports.ts";

/** What the driver (`test/endurance/output.mjs`) hands to a thread: reports `first`, `first + step`, … below `end`. */
interface Work {
  readonly seed: number;
  readonly first: number;
  readonly step: number;
  readonly end: number;
  /** How many messages a report has. */
  readonly messages: number;
  /** Where some of the reports in XML go, for another program to read. */
  readonly folder: string;
}

/** Pages are dear to make, and XML dear to have read elsewhere: one report in this many. */
const EVERY_PAGE = 20;
const EVERY_FILE = 5;

const { seed, first, step, end, messages, folder } = workerData as Work;
mkdirSync(folder, { recursive: true });
let pages = 0;
for (let number = first; number < end; number += step) {
  const report = hostileReport(randomFor(seed, number), messages);
  const page = number % EVERY_PAGE === 0;
  pages += Number(page);
  const wrong = wrongWith(report, { page });
  if (wrong.length) parentPort!.postMessage({ number, wrong: wrong.slice(0, 5) });
  if (number % EVERY_FILE === 0) writeXml(`${number}`, report);
}
// In one of the threads.
if (first % step === 0) writeXml("all-units", reportOfAllUnits());
parentPort!.postMessage({ pages });

/** Leaves a report in XML for another program to read. */
function writeXml(name: string, report: Report): void {
  writeFileSync(join(folder, `${name}-junit.xml`), reportJunit(report));
  writeFileSync(join(folder, `${name}-checkstyle.xml`), reportCheckstyle(report));
}
