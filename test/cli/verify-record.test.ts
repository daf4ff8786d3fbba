import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folderWith, stationmaster, stationmasterProcess } from "../support/command-line.ts";

const RAIN = `
  -- path.yaml --
  title: Rain
  tier: premium
  stations: [rain.station.md, snow.station.md]
  sources: sources.yaml
  -- sources.yaml --
  - { id: noah, title: On Rain }
  - { id: lost, title: Not stored }
  - { id: gone, title: Taken back, retracted: true }
  -- sources/noah.txt --
  Long ago, it rained 40 liters in one day. Nobody knows why.

  Snow fell on the hills for three weeks.
  -- rain.station.md --
  # Rain

  Some 40 liters fell in one day [@noah]. Think of a bathtub.
  -- snow.station.md --
  # Snow

  Snow fell for three weeks. It was cold. It was cold.
`;

interface Open {
  readonly file: string;
  readonly h: string;
  readonly text: string;
  readonly prefix: string;
  readonly suffix: string;
  readonly state: string;
  readonly candidates: readonly { readonly key: string; readonly exact: string }[];
}

async function todo(folder: string): Promise<readonly Open[]> {
  const { out, code } = await stationmaster(folder, ["verify", "--todo", "--format", "ndjson"]);
  expect(code).toBe(0);
  return out
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Open);
}

async function recorded(folder: string, ...records: readonly object[]) {
  writeFileSync(join(folder, "found.ndjson"), records.map((record) => `${JSON.stringify(record)}\n`).join(""));
  return stationmaster(folder, ["verify", "--record", "found.ndjson"]);
}

const EXACT = "it rained 40 liters in one day";

/** What a record says of the first sentence. */
async function rain(folder: string, method = "model", by = "gpt-x") {
  const [{ h }] = (await todo(folder)) as [Open];
  return { h, role: "fact", key: "noah", exact: EXACT, loc: "p. 1", by, method };
}

const ledger = (folder: string) => readFileSync(join(folder, "rain.ledger.jsonl"), "utf8");

describe("verify --todo", () => {
  test("lists each open sentence with its hash, its role, what it cites, and words of stored texts", async () => {
    const [first, second] = await todo(folderWith(RAIN));
    expect(first).toEqual({
      file: "rain.station.md",
      station: 1,
      line: 3,
      column: 1,
      h: expect.stringMatching(/^[0-9a-f]{16}$/),
      text: "Some 40 liters fell in one day.",
      prefix: "",
      suffix: "Think of a bathtub.",
      role: "fact",
      sorted: false,
      due: true,
      state: "missing",
      detail: expect.stringContaining("Nobody has verified this fact yet."),
      cites: ["noah"],
      candidates: [
        {
          key: "noah",
          exact: "Long ago, it rained 40 liters in one day.",
          prefix: "",
          suffix: expect.any(String),
          score: expect.any(Number),
        },
        expect.anything(),
      ].slice(0, first!.candidates.length),
    });
    expect(second!.text).toBe("Think of a bathtub.");
  });

  test.each([
    [["--todo", "--format", "html"], "--todo expects --format ndjson; got “html”."],
    [["--format", "ndjson"], "--format ndjson expects --todo."],
    [["--todo", "--accept", "--by", "Ann"], "Please give --todo or --accept, not both."],
    [["--by", "Ann"], "--by, --all and --sentence expect --accept."],
    [["--all"], "--by, --all and --sentence expect --accept."],
    [["--accept"], "--accept expects --by with a person's name."],
    [["--accept", "--by", "Ann", "--all", "--sentence", "x"], "Please give --all or --sentence, not both."],
    [["--accept", "--by", " "], "--accept expects --by with a person's name."],
  ])("%j is refused", async (args, message) => {
    const { err, code } = await stationmaster(folderWith(RAIN), ["verify", ...args]);
    expect(err).toBe(`stationmaster: ${message}\n`);
    expect(code).toBe(2);
  });
});

describe("verify --record", () => {
  test("records what a person found as verified, with its place in the stored text", async () => {
    const folder = folderWith(RAIN);
    const { out, code } = await recorded(folder, await rain(folder, "human", "Ann"));
    expect(out).toBe("Recorded 1 sentence: 1 verified, 0 proposed.\n");
    expect(code).toBe(0);
    const line = JSON.parse(ledger(folder).split("\n")[1]!);
    expect(line).toMatchObject({ role: "fact", by: "Ann", method: "human", at: expect.any(String) });
    expect(line.cites).toEqual([
      {
        key: "noah",
        loc: "p. 1",
        verdict: "supports",
        evidence: { exact: EXACT, prefix: "Long ago,", suffix: expect.any(String), snapshot: expect.any(String) },
      },
    ]);
    expect((await todo(folder)).map(({ text }) => text)).not.toContain("Some 40 liters fell in one day.");
  });

  test.each(["model", "llm", "Model: gpt-x"])("what “%s” found is proposed, and counts for nothing", async (method) => {
    const folder = folderWith(RAIN);
    const { out } = await recorded(folder, await rain(folder, method));
    expect(out).toBe("Recorded 1 sentence: 0 verified, 1 proposed.\n");
    const report = JSON.parse((await stationmaster(folder, ["verify", "--format", "json"])).out);
    expect(report.paths[0].stations[0].sentences[0].state).toBe("proposed");
    expect(report.paths[0].coverage.covered).toBe(0);
    expect((await todo(folder))[0]).toMatchObject({ state: "proposed" });
    const { out: found } = await stationmaster(folder, ["check", "rain.station.md", "--format", "json"]);
    expect(found).toContain("This was proposed by “gpt-x”.");
  });

  test("a role that a model gave is a proposal, too", async () => {
    const folder = folderWith(RAIN);
    const bathtub = (await todo(folder))[1]!;
    await recorded(folder, { h: bathtub.h, role: "analogy", by: "gpt-x", method: "model" });
    const report = JSON.parse((await stationmaster(folder, ["verify", "--format", "json"])).out);
    expect(report.paths[0].stations[0].sentences[1].state).toBe("proposed");
    expect(report.paths[0].stations[0].coverage.unclassified).toBe(2);
  });

  test("all or nothing: one wrong line, and no ledger is written", async () => {
    const folder = folderWith(RAIN);
    const good = await rain(folder, "human", "Ann");
    const other = { h: (await todo(folder))[1]!.h, role: "analogy", by: "Ann", method: "human" };
    const cases: readonly (readonly [object, string])[] = [
      [{ ...good, h: "0123456789abcdef" }, "No sentence here has this hash. It may have changed since it was listed."],
      [{ ...good, h: "x" }, "“h” expects a hash: 16 digits from 0 to f."],
      [{ ...good, exact: "it rained 41 liters in one day" }, "The stored text of “noah” does not contain these words."],
      [{ ...good, exact: undefined }, "The words of the source are missing: “exact”."],
      [{ ...good, key: "NOAH" }, "There is no source “NOAH” on “Rain”."],
      [{ ...good, key: "lost" }, "No text of “lost” is stored. Please store it with “stationmaster sources add”."],
      [{ ...good, key: "gone" }, "The source “gone” is retracted."],
      [{ ...good, key: null }, "A fact or a definition needs a source: “key” is missing."],
      [{ ...good, loc: " " }, "The place in the source is missing: “loc”."],
      [{ ...good, by: " " }, "“by” names nobody. Please say who looked at this."],
      [{ ...good, by: "ChatGPT 5" }, "“ChatGPT 5” is a program. Please give “method” as model."],
      [{ ...good, exact: "one day" }, "“exact” is too short. Please quote at least three words or 12 characters."],
      [{ ...good, method: "x" }, "“method” expects human, review or model; got “x”."],
      [
        { ...good, role: "truth" },
        "“role” expects fact, definition, example, analogy, signpost, synthesis, opinion, question; got “truth”.",
      ],
      [{ ...good, verdict: "supports" }, "“verdict” is not known."],
      [{ ...good, loc: 4 }, "“loc” expects text in quotation marks."],
      [[good], "This line is not a JSON object."],
      [other, "Line 1 is about the same sentence."],
    ];
    for (const [wrong, message] of cases) {
      const { err, code } = await recorded(folder, other, wrong);
      expect(err).toContain(`stationmaster: found.ndjson:2: ${message}`);
      expect(err).toContain("Nothing was recorded.");
      expect(code).toBe(2);
      expect(existsSync(join(folder, "rain.ledger.jsonl"))).toBe(false);
    }
    writeFileSync(join(folder, "found.ndjson"), JSON.stringify(good).replace("{", '{"exact":"Moon",'));
    const { err } = await stationmaster(folder, ["verify", "--record", "found.ndjson"]);
    expect(err).toContain("found.ndjson:1: “exact” is here twice. Please keep one.");
  });

  test("of two sentences that say the same, the one that is named", async () => {
    const folder = folderWith(RAIN);
    const [first, second] = (await todo(folder)).filter(({ text }) => text === "It was cold.");
    const record = { h: first!.h, role: "opinion", by: "Ann", method: "human" };
    expect((await recorded(folder, record)).err).toContain("found.ndjson:1: 2 sentences have this hash.");
    const { file, prefix, suffix } = second!;
    expect((await recorded(folder, { ...record, file, prefix, suffix })).code).toBe(0);
    expect((await todo(folder)).filter(({ text }) => text === "It was cold.")).toHaveLength(1);
  });

  test("a model does not replace what a person verified", async () => {
    const folder = folderWith(RAIN);
    const proposal = await rain(folder);
    await recorded(folder, { ...proposal, by: "Ann", method: "human" });
    expect((await recorded(folder, proposal)).err).toContain("found.ndjson:1: This sentence is already verified.");
  });

  test("a model does not replace what a person disputes, or verified before a slight change", async () => {
    const folder = folderWith(RAIN.replace("40 liters fell", "40 litres fell").replace("40 liters in", "40 litres in"));
    const exact = EXACT.replace("liters", "litres");
    await recorded(folder, { ...(await rain(folder)), exact, by: "Ann", method: "human" });
    const station = join(folder, "rain.station.md");
    writeFileSync(station, readFileSync(station, "utf8").replace("litres", "liters"));
    const changed = { ...(await rain(folder)), exact };
    expect((await recorded(folder, changed)).err).toContain("and changed only slightly. A person can accept that.");
    for (const [old, disputed] of [
      ['"verdict":"supports"', '"verdict":"refutes"'],
      ['"expires":null', '"expires":null,"disputed":"The gauge was broken."'],
    ] as const) {
      const before = ledger(folder);
      writeFileSync(station, readFileSync(station, "utf8").replace("liters", "litres"));
      writeFileSync(join(folder, "rain.ledger.jsonl"), before.replace(old, disputed));
      const { err, code } = await recorded(folder, { ...(await rain(folder)), exact });
      expect(err).toContain("Someone disputes this sentence, so a person has to decide.");
      expect(code).toBe(2);
      writeFileSync(join(folder, "rain.ledger.jsonl"), before);
    }
  });

  test.each([
    [
      "by its author",
      "rain.station.md --\n  # Rain",
      "rain.station.md --\n  ---\n  author: Ann Lee\n  ---\n  # Rain",
      "is an author of this station",
    ],
    [
      "in a way that the path does not count",
      "premium\n",
      "premium\n  rules: { sentence-verified: { methods: [review] } }\n",
      "“human” does not count on “Rain”, which asks for review.",
    ],
  ])("nothing is recorded as verified, and nothing accepted, %s", async (_, old, now, message) => {
    const folder = folderWith(RAIN.replace(old, now));
    const record = await rain(folder);
    expect((await recorded(folder, { ...record, by: "A. Lee", method: "human" })).err).toContain(message);
    expect(existsSync(join(folder, "rain.ledger.jsonl"))).toBe(false);
    await recorded(folder, record);
    const { err, code } = await stationmaster(folder, ["verify", "--accept", "--by", "Ann Lee", "--all"]);
    expect(err).toContain(message);
    expect(code).toBe(2);
    expect(ledger(folder)).toContain('"method":"model"');
  });
});

describe("verify --accept", () => {
  const SHOWN = "  Some 40 liters fell in one day.\n";
  const QUOTED = `${" ".repeat(18)}fact, proposed by gpt-x\n${" ".repeat(18)}“${EXACT}” (noah, p. 1)\n`;

  test("makes what is proposed verified, under a name, and keeps who proposed it", async () => {
    const folder = folderWith(RAIN);
    const proposal = await rain(folder);
    await recorded(folder, proposal);
    const { out, code } = await stationmaster(folder, ["verify", "--accept", "--by", "Ann", "--all"]);
    expect(out).toBe(`${proposal.h}${SHOWN}${QUOTED}Accepted 1 proposal.\n`);
    expect(code).toBe(0);
    const line = JSON.parse(ledger(folder).split("\n")[1]!);
    expect(line).toMatchObject({ by: "Ann", method: "human", proposedBy: "gpt-x" });
    expect((await todo(folder)).map(({ text }) => text)).not.toContain("Some 40 liters fell in one day.");
  });

  test("shows what is right before the words, where that takes them back", async () => {
    const folder = folderWith(RAIN.replace("Long ago, it", "It is false that it"));
    await recorded(folder, await rain(folder));
    const { out } = await stationmaster(folder, ["verify", "--accept", "--by", "Ann", "--all"]);
    expect(out).toContain(
      `${" ".repeat(18)}These words are in its stored text, right after “It is false that”\nAccepted 1 proposal.\n`,
    );
  });

  test("accepts all without a terminal only with --all", async () => {
    const folder = folderWith(RAIN);
    const proposal = await rain(folder);
    await recorded(folder, proposal);
    const before = ledger(folder);
    const { out, err, code } = await stationmaster(folder, ["verify", "--accept", "--by", "Ann"]);
    expect(out).toBe(`${proposal.h}${SHOWN}${QUOTED}`);
    expect(err).toBe("stationmaster: Nothing was accepted. Please give --all, or --sentence with the hash of each.\n");
    expect(code).toBe(2);
    expect(ledger(folder)).toBe(before);
    expect((await stationmaster(folder, ["verify", "--accept", "--by", "Ann", "--sentence", proposal.h])).code).toBe(0);
    expect(ledger(folder)).toContain("Ann");
  });

  test.each([
    ["y\n", "Accepted 1 proposal.", 0],
    ["Yes\n", "Accepted 1 proposal.", 0],
    ["n\n", "Nothing was accepted.", 1],
    ["\n", "Nothing was accepted.", 1],
    ["", "Nothing was accepted.", 1],
  ])("asks on a terminal: %j", async (typed, said, exit) => {
    const folder = folderWith(RAIN);
    await recorded(folder, await rain(folder));
    const before = ledger(folder);
    const terminal = "data:text/javascript,process.stdin.isTTY=true;process.stdout.isTTY=true";
    const { out, code } = await stationmasterProcess(folder, ["verify", "--accept", "--by", "Ann"], typed, {
      NODE_OPTIONS: `--import=${terminal}`,
    });
    expect(out).toContain(`${QUOTED}Accept 1 proposal as Ann? [y/N] ${said}\n`);
    expect(code).toBe(exit);
    expect(ledger(folder) === before).toBe(exit === 1);
  });

  test("only the sentence that is named, and by nobody who proposed it", async () => {
    const folder = folderWith(RAIN);
    await recorded(folder, await rain(folder));
    const accept = (...args: string[]) => stationmaster(folder, ["verify", "--accept", "--all", ...args]);
    const before = ledger(folder);
    const other = ["verify", "--accept", "--by", "Ann", "--sentence", "0123456789abcdef"];
    expect((await stationmaster(folder, other)).err).toContain("Nothing is proposed for");
    expect((await accept("--by", "GPT-X")).err).toContain("so someone else has to accept it.");
    expect((await accept("--by", "Claude 3")).err).toContain(
      "is a program. Please accept proposals under a person's name.",
    );
    expect(ledger(folder)).toBe(before);
  });

  test("not what has changed since: that is out of date", async () => {
    const folder = folderWith(RAIN);
    await recorded(folder, await rain(folder));
    const station = join(folder, "rain.station.md");
    writeFileSync(station, readFileSync(station, "utf8").replace("40 liters", "41 liters"));
    const { out } = await stationmaster(folder, ["verify", "--accept", "--by", "Ann"]);
    expect(out).toBe("Nothing is proposed.\n");
    expect(ledger(folder)).not.toContain("Ann");
  });

  test("a text that has to cite its sources does afterwards, in one change with the ledger", async () => {
    const folder = folderWith(RAIN.replace(" [@noah]", ""));
    await recorded(folder, await rain(folder));
    expect(readFileSync(join(folder, "rain.station.md"), "utf8")).not.toContain("@noah");
    const { out } = await stationmaster(folder, ["verify", "--accept", "--by", "Ann", "--all"]);
    expect(out).toContain("Accepted 1 proposal. The text now cites the source in 1 sentence.\n");
    expect(readFileSync(join(folder, "rain.station.md"), "utf8")).toContain("fell in one day [@noah, p. 1]. Think");
    const report = JSON.parse((await stationmaster(folder, ["verify", "--format", "json"])).out);
    expect(report.paths[0].stations[0].sentences[0].state).toBe("fresh");
  });

  test("so does one that a person's record is about, in several stations at once", async () => {
    const folder = folderWith(RAIN.replace(" [@noah]", ""));
    const records = (await todo(folder)).flatMap(({ h, text }) => {
      const exact = text.startsWith("Some") ? EXACT : "Snow fell on the hills for three weeks.";
      const loc = text.startsWith("Some") ? "p. 1" : "the second paragraph";
      return / fell /.test(text) ? [{ h, role: "fact", key: "noah", exact, loc, by: "Ann", method: "human" }] : [];
    });
    const { out } = await recorded(folder, ...records);
    expect(out).toBe("Recorded 2 sentences: 2 verified, 0 proposed. The text now cites the source in 2 sentences.\n");
    const text = (name: string) => readFileSync(join(folder, name), "utf8");
    expect(text("rain.station.md")).toContain("fell in one day [@noah, p. 1]. Think");
    expect(text("snow.station.md")).toContain("three weeks [@noah]. It was cold.");
    expect((await todo(folder)).map((each) => each.text).join(" ")).not.toContain(" fell ");
  });

  test("a path that asks for no citation keeps its text", async () => {
    const without = RAIN.replace(" [@noah]", "").replace(
      "premium\n",
      "premium\n  rules: { sentence-verified: { cited: false } }\n",
    );
    const folder = folderWith(without);
    await recorded(folder, await rain(folder, "human", "Ann"));
    expect(readFileSync(join(folder, "rain.station.md"), "utf8")).not.toContain("@noah");
  });

  test("stations that share a ledger each have their lines", async () => {
    const both = `${RAIN.replace("[rain.station.md, snow.station.md]", "[rain.station.md, rain.station.txt]")}
  -- rain.station.txt --
  Rain in Old Times
  Some 40 liters fell in a day long ago.
`;
    const folder = folderWith(both);
    const records = (await todo(folder)).filter(({ text }) => text.includes("40 liters")).map(({ h }) => h);
    const { code } = await recorded(
      folder,
      ...records.map((h) => ({ h, role: "fact", key: "noah", exact: EXACT, loc: "p. 1", by: "Ann", method: "human" })),
    );
    expect([records.length, code]).toEqual([2, 0]);
    expect(ledger(folder).trim().split("\n")).toHaveLength(3);
    expect((await todo(folder)).map(({ text }) => text).join(" ")).not.toContain("40 liters");
  });
});

test("a station on several paths is judged as the premium one asks", async () => {
  const folder =
    folderWith(`${RAIN.replace("  tier: premium\n", "").replace("  # Rain\n", "  ---\n  author: Ann\n  ---\n  # Rain\n")}
  -- s/path.yaml --
  title: Storms
  tier: premium
  stations: [../rain.station.md]
  sources: ../sources.yaml
  -- s/sources/noah.txt --
  Long ago, it rained 40 liters in one day.
`);
  const record = await rain(folder);
  expect((await recorded(folder, { ...record, by: "Ann", method: "human" })).err).toContain("is an author of");
  expect((await recorded(folder, { ...record, by: "Bob", method: "human" })).code).toBe(0);
  const station = join(folder, "rain.station.md");
  writeFileSync(station, readFileSync(station, "utf8").replace("author: Ann", "author: Bob"));
  expect((await todo(folder))[0]).toMatchObject({ text: "Some 40 liters fell in one day.", state: "missing" });
});

describe("the published schemas", () => {
  const schema = (name: string) =>
    JSON.parse(readFileSync(new URL(`../../schemas/${name}.schema.json`, import.meta.url), "utf8")) as {
      readonly required: readonly string[];
      readonly properties: Readonly<Record<string, unknown>>;
    };

  test("name all that is listed, all that may be recorded, and all that is then in the ledger", async () => {
    const folder = folderWith(RAIN);
    const record = await rain(folder);
    const [open] = await todo(folder);
    expect(Object.keys(open!).sort()).toEqual([...schema("verify-todo").required].sort());
    expect(Object.keys(schema("verify-record").properties)).toEqual(expect.arrayContaining(Object.keys(record)));
    await recorded(folder, record);
    await stationmaster(folder, ["verify", "--accept", "--by", "Ann", "--all"]);
    const line = JSON.parse(ledger(folder).split("\n")[1]!);
    expect(Object.keys(schema("ledger-line").properties)).toEqual(expect.arrayContaining(Object.keys(line)));
  });
});
