import { describe, expect, test } from "vitest";
import { toSafeHtml } from "../../../server/src/render/html.ts";
import { pathParts } from "../../../server/src/render/path-parts.ts";
import { stationPage } from "../../../server/src/render/station-page.ts";
import { STYLE } from "../../../server/src/render/style.ts";
import { slice } from "../../../server/src/text/range.ts";
import { cpuSeconds } from "../../support/cpu-time.ts";
import { fixtureWorkspace, parseFixture, ROOT } from "../../support/fixture.ts";

/** The blocks of a station's page, as HTML. */
function blocks(
  fixture: string,
  name = "here.station.md",
  reader?: number,
): readonly { html: string; says: string[] }[] {
  const workspace = fixtureWorkspace(parseFixture(fixture));
  const file = `${ROOT}/${name}`;
  const [path] = workspace.paths.values();
  const stop = path!.stopOf(file)!;
  const station = stop.station!;
  const parts = pathParts({ file, station, path: path!, stop, reader }, HOST);
  return stationPage(station, parts).map(({ node, sentences }) => ({
    html: toSafeHtml([node]),
    says: sentences.map((range) => slice(station.text, range)),
  }));
}

const HOST = {
  namesFiles: true,
  stationAddress: (file: string, anchor?: string) => `${file.slice(ROOT.length + 1)}${anchor ? `#${anchor}` : ""}`,
  pictureAddress: (file: string) =>
    file.startsWith(ROOT) ? `picture:${file.slice(ROOT.length + 1)}`.slice(8) : undefined,
};

/** The HTML of some text in the second of three stations. */
function html(text: string, reader?: number): string {
  const all = blocks(
    `${PATH}  -- here.station.md --\n  # Here\n\n  ${text.replaceAll("\n", "\n  ")}\n`,
    undefined,
    reader,
  );
  return all
    .map((block) => block.html)
    .filter((each) => !/^<(?:header|nav)/.test(each))
    .join("\n");
}

const PATH = `
  -- path.yaml --
  title: Water
  stations: [rain.station.md, here.station.md, seas.station.md, { planned: Ice }]
  sources: sources.json
  -- sources.json --
  [{ "id": "smith", "title": "On Rain", "author": [{ "family": "Smith" }], "issued": { "raw": "2020" } }]
  -- rain.station.md --
  # Rain

  Key term: Drop — a bit of water.
  -- seas.station.md --
  # Seas

  Key term: Tide — the rise and fall of the sea.
`;

describe("a sentence", () => {
  test("is an element of its own, with its markup, and knows where it stands", () => {
    const [, block] = blocks(
      `${PATH}  -- here.station.md --\n  # Here\n\n  It *rains. It* pours.[^1] Then\n  it stops.\n\n  [^1]: Much.\n`,
    );
    expect(block!.html).toBe(
      '<p class="hook"><span class="s" data-s="0">It <em>rains.</em></span><em> </em><span class="s" data-s="1"><em>It</em> pours.<sup><a href="#note-1" class="note">1</a></sup></span> <span class="s" data-s="2">Then it stops.</span></p>',
    );
    expect(block!.says.map((each) => each.replace(/\s+/g, " "))).toEqual([
      "It *rains.",
      "It* pours.[^1]",
      "Then it stops.",
    ]);
  });
});

test("pictures and HTML are drawn once each, whether they touch a sentence or not", () => {
  const drawn = html("<b> It rains.![a](a.png) ![b](b.png)\nSo it is. </b> ![c](c.png)");
  expect(drawn.match(/&#x3C;b>|&#x3C;\/b>|<img src="(?:a|b|c)\.png"/g)).toEqual([
    "&#x3C;b>",
    '<img src="a.png"',
    '<img src="b.png"',
    "&#x3C;/b>",
    '<img src="c.png"',
  ]);
});

describe("what is mentioned", () => {
  test("a reference leads to its station and knows its title", () => {
    expect(html("See Station 1.")).toContain(
      '<a class="ref" data-title="Rain" href="rain.station.md" data-file="/fixture/rain.station.md">Station 1</a>',
    );
    expect(html("See Station 3.")).toContain('class="ref later"');
    expect(html("See Station 4.")).toContain('<span class="ref planned later" data-title="Ice">Station 4</span>');
    expect(html("See Station 9.")).toContain(
      '<span class="ref missing" title="No such station on this path">Station 9</span>',
    );
  });

  test("a term tells its definition, and is marked where the reader does not know it yet", () => {
    expect(html("A drop falls.")).toContain(
      '<span class="term" title="a bit of water." data-term="Drop" data-where="Station 1, Rain">drop</span>',
    );
    expect(html("The tide rises.")).toContain('class="term unknown"');
    expect(html("A drop falls.", 0)).toContain('class="term unknown"');
    expect(html("The tide rises.", 3)).toContain('class="term"');
  });

  test("a term that the station itself defines is known to its reader, however far that one has come", () => {
    const drawn = html("Key term: Fog — a low cloud.\n\nThe fog lifts. The tide rises.", 1);
    expect(
      drawn.match(/<span class="term[^"]*"[^>]*data-term="[^"]*"/g)?.map((each) => each.replace(/ title="[^"]*"/, "")),
    ).toEqual(['<span class="term" data-term="Fog"', '<span class="term unknown" data-term="Tide"']);
  });

  test.each([
    ["As Station 1’s table shows.", "Station 1’s"],
    ["As Station 1's table shows.", "Station 1's"],
    ["As **Station 1**’s table shows.", "<strong>Station 1</strong>’s"],
    ["“See Station 1.” ’Tis so.", "Station 1"],
    ["See ‘Station 1’ here.", "Station 1"],
  ])("a title stands after the whole word that names its station: %s", (text, drawn) => {
    expect(/data-title="Rain"[^>]*>(.*?)<\/a>/.exec(html(text))?.[1]).toBe(drawn);
  });

  test("a citation names its source, which stands at the end", () => {
    const page = html("It rains [@smith, p. 3].");
    expect(page).toContain('<span class="citation">(<a href="#source-smith" class="cite">Smith 2020, p. 3</a>)</span>');
    expect(page).toContain('<ul><li id="source-smith">Smith (2020). <em>On Rain</em>.</li></ul>');
    expect(html("It rains [@miller].")).toContain('<a href="#source-miller" class="cite unknown">miller</a>');
  });

  test("a citation is a number or a note where the path says so", () => {
    const styled = (style: string) =>
      blocks(
        `${PATH.replace("title: Water", `title: Water\n  citationStyle: ${style}`)}  -- here.station.md --\n  # Here\n\n  It rains [@smith, p. 3].\n`,
      )
        .map((block) => block.html)
        .join("\n");
    expect(styled("number")).toContain(
      '<span class="citation">[<a href="#source-smith" class="cite">1, p. 3</a>]</span>',
    );
    expect(styled("number")).toContain('<ol><li id="source-smith">Smith. <em>On Rain</em>. 2020.</li></ol>');
    expect(styled("note")).toContain('<sup><a href="#cited-1" class="cite">1</a></sup>');
    expect(styled("note")).toContain('<ol><li id="cited-1">Smith, <em>On Rain</em> (2020), p. 3.</li></ol>');
  });
});

describe("the parts of a station", () => {
  test("are what they are: key terms, takeaway, bridge, tables, lists, code", () => {
    expect(html("Key term: Snow — frozen *drops*.")).toMatchInlineSnapshot(
      `"<aside class="key-term" aria-label="Key term: Snow"><p class="label" aria-hidden="true">Key term</p><p><span class="s" data-s="0"><dfn>Snow</dfn> — frozen <span class="term" title="a bit of water." data-term="Drop" data-where="Station 1, Rain"><em>drops</em></span>.</span></p></aside>"`,
    );
    expect(html("## Why\n\nIt rains here. It does.\n\n**Takeaway:** It rains.\n\nBut why?")).toMatchInlineSnapshot(`
      "<h2 id="h-why"><span class="s" data-s="0">Why</span></h2>
      <p><span class="s" data-s="0">It rains here.</span> <span class="s" data-s="1">It does.</span></p>
      <aside class="takeaway" aria-label="Takeaway"><p class="label" aria-hidden="true">Takeaway</p><p><span class="s" data-s="0">It rains.</span></p></aside>
      <aside class="bridge" aria-label="Next"><p class="label" aria-hidden="true">Next</p><p><span class="s" data-s="0">But why?</span></p></aside>"
    `);
    expect(
      html("What falls:\n\n| A | B |\n|---|---|\n| a | **b** |\n\n- one\n  - two\n- three\n\n```js\nx < 1\n```"),
    ).toMatchInlineSnapshot(`
      "<p class="lead-in"><span class="s" data-s="0">What falls:</span></p>
      <section class="table" tabindex="0" aria-label="What falls:"><table><thead><tr><th scope="col"><span class="s" data-s="0">A</span></th><th scope="col"><span class="s" data-s="1">B</span></th></tr></thead><tbody><tr><td><span class="s" data-s="2">a</span></td><td><span class="s" data-s="3"><strong>b</strong></span></td></tr></tbody></table></section>
      <ul><li><span class="s" data-s="0">one</span><ul><li><span class="s" data-s="1">two</span></li></ul></li><li><span class="s" data-s="2">three</span></li></ul>
      <pre tabindex="0"><code>x &#x3C; 1</code></pre>"
    `);
  });

  test("read the same in the paste form", () => {
    const fixture =
      "-- path.yaml --\nstations: [a.station.txt]\n-- a.station.txt --\nRain\n\nIt rains.\nDrops\nThey fall on us all.\nTakeaway: It rains.\n";
    expect(
      blocks(fixture, "a.station.txt")
        .map(({ html: each }) => each)
        .slice(1, 5),
    ).toEqual([
      '<p class="hook"><span class="s" data-s="0">It rains.</span></p>',
      '<h2 id="h-drops"><span class="s" data-s="0">Drops</span></h2>',
      '<p><span class="s" data-s="0">They fall on us all.</span></p>',
      '<aside class="takeaway" aria-label="Takeaway"><p class="label" aria-hidden="true">Takeaway</p><p><span class="s" data-s="0">It rains.</span></p></aside>',
    ]);
  });
});

describe("what could do harm", () => {
  test.each([
    ["<script>alert(1)</script>", "&#x3C;script>"],
    ["It is <b onclick=alert(1)> here.", "&#x3C;b onclick=alert(1)>"],
    ["[it](javascript:alert(1))", "it"],
    ["[it](command:workbench.action.quit)", "it"],
    ["![it](https://example.org/x.png)", "Pictures from the web are not shown: it"],
    ["![it](../../secret.png)", "This picture lies outside the workspace, or is none: it"],
  ])("is shown as text: %s", (written, shown) => {
    const page = html(written);
    expect(page).toContain(shown);
    expect(page).not.toMatch(/<script|<img|javascript:|command:|onerror=[^a]/);
  });

  test("a picture in HTML has nothing but its address and its description", () => {
    expect(html("It is <img src=x onerror=alert(1) alt='a &quot;x&quot;'> here.")).toContain(
      'It is <img src="x" alt="a &#x22;x&#x22;"> here.',
    );
    expect(html('It is <img src="https://example.org/x.png" alt="it"> here.')).not.toContain("<img");
    expect(html('It is <img src="javascript:alert(1)" alt="it"> here.')).not.toMatch(/<img|javascript:/);
  });

  test("marks that turn the writing direction are spelled out, so that text is read and copied as it is stored", () => {
    const written =
      "Run \u202egnp.exe\u202c or \u2066this\u2069, [it](https://example.org) and ![it\u202e](../x.png) שלום\u200f!";
    const page = html(written);
    expect(page).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
    const shown = page.replace(/<[^>]+>/g, "").replaceAll("&#x3C;", "<");
    expect(shown).toContain("Run <U+202E>gnp.exe<U+202C> or <U+2066>this<U+2069>");
    expect(shown).toContain("it<U+202E>");
    expect(shown).toContain("שלום\u200f!"); // of one character only, and needed
  });

  test("of marks that combine with one letter no more are shown than a browser draws at once", () => {
    const marks = (count: number) => "\u0301".repeat(count);
    const cut = `${marks(30)}…`;
    const page = html(`e${marks(1)} a${marks(30)}o${marks(50_000)} *i${marks(31)}* ![y${marks(32)}](../x.png) שָׁלוֹם`);
    const shown = [...page.matchAll(/(.)(\p{M}{2,}…?)/gu)].map(([, letter, stack]) => [letter, stack]);
    const picture = ["y", cut]; // said in words and in a title
    expect(shown).toEqual([["a", marks(30)], ["o", cut], ["i", cut], picture, picture, ["ש", "\u05b8\u05c1"]]);
  });

  test("what is there for screen readers alone is not copied along", () => {
    const hidden = STYLE.split("\n").filter((rule) => rule.includes("clip-path: inset(50%)"));
    expect(hidden.length).toBeGreaterThan(1);
    for (const rule of hidden) expect(rule).toContain("user-select: none");
  });

  test("does not pass the second wall either", () => {
    const evil = {
      type: "element" as const,
      tagName: "script",
      properties: {},
      children: [{ type: "text" as const, value: "x" }],
    };
    const link = {
      type: "element" as const,
      tagName: "a",
      properties: { href: "javascript:x", onClick: "x" },
      children: [],
    };
    expect(toSafeHtml([evil, link])).toBe("<a></a>");
  });
});

test.each([
  ["references", "See Station 1. "],
  ["terms", "A drop falls. "],
  ["pictures", "It is. ![a](a.png) "],
  ["emphasis", "So *it is* **here**. "],
  ["citations", "It rains [@smith]. "],
])("a page takes time that grows with the text only: %s", { tags: "slow" }, (_, piece) => {
  const time = (count: number) => cpuSeconds(() => html(piece.repeat(count)));
  time(200);
  const [short, long] = [time(1_000), time(4_000)];
  expect(long).toBeLessThan(Math.max(0.5, short * 10));
});

test.each([
  [4, 2, ["1", "2", "3", "4"]],
  [21, 21, ["1", "21"]],
  [60, 7, ["1", "21", "… 60"]],
  [60, 30, ["1 …", "20", "40", "… 60"]],
  [200, 199, ["1 …", "180", "200"]],
])("the line of %i stations shows where it is cut, at station %i", (count, at, ends) => {
  const numbers = Array.from({ length: count }, (_, row) => row + 1);
  const files = numbers.map((each) => `  -- s${each}.station.md --\n  # Rain ${each}\n`).join("");
  const names = numbers.map((each) => `s${each}.station.md`).join(", ");
  const [head] = blocks(`\n  -- path.yaml --\n  stations: [${names}]\n${files}`, `s${at}.station.md`);
  const [, first = "", dots = "", last = ""] =
    /<div class="track">(<a class="end first".*?<\/a>)?<ol.*?>(.*)<\/ol>(<a class="end last".*?<\/a>)?<\/div>/.exec(
      head!.html,
    )!;
  const shown = [...dots.matchAll(/<span class="name">(\d+)/g)].map(([, number]) => number!);
  const line = shown.length > 4 ? [shown[0]!, shown.at(-1)!] : shown;
  const numberOf = (end: string) => />(\d+)</.exec(end)?.[1];
  expect([...(first ? [`${numberOf(first)} …`] : []), ...line, ...(last ? [`… ${numberOf(last)}`] : [])]).toEqual(ends);
});

test("a station that can't be read says why nothing is shown", () => {
  const [head, why] = blocks(`${PATH}  -- here.station.md --\n  # Here\n\n  ${"> ".repeat(5_000)}a\n`);
  expect(head!.html).toContain("This station can't be shown");
  expect(head!.html).not.toContain("0 words");
  expect(why!.html).toBe(
    '<p class="nothing">This Markdown is nested too deeply to be read, so it was not checked.</p>',
  );
});

test("a title in front matter is the head of its page, and headings are below it", () => {
  const [head, hook, section] = blocks(
    `${PATH}  -- here.station.md --\n  ---\n  title: 'Here'\n  ---\n\n  It rains.\n\n  # Later\n\n  It stops.\n`,
  );
  expect(head!.html).toContain("Here</span></h1>");
  expect(hook!.html).toContain("It rains.");
  expect(section!.html).toMatch(/^<h2 .*Later/);
});

test("places that are named are there to lead to", () => {
  const text = '## <a name="old"></a>New {#own}\n\n  Text.\n  {: #wet}\n\n  <a id="part"></a>\n\n  (label)=\n';
  const drawn = blocks(`${PATH}  -- here.station.md --\n  # Here\n\n  ${text}`)
    .map(({ html: each }) => each)
    .join("");
  for (const name of ["old", "own", "wet", "part", "label"]) expect(drawn).toContain(` id="h-${name}"`);
  expect(drawn).not.toMatch(/&#x3C;a|\{|\)=/);
});

test("boxes have the names that they are given", () => {
  const text = "> [!NOTE]\n  > It is *hot*.\n\n  :::tip[<b>]\n  Go.\n  :::\n\n  ::: columns\n  Left.\n  :::\n";
  const drawn = blocks(`${PATH}  -- here.station.md --\n  # Here\n\n  ${text}`)
    .map(({ html: each }) => each)
    .join("");
  expect(drawn).toContain('<aside class="box note" aria-label="Note"><p class="label" aria-hidden="true">Note</p>');
  expect(drawn).toContain('<p class="label" aria-hidden="true">&#x3C;b></p>');
  expect(drawn).toContain("::: columns");
});

test("boxes say what they begin with, and show their pictures", () => {
  const drawn = html(
    "::: {.callout-note}\n## Mind the gap\nIt is wide.\n:::\n\n:::tip Mind *the* `gap` of my_own_words\n:::\n\n" +
      "```{figure} drop.png\n:alt: A drop\n:name: drop\n\nIt falls.\n```\n",
  );
  expect(drawn).toContain('<aside class="box note" aria-label="Mind the gap"><h2 id="h-mind-the-gap">');
  expect(drawn).toContain('<p class="label" aria-hidden="true">Mind the gap of my_own_words</p>');
  expect(drawn).toContain(
    '<aside class="box figure" aria-label="Figure"><div><span id="h-drop"></span><p><img src="drop.png" alt="A drop"></p></div><p><span class="s" data-s="0">It falls.</span></p></aside>',
  );
});

test("a station without a title says so", () => {
  const [head, text] = blocks(`${PATH}  -- here.station.md --\n  It rains.\n\n  ## Later\n`);
  expect(head!.html).toContain("This station has no title yet");
  expect(text!.html).toContain("It rains.");
});
