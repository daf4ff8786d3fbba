import type { Element, ElementContent } from "hast";
import { h } from "hastscript";
import type { Coverage } from "../ledger/states.ts";
import { noticeText, retractionListText } from "../lint/report-retractions.ts";
import type { CheckedSource, RetractionList } from "../path/retractions.ts";
import {
  type CiteProof,
  provenOn,
  type SentenceProof,
  type StationProof,
  type VerificationReport,
} from "../path/verification-report.ts";
import { coverageText, stateName, storedQuoteText } from "../path/verification-words.ts";
import { count } from "../text/count.ts";
import { htmlDocument } from "./document.ts";

/**
 * What is verified of a path, as a page of its own for a reviewer: every sentence, what it rests on, who compared it, and what
 * all of that does not prove.
 * @param today the day of the report, as `2026-11-23`
 * @param retractions the list of retractions that the sources were looked up in, where one was given
 */
export function verificationPage(report: VerificationReport, today: string, retractions?: RetractionList): string {
  const { path, coverage, whole, stations } = report;
  return htmlDocument({
    title: `Verification · ${path.title}`.slice(0, 70),
    language: path.pathFile?.language ?? "en",
    content: [
      h("header", { className: "head" }, [
        h("p", { className: "place" }, `Verification report of ${today}`),
        h("h1", path.title),
        h("p", { className: ["verdict", whole ? "done" : "open"] }, verdict(coverage, whole)),
      ]),
      h("p", { className: "key-term" }, provenOn([report])),
      h("h2", "Stations"),
      overview(stations),
      ...stations.map(stationSection),
      ...(retractions ? [retractionSection(report, retractions)] : []),
    ],
    data: undefined,
  });
}

function verdict(coverage: Coverage, whole: boolean): string {
  return whole ? `All ${count(coverage.due, "fact")} are verified.` : `Not all is verified: ${coverageText(coverage)}.`;
}

function overview(stations: readonly StationProof[]): Element {
  const cells = (texts: readonly ElementContent[][]) => texts.map((content) => h("td", content));
  const rows = stations.map(({ stop, coverage: { covered, due, unclassified, outdated } }, at) =>
    h("tr", [
      h("td", h("a", { href: `#${sectionId(at)}` }, `${stop.number} ${stop.title}`)),
      ...cells([covered, due, unclassified, outdated].map((number) => [{ type: "text", value: String(number) }])),
    ]),
  );
  const heads = ["Station", "Verified", "Facts", "To sort", "Other, out of date"];
  return h("section", { className: "table", tabIndex: 0, ariaLabel: "Stations" }, [
    h("table", [
      h(
        "thead",
        h(
          "tr",
          heads.map((head) => h("th", { scope: "col" }, head)),
        ),
      ),
      h("tbody", rows),
    ]),
  ]);
}

function retractionSection({ checkedSources = [] }: VerificationReport, retractions: RetractionList): Element {
  const named = checkedSources.filter(({ source, notices }) => source.retracted || notices.length > 0);
  return h("section", { ariaLabelledBy: "h-retractions" }, [
    h("h2", { id: "h-retractions" }, "Retractions"),
    h("p", { className: "facts" }, retractionListText(retractions, checkedSources)),
    ...(named.length ? [h("ul", { className: "proofs" }, named.map(checkedSource))] : []),
  ]);
}

function checkedSource({ source, isRetracted, notices }: CheckedSource): Element {
  const isOut = isRetracted || source.retracted;
  return h("li", { className: isOut ? "open" : "done" }, [
    h("p", source.title || source.key),
    h("p", { className: "facts" }, `${source.key} · ${isOut ? "▲ retracted" : "not retracted"}`),
    ...notices.map((notice) => h("p", { className: "facts" }, `${noticeText(notice)}.`)),
  ]);
}

function sectionId(at: number): string {
  return `h-station-${at + 1}`;
}

function stationSection({ stop, coverage, sentences, orphans }: StationProof, at: number): Element {
  return h("section", { ariaLabelledBy: sectionId(at) }, [
    h("h2", { id: sectionId(at) }, `${stop.number} ${stop.title}`),
    h("p", { className: "facts" }, coverageText(coverage)),
    h("ol", { className: "proofs" }, sentences.map(sentenceItem)),
    ...(orphans.length
      ? [
          h("h3", "Lines whose sentence is gone"),
          h(
            "ul",
            orphans.map((text) => h("li", h("del", text))),
          ),
        ]
      : []),
  ]);
}

function sentenceItem(sentence: SentenceProof): Element {
  const { text, role, sorted, due, state, detail, by, at, cites } = sentence;
  const open = detail !== undefined;
  const name = open ? stateName(state) : due ? "verified" : "";
  const who = [by && `by ${by}`, at && `on ${at}`].filter(Boolean).join(" ");
  const about = [
    sorted ? role : `perhaps a ${role}`,
    name && `${open ? "▲" : "✔"} ${name}`,
    due && !open ? who : open && who ? `looked at ${who}` : "",
  ].filter(Boolean);
  return h("li", { className: open ? "open" : "done" }, [
    h("p", text),
    h("p", { className: "facts" }, about.join(" · ")),
    ...(open ? [h("p", { className: "facts" }, detail)] : []),
    ...cites.map(citation),
  ]);
}

function citation(cite: CiteProof): Element {
  const { key, title, loc, verdict, retracted, quote, link } = cite;
  const says = verdict === "refutes" ? "says otherwise" : verdict === "not-enough" ? "does not say enough" : "";
  const source = [title || key, loc, says, retracted && "retracted"].filter(Boolean).join(", ");
  return h("blockquote", [
    ...(quote === undefined ? [] : [h("p", `“${quote}”`)]),
    h("p", { className: "facts" }, [link ? h("a", { href: link }, source) : source, `. ${storedQuoteText(cite)}.`]),
  ]);
}
