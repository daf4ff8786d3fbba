import { describe, expect, test } from "vitest";
import { completions } from "../../../server/src/features/completion.ts";
import { hover } from "../../../server/src/features/hover.ts";
import { type OutlineEntry, outline } from "../../../server/src/features/outline.ts";
import { semanticTokens } from "../../../server/src/features/semantic-tokens.ts";
import type { CalloutRole } from "../../../server/src/language/language.ts";
import { lintFile } from "../../../server/src/lint/lint.ts";
import { stationOf } from "../../../server/src/path/workspace.ts";
import { toSafeHtml } from "../../../server/src/render/html.ts";
import { pathParts } from "../../../server/src/render/path-parts.ts";
import { stationPage } from "../../../server/src/render/station-page.ts";
import { STYLE } from "../../../server/src/render/style.ts";
import { CALLOUT_ROLES, CALLOUTS, type Callout } from "../../../server/src/station/callouts.ts";
import { slice } from "../../../server/src/text/range.ts";
import { cursorFixture, fixtureLookUp, station } from "../../support/fixture.ts";

/** What each part of the project takes the last lines of a station for. The next station's terms are called like labels. */
function seen(...closing: readonly string[]): Readonly<Record<string, readonly (string | undefined)[]>> {
  const { workspace, files, file, offset } = cursorFixture(
    [
      "-- path.yaml --",
      "title: Work",
      "stations: [here.station.txt, next.station.md]",
      "-- here.station.txt --",
      "Offices",
      "Offices open. They close at six.",
      "Where They Stand",
      "Some stand in towns. Some do not.",
      ...closing,
      "-- next.station.md --",
      "# Meeting",
      "",
      "See Stat$0ion 1.",
      "",
      "Key term: Bridge — a way over a river.",
      "",
      "Key term: Takeaway — a meal.",
    ].join("\n"),
  );
  const path = [...workspace.paths.values()][0]!;
  const stop = path.stops[0]!;
  const { file: here, station: read } = { file: stop.file!, station: stop.station! };
  const page = stationPage(read, pathParts({ file: here, station: read, path, stop, reader: undefined }, HOST))
    .map(({ node }) => toSafeHtml([node]))
    .filter((html) => html.startsWith("<aside"))
    .map((html) => html.replace(/<\/p><p>/g, ": ").replace(/<[^>]*>/g, ""));
  const kinds = (entries: readonly OutlineEntry[]): readonly string[] =>
    entries.flatMap(({ kind, children }) => [kind, ...kinds(children)]);
  return {
    page,
    outline: kinds(outline(workspace, here)),
    tokens: semanticTokens(workspace, here, { start: 0, end: read.text.length })
      .filter(({ type }) => type !== "hook" && type !== "heading")
      .map(({ type, range }) => `${type} ${slice(read.text, range)}`),
    rules: lintFile(workspace, here, { lookUp: fixtureLookUp(files), given: NOTHING_GIVEN })
      .filter(({ rule }) => rule === "takeaway" || rule === "bridge")
      .map(({ message }) => message),
    hover: [hover(workspace, file, offset)?.lines.find(({ label }) => label === "Takeaway")?.text],
  };
}

const HOST = { stationAddress: (file: string) => file, pictureAddress: () => undefined };
const NOTHING_GIVEN = { severities: new Map(), options: new Map(), wins: true };

/** The roles of the paragraphs of a text in Markdown below a title and a paragraph, each with its label. */
function roles(text: string): readonly string[] {
  const read = station(`# Rain\n\nIt rains. It pours.\n\n## Where\n\n${text}\n`);
  return read.passages
    .filter(({ kind }) => kind !== "title" && kind !== "heading")
    .slice(1)
    .map(({ role, label }) => (label ? `${role} “${slice(read.text, label)}”` : role));
}

/** An example of every callout, which its style, its color and its place in the outline are tried with. */
const EXAMPLES: { readonly [Role in CalloutRole]: string } = {
  "key-term": "Key term: Drop — a bit of water.",
  takeaway: "Takeaway: Rain fills rivers.",
  bridge: "Next: Where does it go?",
};

describe.each(CALLOUT_ROLES)("a %s", (role) => {
  const callout: Callout = CALLOUTS[role];
  const { workspace, file } = cursorFixture(`# Rain\n\n${EXAMPLES[role]}$0\n`);
  const read = stationOf(workspace, file)!;

  test("is known by its label", () => {
    expect(read.callouts.map((passage) => passage.role)).toEqual([role]);
    expect(slice(read.text, read.callouts[0]!.label!)).toBe(/^.*?:/.exec(EXAMPLES[role])![0]);
  });

  test("has a look, a color and a place in the outline", () => {
    expect(STYLE).toMatch(new RegExp(`^\\.${role} \\{`, "m"));
    const whole = { start: 0, end: read.text.length };
    const types = semanticTokens(workspace, file, whole).map(({ type }) => type);
    expect(types).toContain("label");
    expect(types).toContain(callout.token.type);
    expect(outline(workspace, file)[0]!.children).toHaveLength(1);
  });

  test("is offered as a skeleton that is read as one", () => {
    const blank = cursorFixture("# Rain\n\nIt rains. It pours.\n\n$0\n");
    const { items } = completions(blank.workspace, blank.file, blank.files.get(blank.file)!, blank.offset);
    const skeleton = items.find(({ label }) => label === callout.name)!;
    expect(skeleton.detail).toBe(callout.skeleton.detail);
    const written = skeleton.newText.replace(/\$\{\d:([^}]*)\}/g, "$1");
    const last = station(`# Rain\n\nIt rains. It pours.\n\n${written}\n`).passages.at(-1)!;
    expect(last.role).toBe(role);
    expect(last.label !== undefined).toBe(callout.skeleton.labeled);
  });
});

describe("a label is known everywhere alike", () => {
  test.each([":", " :", " –", " —", "—"])("before “%s”", (mark) => {
    expect(seen(`Takeaway${mark} Offices stand where people meet.`, `Bridge${mark} Where do people meet?`)).toEqual({
      page: ["Takeaway: Offices stand where people meet.", "Next: Where do people meet?"],
      outline: ["station", "section", "takeaway", "bridge"],
      tokens: [
        `label Takeaway${mark}`,
        "takeaway Offices stand where people meet.",
        `label Bridge${mark}`,
        "bridge Where do people meet?",
      ],
      rules: [],
      hover: ["Offices stand where people meet."],
    });
  });

  test("with markup around it or its mark", () => {
    expect(roles("**Takeaway:** It rains.\n\n__Next__ — Why?")).toEqual(["takeaway “Takeaway:”", "bridge “Next__ —”"]);
    expect(roles("*Takeaway* – it rains.\n\n**Bridge —** “Why?”")).toEqual([
      "takeaway “Takeaway* –”",
      "bridge “Bridge —”",
    ]);
  });

  test("and its passage knows what follows it", () => {
    const contents = (text: string) =>
      station(`# Rain\n\n${text}\n`)
        .passages.slice(1)
        .map(({ content }) => content);
    expect(contents("**Takeaway** — It rains.\n\n> Key term – drop — water.\n\nNext:\n\nPlain.")).toEqual([
      "It rains.",
      "drop — water.",
      "",
      "Plain.",
    ]);
  });
});

describe("no label is", () => {
  test.each([
    ["a word that goes on", "Takeaways: It rains.\n\nIt is wet. It is cold."],
    ["a word before a hyphen", "Takeaway - It rains. It pours.\n\nNext-door, it rains. It pours."],
    ["a word before an aside", "Takeaway – the kind in cartons – is dear. It is hot."],
    [
      "a word that an ordinary sentence begins with",
      "Next – the river bends. It is slow.\n\nBridge — or ford? We cross.",
    ],
    ["an entry of a glossary", "Bridge – Default, used on one host.\n\nHost – Shares the network. It is fast."],
    ["a word in a list", "- Next — Paris.\n- Bridge: Tower Bridge.\n- Takeaway: Chips."],
  ])("%s", (_, text) => {
    expect(roles(text).filter((role) => !/^(?:body|item)$/.test(role))).toEqual([]);
  });
});
