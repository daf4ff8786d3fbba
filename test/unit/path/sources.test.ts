import { parse } from "@retorquere/bibtex-parser";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readBibtex } from "../../../server/src/hosts/bibtex.ts";
import type { SourceDate } from "../../../server/src/path/source.ts";
import { readSourceFile } from "../../../server/src/path/sources.ts";
import { scanBibtex } from "../../../server/src/syntax/bibtex.ts";
import { dedent } from "../../../server/src/text/dedent.ts";
import { slice } from "../../../server/src/text/range.ts";
import { cpuSeconds } from "../../support/cpu-time.ts";
import { drawNotes } from "../../support/fixture.ts";

/** Draws what is read of a list of sources: each key with title, author and year under it, and each problem. */
function check(name: string, drawn: string): void {
  const expected = dedent(drawn);
  const text = `${expected
    .split("\n")
    .filter((line) => !/^ *\^+…? \S/.test(line))
    .join("\n")}\n`;
  const { sources, problems } = readSourceFile(`/${name}`, text, readBibtex);
  const notes = sources.map(({ range, title, author, year }) => ({
    range,
    message: [author, year, title].filter(Boolean).join(", ") || "nothing else",
  }));
  expect(drawNotes(text, [...notes, ...problems])).toBe(expected);
}

describe("a source is retracted", () => {
  const isRetracted = (name: string, text: string) =>
    readSourceFile(`/${name}`, text, readBibtex).sources[0]!.retracted;

  test.each([
    "retracted: true",
    "retracted: The data were invented",
    "retracted: { reason: fraud }",
    "retracted: [fraud]",
    "Retracted: yes",
    "status: retracted",
    "status: Retracted",
    "custom: { retracted: true }",
    "note: 'retracted: true'",
    'note: "PMID: 1\\nstatus: retracted"',
    "title: 'RETRACTED: On Rain'",
    "title: 'RETRACTED ARTICLE: On Rain'",
    "title: '[Retracted article]: On Rain'",
    "title: '[RETRACTED] On Rain'",
    "title: '[Withdrawn] On Rain'",
    "title: 'WITHDRAWN: On Rain'",
  ])("as CSL has it: %s", (line) => {
    expect(isRetracted("sources.yaml", `- id: rain\n  ${line}\n`)).toBe(true);
  });

  test.each([
    "retracted: false",
    "retracted: No",
    "status: in press",
    "note: 'It says nothing of a paper that was retracted.'",
    "note: 'status: in press'",
    "title: Retracted Papers and Their Readers",
    "title: 'Retraction: On Rain'",
    "title: 'RETRACTION: On Rain'",
    "title: 'Retraction notice to “On Rain”'",
    "title: 'Notice of Retraction: On Rain'",
    "title: 'Retraction Note: On Rain'",
    "title: 'Retracted Papers: Their Readers'",
    "title: 'Withdrawn: A Novel'",
    "title: 'RETRACTED: On Rain'\n  retracted: false",
  ])("but not as here: %s", (line) => {
    expect(isRetracted("sources.yaml", `- id: rain\n  ${line}\n`)).toBe(false);
  });

  test("as BibTeX has it", () => {
    expect(isRetracted("a.bib", "@article{rain, title = {Rain}, retracted = {yes}}")).toBe(true);
    expect(isRetracted("a.bib", "@article{rain, title = {Rain}, pubstate = {retracted}}")).toBe(true);
    expect(isRetracted("a.bib", "@article{rain, title = {Rain}, pubstate = {inpress}}")).toBe(false);
  });
});

describe("sources are read with the place of their key", () => {
  test("from CSL-JSON", () => {
    check(
      "sources.json",
      `
      [
        { "id": "rain2020", "title": "On Rain", "author": [{ "family": "Noah" }], "issued": { "date-parts": [[2020, 4]] } },
                 ^^^^^^^^ Noah, 2020, On Rain
        { "id": "__proto__", "title": "On Objects" }
                 ^^^^^^^^^ On Objects
      ]
    `,
    );
  });

  test("from CSL-YAML, as a list or under “references”", () => {
    check(
      "sources.yaml",
      `
      references:
        - id: rain2020
              ^^^^^^^^ Noah, Shem, 2020, On Rain
          title: On Rain
          author: [{ family: Noah }, { literal: Shem }]
          issued: 2020-04-01
    `,
    );
  });

  test("from CSL-YAML with a byte order mark, and with any line ends", () => {
    const text = "- id: rain2020\n  type: book\n- id: snow2021\n  title: On Snow\n";
    for (const [written, start] of [
      [text, 6],
      [`\uFEFF${text}`, 7],
      [text.replaceAll("\n", "\r"), 6],
      [text.replaceAll("\n", "\r\n"), 6],
    ] as const) {
      const { sources, problems } = readSourceFile("/sources.yaml", written, undefined);
      expect(problems).toEqual([]);
      expect(sources.map(({ key }) => key)).toEqual(["rain2020", "snow2021"]);
      expect(sources[0]!.range).toEqual({ start, end: start + 8 });
    }
  });

  test("from BibTeX, also where an entry is broken", () => {
    check(
      "sources.bib",
      `
      @article{rain2020,
               ^^^^^^^^ Noah, Shem, 2020, On Rain
        author = {Noah, A. and Shem, B.},
        title = {On {R}ain},
        year = 2020
      }
      @book{sea2021, title = {The Sea}, date = {2021-05-01}, editor = {{Harbour Office}}}
            ^^^^^^^ Harbour Office, 2021, The Sea
      @misc{broken, title = {Never closed
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ This entry is not closed. Is a brace or a quotation mark missing?
            ^^^^^^ nothing else
    `,
    );
  });
});

/** What is read of one source, field by field, each with the words in the file that it stands on. */
function details(name: string, text: string, key: string): readonly string[] {
  const { sources } = readSourceFile(`/${name}`, dedent(text), readBibtex);
  const source = sources.find((each) => each.key === key)!;
  const people = [...source.authors, ...source.editors].map(
    ({ family, given, literal }) => `${family}|${given}|${literal}`,
  );
  const date = ({ year, month, day }: SourceDate) => `${year}-${month}-${day}`;
  return [
    `${source.type} ${people.join(" ")} ${source.issued ? date(source.issued) : "never"} ${source.accessed ? date(source.accessed) : "never"}`,
    ...[...source.fields]
      .map(([field, { value, range }]) => `${field}: ${value} «${slice(dedent(text), range)}»`)
      .sort(),
    ...source.identifiers
      .filter(({ kind }) => kind === "ORCID" || kind === "ROR")
      .map(({ kind, value }) => `${kind}: ${value}`),
  ];
}

describe("every field is read with its place", () => {
  test("from CSL", () => {
    const read = details(
      "sources.yaml",
      `
      - id: rain
        type: article-journal
        title: On <i>Rain</i>
        author:
          - { family: Berg, given: Shem, non-dropping-particle: van der, ORCID: 0000-0002-1825-0097 }
          - { literal: Ark Office, ror: 05dxps055 }
        container-title: "Weather"
        volume: 8
        page: 758-769
        issued: { date-parts: [["2020", 4]] }
        accessed: 2026-11-02
        DOI: '10.1175/JHM600.1'
        URL: https://arxiv.org/pdf/2104.01234v3.pdf
        retracted: true
    `,
      "rain",
    );
    expect(read).toMatchInlineSnapshot(`
      [
        "article-journal van der Berg|Shem| ||Ark Office 2020-4-0 2026-11-2",
        "DOI: 10.1175/JHM600.1 «10.1175/JHM600.1»",
        "URL: https://arxiv.org/pdf/2104.01234v3.pdf «https://arxiv.org/pdf/2104.01234v3.pdf»",
        "accessed: 2026-11-02 «accessed»",
        "arXiv: 2104.01234v3 «https://arxiv.org/pdf/2104.01234v3.pdf»",
        "author:  «author»",
        "container-title: Weather «Weather»",
        "issued:  «issued»",
        "page: 758-769 «758-769»",
        "retracted: true «true»",
        "title: On Rain «On <i>Rain</i>»",
        "volume: 8 «8»",
        "ORCID: 0000-0002-1825-0097",
        "ROR: 05dxps055",
      ]
    `);
  });

  test("from BibTeX, with strings, joined pieces, escapes and months", () => {
    const read = details(
      "sources.bib",
      String.raw`
      @string{weather = {Journal of {W}eather}}
      @article{rain,
        author = {van der Berg, Shem and {Ark Office} and others},
        title = "On " # {{R}ain \& {\"U}ber \emph{Snow}},
        journal = weather, volume = 8, number = 4, pages = "758--769",
        year = 2020, month = apr,
        doi = {10.1175/a\_b}, eprint = {2104.01234}, archivePrefix = {arXiv},
        urldate = {2026-11-02}, orcid = {0000-0002-1825-0097}, license = {CC BY 4.0}
      }
    `,
      "rain",
    );
    expect(read).toMatchInlineSnapshot(`
      [
        "article-journal van der Berg|Shem| ||Ark Office ||others 2020-4-0 2026-11-2",
        "DOI: 10.1175/a_b «10.1175/a\\_b»",
        "accessed: 2026-11-02 «2026-11-02»",
        "arXiv: 2104.01234 «2104.01234»",
        "author: van der Berg, Ark Office, others «van der Berg, Shem and {Ark Office} and others»",
        "container-title: Journal of Weather «weather»",
        "issue: 4 «4»",
        "issued: 2020 «2020»",
        "license: CC BY 4.0 «CC BY 4.0»",
        "page: 758–769 «758--769»",
        "title: On Rain & Über Snow «"On " # {{R}ain \\& {\\"U}ber \\emph{Snow}}»",
        "volume: 8 «8»",
        "ORCID: 0000-0002-1825-0097",
      ]
    `);
  });

  test("from other entries of BibTeX, that inherit from others in turn", () => {
    const text = `
      @inproceedings{talk, title = {Hail}, author = {Ham, C.}, crossref = {Weather}}
      @proceedings{weather, title = {The Weather}, editor = {Shem, B.}, year = 2020, xdata = {press}, crossref = {talk}}
      @xdata{press, publisher = {Ark Press}, isbn = {0306406152}}
    `;
    expect(details("sources.bib", text, "talk")).toMatchInlineSnapshot(`
      [
        "paper-conference Ham|C.| Shem|B.| 2020-0-0 never",
        "ISBN: 0306406152 «0306406152»",
        "author: Ham «Ham, C.»",
        "container-title: The Weather «The Weather»",
        "editor: Shem «Shem, B.»",
        "issued: 2020 «2020»",
        "publisher: Ark Press «Ark Press»",
        "title: Hail «Hail»",
      ]
    `);
    expect(readSourceFile("/sources.bib", dedent(text), readBibtex).sources.map(({ key }) => key)).toEqual([
      "talk",
      "weather",
    ]);
  });
});

describe("the places of BibTeX agree with the library", () => {
  const word = fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,8}$/);
  const plain = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9 .:;()?!'-]{0,30}[A-Za-z0-9]$/);
  const value = fc.oneof(
    plain.map((text) => `{${text}}`),
    plain.map((text) => `"${text}"`),
    plain.map((text) => `{{${text}} x}`),
    fc.nat({ max: 3000 }).map(String),
    fc.tuple(plain, plain).map(([a, b]) => `{${a}} # "${b}"`),
  );
  const name = fc.constantFrom("note", "volume", "series", "edition", "doi", "url", "address");
  const entry = fc
    .tuple(
      fc.constantFrom("book", "Article", "MISC"),
      word,
      fc.uniqueArray(fc.tuple(name, value), { selector: ([at]) => at }),
      fc.boolean(),
      fc.constantFrom(", ", ",\n  ", " ,\r\n\t"),
    )
    .map(([type, key, fields, round, comma]) => {
      const inner = [key, ...fields.map(([field, written]) => `${field} = ${written}`)].join(comma);
      return round ? `@${type}(${inner})` : `@${type}{${inner}}`;
    });
  const between = fc.constantFrom(
    "\n",
    "\n\nSome words, me(at)example.org {\n",
    "\n@comment{x @book{y, z={}}}\n",
    "\n% @book{old, a={b}}\n",
  );
  const file = fc
    .array(
      fc.tuple(entry, between).map((parts) => parts.join("")),
      { maxLength: 6 },
    )
    .map((all) => all.join(""));

  test("in well-formed files", () => {
    fc.assert(
      fc.property(file, (text) => {
        const ours = scanBibtex(text);
        const theirs = parse(text, { raw: true }).entries;
        expect(ours.problems).toEqual([]);
        expect(ours.entries.map(({ type, key, fields }) => [type, key, ...fields.map((field) => field.name)])).toEqual(
          theirs.map(({ type, key, fields }) => [type, key, ...Object.keys(fields)]),
        );
        for (const { key, keyRange, fields } of ours.entries) {
          expect(slice(text, keyRange)).toBe(key);
          for (const each of fields)
            if (!slice(text, each.range).includes("#")) expect(slice(text, each.range)).toBe(each.value);
        }
      }),
    );
  });

  test("and what is broken is read without an end that never comes", () => {
    const scrap = fc.constantFrom(
      "@book{",
      "@misc(a,",
      "{",
      "}",
      '"',
      "title",
      "=",
      ",",
      "#",
      "\\",
      "%",
      "\n",
      "@",
      "@string{a = a # a}",
      "x",
    );
    fc.assert(
      fc.property(fc.array(scrap, { maxLength: 40 }), (parts) => {
        const text = parts.join("");
        const { sources, problems } = readSourceFile("/sources.bib", text, readBibtex);
        for (const { range } of [...sources, ...problems]) {
          expect(range.start).toBeGreaterThanOrEqual(0);
          expect(range.end).toBeLessThanOrEqual(text.length);
        }
      }),
    );
  });
});

test("what is no list of sources says so", () => {
  check(
    "sources.yaml",
    `
    title: Rain
    ^ No list of sources was found here. It is a list of entries, each with an “id”.
  `,
  );
});

test.each([
  ["nested braces", "@misc{a, title={".repeat(20_000)],
  ["open braces", "{".repeat(100_000)],
  ["macros that name each other", "@string{a = b}\n@string{b = a}\n@misc{k, title = a # b}\n"],
  ["files to include", "@misc{k, title = {\\input{/etc/passwd}}}\n"],
  ["strings that double", `@string{a = {aaaaaaaa}}\n${"@string{a = a # a}\n".repeat(60)}@misc{k, title = a}\n`],
  [
    "entries that inherit in a circle",
    "@misc{a, crossref = {b}}\n@misc{b, crossref = {a}, xdata = {a,b,c}}\n@misc{c, xdata = {a}}",
  ],
  ["quotation marks without end", `@misc(a, t="{}{}`.repeat(20_000)],
  ["comments without end", `${"@comment(".repeat(50_000)}\n@misc{k, title={x}}`],
  ["a lone dollar", "@misc{k, title = {It costs $5}}"],
  ["signs in free text", `${"@ a@b % \n".repeat(50_000)}@misc{k, title={x}}`],
  ["10,000 entries of one key", "@misc{dup, title={x}}\n".repeat(10_000)],
])("hostile BibTeX is read in seconds: %s", { tags: "slow" }, (_, text) => {
  const read = readSourceFile("/sources.bib", text, readBibtex);
  const seconds = cpuSeconds(() => read.sources); // nothing is read before
  const { sources, problems } = read;
  expect(sources.length + problems.length).toBeGreaterThan(0);
  expect(JSON.stringify(sources)).not.toContain("root:");
  expect(seconds).toBeLessThan(4);
});

test("LaTeX in BibTeX is read where it is nested at most 64 deep and at most 20,000 characters long", () => {
  const nested = (depth: number) => `@misc{a, title = {${"\\emph{".repeat(depth)}x${"}".repeat(depth)}}}`;
  const read = (text: string) => {
    const { sources, problems } = readSourceFile("/sources.bib", text, readBibtex);
    return [...sources.map(({ title }) => title), ...problems.map(({ message }) => message)];
  };
  const refused = "“title” is too long, or nested too deeply, to be read.";
  expect(read(nested(64))).not.toContain(refused);
  expect(read(nested(65))).toContain(refused); // 500 take ten seconds
  const signs = (count: number) => `@misc{a, title = {${"\\&".repeat(count)}}}`;
  expect(read(signs(10_000))).toEqual(["&".repeat(10_000)]);
  expect(read(signs(10_001))).toEqual(["\\&".repeat(10_001)]); // it stands as it is written
});
