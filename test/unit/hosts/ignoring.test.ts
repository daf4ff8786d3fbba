import { expect, test } from "vitest";
import { type GivenPatterns, ignoringBy } from "../../../server/src/hosts/ignoring.ts";
import { cpuSeconds } from "../../support/cpu-time.ts";

/** What is ignored by patterns of folders below `/top`. */
function ignoring(patterns: Readonly<Record<string, readonly string[]>>, given?: GivenPatterns, root = "/top") {
  return ignoringBy({
    roots: [root],
    patternsIn: (folder) => patterns[folder] ?? [],
    isTop: (folder) => folder === "/top",
    given,
  });
}

test("patterns mean what they mean to Git", () => {
  const { isIgnored } = ignoring({ "/top": ["# a comment", "", "*.tmp.md", "/drafts/", "old/**/*.md", "a?.md"] });
  for (const file of ["x.tmp.md", "deep/x.tmp.md", "drafts/rain.md", "old/b/c/rain.md", "ab.md"])
    expect([file, isIgnored(`/top/${file}`)]).toEqual([file, true]);
  for (const file of ["rain.md", "deep/drafts/rain.md", "drafts.md", "a.md", "X.TMP.MD", "# a comment"])
    expect([file, isIgnored(`/top/${file}`)]).toEqual([file, false]);
});

test("the nearest folder counts first, and nothing comes back from an ignored folder", () => {
  const { isIgnored, isFolderIgnored } = ignoring({
    "/top": ["*.md", "!kept.md", "build"],
    "/top/a": ["!rain.md"],
    "/top/build": ["!rain.md"],
  });
  expect(["/top/rain.md", "/top/kept.md", "/top/a/rain.md", "/top/a/wells.md"].map(isIgnored)).toEqual([
    true,
    false,
    false,
    true,
  ]);
  expect([isFolderIgnored("/top/build"), isIgnored("/top/build/rain.md")]).toEqual([true, true]);
});

test("what is given overrules what folders say", () => {
  const { isIgnored } = ignoring({ "/top": ["rain.md"] }, { folder: "/top/a", patterns: ["wells.md", "!rain.md"] });
  expect(["/top/a/wells.md", "/top/a/rain.md", "/top/rain.md", "/top/wells.md"].map(isIgnored)).toEqual([
    true,
    false,
    true,
    false,
  ]);
});

test("a folder that somebody chose is not ignored itself, nor are folders above the top asked", () => {
  const { isIgnored } = ignoring({ "/": ["*"], "/top": ["scratch/"] }, undefined, "/top/scratch");
  expect(["/top/scratch/rain.md", "/top/rain.md"].map(isIgnored)).toEqual([false, false]);
});

test("a pattern that would take long to match is passed over", () => {
  const slow = `${"*a".repeat(40)}.md`;
  const { isIgnored } = ignoring({ "/top": [slow, `${"*a".repeat(6)}.md`, `${"x".repeat(600)}*`, "*a*a*.md"] });
  expect([isIgnored(`/top/${"a".repeat(250)}.txt`), isIgnored("/top/banana.md")]).toEqual([false, true]);
});

test("patterns that would take long to read are passed over", () => {
  const slow = "[".repeat(250) + "\\".repeat(240);
  const { isIgnored } = ignoring({ "/top": [...Array.from({ length: 1_000 }, (_, at) => `${slow}${at}/`), "a.md"] });
  expect(cpuSeconds(() => expect(isIgnored("/top/a.md")).toBe(true))).toBeLessThan(2);
});

test.each(["[/", "a[b/c", "!a[/", "\\[[/", "[\\/"])(
  "a pattern with a bracket that is never closed matches nothing: %s",
  (pattern) => {
    const { isIgnored } = ignoring({ "/top": ["a.md", pattern, "b[c].md"] });
    expect(["/top/a.md", "/top/bc.md", "/top/c.md", "/top/a[b/c"].map(isIgnored)).toEqual([true, true, false, false]);
  },
);
