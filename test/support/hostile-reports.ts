import { isDeepStrictEqual } from "node:util";
import type { Log } from "sarif";
import { SaxesParser } from "saxes";
import { fingerprints } from "../../server/src/lint/fingerprint.ts";
import type { LintFinding } from "../../server/src/lint/lint.ts";
import type { Report } from "../../server/src/lint/report.ts";
import { reportGithub } from "../../server/src/lint/report-github.ts";
import { reportGitlab } from "../../server/src/lint/report-gitlab.ts";
import { reportJson, reportNdjson } from "../../server/src/lint/report-json.ts";
import { reportMarkdown } from "../../server/src/lint/report-markdown.ts";
import { reportRdjson } from "../../server/src/lint/report-rdjson.ts";
import { reportSarif } from "../../server/src/lint/report-sarif.ts";
import { reportShard } from "../../server/src/lint/report-shard.ts";
import { type Paint, reportText } from "../../server/src/lint/report-text.ts";
import { reportCheckstyle, reportJunit } from "../../server/src/lint/report-xml.ts";
import { reportPage } from "../../server/src/render/report-page.ts";
import { harmIn, linesOf } from "./build-log.ts";
import type { Random } from "./fuzz/random.ts";
import { hostileText } from "./hostile.ts";

/** A report of one file with some findings, as a run would make it. */
export function reportOf(file: string, text: string, findings: readonly Partial<LintFinding>[]): Report {
  const full = findings.map(
    (finding): LintFinding => ({
      rule: "readable",
      file,
      severity: "error",
      range: { start: 0, end: Math.min(1, text.length) },
      message: "Something is wrong.",
      ...finding,
    }),
  );
  return {
    files: [{ file, text, findings: full, fingerprints: fingerprints(text, undefined, full) }],
    unreadable: [],
    shortfalls: [],
    nameOf: (name) => name,
    textOf: () => text,
  };
}

/** What stands in XML that is well formed: elements with their attributes, and all text. */
export function readXml(xml: string): { readonly elements: readonly string[]; readonly text: string } {
  const elements: string[] = [];
  let text = "";
  const parser = new SaxesParser({ xmlns: false });
  parser.on("opentag", ({ name, attributes }) => elements.push([name, ...Object.values(attributes)].join("|")));
  parser.on("text", (part) => (text += part));
  parser.on("error", (error) => {
    throw error;
  });
  parser.write(xml).close();
  return { elements, text };
}

/** What a reader of SARIF shows for a message without arguments, as the standard has it: plain text, links, places to fill. */
export function shownOfSarif(message: string): string {
  return message.replace(
    /\{\{|\}\}|\{\d+\}|\\([\\[\]])|\[((?:\\.|[^\\[\]])*)\]\(([^)]*)\)/g,
    (whole, escaped: string | undefined, link: string | undefined) => {
      if (whole === "{{" || whole === "}}") return whole[0]!;
      return escaped ?? (link === undefined ? "<argument>" : `<link ${link}>`);
    },
  );
}

/** A report with this many messages, all of whose texts are hostile. */
export function hostileReport(random: Random, messages: number): Report {
  const text = hostileText(random);
  const place = () => {
    const start = random.below(text.length + 1);
    return { start, end: start + random.below(text.length - start + 1) };
  };
  const severities = ["error", "warning", "information", "hint"] as const;
  const findings = Array.from({ length: messages }, () => {
    const message = hostileText(random);
    return {
      message,
      severity: random.pick(severities),
      range: place(),
      ...(random.oneIn(4) && { fix: { title: hostileText(random), edits: [{ range: place(), newText: message }] } }),
      ...(random.oneIn(4) && {
        related: [{ file: hostileText(random), range: place(), message: hostileText(random) }],
      }),
    };
  });
  const report = reportOf(`a/${hostileText(random)}`, text, findings);
  return random.oneIn(5)
    ? { ...report, unreadable: [{ file: hostileText(random), reason: hostileText(random) }] }
    : report;
}

/** A report with a message in which every unit of UTF-16 stands. */
export function reportOfAllUnits(): Report {
  const message = Array.from({ length: 0x10000 }, (_, code) => `${String.fromCharCode(code)} `).join("");
  return reportOf("a", "x", [{ message }]);
}

const plain = new Proxy({} as Paint, { get: () => (text: string) => text });

/** What is wrong with a report in some of the formats: what does harm, can't be read, or says something else. */
export function wrongWith(report: Report, { page = true } = {}): readonly string[] {
  const { findings } = report.files[0]!;
  const messages = findings.map(({ message }) => message);
  const whole = messages.map((message) => message.replaceAll(/\p{Surrogate}/gu, "\ufffd"));
  const wrong: string[] = [];
  const say = (format: string, what: readonly string[]) => wrong.push(...what.map((each) => `${format}: ${each}`));
  const same = (format: string, actual: readonly unknown[], expected: readonly unknown[]) => {
    const at = expected.findIndex((each, index) => !isDeepStrictEqual(actual[index], each));
    if (at >= 0 || actual.length !== expected.length)
      say(format, [`${JSON.stringify(actual[at])} in place of ${JSON.stringify(expected[at])}`]);
  };
  const made = (format: string, make: () => string, read: (written: string) => void, options = {}) => {
    try {
      const written = make();
      say(format, harmIn(written, options));
      read(written);
    } catch (error) {
      say(format, [String((error as Error).stack)]);
    }
  };
  const json = (text: string) => JSON.parse(text) as never;
  for (const columns of [40, 100])
    made(
      "text",
      () => [...reportText(report, { paint: plain, columns })].join(""),
      () => {},
    );
  made(
    "json",
    () => [...reportJson(report)].join(""),
    (written) => {
      const { files } = json(written) as { files: { findings: { message: string }[] }[] };
      same(
        "json",
        files[0]!.findings.map(({ message }) => message),
        messages,
      );
    },
  );
  made(
    "ndjson",
    () => [...reportNdjson(report)].join(""),
    (written) => {
      const lines = written.trimEnd().split("\n").map(json) as { message?: string }[];
      same(
        "ndjson",
        lines.flatMap(({ message }) => message ?? []),
        messages,
      );
    },
  );
  made(
    "shard",
    () => reportShard(report, { part: 1, of: 1 }, ""),
    (written) => {
      const { content } = json(written) as { content: { files: { findings: { message: string }[] }[] } };
      same(
        "shard",
        content.files[0]!.findings.map(({ message }) => message),
        messages,
      );
    },
  );
  made(
    "gitlab",
    () => reportGitlab(report),
    (written) => {
      const list = json(written) as { description: string }[];
      same(
        "gitlab",
        list.slice(report.unreadable.length).map(({ description }) => description),
        messages,
      );
    },
  );
  made(
    "rdjson",
    () => reportRdjson(report),
    (written) => {
      const { diagnostics } = json(written) as { diagnostics: { message: string }[] };
      same(
        "rdjson",
        diagnostics.slice(report.unreadable.length).map(({ message }) => message),
        messages,
      );
    },
  );
  made(
    "sarif",
    () => reportSarif(report, "1"),
    (written) => {
      const [run] = (json(written) as Log).runs;
      const results = run!.results!;
      same(
        "sarif",
        results.map(({ message }) => shownOfSarif(message.text!)),
        messages,
      );
      const uris = results.flatMap(({ locations, relatedLocations = [] }) =>
        [...locations!, ...relatedLocations].map((each) => each.physicalLocation!.artifactLocation!.uri!),
      );
      say(
        "sarif",
        uris.filter((uri) => !/^(?:[\w.!~*'()/-]|%[0-9A-F]{2})*$/.test(uri)),
      );
    },
  );
  const xmlText = (text: string) =>
    text.replace(/[^\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]|[\x7f-\x9f]/gu, "\ufffd");
  made(
    "checkstyle",
    () => reportCheckstyle(report),
    (written) => {
      const { elements } = readXml(written);
      const errors = elements.filter((each) => each.startsWith("error|") && each.endsWith("|stationmaster.readable"));
      const read = errors.slice(0, messages.length).map((each) => each.split("|").slice(4, -1).join("|"));
      same("checkstyle", read, messages.map(xmlText));
    },
  );
  made(
    "junit",
    () => reportJunit(report),
    (written) => {
      const { elements } = readXml(written);
      const failures = elements.filter((each) => each.startsWith("failure|"));
      const errors = findings.filter(({ severity }) => severity === "error").map(({ message }) => xmlText(message));
      same(
        "junit",
        failures.map((each) => each.slice("failure|".length, -"|readable".length)),
        errors,
      );
    },
  );
  made(
    "github",
    () => reportGithub(report),
    (written) => {
      const lines = written.split("\n").slice(0, -1);
      same(
        "github",
        [lines.length, linesOf(written).length],
        [messages.length + report.unreadable.length, lines.length + 1],
      );
      say(
        "github",
        lines.filter(
          (line) =>
            !/^::(?:error|warning|notice) file=[^:,]*(?:,[a-zA-Z]+=[^:,]*)*::/.test(line) &&
            !/^::error file=[^:,]*::/.test(line),
        ),
      );
      say(
        "github",
        lines.filter((line) => /%(?!25|0A|0D|3A|2C)/.test(line)),
      );
    },
    { commands: true },
  );
  made(
    "markdown",
    () => reportMarkdown(report),
    (written) => {
      say(
        "markdown",
        written
          .replaceAll("<!-- -->", "")
          .replaceAll("\\<", "")
          .match(/<[a-z/!][^\n]{0,40}/gi) ?? [],
      );
      say("markdown", written.match(/(?<!\\)[@#](?=\w)[^\n]{0,40}/g) ?? []);
    },
  );
  if (page) {
    made(
      "html",
      () => reportPage(report),
      (written) => {
        const body = written.slice(written.indexOf("<body>"));
        say(
          "html",
          body.match(/<(?!\/?(?:body|html|main|header|h1|h2|p|section|ol|ul|li|code|blockquote)[\s>])[^\n]{0,40}/gi) ??
            [],
        );
        same("html", [body.match(/<li class/g)?.length ?? 0], [whole.length]);
      },
    );
  }
  return wrong;
}
