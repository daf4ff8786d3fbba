import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { baseName } from "../../../server/src/files/names.ts";
import { english } from "../../../server/src/language/english/english.ts";
import type { Language } from "../../../server/src/language/language.ts";
import { LANGUAGES, languageNamed } from "../../../server/src/language/languages.ts";
import { UNKNOWN } from "../../../server/src/language/unknown.ts";
import { sentenceChange } from "../../../server/src/ledger/sentence-change.ts";
import { lintFile } from "../../../server/src/lint/lint.ts";
import {
  filesOf,
  stationOf,
  type Workspace,
  withFile,
  withFiles,
  withUnread,
} from "../../../server/src/path/workspace.ts";
import type { Severity } from "../../../server/src/rules/rule.ts";
import { readingOf } from "../../../server/src/station/reading.ts";
import { dedent } from "../../../server/src/text/dedent.ts";
import {
  drawFixture,
  fixtureLookUp,
  fixtureWorkspace,
  notesOf,
  parseFixture,
  ROOT,
  station,
  stationIn,
} from "../../support/fixture.ts";
import { german } from "../../support/german/german.ts";

/** What short stations lack in every language. */
const LONG: ReadonlyMap<string, Severity> = new Map([
  ["sections", "off"],
  ["station-length", "off"],
]);

/** Each file of a fixture with what is found in it, hints included. */
function check(fixture: string, languages?: readonly Language[]): void {
  const files = parseFixture(fixture);
  const workspace = fixtureWorkspace(files, languages);
  const options = { given: { severities: LONG, wins: true }, lookUp: fixtureLookUp(files) };
  const notes = new Map([...files.keys()].map((file) => [file, notesOf(lintFile(workspace, file, options))]));
  expect(drawFixture(files, notes)).toBe(dedent(fixture).trimEnd());
}

describe("the language of a path", () => {
  test("is named by a tag, whatever the country, or by its name", () => {
    for (const name of ["en", "EN", "en-US", "en_GB", " en ", "English"]) expect(languageNamed(name)).toBe(english);
    for (const name of ["de", "de-AT", "enm", "tlh", "", "🜁"]) expect(languageNamed(name)).toBe(UNKNOWN);
  });

  test("has a tag and a name of its own", () => {
    for (const part of ["tag", "name"] as const) {
      expect(new Set(LANGUAGES.map((each) => each[part])).size).toBe(LANGUAGES.length);
    }
    expect(LANGUAGES.every(({ known }) => known)).toBe(true);
  });
});

describe("in a language that nothing is known of", () => {
  test("only rules that need none run, and the path says so once", () =>
    check(`
      -- path.yaml --
      title: Wasser
      language: de
                ^^ No words of “de” are known, so rules that judge words and phrases do not run on this path.
      stations: [regen.station.md, flüsse.station.md]
      -- flüsse.station.md --
      # Flüsse

      Ein Fluss beginnt klein. Niemand sieht es ihm an.

      ## Woher sie kommen

      Wie Station 1 zeigt, beginnt alles mit Regen. Siehe Station 1, nicht Station 9 und die Raumstation 8.
                                                                           ^^^^^^^^^ Station 9 does not exist on the path “Wasser”, which ends at Station 2.
      -- regen.station.md --
      # Regen

      Am 3. Mai stand Dr. h. c. Nass am Fenster. Er sah z. B. Wolken. Sie zogen auf. Dann fiel der Regen. Alle liefen.

      ## Woher er kommt

      Regen besteht aus Tropfen, die Wolken verlieren. Most experts agree. Siehe auch [hier](flüsse.station.md):

      - Der Regen fällt
      - auf Berge, Felder usw.

      Am Ende ist alles nass.

      Aber wohin fließt der Regen?
    `));

  test("marks of other scripts end what they end", () =>
    check(`
      -- path.yaml --
      language: ja
                ^^ No words of “ja” are known, so rules that judge words and phrases do not run on this path.
      stations: [雨.station.md]
      -- 雨.station.md --
      # 雨

      **Key term:** 雲 — 空に浮かぶ小さな水の粒の集まり。

      ## 種類

      次の表は二つを比べる。

      | 種類 | 高さ |
      | ---- | ---- |
      | 巻雲 | 高い |
      | 層雲 | 低い |

      次の二つがある：

      - 小雨
      - 大雨
    `));

  test("any text is read and checked", () => {
    const text = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc
        .array(fc.constantFrom("Station 7", "z. B.", "# ", "- ", "\n\n", "Key term:", "。", "Stations 3-6", "@a"))
        .map((parts) => parts.join(" ")),
    );
    fc.assert(
      fc.property(text, (regen) => {
        const files = new Map([
          [`${ROOT}/path.yaml`, "language: de\nstations: [regen.station.md]\n"],
          [`${ROOT}/regen.station.md`, regen],
        ]);
        const failed: unknown[] = [];
        const options = {
          given: { severities: LONG, wins: true },
          lookUp: fixtureLookUp(files),
          onRuleFailed: (...each: unknown[]) => failed.push(each),
        };
        for (const file of files.keys()) lintFile(fixtureWorkspace(files), file, options);
        expect(failed).toEqual([]);
      }),
    );
  });

  test("references are told from names by where they stand in a sentence", () => {
    const text =
      "# X\n\nWie Station 7 zeigt. Siehe Station 8. (Vgl. Station 9.) Der Bahnhof Penn Station 3, Stations 4-6, Stations 1 und 2.\n";
    const found = stationIn(UNKNOWN, text).references.map((each) => each.text);
    expect(found).toEqual(["Station 7", "Station 8", "Station 9", "4-6", "1", "2"]);
  });

  test("nothing is a takeaway or a bridge for where it stands", () => {
    const { takeaways, bridges } = stationIn(UNKNOWN, "# Regen\n\n## A\n\nEr fällt. Er nässt.\n\nAlles ist nass.\n");
    expect([...takeaways, ...bridges]).toEqual([]);
  });

  test("any word that is another makes a sentence say something else", () => {
    const change = (before: string, after: string) => sentenceChange(before, after, new Set(), UNKNOWN).kind;
    expect(change("Der Regen ist nicht sauer.", "Der Regen ist sauer.")).toBe("meaning");
    expect(change("Der Regen ist sauer.", "Der Regen ist sauer.")).toBe("minor");
  });

  test("no reading grade is computed", () => {
    const text = `# Regen\n\n${"The cat sat on the mat and saw it rain. ".repeat(9)}\n`;
    expect(readingOf(station(text)).grade).toBeDefined();
    expect(readingOf(stationIn(UNKNOWN, text)).grade).toBeUndefined();
  });
});

describe("a language is one folder", () => {
  test("a small German finds what a writer means, and nothing else", () =>
    check(
      `
      -- path.yaml --
      title: Wasser
      language: de
      stations: [regen.station.md, flüsse.station.md]
      -- flüsse.station.md --
      # Flüsse

      Ein Fluss beginnt klein. Niemand sieht es ihm an.

      ## Woher sie kommen

      **Schlüsselbegriff:** Quelle — ein Ort, an dem Wasser von selbst aus der Erde tritt.

      Wie die vorige Station zeigt, beginnt alles mit Regen. Quellen sind der Anfang, Quellen bleiben es.
          ^^^^^^^^^^^^^^^^^^ “die vorige Station” is Station 1 of “Wasser” today. Its number can be kept up to date.

      **Merksatz:** Eine Quelle macht aus Regen Flüsse.
      -- regen.station.md --
      # Regen

      Am 3. Mai stand Dr. h. c. Nass am Fenster. Er sah z. B. Wolken.

      ## Woher er kommt

      **Schlüsselbegriff:** Tropfen — ein wenig Wasser, das aus einer Wolke zur Erde fällt.

      Wie wir in Station 2 sahen, sind Flüsse lang. Die Stationen 1 und 9 gehören zusammen.
                 ^^^^^^^^^ “Wie wir in” points back, and Station 2 of “Wasser” comes after this one.
                                                                        ^ Station 9 does not exist on the path “Wasser”, which ends at Station 2.

      Die, die nass wurden, liefen nach nach Hause.
                                        ^^^^ “nach” appears twice in a row.

      Ein Tropfen macht noch keinen Regen.

      Aber wohin fließen die Flüsse?
    `,
      [...LANGUAGES, german],
    ));
});

describe("stations are read in the language of their paths", () => {
  const files = parseFixture(`
    -- path.yaml --
    stations: [rain.station.md, ../winter/snow.station.md]
    -- rain.station.md --
    # Rain
    -- draft.station.md --
    # Draft
    -- ../winter/snow.station.md --
    # Snow
    -- ../winter/path.yaml --
    stations: [snow.station.md]
  `);
  const path = `${ROOT}/path.yaml`;
  const say = (language: string, stations = "[rain.station.md, ../winter/snow.station.md]") =>
    `language: ${language}\nstations: ${stations}\n`;

  function tags(workspace: Workspace): string {
    const stations = [...filesOf(workspace)].filter((file) => stationOf(workspace, file)).sort();
    return stations
      .map((file) => `${baseName(file).split(".")[0]} ${stationOf(workspace, file)!.language.tag}`)
      .join(", ");
  }

  test("whenever a path says another one", () => {
    let workspace = fixtureWorkspace(files);
    expect(tags(workspace)).toBe("draft en, rain en, snow en");
    workspace = withFile(workspace, path, say("de"));
    expect(tags(workspace)).toBe("draft und, rain und, snow und");
    workspace = withFile(workspace, path, say("en-US"));
    expect(tags(workspace)).toBe("draft en, rain en, snow en");
    workspace = withFile(workspace, path, say("de", "[rain.station.md]"));
    expect(tags(workspace)).toBe("draft und, rain und, snow en");
    workspace = withFile(workspace, path, undefined);
    expect(tags(workspace)).toBe("draft en, rain en, snow en");
  });

  test("which is not known where two say different ones", () => {
    const winter = [...files.keys()].find((file) => /winter\/path\.yaml$/.test(file))!;
    const workspace = withFile(fixtureWorkspace(files), winter, say("de", "[snow.station.md]"));
    expect(tags(workspace)).toBe("draft en, rain en, snow und");
  });

  test("whatever comes first, the path or its stations", () => {
    const texts = [...files].map(([file, text]) => ({ file, text: file === path ? say("de") : text }));
    const empty = fixtureWorkspace(new Map());
    for (const order of [texts, [...texts].reverse()]) {
      expect(tags(withFiles(empty, order))).toBe("draft und, rain und, snow und");
      expect(tags(order.reduce((before, each) => withFile(before, each.file, each.text), empty))).toBe(
        "draft und, rain und, snow und",
      );
    }
  });

  test("with every change of their text, and also where they are not read", () => {
    const rain = `${ROOT}/rain.station.md`;
    const workspace = withFile(fixtureWorkspace(files), path, say("de"));
    const typed = withFile(workspace, rain, "# Regen\n\nSiehe Station 1.\n");
    expect(stationOf(typed, rain)!.language).toBe(UNKNOWN);
    expect(
      [...typed.paths.values()]
        .flatMap(({ stops }) => stops)
        .every(({ file, station }) => station === stationOf(typed, file!)),
    ).toBe(true);
    const unread = withUnread(typed, rain, "It takes too long.");
    expect(stationOf(withFile(unread, path, say("en")), rain)).toMatchObject({
      language: english,
      unread: "It takes too long.",
    });
  });
});
