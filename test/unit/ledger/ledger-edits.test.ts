import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import {
  acceptDrift,
  citeSentence,
  disputeSentence,
  type LedgerAndSentences,
  removeOrphans,
  setRole,
  type Verification,
  verifySentences,
} from "../../../server/src/ledger/ledger-edits.ts";
import type { Cite } from "../../../server/src/ledger/ledger-entry.ts";
import { readLedger } from "../../../server/src/ledger/ledger-file.ts";
import { type LedgerSentence, ledgerSentences } from "../../../server/src/ledger/ledger-sentences.ts";
import { ledgerStatus } from "../../../server/src/ledger/states.ts";
import { station } from "../../support/fixture.ts";
import { fullLedger, reordered, seed, supporting, TODAY } from "../../support/ledger.ts";

const TEXT =
  "# Rain\n\nRain falls on the hills. It flows to the sea. Some of it stays.\n\n## Snow\n\nSnow lies on roofs. It melts in spring.\n";
const WHO = { by: "Ann", method: "human", at: TODAY };

function at(text: string, ledger: string): LedgerAndSentences {
  return { ledger: readLedger(ledger), sentences: sentencesOf(text) };
}

/** What has been read already: a text has the same sentences however often its ledger changes. */
const read = new Map<string, readonly LedgerSentence[]>();

function sentencesOf(text: string): readonly LedgerSentence[] {
  const sentences = read.get(text) ?? ledgerSentences(station(text));
  read.set(text, sentences);
  return sentences;
}

function verifySentence(from: LedgerAndSentences, which: LedgerSentence, who: Verification, cite?: Cite) {
  return verifySentences(from, [{ sentence: which, who, cite }]);
}

function sentence(text: string, index: number) {
  return sentencesOf(text)[index]!;
}

/** The lines of a ledger that another does not have, without hash and context. */
function newLines(after: string | undefined, before: string): readonly string[] {
  const known = new Set(before.split("\n"));
  const lines = (after ?? "no change").split("\n").filter((line) => line && !known.has(line));
  return lines.map((line) => line.replace(/"h":"[^"]*",|"(?:prefix|suffix)":"[^"]*",/g, ""));
}

/** The states of a station's sentences in short. */
function states(text: string, ledger: string): string {
  const { sentences, orphans } = ledgerStatus(station(text), readLedger(ledger), { today: TODAY });
  return [...sentences.map(({ state }) => state), ...orphans.map(() => "orphan")].join(" ");
}

function status(text: string, ledger: string, index: number) {
  return ledgerStatus(station(text), readLedger(ledger), { today: TODAY }).sentences[index]!;
}

describe("from nothing, a ledger is begun", () => {
  test("line by line, in the order of the text", () => {
    let ledger = setRole(at(TEXT, ""), sentence(TEXT, 2), "opinion", WHO)!;
    expect(ledger.split("\n")[0]).toBe('{"format":1,"splitter":1}');
    ledger = citeSentence(at(TEXT, ledger), sentence(TEXT, 0), { ...supporting("usgs"), verdict: undefined })!;
    ledger = setRole(at(TEXT, ledger), sentence(TEXT, 0), "fact")!;
    expect(states(TEXT, ledger)).toBe("missing missing fresh missing missing");
    ledger = verifySentence(at(TEXT, ledger), sentence(TEXT, 0), WHO, supporting("usgs"))!;
    expect(states(TEXT, ledger)).toBe("fresh missing fresh missing missing");
    expect(ledger.split("\n").slice(1)).toEqual([
      `{"h":"${sentence(TEXT, 0).hash}","text":"Rain falls on the hills.","prefix":"","suffix":"It flows to the sea. Some of it ","role":"fact","cites":[{"key":"usgs","loc":"p. 4","verdict":"supports"}],"by":"Ann","method":"human","at":"2026-11-23","expires":null}`,
      `{"h":"${sentence(TEXT, 2).hash}","text":"Some of it stays.","prefix":" the hills. It flows to the sea.","suffix":"Snow lies on roofs. It melts in ","role":"opinion","cites":[],"by":"Ann","method":"human","at":"2026-11-23","expires":null}`,
      "",
    ]);
  });
});

describe("one line changes and all others stay as they are", () => {
  const full = fullLedger(station(TEXT)).replace(/^(.*"text":"Snow lies.*)\}$/m, '$1, "note" : [ 1 ]}');

  test("with a source, more of a source, or another place in it", () => {
    const cite = supporting("noah");
    const once = citeSentence(at(TEXT, full), sentence(TEXT, 1), cite)!;
    expect(newLines(once, full)).toEqual([
      '{"text":"It flows to the sea.","role":"fact","cites":[{"key":"usgs-baseflow","loc":"p. 4","verdict":"supports"},{"key":"noah","loc":"p. 4","verdict":"supports"}],"by":"orcid:0000-0002-1825-0097","method":"human","at":"2026-11-01","expires":null}',
    ]);
    expect(citeSentence(at(TEXT, once), sentence(TEXT, 1), cite)).toBe(undefined);
    const more = citeSentence(at(TEXT, once), sentence(TEXT, 1), { ...cite, verdict: "refutes" })!;
    expect(newLines(more, once)[0]).toContain('{"key":"noah","loc":"p. 4","verdict":"refutes"}]');
    const other = citeSentence(at(TEXT, once), sentence(TEXT, 1), { ...cite, loc: "p. 5" })!;
    expect(newLines(other, once)[0]).toContain(
      '"p. 4","verdict":"supports"},{"key":"noah","loc":"p. 5","verdict":"supports"}]',
    );
  });

  test("with a role, a doubt", () => {
    expect(newLines(setRole(at(TEXT, full), sentence(TEXT, 0), "opinion"), full)[0]).toContain('"role":"opinion"');
    expect(setRole(at(TEXT, full), sentence(TEXT, 0), "fact")).toBe(undefined);
    const doubted = disputeSentence(at(TEXT, full), sentence(TEXT, 0), "It snows.")!;
    expect(newLines(doubted, full)[0]).toMatch(/"disputed":"It snows."}$/);
    expect(disputeSentence(at(TEXT, doubted), sentence(TEXT, 0), undefined)).toBe(full);
    const odd = full.replace('"text":"Rain falls', '"disputed":{"x":1},"text":"Rain falls');
    expect(states(TEXT, odd)).toMatch(/^disputed/);
    expect(states(TEXT, disputeSentence(at(TEXT, odd), sentence(TEXT, 0), undefined)!)).toMatch(/^fresh/);
  });

  test("and keeps what it does not know", () => {
    const roled = setRole(at(TEXT, full), sentence(TEXT, 3), "opinion")!;
    expect(newLines(roled, full)).toHaveLength(1);
    expect(newLines(roled, full)[0]).toMatch(/"role":"opinion".*"note":\[ 1 \]}$/);
  });
});

describe("what changed in the text", () => {
  const full = fullLedger(station(TEXT));

  test("is accepted where it is minor, and only there", () => {
    const minor = TEXT.replace("falls on the hills", "falls on the the hills");
    expect(states(minor, full)).toBe("drift-minor fresh fresh fresh fresh");
    const accepted = acceptDrift(at(minor, full), status(minor, full, 0))!;
    expect(states(minor, accepted)).toBe("fresh fresh fresh fresh fresh");
    expect(newLines(accepted, full)).toHaveLength(1);
    const stale = TEXT.replace("Rain falls", "Rain never falls");
    expect(acceptDrift(at(stale, full), status(stale, full, 0))).toBe(undefined);
    expect(acceptDrift(at(TEXT, full), status(TEXT, full, 0))).toBe(undefined);
    expect(acceptDrift(at(stale, full), status(minor, full, 0))).toBe(undefined);
  });

  test("and accepted keeps what rests on it", () => {
    const resting = full.replace('"text":"Some of', `"restsOn":["${sentence(TEXT, 0).hash}"],"text":"Some of`);
    const ledger = setRole(at(TEXT, resting), sentence(TEXT, 2), "synthesis")!;
    const minor = TEXT.replace("falls on the hills", "falls on the the hills");
    expect(states(minor, ledger)).toBe("drift-minor fresh stale fresh fresh");
    expect(states(minor, acceptDrift(at(minor, ledger), status(minor, ledger, 0))!)).toBe(
      "fresh fresh fresh fresh fresh",
    );
  });

  test("is verified anew where it is not, and what other sources said of the old text no longer counts", () => {
    const stale = TEXT.replace("Rain falls", "Rain never falls");
    const cited = citeSentence(at(TEXT, full), sentence(TEXT, 0), supporting("noah"))!;
    expect(states(stale, cited)).toBe("stale fresh fresh fresh fresh");
    expect(newLines(setRole(at(stale, cited), sentence(stale, 0), "opinion"), cited)[0]).toContain(
      '"text":"Rain falls',
    );
    const verified = verifySentence(at(stale, cited), sentence(stale, 0), WHO, supporting("noah"))!;
    expect(states(stale, verified)).toBe("fresh fresh fresh fresh fresh");
    expect(newLines(verified, cited)).toEqual([
      '{"text":"Rain never falls on the hills.","role":"fact","cites":[{"key":"usgs-baseflow","loc":"p. 4","verdict":null},{"key":"noah","loc":"p. 4","verdict":"supports"}],"by":"Ann","method":"human","at":"2026-11-23","expires":null}',
    ]);
  });

  test("leaves an orphan, which can be removed, and no line that has a sentence is", () => {
    const shorter = TEXT.replace(" It flows to the sea.", "");
    expect(states(shorter, full)).toBe("fresh fresh fresh fresh orphan");
    const here = at(shorter, full);
    const removed = removeOrphans(here)!;
    expect(states(shorter, removed)).toBe("fresh fresh fresh fresh");
    expect(removeOrphans(at(shorter, removed))).toBe(undefined);
  });

  test("is followed by the order of the lines, with what stands below a line", () => {
    const turned =
      "# Rain\n\nSnow lies on roofs. It melts in spring.\n\n## Snow\n\nRain falls on the hills. It flows to the sea. Some of it stays.\n";
    const noted = full.replace(/(.*"text":"It melts.*\n)/, "$1not JSON\n\n");
    const sorted = reordered(at(turned, noted))!;
    expect(sorted.split("\n").map((line) => /"text":"(\w+ \w+)/.exec(line)?.[1] ?? line)).toEqual([
      '{"format":1,"splitter":1}',
      "Snow lies",
      "It melts",
      "not JSON",
      "",
      "Rain falls",
      "It flows",
      "Some of",
      "",
    ]);
    expect(states(turned, sorted)).toBe("fresh fresh fresh fresh fresh");
    expect(reordered(at(turned, sorted))).toBe(undefined);
  });
});

test("what a sentence said when it was verified is given up once it is verified again, or needs no source", () => {
  const ledger = fullLedger(station(TEXT)).replaceAll('"by":', '"verifiedText":"Rain fell.","by":');
  const count = (text: string) => text.split("verifiedText").length - 1;
  const lines = count(ledger);
  expect(count(citeSentence(at(TEXT, ledger), sentence(TEXT, 0), supporting("noah"))!)).toBe(lines);
  expect(count(verifySentence(at(TEXT, ledger), sentence(TEXT, 0), WHO)!)).toBe(lines - 1);
  const opinion = setRole(at(TEXT, ledger), sentence(TEXT, 0), "opinion", WHO)!;
  expect(count(opinion)).toBe(lines - 1);
});

describe("a ledger that is not changed", () => {
  const full = fullLedger(station(seed));

  test("stays as it is to the byte", () => {
    expect(reordered(at(seed, full))).toBe(undefined);
    expect(reordered(at(TEXT, ""))).toBe(undefined);
    expect(readLedger(full).text).toBe(full);
  });

  test("keeps its marks and line ends when one line changes", () => {
    const windows = `\ufeff${full.replaceAll("\n", "\r\n")}`.replace(/\r\n$/, "");
    const after = setRole(at(seed, windows), sentence(seed, 28), "question")!;
    expect(after.replace('"role":"question"', '"role":"fact"')).toBe(windows);
    const added = setRole(at(seed, windows.split("\r\n").slice(0, -1).join("\r\n")), sentence(seed, 28), "fact")!;
    expect(added.match(/\r\n/g)).toHaveLength(30);
  });

  test("may not be changed while a merge is unfinished, or in a newer format", () => {
    for (const locked of [`${full}<<<<<<< HEAD\n`, full.replace('"format":1', '"format":2')]) {
      const here = at(seed, locked);
      expect(setRole(here, sentence(seed, 0), "opinion")).toBe(undefined);
      expect(reordered(here)).toBe(undefined);
    }
  });
});

test("changes in any order give the same ledger", { tags: "slow" }, () => {
  const index = fc.integer({ min: 0, max: 26 });
  fc.assert(
    fc.property(fc.uniqueArray(index, { minLength: 1, maxLength: 8 }), (indices) => {
      const write = (order: readonly number[]) =>
        order.reduce(
          (ledger, each) => verifySentence(at(seed, ledger), sentence(seed, each), WHO, supporting("a"))!,
          "",
        );
      expect(write(indices)).toBe(write([...indices].reverse()));
      expect(reordered(at(seed, write(indices)))).toBe(undefined);
    }),
  );
});

describe("with git", { tags: "slow" }, () => {
  let folder = "";
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const git = (...given: readonly string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b.c", "-c", "commit.gpgsign=false", ...given], {
      cwd: folder,
      stdio: "pipe",
      encoding: "utf8",
    });
  const name = "rain.ledger.jsonl";

  /** Commits a ledger, then changes it on two branches and merges them. */
  function merge(before: string, ours: (ledger: string) => string, theirs: (ledger: string) => string): string {
    folder = mkdtempSync(join(tmpdir(), "ledger-"));
    const file = join(folder, name);
    const commit = (text: string) => {
      writeFileSync(file, text);
      git("add", name);
      git("commit", "-q", "-m", "change");
    };
    git("init", "-q", "-b", "main");
    commit(before);
    git("checkout", "-q", "-b", "theirs");
    commit(theirs(before));
    git("checkout", "-q", "main");
    commit(ours(before));
    try {
      git("merge", "-q", "theirs");
    } catch {
      // A conflict is written into the file.
    }
    return readFileSync(file, "utf8");
  }

  test("two branches that check different sentences merge, and the result reads without problems", () => {
    const verify = (index: number, who: string) => (ledger: string) =>
      verifySentence(at(seed, ledger), sentence(seed, index), { ...WHO, by: who }, supporting(who))!;
    const merged = merge(
      fullLedger(station(seed)),
      (ledger) => verify(3, "ours")(ledger),
      (ledger) => verify(12, "theirs")(verify(20, "theirs")(ledger)),
    );
    const { problems, entries } = readLedger(merged);
    expect(problems).toEqual([]);
    expect(entries.flatMap(({ entry }, index) => (entry.at === TODAY ? [`${index} ${entry.by}`] : []))).toEqual([
      "3 ours",
      "12 theirs",
      "20 theirs",
    ]);
    expect(reordered(at(seed, merged))).toBe(undefined);
    expect(states(seed, merged)).not.toMatch(/stale|orphan|moved/);
  });

  test("two branches that check one sentence do not, and neither version counts", () => {
    const verify = (who: string) => (ledger: string) =>
      verifySentence(at(seed, ledger), sentence(seed, 3), { ...WHO, by: who }, supporting(who))!;
    const merged = merge(fullLedger(station(seed)), verify("ours"), verify("theirs"));
    const ledger = readLedger(merged);
    expect(ledger.problems).toHaveLength(3);
    expect(ledger.changeable).toBe(false);
    expect(ledgerStatus(station(seed), ledger, { today: TODAY }).sentences[3]!.state).toBe("missing");
  });
});
