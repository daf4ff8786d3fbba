import { expect, test } from "vitest";
import { courseIn, leftIn, lessonsIn, pages } from "../../../support/course.ts";

test("takes every page of a folder and of those below it, by number", () => {
  expect(
    lessonsIn(pages("unit10/01-seas.md", "unit2/10-dams.md", "unit2/2-wells.md", "unit1/1.2.md", "unit1/1.10.md")),
  ).toMatchInlineSnapshot(`
      "unit1/1.2.md
      unit1/1.10.md
      unit2/2-wells.md
      unit2/10-dams.md
      unit10/01-seas.md"
    `);
});

test("leaves out what is about the repository, made by programs, hidden or a part of the site", () => {
  const others = pages(
    "README.md",
    "LICENSE.md",
    "license-mit.md",
    "CONTRIBUTING.md",
    "CODE_OF_CONDUCT.md",
    "changelog.md",
    "SECURITY.md",
    "_includes/menu.md",
    "_site/rain.md",
    "vendor/thing/rain.md",
    ".github/ISSUE.md",
    "notes.ipynb",
    "old.rst",
  );
  const course = pages("rain.md", "security.md", "history.md", "copying-coins.md", "licenses-for-wells.md");
  expect(lessonsIn(course, others)).toMatchInlineSnapshot(`
    "copying-coins.md
    history.md
    licenses-for-wells.md
    rain.md
    security.md"
  `);
  expect(leftIn(course, others)).toMatchInlineSnapshot(`
    ".github/ISSUE.md: in a hidden folder
    _includes/menu.md: a part of the site, or a test
    _site/rain.md: made by a program, or from another project
    changelog.md: about the repository
    CODE_OF_CONDUCT.md: about the repository
    CONTRIBUTING.md: about the repository
    LICENSE.md: about the repository
    license-mit.md: about the repository
    notes.ipynb: a notebook, which can't be read
    old.rst: not Markdown
    SECURITY.md: about the repository
    vendor/thing/rain.md: made by a program, or from another project
    README.md: a README or an index"
  `);
});

test("leaves out overviews and files that are empty", () => {
  const course = pages(
    "week-1/_OVERVIEW.md",
    "week-1/1-rain.md",
    "week-2/OVERVIEW.md",
    "week-2/2-wells.md",
    "week-3/_overview.md",
    "overview.md",
  );
  const empty = "-- week-1/2-snow.md --\n\n-- week-2/3-seas.md --\n  \n";
  expect(lessonsIn(course, empty)).toBe("overview.md\nweek-1/1-rain.md\nweek-2/2-wells.md\nweek-3/_overview.md");
  expect(leftIn(course, empty)).toMatchInlineSnapshot(`
    "week-1/2-snow.md: empty
    week-1/_OVERVIEW.md: a README or an index
    week-2/3-seas.md: empty
    week-2/OVERVIEW.md: a README or an index"
  `);
});

test("takes nothing but stations where files are named so", () => {
  const course = pages("2-rivers.station.md", "1-rain.station.txt", "notes.md");
  expect(lessonsIn(course)).toBe("1-rain.station.txt\n2-rivers.station.md");
  expect(leftIn(course)).toBe("notes.md: not named as a station, as others are");
});

test("takes the README of a folder that is a lesson by itself", () => {
  const course = pages(
    "README.md",
    "1-basics/README.md",
    "1-basics/1-rain/README.md",
    "1-basics/1-rain/assignment.md",
    "1-basics/1-rain/solution/README.md",
    "1-basics/2-wells/README.md",
    "2-more/README.md",
    "images/README.md",
  );
  expect(lessonsIn(course)).toMatchInlineSnapshot(`
    "1-basics/1-rain/README.md
    1-basics/1-rain/assignment.md
    1-basics/2-wells/README.md
    2-more/README.md"
  `);
});

test("takes the indexes of folders that hold nothing else, but none that heads a list", () => {
  expect(lessonsIn(pages("rain/index.md", "wells/index.md", "_index.md"))).toBe("rain/index.md\nwells/index.md");
  expect(lessonsIn(pages("rain/_index.md", "rain/drops.md", "wells/_index.md", "wells/dug.md"))).toBe(
    "rain/drops.md\nwells/dug.md",
  );
});

test("leaves out translations, however they are kept", () => {
  expect(lessonsIn(pages("rain.md", "wells.md", "de/rain.md", "de/wells.md", "translations/pt-BR/rain.md"))).toBe(
    "rain.md\nwells.md",
  );
  expect(lessonsIn(pages("de/rain.md", "en/rain.md", "en/wells.md"))).toBe("en/rain.md\nen/wells.md");
  expect(lessonsIn(pages("rain.md", "rain.de.md", "rain.v2.md"))).toBe("rain.md\nrain.v2.md");
});

test("takes folders that are only called like languages", () => {
  expect(lessonsIn(pages("cs/sorting.md", "ml/trees.md", "it/cables.md"))).toBe(
    "cs/sorting.md\nit/cables.md\nml/trees.md",
  );
});

test.each(["weight", "nav_order", "sidebar_position", "order", "chapter", "index"])(
  "keeps to the positions that %s gives",
  (key) => {
    const course = `
    -- a.md --
    ---
    ${key}: 10
    ---
    # A
    -- b.md --
    ---
    ${key}: 2
    ---
    # B
    -- c.md --
    # C
  `;
    expect(lessonsIn(course)).toBe("b.md\na.md\nc.md");
    expect(courseIn(course).order).toEqual({ kind: "positions" });
  },
);

test("orders folders by their own positions, and reads those of Hugo's other front matter", () => {
  const course = `
    -- content/a/_index.md --
    +++
    title = "A"
    weight = 20
    +++
    -- content/a/rain.md --
    # Rain
    -- content/b/_index.md --
    +++
    weight = 10
    +++
    -- content/b/wells.md --
    # Wells
    -- hugo.toml --
    title = 'Water for All'
    languageCode = "en-us"
    -- archetypes/default.md --
    # {{ title }}
  `;
  expect(lessonsIn(course)).toBe("content/b/wells.md\ncontent/a/rain.md");
  expect(courseIn(course).title?.text).toBe("Water for All");
  expect(courseIn(course).language?.text).toBe("en-us");
});

test("leaves out drafts", () => {
  expect(leftIn("-- rain.md --\n---\ndraft: true\n---\n# Rain\n")).toBe("rain.md: a draft");
});

test("reads the title in the README, without its pictures and links", () => {
  const readme = "-- README.md --\n![Logo](logo.png)\n\n# 🌧 [Water](https://example.org) for `Beginners` #\n";
  expect(courseIn(readme, pages("rain.md")).title?.text).toBe("Water for Beginners");
  const commented = "-- README.md --\n---\n# SPDX-License-Identifier: CC0-1.0\ntoc: false\n---\n# Wells\n";
  expect(courseIn(commented, pages("rain.md")).title?.text).toBe("Wells");
  expect(courseIn(pages("rain.md")).title).toBeUndefined();
});

test("takes the index of a folder that has a lesson's text, and leaves one that heads a list", () => {
  const text = `---\ntitle: Rain\n---\n\n${"Rain falls on roofs, and runs into barrels. ".repeat(20)}\n`;
  const list = `# Water\n\n${"- [Rain that falls on the roofs of the town](rain.md)\n".repeat(20)}`;
  const files = [
    `-- wells/_index.md --\n${text}`,
    `-- seas/_index.md --\n${list}`,
    `-- seas/README.md --\n${text}`,
    pages("wells/deep.md", "seas/salt.md"),
  ];
  expect(lessonsIn(...files)).toBe("seas/salt.md\nwells/_index.md\nwells/deep.md");
});

test("leaves out slides, and what was put away", () => {
  const files = [
    pages("rain.md", "old/rain.md"),
    "-- rain-slides.md --\n---\nlayout: slide\n---\n\n# Rain\n",
    "-- seas.md --\n---\nmarp: true\n---\n\n# Seas\n",
  ];
  expect(lessonsIn(...files)).toBe("rain.md");
  expect(leftIn(...files)).toBe("old/rain.md: put away\nrain-slides.md: slides\nseas.md: slides");
});
