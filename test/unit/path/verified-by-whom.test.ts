import { describe, expect, test } from "vitest";
import { coverageOf } from "../../../server/src/ledger/states.ts";
import { statusOf } from "../../../server/src/path/verification.ts";
import { explainStatus } from "../../../server/src/path/verification-words.ts";
import { fixtureWorkspace, ROOT } from "../../support/fixture.ts";
import { TODAY, verifiedLine } from "../../support/ledger.ts";

const FACT = "Some 40 liters fell in a single day.";
const HEADER = `{"format":1,"splitter":1}`;

/** Why the only fact of a premium path is not verified; undefined where it is. */
function why(line: string, { stored = FACT, header = HEADER } = {}): string | undefined {
  const files = {
    "path.yaml": "tier: premium\nstations: [rain.station.md]\n",
    "sources.yaml": "- { id: noah, title: On Rain }\n",
    "sources/noah.txt": stored,
    "rain.station.md": `# Rain\n\n${FACT} [@noah]\n`,
    "rain.ledger.jsonl": `${header}\n${line}\n`,
  };
  const workspace = fixtureWorkspace(new Map(Object.entries(files).map(([file, text]) => [`${ROOT}/${file}`, text])));
  const path = workspace.paths.get(`${ROOT}/path.yaml`)!;
  const status = statusOf(path, path.stops[0]!, { today: TODAY });
  if (coverageOf(status).covered === 1) return undefined;
  const { state, reason } = status.sentences[0]!;
  return explainStatus(state, reason, "fact");
}

const line = verifiedLine(FACT, "noah");
const by = (name: string) => why(line.replace('"by":"Ann"', `"by":${JSON.stringify(name)}`));

test("a fact is verified by a person", () => {
  expect(why(line)).toBeUndefined();
  expect(["Ann Grok-Smith", "Claude Monet", "Botond Kis", "Ai Weiwei", "Abbot", "Todor"].map(by)).toEqual(
    new Array(6).fill(undefined),
  );
});

test.each([
  "ChatGPT",
  "GPT-5",
  "gpt-4o mini",
  "Claude 3.5 Sonnet",
  "gemini-2.0",
  "gpt4.1-mini",
  "claude-3-5-sonnet-20241022",
  "llama3",
  "an AI model",
  "github-actions[bot]",
  "verify-bot",
  "check.py",
])("“%s” is no person, whatever its method says", (name) => {
  expect(by(name)).toBe(`This was verified by “${name}”, which does not count here. Please verify it again.`);
});

test("a name that looks like many versions is read in time", () => {
  const began = performance.now();
  by(`o0${".0u".repeat(40)}!`);
  expect(performance.now() - began).toBeLessThan(1_000);
});

test.each([
  "TODO: name",
  "<your name>",
  "[name]",
  "user",
  "test",
  "pending",
  "not verified",
  "N.N.",
  "Anonymous Reviewer",
  "me",
])("“%s” names nobody", (name) => expect(by(name)).toBe("Nobody has verified this yet."));

test.each([
  ["fact", "Nobody has verified this fact yet. Please verify it, or set another sentence type."],
  ["question", "Nobody has confirmed the type of this sentence yet. Please set its type."],
  ["opinion", "Nobody has confirmed the type of this sentence yet. Please set its type."],
] as const)("of what may be a %s, only what it needs is asked", (role, message) => {
  expect(explainStatus("missing", { kind: "lacks", what: "line" }, role)).toBe(message);
});

test.each(["n/a", "TODO", "p. ?", "unknown", "?"])("“%s” is no place in a source", (loc) => {
  expect(why(line.replace('"loc":"p. 4"', `"loc":"${loc}"`))).toContain(
    "without the words of its source and their place",
  );
});

describe("a quote that its source takes back", () => {
  const short = verifiedLine(FACT, "noah", { exact: "ome 40 liters fell in a single day".replace("ome", "some") });

  test.each([
    ["It is false that some 40 liters fell in a single day.", "false that"],
    ["Rain is a thing, and some 40 liters fell in a single day, which is a myth.", "which is a myth"],
  ])("is not verified: %s", (stored, words) => {
    expect(why(short, { stored })).toBe(
      `The stored text of “noah” says “${words}” right beside the words that it was compared with. Please verify it again.`,
    );
  });

  test("is, where whoever took it was shown what is before it", () => {
    const stored = "It is false that some 40 liters fell in a single day.";
    expect(why(short.replace('"prefix":""', '"prefix":"It is false that"'), { stored })).toBeUndefined();
  });
});

test("a line says one thing once, in whatever capitals", () => {
  const twice = line.replace('"verdict":', '"Verdict":"refutes","verdict":');
  expect(why(twice)).toContain("Its line in the ledger was changed by hand");
});

test("a ledger gives its format once, and first", () => {
  expect(why(line, { header: '{"format":1,"format":2}' })).toContain("does not give the ledger's format");
  expect(why(`${line}\n${HEADER}`, { header: "" })).toContain("does not give the ledger's format");
});
