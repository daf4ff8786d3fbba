import type { Element, ElementContent } from "hast";
import { h } from "hastscript";
import { noticeText, retractionListText } from "../lint/report-retractions.ts";
import type { LearningPath, Stop } from "../path/learning-path.ts";
import { type CheckedSource, lookUpRetractions, type RetractionList } from "../path/retractions.ts";
import { fieldOf, type Source } from "../path/source.ts";
import { count } from "../text/count.ts";
import { fullEntry } from "./citation-styles.ts";
import { htmlDocument } from "./document.ts";
import { drawRun } from "./path-parts.ts";

/** What a page of sources may have beside them. */
export interface SourcesPageOptions {
  /** The path's name, perhaps as a link to its page. */
  readonly name?: ElementContent;
  /** A list of retractions that the sources are looked up in. */
  readonly retractions?: RetractionList | undefined;
}

/**
 * Every source of a path on a page of its own: what it is, under which license it is used, whom to name for it, and which
 * stations cite it.
 * @param linkTo draws a station, perhaps as a link to its page
 */
export function sourcesPage(
  path: LearningPath,
  linkTo: (stop: Stop) => ElementContent,
  { name = { type: "text", value: path.title }, retractions }: SourcesPageOptions = {},
): string {
  const sources = [...path.sources.values()];
  const checked = retractions ? lookUpRetractions(path, retractions) : [];
  const bySource = new Map(checked.map((each) => [each.source, each]));
  const unlicensed = sources.filter((source) => !fieldOf(source, "license")).length;
  const facts = [count(sources.length, "source"), ...(unlicensed ? [`${unlicensed} without a license`] : [])];
  return htmlDocument({
    title: `Sources · ${path.title}`,
    language: path.pathFile?.language ?? "en",
    content: [
      h("header", { className: "head" }, [
        h("p", { className: "place" }, name),
        h("h1", "Sources and Licenses"),
        h("p", { className: "facts" }, facts.join(" · ")),
        ...(retractions ? [h("p", { className: "facts" }, retractionListText(retractions, checked))] : []),
      ]),
      h(
        "ul",
        { className: "proofs" },
        sources.map((source) => sourceItem(path, source, bySource.get(source), linkTo)),
      ),
    ],
    data: undefined,
  });
}

function sourceItem(
  path: LearningPath,
  source: Source,
  checked: CheckedSource | undefined,
  linkTo: (stop: Stop) => ElementContent,
): Element {
  const runs = fullEntry(source, path.pathFile?.citationStyle ?? "author-date");
  const stops = [...new Set((path.citationsOf.get(source.key) ?? []).map(({ from }) => from))];
  const cited = stops.flatMap((stop, at) => [at ? ", " : "Cited in ", linkTo(stop)]);
  const attribution = fieldOf(source, "attribution");
  return h("li", [
    h("p", runs.length ? runs.map(drawRun) : source.key),
    ...(source.retracted || checked?.isRetracted ? [h("p", h("strong", "This source was retracted."))] : []),
    ...(checked?.notices ?? []).map((notice) => h("p", { className: "facts" }, `${noticeText(notice)}.`)),
    h("p", { className: "facts" }, ["License: ", license(fieldOf(source, "license"))]),
    ...(attribution ? [h("p", { className: "facts" }, `Attribution: ${attribution}`)] : []),
    h("p", { className: "facts" }, cited.length ? cited : "Not cited"),
  ]);
}

function license(name: string): ElementContent {
  if (!name) return { type: "text", value: "not stated" };
  return /^https?:\/\/\S+$/i.test(name) ? drawRun({ text: name, href: name }) : { type: "text", value: name };
}
