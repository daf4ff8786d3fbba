import type { CheckedSource, RetractionList, RetractionNotice } from "../path/retractions.ts";
import { count } from "../text/count.ts";

/** A list of retractions as reports for programs name it. */
export function retractionListJson({ file, sha256, date, rows }: RetractionList): object {
  return { file, sha256, date: date || null, rows };
}

/** What a list says of a source, for programs. */
export function checkedSourceJson({ source, notices, isRetracted, isLookedUp }: CheckedSource): object {
  return {
    retracted: isRetracted || source.retracted,
    lookedUp: isLookedUp,
    notices: notices.map(({ nature, date, reasons, notice, by }) => ({
      nature,
      date: date || null,
      reasons,
      notice: notice || null,
      foundBy: by,
    })),
  };
}

/** “Retraction of 2021-04-15: Error in Data; Concerns (found by its DOI, 10.1000/rain; notice: 10.1000/notice)”. */
export function noticeText({ nature, date, reasons, notice, by }: RetractionNotice): string {
  const name = nature ? nature[0]!.toUpperCase() + nature.slice(1) : "Notice";
  const found = [`found by its ${by.kind}, ${by.value}`, ...(notice ? [`notice: ${notice}`] : [])].join("; ");
  return `${name}${date ? ` of ${date}` : ""}${reasons.length ? `: ${reasons.join("; ")}` : ""} (${found})`;
}

/** Which list sources were looked up in, and which sources could not be: a sentence or two. */
export function retractionListText(
  { file, sha256, date, rows }: RetractionList,
  sources: readonly CheckedSource[],
): string {
  const latest = date ? `, the latest of ${date}` : "";
  const list = `Looked up in ${file}: ${count(rows, "notice")}${latest}, SHA-256 ${sha256}.`;
  const left = sources.filter(({ isLookedUp }) => !isLookedUp).map(({ source }) => source.key);
  if (left.length === 0) return list;
  const have = left.length === 1 ? "has no DOI and no PMID, so it was" : "have no DOI and no PMID, so they were";
  return `${list} ${count(left.length, "source")} ${have} not looked up: ${left.join(", ")}.`;
}
