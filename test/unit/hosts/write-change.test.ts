import {
  chmodSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Change } from "../../../server/src/files/change.ts";
import { realPlace } from "../../../server/src/hosts/disk.ts";
import { writeChange } from "../../../server/src/hosts/write-change.ts";
import { type CheckedChange, checkChange } from "../../../server/src/path/nothing-lost.ts";
import { folderWith } from "../../support/command-line.ts";
import { fixtureWorkspace } from "../../support/fixture.ts";

const FILES = `
  -- a.txt --
  one
  -- b.txt --
  two
`;

/** Everything in a folder, file by file. */
function shown(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .sort()
    .map((name) => `${name}: ${readFileSync(join(folder, name), "utf8").trim()}`)
    .join(", ");
}

function change(folder: string, parts: Partial<Change>): CheckedChange {
  const edits = new Map([[`${folder}/a.txt`, [{ range: { start: 0, end: 3 }, newText: "ONE" }]]]);
  const wanted = { edits, created: [], renamed: [], deleted: [], ...parts };
  return checkChange(fixtureWorkspace(new Map()), wanted, realPlace) as CheckedChange;
}

const textOf = (file: string) => (file.endsWith("a.txt") ? "one\n" : "two\n");

describe("a change of several files", () => {
  test("is made as a whole: edits, names, new files, deletions", () => {
    const folder = folderWith(FILES);
    const renamed = [{ from: `${folder}/a.txt`, to: `${folder}/c.txt` }];
    const created = [{ file: `${folder}/a.txt`, text: "new" }];
    expect(writeChange(change(folder, { renamed, created, deleted: [`${folder}/b.txt`] }), textOf)).toBeUndefined();
    expect(shown(folder)).toBe("a.txt: new, c.txt: ONE");
  });

  test("lets two files change names", () => {
    const folder = folderWith(FILES);
    const [a, b] = [`${folder}/a.txt`, `${folder}/b.txt`];
    const renamed = [
      { from: a, to: b },
      { from: b, to: a },
    ];
    expect(writeChange(change(folder, { renamed }), textOf)).toBeUndefined();
    expect(shown(folder)).toBe("a.txt: two, b.txt: ONE");
  });

  test("writes over no link, also one that leads nowhere", () => {
    const folder = folderWith(FILES);
    symlinkSync("nowhere", join(folder, "c.txt"));
    for (const parts of [
      { renamed: [{ from: `${folder}/b.txt`, to: `${folder}/c.txt` }] },
      { created: [{ file: `${folder}/c.txt`, text: "new" }] },
    ])
      expect(writeChange(change(folder, parts), textOf)).toBe(
        "There is already a file “c.txt”, so nothing was changed.",
      );
    expect(readlinkSync(join(folder, "c.txt"))).toBe("nowhere");
    expect(readFileSync(join(folder, "a.txt"), "utf8")).toBe("one\n");
  });

  test("is refused when a file was changed meanwhile", () => {
    const folder = folderWith(FILES);
    writeFileSync(join(folder, "a.txt"), "one more\n");
    expect(writeChange(change(folder, { deleted: [`${folder}/b.txt`] }), textOf)).toBe(
      "a.txt was changed in the meantime, so nothing was changed. Please try again.",
    );
    expect(shown(folder)).toBe("a.txt: one more, b.txt: two");
  });

  test("is refused when a new name is taken", () => {
    const folder = folderWith(FILES);
    const renamed = [{ from: `${folder}/a.txt`, to: `${folder}/b.txt` }];
    expect(writeChange(change(folder, { renamed }), textOf)).toBe(
      "There is already a file “b.txt”, so nothing was changed.",
    );
    expect(shown(folder)).toBe("a.txt: one, b.txt: two");
  });

  test("is refused where a name is taken that a ring of names needs in between, or that is deleted last", () => {
    const folder = folderWith(FILES);
    writeFileSync(join(folder, "a.txt.moving"), "mine\n");
    const [a, b] = [`${folder}/a.txt`, `${folder}/b.txt`];
    const ring = [
      { from: a, to: b },
      { from: b, to: a },
    ];
    expect(writeChange(change(folder, { renamed: ring }), textOf)).toBe(
      "There is already a file “a.txt.moving”, so nothing was changed.",
    );
    expect(writeChange(change(folder, { renamed: [{ from: a, to: b }], deleted: [b] }), textOf)).toBe(
      "There is already a file “b.txt”, so nothing was changed.",
    );
    expect(shown(folder)).toBe("a.txt: one, a.txt.moving: mine, b.txt: two");
  });

  test("that fails half-way is undone", () => {
    const folder = folderWith(FILES);
    const renamed = [{ from: `${folder}/b.txt`, to: `${folder}/c.txt` }];
    const created = [{ file: `${folder}/nowhere/d.txt`, text: "new" }];
    expect(writeChange(change(folder, { renamed, created }), textOf)).toBe(
      "Nothing was changed. d.txt: It could not be written (ENOENT).",
    );
    expect(shown(folder)).toBe("a.txt: one, b.txt: two");
  });

  /** Texts of which the first is asked for a second time once it has been found that all can be done. */
  function meanwhile(run: () => void): (file: string) => string {
    let times = 0;
    return (file) => {
      if (file.endsWith("a.txt") && ++times === 2) run();
      return textOf(file);
    };
  }

  test("leaves alone what somebody else has given a new file's name meanwhile", () => {
    const folder = folderWith(FILES);
    const file = `${folder}/c.txt`;
    const made = change(folder, { created: [{ file, text: "new" }] });
    expect(
      writeChange(
        made,
        meanwhile(() => writeFileSync(file, "mine")),
      ),
    ).toBe("Nothing was changed. c.txt: There is something of this name already.");
    expect(shown(folder)).toBe("a.txt: one, b.txt: two, c.txt: mine");
  });

  test("gives back a file with its permissions when a later step fails", () => {
    const folder = folderWith(FILES);
    const [b, gone] = [`${folder}/b.txt`, `${folder}/gone.txt`];
    writeFileSync(gone, "two\n");
    chmodSync(b, 0o640);
    const made = change(folder, { deleted: [b, gone] });
    expect(
      writeChange(
        made,
        meanwhile(() => rmSync(gone)),
      ),
    ).toMatch(/^Nothing was changed\. /);
    expect(shown(folder)).toBe("a.txt: one, b.txt: two");
    expect(statSync(b).mode & 0o777).toBe(0o640);
  });
});
