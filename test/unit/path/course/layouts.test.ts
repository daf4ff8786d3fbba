import { describe, expect, test } from "vitest";
import { relativeFile } from "../../../../server/src/files/names.ts";
import { courseIn, leftIn, lessonsIn, pages } from "../../../support/course.ts";
import { ROOT } from "../../../support/fixture.ts";

describe("SUMMARY.md", () => {
  const BOOK = `
    -- book.toml --
    [book]
    title = "Water"
    language = "de"
    -- src/SUMMARY.md --
    # Summary

    [Welcome](README.md)

    <!-- [Gone](gone.md) -->
    # Part One

    - [Rain](rain.md)
      - [Drops \`and\` more](./rain/drops.md#size)
      - [A draft]()
    * [Wells](<deep wells.md> "Deep")
    * [Again](rain.md#later)
    - [Elsewhere](https://example.org/x.md)
    - [Seas](seas.md)

    [Words](words.md)
  `;

  test("gives the order, with titles that are planned and without the home page", () => {
    const files = [
      BOOK,
      pages("src/README.md", "src/rain.md", "src/rain/drops.md", "src/deep wells.md", "src/words.md"),
    ];
    expect(lessonsIn(...files)).toMatchInlineSnapshot(`
      "src/rain.md
      src/rain/drops.md
      planned: A draft
      src/deep wells.md
      src/words.md"
    `);
    const { title, language, missing, order } = courseIn(...files);
    expect([title?.text, language?.text, missing]).toEqual(["Water", "de", ["seas.md"]]);
    expect(order).toMatchObject({ kind: "configuration", tool: "mdBook or GitBook" });
  });

  test("leaves what it does not list", () => {
    expect(leftIn(BOOK, pages("src/rain.md", "src/notes.md", "README.md", "CHANGELOG.md", "src/README.md"))).toBe(
      [
        "CHANGELOG.md: about the repository",
        "README.md: not listed in SUMMARY.md",
        "src/notes.md: not listed in SUMMARY.md",
        "src/README.md: the home page",
        "src/SUMMARY.md: a table of contents, or around pages",
      ].join("\n"),
    );
  });

  test("counts for nothing where no page of it is there", () => {
    expect(lessonsIn(`-- SUMMARY.md --\n- [Gone](gone.md)\n${pages("rain.md")}`)).toBe("rain.md");
  });

  test("is read as a sidebar of docsify, too", () => {
    const sidebar = "-- docs/_sidebar.md --\n* [Home](/)\n* [Wells](/wells.md)\n* [Rain](rain)\n";
    expect(lessonsIn(sidebar, pages("docs/rain.md", "docs/wells.md"))).toBe("docs/wells.md\ndocs/rain.md");
  });
});

describe("_toc.yml", () => {
  const FILES = pages("intro.md", "rain.md", "rain/drops.md", "wells.md", "labs/lab10.md", "labs/lab2.md", "seas.md");

  test("has parts, chapters and sections", () => {
    const toc = `
      -- _toc.yml --
      format: jb-book
      root: intro
      parts:
        - caption: One
          chapters:
            - file: wells
            - file: rain
              sections:
                - file: rain/drops
        - caption: Two
          chapters:
            - url: https://example.org
            - glob: labs/*
      -- _config.yml --
      title: Water
      sphinx: { config: { language: fr } }
    `;
    expect(lessonsIn(toc, FILES)).toBe("intro.md\nwells.md\nrain.md\nrain/drops.md\nlabs/lab2.md\nlabs/lab10.md");
    expect([courseIn(toc, FILES).title?.text, courseIn(toc, FILES).language?.text]).toEqual(["Water", "fr"]);
  });

  test("is a list in older versions", () => {
    const toc = `
      -- _toc.yml --
      - file: intro
        numbered: true
      - part: One
        chapters:
          - file: seas
            sections: [{ file: rain }]
    `;
    expect(lessonsIn(toc, FILES)).toBe("intro.md\nseas.md\nrain.md");
  });

  test("takes no notebook", () => {
    const files = `-- _toc.yml --\nroot: rain\nchapters: [{ file: lab }]\n${pages("rain.md", "lab.ipynb")}`;
    expect(lessonsIn(files)).toBe("rain.md");
    expect(leftIn(files)).toBe("lab.ipynb: a notebook, which can't be read");
  });
});

test("myst.yml has a table of contents in its project", () => {
  const files = `
    -- docs/myst.yml --
    version: 1
    project:
      title: Water
      toc:
        - file: index.md
        - title: Basics
          children:
            - file: wells.md
            - file: rain.md
        - pattern: "labs/*.md"
    -- book/other/_toc.yml --
    root: a
  `;
  const all = [files, pages("docs/index.md", "docs/rain.md", "docs/wells.md", "docs/labs/1.md", "book/other/a.md")];
  expect(lessonsIn(...all)).toBe("docs/wells.md\ndocs/rain.md\ndocs/labs/1.md");
  expect(courseIn(...all).others.map((file) => relativeFile(ROOT, file))).toEqual(["book/other/_toc.yml"]);
});

describe("_quarto.yml", () => {
  const FILES = pages("index.qmd", "one.qmd", "rain.qmd", "wells.qmd", "words.qmd");

  test("has the chapters of a book, with parts that have pages or titles", () => {
    const book = `
      -- _quarto.yml --
      lang: es
      project: { type: book }
      book:
        title: Water
        chapters:
          - index.qmd
          - part: one.qmd
            chapters: [wells.qmd]
          - part: "Two"
            chapters:
              - file: rain.qmd
                text: "Rain!"
        appendices: [words.qmd]
    `;
    expect(lessonsIn(book, FILES)).toBe("one.qmd\nwells.qmd\nrain.qmd");
    expect(leftIn(book, FILES)).toBe("index.qmd: the home page\nwords.qmd: an appendix");
    expect([courseIn(book, FILES).title?.text, courseIn(book, FILES).language?.text]).toEqual(["Water", "es"]);
  });

  test("has the sidebar of a website, or several", () => {
    const one = `
      -- _quarto.yml --
      project: { type: website }
      book: { chapters: [words.qmd] }
      website:
        title: Water
        sidebar:
          contents:
            - section: Basics
              contents: [wells.qmd, "---", { text: More, href: rain.qmd }]
    `;
    const two = `
      -- _quarto.yml --
      website:
        sidebar:
          - id: a
            contents: [wells.qmd]
          - id: b
            contents: [{ section: one.qmd, contents: [{ auto: "r*.qmd" }] }]
    `;
    expect(lessonsIn(one, FILES)).toBe("wells.qmd\nrain.qmd");
    expect(lessonsIn(two, FILES)).toBe("wells.qmd\none.qmd\nrain.qmd");
  });

  test("leads through a website by the bar above where it has no sidebar", () => {
    const bar = `
      -- _quarto.yml --
      website:
        navbar:
          left:
            - index.qmd
            - text: Guides
              menu: [{ text: W, href: wells.qmd }, { text: Out, href: "https://example.org" }]
    `;
    expect(lessonsIn(bar, FILES)).toBe("wells.qmd");
  });
});

describe("mkdocs.yml", () => {
  const FILES = pages("docs/index.md", "docs/rain.md", "docs/guide/2-b.md", "docs/guide/10-a.md", "docs/wells.md");

  test("has a navigation, beside tags of Python and aliases, which are left alone", () => {
    const config = `
      -- mkdocs.yml --
      site_name: Water
      theme: { name: material, language: it }
      nav:
        - Home: index.md
        - wells.md
        - Basics:
            - Rain: rain.md
            - Elsewhere: https://example.org
        - Guide: guide/
      markdown_extensions:
        - pymdownx.emoji:
            emoji_index: !!python/name:materialx.emoji.twemoji
            options: &options { a: 1 }
        - other: *options
        - merged: { <<: *options }
        - key: !ENV [KEY, none]
    `;
    expect(lessonsIn(config, FILES)).toBe("docs/wells.md\ndocs/rain.md\ndocs/guide/2-b.md\ndocs/guide/10-a.md");
    expect([courseIn(config, FILES).title?.text, courseIn(config, FILES).language?.text]).toEqual(["Water", "it"]);
  });

  test("lists all of its documents where it has no navigation", () => {
    expect(
      lessonsIn(`-- mkdocs.yml --\nsite_name: Water\ndocs_dir: text\n${pages("text/b.md", "text/a.md", "c.md")}`),
    ).toBe("text/a.md\ntext/b.md");
  });
});

describe("Docusaurus", () => {
  const CONFIG = `
    -- docusaurus.config.js --
    module.exports = {
      title: 'Water',
    };
  `;
  const FILES = pages("docs/intro.md", "docs/02-more/01-rain.md", "docs/02-more/02-wells.mdx", "blog/news.md");

  test("takes the documents in the order of their positions, and never runs a sidebar", () => {
    const files = `
      -- sidebars.js --
      throw new Error("run");
      module.exports = { docs: require("./more") };
      -- docs/a/_category_.json --
      { "label": "A", "position": 2 }
      -- docs/a/rain.md --
      # Rain
      -- docs/b/_category_.json --
      { "position": 1 }
      -- docs/b/wells.md --
      # Wells
      -- docs/z.md --
      ---
      sidebar_position: 0
      ---
      # Z
      -- blog/news.md --
      # News
    `;
    expect(lessonsIn(CONFIG, files)).toBe("docs/z.md\ndocs/b/wells.md\ndocs/a/rain.md");
    expect(courseIn(CONFIG, files)).toMatchObject({ title: { text: "Water" }, order: { kind: "positions" } });
    expect(leftIn(CONFIG, files)).toBe("blog/news.md: outside of the course's folder");
  });

  test("reads a sidebar that is plain data", () => {
    const sidebars = `
      -- sidebars.js --
      // @ts-check
      /** @type {import('@docusaurus/plugin-content-docs').SidebarsConfig} */
      const sidebars = {
        docs: [
          { type: 'category', label: 'More (...all)', items: ['more/wells', { type: 'doc', id: 'more/rain' }], },
          'intro', // the first page
          { type: 'link', label: 'Out', href: 'https://example.org' },
          'gone',
        ],
      };
      module.exports = sidebars;
    `;
    expect(lessonsIn(CONFIG, sidebars, FILES)).toBe(
      "docs/02-more/02-wells.mdx\ndocs/02-more/01-rain.md\ndocs/intro.md",
    );
    const { missing, order } = courseIn(CONFIG, sidebars, FILES);
    expect(missing).toEqual(["gone"]);
    expect(order).toEqual({ kind: "configuration", file: `${ROOT}/sidebars.js`, tool: "Docusaurus" });
  });

  test("reads a sidebar in JSON, with folders that are listed by themselves", () => {
    const sidebars = `
      -- sidebars.json --
      { "docs": ["intro", { "More": [{ "type": "autogenerated", "dirName": "02-more" }] }] }
    `;
    expect(lessonsIn(CONFIG, sidebars, FILES)).toBe(
      "docs/intro.md\ndocs/02-more/01-rain.md\ndocs/02-more/02-wells.mdx",
    );
  });
});

describe("The Carpentries", () => {
  const FILES = pages("episodes/10-seas.md", "episodes/2-rain.Rmd", "learners/setup.md", "index.md");

  test("list episodes", () => {
    const config = "-- config.yaml --\ncarpentry: swc\ntitle: Water\nepisodes:\n- 10-seas.md\n- 2-rain.Rmd\n";
    expect(lessonsIn(config, FILES)).toBe("episodes/10-seas.md\nepisodes/2-rain.Rmd");
    expect(courseIn(config, FILES).title?.text).toBe("Water");
  });

  test("have all episodes of the folder where none is listed", () => {
    expect(lessonsIn(`-- config.yaml --\ncarpentry: swc\nepisodes:\n${FILES}`)).toBe(
      "episodes/2-rain.Rmd\nepisodes/10-seas.md",
    );
  });

  test("had them in _episodes before", () => {
    expect(lessonsIn(`-- _config.yml --\ncarpentry: dc\n${pages("_episodes/02-b.md", "_episodes/01-a.md")}`)).toBe(
      "_episodes/01-a.md\n_episodes/02-b.md",
    );
  });
});

test("stations count where a configuration lists none of them", () => {
  expect(lessonsIn(`-- mkdocs.yml --\nnav: [rain.md]\n${pages("docs/rain.md", "wells.station.md")}`)).toBe(
    "wells.station.md",
  );
});

test("a configuration in a folder of examples is nobody's", () => {
  expect(lessonsIn(`-- examples/book/_toc.yml --\nroot: a\n${pages("examples/book/a.md", "rain.md")}`)).toBe(
    "examples/book/a.md\nrain.md",
  );
});
