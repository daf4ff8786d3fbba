import { describe, expect, test } from "vitest";
import { fileRename } from "../../../server/src/features/file-rename.ts";
import type { Change } from "../../../server/src/files/change.ts";
import type { LearningPath, Stop } from "../../../server/src/path/learning-path.ts";
import { checkChange, type RealPlace } from "../../../server/src/path/nothing-lost.ts";
import {
  mergeStations,
  moveStation,
  type PathChange,
  removeStation,
  splitStation,
} from "../../../server/src/path/path-changes.ts";
import { isRefusal, type Refusal } from "../../../server/src/path/refusal.ts";
import { type Workspace, withFiles } from "../../../server/src/path/workspace.ts";
import { afterChange, fixtureWorkspace, parseFixture, ROOT } from "../../support/fixture.ts";

/** What the law says of a change: why it is refused, or what is named. */
function judged(workspace: Workspace, change: Change, realPlace: RealPlace = (file) => file): string {
  const checked = checkChange(workspace, change, realPlace);
  return isRefusal(checked) ? checked.refused : checked.notes.join("\n");
}

/** A change of the first path of a fixture, judged. */
function onPath(
  fixture: string,
  make: (workspace: Workspace, stop: (number: number) => Stop) => PathChange | Refusal,
  realPlace?: RealPlace,
): string {
  const workspace = fixtureWorkspace(parseFixture(fixture));
  const [path] = workspace.paths.values();
  const made = make(workspace, (number) => path!.stopsAt(number)[0]!);
  return isRefusal(made) ? made.refused : judged(workspace, made.change, realPlace);
}

describe("a station's file that is needed elsewhere is not deleted", () => {
  const TWICE = `
    -- path.yaml --
    title: Water
    stations: [a.station.md, b.station.md, a.station.md, sub/a.station.md]
    -- a.station.md --
    # A

    Rain falls.
    -- b.station.md --
    # B
    -- sub/a.station.md --
    # A

    Rain falls.
  `;

  const remove = (number: number) => (workspace: Workspace, stop: (number: number) => Stop) =>
    removeStation(workspace, pathOf(workspace), stop(number), true);

  test("because its path lists it twice", () => {
    expect(onPath(TWICE, remove(3))).toBe("“a.station.md” is Station 1 of “Water”, too, so the file can't be deleted.");
  });

  test("because it has another name on its path, through a linked folder", () => {
    const linked = (file: string) => file.replace("/sub/", "/");
    expect(onPath(TWICE, remove(4), linked)).toBe(
      "“a.station.md” is the same file as “../a.station.md”, which is Station 1 of “Water”, too, so the file can't be deleted.",
    );
    const merge = (workspace: Workspace, stop: (number: number) => Stop) =>
      mergeStations(workspace, pathOf(workspace), stop(2), stop(4));
    expect(onPath(TWICE, merge, linked)).toContain("the same file as “../a.station.md”");
  });

  test("because it has another name on its path, on a disk that ignores case", () => {
    const fixture = `
      -- path.yaml --
      stations: [a.station.md, A.station.md]
      -- a.station.md --
      # A
      -- A.station.md --
      # A
    `;
    expect(onPath(fixture, remove(2), (file) => file.toLowerCase())).toContain("the same file as “a.station.md”");
    expect(onPath(fixture, remove(2))).toBe("");
  });

  test("because its name keeps it on the path of its folder", () => {
    const fixture = `
      -- a/path.yaml --
      stations: [b.station.md, ../z/01-s.station.md]
      -- a/b.station.md --
      # B
      -- z/01-s.station.md --
      # S
    `;
    expect(onPath(fixture, remove(2))).toBe(
      "“01-s.station.md” is Station 1 of “z”, too, so the file can't be deleted.",
    );
  });

  test("because another path lists it", () => {
    const fixture = `
      -- a/path.yaml --
      stations: [s.station.md, b.station.md]
      -- a/s.station.md --
      # S
      -- a/b.station.md --
      # B
      -- other/path.yaml --
      title: Other
      stations: [../a/s.station.md]
    `;
    expect(onPath(fixture, remove(1))).toBe(
      "“s.station.md” is Station 1 of “Other”, too, so the file can't be deleted.",
    );
    const merge = (workspace: Workspace, stop: (number: number) => Stop) =>
      mergeStations(workspace, pathOf(workspace), stop(2), stop(1));
    expect(onPath(fixture, merge)).toBe("“s.station.md” is Station 1 of “Other”, too, so the file can't be deleted.");
  });
});

describe("a station's file is not deleted that a path.yaml may list", () => {
  const remove = (workspace: Workspace, stop: (number: number) => Stop) =>
    removeStation(workspace, pathOf(workspace), stop(2), true);
  const beside = (other: string) => `
    -- a/path.yaml --
    stations: [a.station.md, b.station.md]
    -- a/a.station.md --
    # A
    -- a/b.station.md --
    # B
    ${other}
  `;

  test.each([
    ["in parts", "stations:\n  one:\n    - ../a/b.station.md\n", 3],
    ["in parts of a list", "stations:\n  - part: One\n    stations: [../a/b.station.md]\n", 3],
    ["as a single name", "stations: ../a/b.station.md\n", 1],
    ["in a second document", "stations: []\n---\nstations: [../a/b.station.md]\n", 3],
    ["in what is not valid YAML", 'title: "x\nstations:\n  # ../a/b.station.md\n  - ../a/b.station.md\n', 4],
    ["by an alias", "x: &b ../a/b.station.md\nstations: [*b]\n", 1],
  ])("%s", (_, text, line) => {
    const files = new Map([...parseFixture(beside("")), [`${ROOT}/z/path.yaml`, text]]);
    const workspace = fixtureWorkspace(files);
    const made = remove(workspace, (number) => pathOf(workspace).stopsAt(number)[0]!);
    expect(isRefusal(made) ? made.refused : judged(workspace, made.change)).toBe(
      `“b.station.md” is named in line ${line} of “../z/path.yaml”, too, so the file can't be deleted.`,
    );
  });

  test("and that can't be read", () => {
    const workspace = withFiles(fixtureWorkspace(parseFixture(beside(""))), [
      { file: `${ROOT}/z/path.yaml`, text: "", unread: "This is not a UTF-8 text." },
    ]);
    const made = remove(workspace, (number) => pathOf(workspace).stopsAt(number)[0]!);
    expect(isRefusal(made) ? made.refused : judged(workspace, made.change)).toBe(
      "“../z/path.yaml” can't be read. It may list “b.station.md”, so the file can't be deleted.",
    );
  });

  test("and that does not count beside another one", () => {
    expect(onPath(beside("-- a/path.yml --\n    title: Spare\n    stations: [b.station.md]\n"), remove)).toBe(
      "“b.station.md” is Station 1 of “Spare”, too, so the file can't be deleted.",
    );
  });

  test("but it is only named where another field has it", () => {
    expect(onPath(beside("-- z/path.yaml --\n    cover: ../a/b.station.md\n    stations: []\n"), remove)).toBe(
      "“b.station.md” is gone, and these still link to it: “../z/path.yaml”.",
    );
  });
});

test("no text goes to or from a station that can't be read, and one that may link to a new name is named", () => {
  const workspace = withFiles(
    fixtureWorkspace(
      parseFixture(`
        -- 01-a.station.md --
        # A
        -- 02-b.station.md --
        # B
      `),
    ),
    [{ file: `${ROOT}/03-c.station.md`, text: "", unread: "This is not a UTF-8 text." }],
  );
  const path = pathOf(workspace);
  const [a, b, c] = path.stops;
  for (const made of [mergeStations(workspace, path, a!, c!), mergeStations(workspace, path, c!, a!)])
    expect(isRefusal(made) ? made.refused : judged(workspace, made.change)).toBe(
      "“03-c.station.md” can't be read: This is not a UTF-8 text. Nothing was changed.",
    );
  const gone = removeStation(workspace, path, c!, true);
  expect(isRefusal(gone) ? gone : gone.notes).toEqual([]);
  const made = moveStation(workspace, path, b!, 1);
  if (isRefusal(made)) throw new Error(made.refused);
  expect(judged(workspace, made.change)).toBe("“03-c.station.md” can't be read, so its references may be wrong now.");
});

test("a list in parts is named where a folder of its stations gets another name", () => {
  const workspace = fixtureWorkspace(
    parseFixture(`
      -- path.yaml --
      stations:
        one: [lessons/a.station.md, lessons/b.station.md]
      -- other/path.yaml --
      stations: [../lessons/a.station.md]
      -- lessons/a.station.md --
      # A
      -- lessons/b.station.md --
      # B
    `),
  );
  const renamed = [{ from: `${ROOT}/lessons`, to: `${ROOT}/units` }];
  const { change } = fileRename(workspace, renamed, true);
  expect(judged(workspace, { ...change, renamed })).toBe(
    "“a.station.md” is “../units/a.station.md” now, and these still name it: “../path.yaml”.",
  );
});

describe("what belongs together stays together", () => {
  const split = (text: string) => {
    const workspace = fixtureWorkspace(new Map([[`${ROOT}/01-a.station.md`, text]]));
    const path = pathOf(workspace);
    const [stop] = path.stops;
    return splitStation(workspace, path, stop!, text.indexOf("## Two") + 3);
  };

  test.each([
    ["<details>", "# A\n\n## One\n\n<details>\n\n## Two\n\nRain.\n\n</details>\n", 5],
    ["<div>", "# A\n\n## One\n\n<div class='x'><p>\n\n## Two\n\nRain.\n\n</p></div>\n", 5],
    ["<Tabs>", "# A\n\n## One\n\n<details></details>\n\n<Tabs>\n\n## Two\n\n</Tabs>\n", 7],
  ])("so a station is not split within %s", (name, text, line) => {
    expect(split(text)).toEqual({
      refused: `“${name}” in line ${line} of “01-a.station.md” is still open where “Two” starts. Please close it before that; nothing was changed.`,
    });
  });

  test.each(["<p>\n", "<!-- <details> -->\n", "<details>\nSnow\n</details>\n", "```\n<details>\n```\n", "<Tab />\n"])(
    "but it is after %j",
    (between) => {
      expect(isRefusal(split(`# A\n\n## One\n\n${between}\n## Two\n\nRain.\n`))).toBe(false);
    },
  );

  test("and a section takes along what names it, and the comment that silences a rule for its heading", () => {
    const made = split(
      '# A\n\n## One\n\nSee [here](#two-b).\n\n<a id="two-b"></a>\n<!-- stationmaster-disable-next title: as it is -->\n## Two\n\nRain.\n',
    );
    if (isRefusal(made)) throw new Error(made.refused);
    expect(made.change.created[0]?.text).toBe(
      '<a id="two-b"></a>\n<!-- stationmaster-disable-next title: as it is -->\n# Two\n\nRain.\n',
    );
    expect([...made.change.edits.values()][0]?.[0]?.newText).toBe(
      "# A\n\n## One\n\nSee [here](02-two.station.md#two-b).\n",
    );
  });

  test("and links in HTML lead to where a place is", () => {
    const files = new Map([
      [
        `${ROOT}/01-a.station.md`,
        '# A\n\n## One\n\nSee <a href="#two">here</a>.\n\n## Two\n\nSee <a href="#one">there</a>.\n',
      ],
      [
        `${ROOT}/x.station.md`,
        "# X\n\nSee <a class='b' href='01-a.station.md#two'>T</a>, `<a href=\"01-a.station.md#two\">`.\n",
      ],
    ]);
    const workspace = fixtureWorkspace(files);
    const path = pathOf(workspace);
    const made = splitStation(
      workspace,
      path,
      path.stops[0]!,
      files.get(`${ROOT}/01-a.station.md`)!.indexOf("## Two") + 3,
    );
    if (isRefusal(made)) throw new Error(made.refused);
    const after = afterChange(files, made.change);
    expect(after.get(`${ROOT}/01-a.station.md`)).toContain('<a href="02-two.station.md#two">here</a>');
    expect(after.get(`${ROOT}/02-two.station.md`)).toContain('<a href="01-a.station.md#one">there</a>');
    expect(after.get(`${ROOT}/x.station.md`)).toContain(
      "href='02-two.station.md#two'>T</a>, `<a href=\"01-a.station.md#two\">`",
    );
  });

  const merge = (first: string, second: string) => {
    const workspace = fixtureWorkspace(
      new Map([
        [`${ROOT}/01-a.station.md`, first],
        [`${ROOT}/02-b.station.md`, second],
      ]),
    );
    const path = pathOf(workspace);
    return mergeStations(workspace, path, path.stops[0]!, path.stops[1]!);
  };

  test("and nothing is appended to a station that ends within an element", () => {
    expect(merge("# A\n\n<details>\n\nRain.\n", "# B\n\nSnow.\n")).toEqual({
      refused:
        "Something at the end of “01-a.station.md” is not closed, such as “<details>”, and “B” would become a part of it. Please close it first; nothing was changed.",
    });
  });

  test("and a link in HTML leads to the heading of a merged text that it led to", () => {
    const made = merge("# A\n\n## One\n\nRain.\n", '# B\n\n## One\n\nSee <a href="#one">this</a>.\n');
    if (isRefusal(made)) throw new Error(made.refused);
    expect([...made.change.edits.values()][0]?.[0]?.newText).toContain('<a href="#one-1">this</a>');
  });

  test("and a merged text has the line ends of the first", () => {
    const made = merge("# A\n\nRain.\n", "# B\r\n\r\nSnow.\r\n");
    if (isRefusal(made)) throw new Error(made.refused);
    expect([...made.change.edits.values()][0]?.[0]?.newText).toBe("# A\n\nRain.\n\n## B\n\nSnow.\n");
  });

  test("and so has front matter that comes along", () => {
    const made = merge("# A\n\nRain.\n", "---\r\nauthors:\r\n  - Ada\r\n  - Bo\r\n---\r\n\r\n# B\r\n\r\nSnow.\r\n");
    if (isRefusal(made)) throw new Error(made.refused);
    expect([...made.change.edits.values()][0]?.map(({ newText }) => newText).join("")).not.toContain("\r");
  });
});

test("links to a file that is deleted are named, wherever they are", () => {
  const fixture = `
    -- path.yaml --
    stations: [a.station.md, b.station.md]
    -- a.station.md --
    # A

    See [B](b.station.md) and [B again](./b.station.md#part).
    -- b.station.md --
    # B
    -- other/x.station.md --
    # X

    See [there](../b.station.md).
  `;
  const remove = (workspace: Workspace, stop: (number: number) => Stop) =>
    removeStation(workspace, pathOf(workspace), stop(2), true);
  expect(onPath(fixture, remove)).toBe(
    "“b.station.md” is gone, and these still link to it: “a.station.md”, “other/x.station.md”.",
  );
});

test("what still names a station by its old name is named, whatever it is", () => {
  const files = parseFixture(`
    -- 01-a.station.md --
    ---
    next: 02-b.station.md
    ---

    # A

    <a href="02-b.station.md#x">B</a>, [B](02-b.station.md), x02-b.station.md
    -- 02-b.station.md --
    # B
    -- other/02-b.station.md --
    # C

    See 02-b.station.md.
  `);
  const workspace = fixtureWorkspace(files);
  const path = workspace.paths.get(ROOT)!;
  const made = moveStation(workspace, path, path.stops[1]!, 1);
  if (isRefusal(made)) throw new Error(made.refused);
  const others = new Map([
    [`${ROOT}/README.md`, "See [B](02-b.station.md)."],
    [`${ROOT}/x/toc.yml`, "file: /02-b.station.md"],
    [`${ROOT}/x/y.md`, "[c](02-b.station.md) [d](../../02-b.station.md) 02-b"],
    [`${ROOT}/_toc.yml`, "chapters:\n- file: 02-b\n"],
    [`${ROOT}/docs/sidebars.js`, "module.exports = { docs: ['../01-a', \"../02-b.station\"] };"],
    [`${ROOT}/index.rst`, ".. toctree::\n\n   02-b\n"],
    [`${ROOT}/x/no.yml`, "title: 02-b\nfile: x02-b\nother: 02-b-c\nmore: 02-b is here\n"],
  ]);
  const checked = checkChange(workspace, made.change, (file) => file, others);
  expect(isRefusal(checked) ? checked : checked.notes).toEqual([
    "“02-b.station.md” is “01-b.station.md” now, and these still name it: “02-a.station.md”, “README.md”, “x/toc.yml”, “_toc.yml”, “docs/sidebars.js”, “index.rst”.",
    "“01-a.station.md” is “02-a.station.md” now, and these still name it: “docs/sidebars.js”.",
  ]);
});

describe("a change is refused", () => {
  const files = parseFixture(`
    -- path.yaml --
    stations:
      - a.station.md
      - b.station.md
    -- a.station.md --
    # A

    Rain falls.
    -- b.station.md --
    # B

    Snow falls.
  `);
  const workspace = fixtureWorkspace(files);
  const none: Change = { edits: new Map(), created: [], renamed: [], deleted: [] };
  const edit = (file: string, before: string, newText: string) => {
    const start = files.get(`${ROOT}/${file}`)!.indexOf(before);
    return [`${ROOT}/${file}`, [{ range: { start, end: start + before.length }, newText }]] as const;
  };

  test("that deletes words nobody gave up", () => {
    const deleted = [`${ROOT}/b.station.md`];
    const edits = new Map([edit("path.yaml", "  - b.station.md\n", "")]);
    expect(judged(workspace, { ...none, edits, deleted })).toBe(
      "The word “B” would be lost. Nothing was changed; please change it by hand.",
    );
    expect(judged(workspace, { ...none, edits, deleted, givenUp: deleted })).toBe("");
  });

  test.each([
    ["front matter", "---\nlevel: hard\n---\n\n# B\n", "# B\n", "level"],
    ["a comment in front matter", "---\nlevel: hard # soon\n---\n\n# B\n", "---\nlevel: hard\n---\n\n# B\n", "soon"],
    ["code", "# B\n\n```js\nlet rain = 1;\n```\n", "# B\n\n```js\nlet = 1;\n```\n", "rain"],
    ["code in a sentence", "# B\n\nType `rain`.\n", "# B\n\nType.\n", "rain"],
    ["a comment", "# B\n\n<!-- Ask Bo. -->\n", "# B\n", "ask"],
    ["an alternative text", "# B\n\n![Rain](b.png)\n", "# B\n\n![](b.png)\n", "Rain"],
    ["the title of a link", '# B\n\n[B][m]\n\n[m]: b.png "Rain"\n', "# B\n\n[B][m]\n\n[m]: b.png\n", "rain"],
    ["HTML", "# B\n\n<p>Rain</p>\n", "# B\n\n<p></p>\n", "Rain"],
    ["the address of a link", "# B\n\n[B](rain.md), <b>C</b>\n", "# B\n\n[B](snow.md), <i>C</i>\n", undefined],
  ])("that moves a text and loses %s", (_, before, text, lost) => {
    const workspace = fixtureWorkspace(new Map([[`${ROOT}/b.station.md`, before]]));
    const moved: Change = {
      ...none,
      created: [{ file: `${ROOT}/c.station.md`, text }],
      deleted: [`${ROOT}/b.station.md`],
      edits: new Map(),
    };
    const refused =
      lost === undefined ? "" : `The word “${lost}” would be lost. Nothing was changed; please change it by hand.`;
    expect(judged(workspace, moved)).toBe(refused);
    const said = `This is not kept: ${before}`;
    expect(judged(workspace, { ...moved, notes: [said] })).toBe(said);
    expect(judged(workspace, { ...moved, needless: [before] })).toBe("");
  });

  test("that takes an entry off a path.yaml, or breaks it", () => {
    expect(judged(workspace, { ...none, edits: new Map([edit("path.yaml", "  - b.station.md\n", "")]) })).toBe(
      "“b.station.md” would be gone from path.yaml. Nothing was changed; please change it by hand.",
    );
    expect(judged(workspace, { ...none, edits: new Map([edit("path.yaml", "stations:", "stations: [")]) })).toContain(
      "would be gone from path.yaml",
    );
    expect(
      judged(workspace, { ...none, edits: new Map([edit("path.yaml", "stations:", 'title: "\nstations:')]) }),
    ).toContain("path.yaml");
  });
});

test("a station whose name numbers it on the path of its folder keeps its name on another path", () => {
  const workspace = fixtureWorkspace(
    parseFixture(`
      -- a/path.yaml --
      stations: [b.station.md, ../z/02-s.station.md]
      -- a/b.station.md --
      # B
      -- z/01-r.station.md --
      # R
      -- z/02-s.station.md --
      # S
    `),
  );
  const path = pathOf(workspace);
  const made = moveStation(workspace, path, path.stops[1]!, 1);
  expect(isRefusal(made) ? made : made.change.renamed).toEqual([]);
});

test("links to a merged station lead to the name that the first one gets", () => {
  const files = parseFixture(`
    -- 01-a.station.md --
    # A

    Rain falls.
    -- 02-b.station.md --
    # B

    See [A](01-a.station.md).
    -- x.station.md --
    # X

    See [A](01-a.station.md).
  `);
  const workspace = fixtureWorkspace(files);
  const path = pathOf(workspace);
  const made = mergeStations(workspace, path, path.stops[1]!, path.stops[0]!);
  if (isRefusal(made)) throw new Error(made.refused);
  const after = afterChange(files, made.change);
  expect([...after.keys()]).toEqual([`${ROOT}/01-b.station.md`, `${ROOT}/x.station.md`]);
  expect(after.get(`${ROOT}/01-b.station.md`)).toContain("See [A](01-b.station.md).");
  expect(after.get(`${ROOT}/x.station.md`)).toContain("See [A](01-b.station.md).");
});

test("a station that another path lists, too, is split with a word about that path", () => {
  const workspace = fixtureWorkspace(
    parseFixture(`
      -- a/path.yaml --
      stations: [s.station.md]
      -- a/s.station.md --
      # S

      ## One

      Rain.

      ## Two

      Snow.
      -- other/path.yaml --
      title: Other
      stations: [../a/s.station.md]
    `),
  );
  const path = pathOf(workspace);
  const [stop] = path.stops;
  const made = splitStation(workspace, path, stop!, stop!.station!.sections[1]!.range.start);
  expect(isRefusal(made) ? made : made.notes).toEqual([
    "“S” is also on “Other”, which does not list the new station yet.",
  ]);
});

test("a station from a folder whose names make another path is split without a number there", () => {
  const workspace = fixtureWorkspace(
    parseFixture(`
      -- a/path.yaml --
      stations: [../b/01-s.station.md]
      -- b/01-s.station.md --
      # S

      ## One

      Rain.

      ## Two

      Snow.
      -- b/02-t.station.md --
      # T
    `),
  );
  const path = pathOf(workspace);
  const [stop] = path.stops;
  const made = splitStation(workspace, path, stop!, stop!.station!.sections[1]!.range.start);
  expect(isRefusal(made) ? made : made.change.created.map(({ file }) => file)).toEqual([`${ROOT}/b/two.station.md`]);
});

function pathOf(workspace: Workspace): LearningPath {
  return [...workspace.paths.values()][0]!;
}
