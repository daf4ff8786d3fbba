import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { folderWith, stationmaster } from "../support/command-line.ts";
import { verifiedLine } from "../support/ledger.ts";
import { expectSound, Page } from "../support/page.ts";

const samples = fileURLToPath(new URL("../../samples", import.meta.url));

const line = (text: string, h: string, more: string) =>
  `{"h":"${h}","text":"${text}","role":"fact",${more},"by":"Ann","method":"human","at":"2026-01-01"}`;
const quoting = (exact: string) =>
  `"cites":[{"key":"noah","loc":"p. 4","verdict":"supports","evidence":{"exact":"${exact}","prefix":"","suffix":""}}]`;

/** A path with a sentence of each kind of evidence. */
const RAIN = `
  -- path.yaml --
  title: Rain
  stations: [rain.station.md]
  -- sources.yaml --
  - { id: noah, title: On Rain, URL: "https://example.org/rain" }
  -- sources/noah.txt --
  Some 40 liters fell in a day. All of it ran off.
  -- rain.ledger.jsonl --
  {"format":1,"splitter":1}
  ${line("Some 40 liters fell in a day.", "c6b8f20675a3206c", quoting("Some 40 liters fell in a day."))}
  ${line("All of it ran off.", "afdad026ee3bbd7c", quoting("All of it dried up."))}
  -- rain.station.md --
  # Rain

  Some 40 liters fell in a day.
  All of it ran off.
  No river overflowed.
`;

const PROVEN = `“Verified” means: a person compared this sentence with the quoted words of its source, and it has
not changed since. Where the source's text is stored, the quote was looked up in it. That does not
prove that the claim is true, or that the source is right. Titles, headings, table cells, code, HTML
and alternative texts are not compared with sources.
`;

test.each([["check", "--fail-on=never"], ["verify"]])(
  "--min-coverage names the stations that are on no path: %s",
  async (...command) => {
    const folder = folderWith("-- a/rain.station.md --\n# Rain\n\n40 liters fell.\n-- b/snow.station.md --\n# Snow\n");
    const run = () => stationmaster(folder, [...command, "--min-coverage", "100"]);
    const { err, code } = await run();
    expect([err, code]).toEqual([
      "stationmaster: --min-coverage is about paths: “a/rain.station.md” and 1 more station are on no path, so nothing was asked of them.\n",
      0,
    ]);
    expect((await run()).err).toBe(err);
    expect((await stationmaster(folder, command)).err).toBe("");
  },
);

describe("stationmaster verify", () => {
  test("tells what is open, and what all of it does not prove", async () => {
    const { out, err, code } = await stationmaster(folderWith(RAIN), ["verify"]);
    expect(out).toBe(`Rain  ○ 1 of 3 sentences verified (33 %)

  Station 1  Rain  rain.station.md
    ○ 1 of 3 sentences verified

    out of date  4:1
      The words that it was compared with are no longer in the stored text of “noah”. Please verify
      it again.
      │ All of it ran off.

    not verified  5:1
      Nobody has verified this fact yet. Please verify it, or set another sentence type.
      │ No river overflowed.

${PROVEN}`);
    expect([err, code]).toEqual(["", 0]);
  });

  test("as JSON, with what the stored text says of each quote", async () => {
    const { out } = await stationmaster(folderWith(RAIN), ["verify", "--format", "json"]);
    const { version, proves, paths } = JSON.parse(out);
    expect([version, proves]).toEqual([1, PROVEN.trim().replaceAll("\n", " ")]);
    const [{ complete, coverage, stations }] = paths;
    expect([complete, coverage]).toEqual([
      false,
      { covered: 1, due: 2, unclassified: 1, outdated: 0, unread: 0, percent: 33 },
    ]);
    const [first, second, third] = stations[0].sentences;
    expect(first).toEqual({
      text: "Some 40 liters fell in a day.",
      line: 3,
      column: 1,
      role: "fact",
      sorted: true,
      due: true,
      state: "fresh",
      by: "Ann",
      at: "2026-01-01",
      citations: [
        {
          key: "noah",
          loc: "p. 4",
          verdict: "supports",
          title: "On Rain",
          retracted: false,
          quote: "Some 40 liters fell in a day.",
          stored: "exact",
          likeness: 1,
          says: "These words are in its stored text",
          link: "https://example.org/rain#:~:text=Some%2040%20liters%20fell%20in%20a%20day.",
        },
      ],
    });
    expect([second.state, second.citations[0].stored]).toEqual(["stale", "missing"]);
    expect([third.state, third.sorted, third.citations]).toEqual(["missing", false, []]);
  });

  test.each(["constitution", "constitution-drift"])("as a sound page of its own: %s", async (sample) => {
    const folder = folderWith("");
    const run = await stationmaster(samples, [
      "verify",
      sample,
      "--format",
      "html",
      "--output",
      join(folder, "v.html"),
    ]);
    expect(run.code).toBe(sample === "constitution" ? 0 : 1);
    const page = new Page(readFileSync(join(folder, "v.html"), "utf8"));
    await expectSound(page, sample);
    expect(page.html).toContain("That does not prove that the claim is true");
    expect(page.html).toContain(
      sample === "constitution" ? "All 55 facts are verified." : "Not all is verified: 16 of 21 sentences",
    );
    const loads = page.all("script", "img", "link", "iframe", "video", "audio");
    expect(loads.map(({ tagName }) => tagName)).toEqual([]);
  });

  test("a page holds nothing of what its texts would like it to", async () => {
    const folder = folderWith(`
      -- path.yaml --
      title: <script>alert(1)</script>
      stations: [a.station.md]
      -- a.ledger.jsonl --
      {"format":1}
      {"h":"0a1eab87c470885c","text":"<img src=x onerror=alert(1)> is gone.","role":"fact","by":"<b>Ann</b>"}
      -- a.station.md --
      # T

      A \\<script>alert(2)\\</script> stands here.
    `);
    const { out } = await stationmaster(folder, ["verify", "--format", "html"]);
    const page = new Page(out);
    await expectSound(page, "hostile");
    expect(page.all("script", "img", "b")).toEqual([]);
    expect(page.html).toContain("&#x3C;img src=x onerror=alert(1)> is gone.");
  });

  test("can be a gate: a premium path has to be whole, any path has to reach the minimum", async () => {
    const run = async (folder: string, ...args: string[]) => {
      const { code, err } = await stationmaster(folder, args);
      return [code, err];
    };
    expect(await run(samples, "verify", "constitution", "--min-coverage", "100")).toEqual([0, ""]);
    expect(await run(samples, "verify", "constitution-drift")).toEqual([1, ""]);
    const folder = folderWith(RAIN);
    expect(await run(folder, "verify", "--min-coverage", "33")).toEqual([0, ""]);
    const short = [1, "stationmaster: “Rain” is verified to 33 %, less than 34 %.\n"];
    expect(await run(folder, "verify", "--min-coverage", "34")).toEqual(short);
    expect(await run(folder, "check", "--preset", "draft", "--min-coverage", "33")).toEqual([0, ""]);
    expect(await run(folder, "check", "--preset", "draft", "--min-coverage", "34")).toEqual(short);
    const wrong = "stationmaster: --min-coverage expects a percentage from 0 to 100; got “all”.\n";
    expect(await run(folder, "check", "--min-coverage", "all")).toEqual([2, wrong]);
    expect(await run(folder, "verify", "--format", "htm")).toEqual([
      2,
      "stationmaster: There is no format “htm”. Did you mean “html”?\n",
    ]);
  });

  describe("by a source that is retracted", () => {
    /** Two facts of a premium path: one with a source, and one with that and another. */
    const folderOf = (...retracted: string[]) => {
      const source = (id: string, doi: string) =>
        `  - { id: ${id}, title: On ${id}, DOI: 10.1000/${doi}${retracted.includes(id) ? ", retracted: true" : ""} }`;
      return folderWith(`
  -- path.yaml --
  title: Rain
  tier: premium
  stations: [rain.station.md]
  -- list.csv --
  RetractionNature,OriginalPaperDOI,OriginalPaperPubMedID,RetractionDate
  Retraction,10.1000/one,0,4/15/2021
  Expression of concern,10.1000/two,0,4/15/2021
  Correction,10.1000/two,0,4/15/2021
  -- sources.yaml --
${source("noah", "one")}
${source("shem", "two")}
  -- sources/noah.txt --
  Some 40 liters fell in a day. All of it ran off.
  -- sources/shem.txt --
  Some 40 liters fell in a day. All of it ran off.
  -- rain.ledger.jsonl --
  {"format":1,"splitter":1}
  ${verifiedLine("Some 40 liters fell in a day.", "noah")}
  ${verifiedLine("All of it ran off.", ["noah", "shem"])}
  -- rain.station.md --
  # Rain

  Some 40 liters fell in a day [@noah]. All of it ran off [@noah; @shem].
  Every fact is cited and per-sentence verified.
`);
    };
    const run = async (folder: string, ...args: string[]) => {
      const { out, code } = await stationmaster(folder, args);
      return [/\((\d+) %\)/.exec(out)?.[1], code];
    };

    test("nothing is verified, and what another one supports, too, is", async () => {
      expect(await run(folderOf(), "verify")).toEqual(["100", 0]);
      const one = folderOf("noah");
      expect(await run(one, "verify")).toEqual(["50", 1]);
      const { out } = await stationmaster(one, ["verify"]);
      expect(out).toContain("Its source “noah” is retracted. Please verify it with another source.");
      expect(await run(folderOf("noah", "shem"), "verify")).toEqual(["0", 1]);
      const page = await stationmaster(one, ["verify", "--format", "html"]);
      expect(page.out.match(/On noah, p\. 4, retracted/g)).toHaveLength(2);
    });

    test("each command and each promise says the same", async () => {
      const folder = folderOf("noah");
      const found = await stationmaster(folder, ["check", "--format", "json", "--min-coverage", "51"]);
      const rules = found.out.match(/(?<="rule": ?")(?:no-retracted-source|sentence-verified|provenance-claim)/g);
      expect(rules).toEqual(["no-retracted-source", "no-retracted-source", "provenance-claim"]);
      expect(found.err).toContain("“Rain” is verified to 50 %, less than 51 %.");
      expect((await stationmaster(folder, ["stats", "--format", "json"])).out).toMatch(/"covered": ?1,\s*"due": ?2/);
    });

    test("that a list names, and one with a correction or an expression of concern supports what it did", async () => {
      const retractions = ["--retractions", "list.csv"];
      const folder = folderOf();
      expect(await run(folder, "verify", ...retractions)).toEqual(["50", 1]);
      expect(await run(folder, "verify", ...retractions, "--min-coverage", "51")).toEqual(["50", 1]);
      const { out, err } = await stationmaster(folder, ["verify", ...retractions, "--min-coverage", "51"]);
      expect(out).toContain("Its source “noah” is retracted.");
      expect(out).toContain("    not retracted  shem  On shem\n");
      expect(out).toContain("      Expression of concern of 2021-04-15 (");
      expect(out).toContain("      Correction of 2021-04-15 (");
      expect(err).toContain("“Rain” is verified to 50 %, less than 51 %.");
    });
  });

  test("does not pass a gate where there is nothing to measure", async () => {
    const { err, code } = await stationmaster(folderWith("-- x.txt --\nx\n"), ["verify", "--min-coverage", "100"]);
    expect(err).toBe("stationmaster: No station was found, so there is nothing that --min-coverage could measure.\n");
    expect(code).toBe(2);
  });

  test("says so where nothing is verified", async () => {
    const folder = folderWith("-- 1-rain.station.md --\n# Rain\n");
    expect((await stationmaster(folder, ["verify"])).out).toBe("No learning path here has verified sentences.\n");
  });
});

test("stationmaster sources --format html lists sources with licenses on a sound page", async () => {
  const { out, code } = await stationmaster(samples, ["sources", "constitution", "--format", "html"]);
  expect(code).toBe(0);
  await expectSound(new Page(out), "sources");
  expect(out.match(/License: Public domain/g)).toHaveLength(6);
  expect(out).toContain("Cited in Station 1 How a Bill Becomes Law, Station 2 How the Constitution Is Amended");
});

describe("quotes that can't be found in a long source", () => {
  // Words in another order share their letters with a quote in many places.
  const words = "alpha beta gamma delta epsilon zeta theta kappa lambda sigma omega".split(" ");
  const text = Array.from({ length: 400_000 }, (_, at) => words[(at * at + at) % words.length]).join(" ");
  const facts = Array.from({ length: 300 }, (_, at) => `The ${words[at % 11]} river rose by ${at + 100} meters.`);
  const line = (fact: string, at: number) => {
    const exact = words.map((_, place) => words[(place * (at + 2)) % 11]).join(" ") + at;
    return verifiedLine(fact, "noah", { exact });
  };
  const folderWithThem = () => {
    const folder = folderWith(`
      -- path.yaml --
      tier: premium
      stations: [rain.station.md]
      -- other/path.yaml --
      tier: premium
      stations: [snow.station.md]
      -- other/snow.station.md --
      # Snow

      Snow fell for 40 days.
      -- sources.yaml --
      - { id: noah, title: On Rain }
    `);
    mkdirSync(join(folder, "sources"));
    writeFileSync(join(folder, "sources/noah.txt"), text);
    writeFileSync(join(folder, "rain.station.md"), `# Rain\n\n${facts.join(" ")}\n`);
    writeFileSync(join(folder, "rain.ledger.jsonl"), `{"format":1}\n${facts.map(line).join("\n")}\n`);
    return folder;
  };
  const LATE =
    "Looking up quotes took longer than 1 second for each station, so it was stopped. Please allow more with --time-limit.";

  test("cost their path only, and a person is told", async () => {
    const { out, err, code } = await stationmaster(folderWithThem(), ["verify", "--time-limit", "1"]);
    expect(err).toBe(`stationmaster: path.yaml: ${LATE}\n`);
    expect(out).toContain("Snow fell for 40 days.");
    expect(code).toBe(2);
  });

  test("are given up where programs are asked for, too", async () => {
    const { err, code } = await stationmaster(folderWithThem(), ["verify", "--todo", "--time-limit", "1"]);
    expect([err, code]).toEqual([`stationmaster: ${LATE}\n`, 2]);
  });

  test("for a time that is a number", async () => {
    const { err } = await stationmaster(folderWithThem(), ["verify", "--time-limit", "0"]);
    expect(err).toBe("stationmaster: --time-limit expects a number of seconds from 1 to 9999; got “0”.\n");
  });
});
