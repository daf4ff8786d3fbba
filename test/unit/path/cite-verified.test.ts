import { describe, expect, test } from "vitest";
import { citeVerified, supportOf } from "../../../server/src/path/cite-verified.ts";
import { statusOf } from "../../../server/src/path/verification.ts";
import { applyEdits } from "../../../server/src/text/edit.ts";
import { fixtureWorkspace, ROOT } from "../../support/fixture.ts";
import { TODAY, verifiedLine } from "../../support/ledger.ts";

const STATION = `${ROOT}/rain.station.md`;

/** The line of a fact that a source supports. */
const line = (text: string, key: string) => verifiedLine(text, key, { exact: "It rained a great deal." });

/** A paragraph once each of its sentences cites what its line says, and the states of its sentences before and after that. */
function cited(
  paragraph: string,
  lines: readonly string[],
  { tier = "premium", wanted = [] as readonly number[] } = {},
) {
  const files = (text: string) =>
    new Map([
      [`${ROOT}/path.yaml`, `tier: ${tier}\nstations: [rain.station.md]\n`],
      [`${ROOT}/sources.yaml`, "- { id: noah, title: On Rain }\n- { id: crumb, title: On Hail }\n"],
      ...["noah", "crumb"].map((key) => [`${ROOT}/sources/${key}.txt`, "It rained a great deal."] as const),
      [`${ROOT}/rain.ledger.jsonl`, `{"format":1,"splitter":1}\n${lines.map((each) => `${each}\n`).join("")}`],
      [STATION, text],
    ]);
  const stateOf = (text: string) => {
    const workspace = fixtureWorkspace(files(text));
    const path = workspace.paths.get(`${ROOT}/path.yaml`)!;
    const { sentences } = statusOf(path, path.stops[0]!, { today: TODAY });
    return { workspace, sentences, states: sentences.map(({ state }) => state).join(" ") };
  };
  const text = `# Rain\n\n${paragraph}\n`;
  const { workspace, sentences, states } = stateOf(text);
  const places = wanted.length
    ? wanted
    : sentences.flatMap(({ sentence, line: known }) => (known ? sentence.index : []));
  const cites = new Map(places.map((index) => [index, supportOf(sentences[index]!)]));
  const after = applyEdits(text, citeVerified(workspace, STATION, sentences, cites));
  return { text: after.slice(8, -1), before: states, after: stateOf(after).states };
}

const [RAIN, HAIL] = ["Rain fell a lot.", "Hail fell, too."];

describe("a text cites what its sentences are verified with", () => {
  test("each source, and not twice", () => {
    expect(cited(`${RAIN} ${HAIL}`, [line(RAIN, "noah"), line(HAIL, "crumb")])).toEqual({
      text: "Rain fell a lot [@noah, p. 4]. Hail fell, too [@crumb, p. 4].",
      before: "missing missing",
      after: "fresh fresh",
    });
    expect(cited(`${RAIN} ${HAIL}`, [line(RAIN, "noah"), line(HAIL, "noah")]).text).toBe(
      "Rain fell a lot. Hail fell, too [@noah, p. 4].",
    );
    expect(cited(`${RAIN} ${HAIL} [@noah]`, [line(RAIN, "noah")]).text).toBe(`${RAIN} ${HAIL} [@noah]`);
  });

  test("and what was cited after it stays cited for the sentences before it", () => {
    const both = [line(RAIN, "crumb"), line(HAIL, "noah")];
    const paragraph = `${RAIN} Think of a bath. ${HAIL} It was cold [@crumb].`;
    expect(cited(paragraph, both, { wanted: [2] })).toEqual({
      text: "Rain fell a lot [@crumb, p. 4]. Think of a bath. Hail fell, too [@noah, p. 4]. It was cold [@crumb].",
      before: "fresh missing missing missing",
      after: "fresh missing fresh missing",
    });
  });

  test("in a citation that is there already", () => {
    expect(cited("Rain fell a lot [@crumb].", [line(RAIN, "noah")]).text).toBe(
      "Rain fell a lot [@crumb; @noah, p. 4].",
    );
  });

  test("only where its path asks for that", () => {
    expect(cited(RAIN, [line(RAIN, "noah")], { tier: "standard" }).text).toBe(RAIN);
  });
});
