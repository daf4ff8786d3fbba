import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { CLI, folderWith, type Run, stationmasterProcess } from "../support/command-line.ts";
import { diskFault } from "../support/disk-fault.ts";
import { WITHOUT_RIGHTS } from "../support/permissions.ts";

const BEFORE = "# Rain:\n\nRain falls.\n";
const AFTER = "# Rain\n\nRain falls.\n";

/** Three stations that can be fixed; the first is the one that faults meet. */
function stations(): string {
  const folder = folderWith("");
  for (const name of ["a", "b", "c"]) writeFileSync(join(folder, `${name}.station.md`), BEFORE);
  return folder;
}

const textsIn = (folder: string) =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")]));

/** What must stand in a folder once a fault has met its first station: that is as it was, the others are fixed. */
const FIRST_LEFT = { "a.station.md": BEFORE, "b.station.md": AFTER, "c.station.md": AFTER };

const FIX = ["check", "--fix", "--format", "json"];

/** Which files a run says it could not write, and why. */
function unwritten({ code, out }: Run): unknown {
  return { code, unreadable: JSON.parse(out).unreadable };
}

const because = (reason: string) => ({ code: 2, unreadable: [{ file: "a.station.md", reason }] });

const FULL = "It could not be written: the disk is full.";
const MINE = "You may not write this file, or not in this folder.";
const READ_ONLY = "It could not be written: this disk can only be read.";

describe("a disk that fails costs the file it fails at, which is left as it was:", () => {
  test.each([
    ["ENOSPC", "writeFileSync", FULL],
    ["ENOSPC", "closeSync", FULL],
    ["EDQUOT", "writeFileSync", "It could not be written: you may not use more of this disk."],
    ["EACCES", "renameSync", MINE],
    ["EPERM", "fchmodSync", MINE],
    ["EIO", "fsyncSync", "It could not be written (EIO)."],
    ["EIO", "renameSync", "It could not be written (EIO)."],
  ])("%s at %s", async (code, step, reason) => {
    const folder = stations();
    chmodSync(join(folder, "a.station.md"), 0o640);
    expect(unwritten(await stationmasterProcess(folder, FIX, "", diskFault({ step, code })))).toEqual(because(reason));
    expect(textsIn(folder)).toEqual(FIRST_LEFT);
  });
});

test.each(["readFileSync", "writeFileSync", "fsyncSync"])(
  "what an editor saves while a file is being fixed is not lost: after %s",
  async (after) => {
    const folder = stations();
    const [save, text] = [join(folder, "a.station.md"), "# Snow:\n\nSaved meanwhile.\n"];
    const run = await stationmasterProcess(folder, FIX, "", diskFault({ save, text, after }));
    expect(unwritten(run)).toEqual(because("It was changed while it was being checked, so it was left alone."));
    expect(textsIn(folder)).toEqual({ ...FIRST_LEFT, "a.station.md": text });
  },
);

describe("a new station that does not fit on the disk", () => {
  const PATH = "title: Water\nstations:\n  - a.station.md\n";
  const insert = async (lasting: boolean) => {
    const folder = folderWith(`-- path.yaml --\n${PATH}-- a.station.md --\n# Rain\n`);
    const fault = diskFault({ step: "writeFileSync", time: 2, code: "ENOSPC", lasting });
    const { code, err } = await stationmasterProcess(folder, ["insert", "2", "Snow"], "", fault);
    return { code, err, texts: textsIn(folder) };
  };

  test("leaves nothing of itself, and the path as it was", async () => {
    const { code, err, texts } = await insert(false);
    expect([code, err]).toEqual([2, `stationmaster: Nothing was changed. snow.station.md: ${FULL}\n`]);
    expect(texts).toEqual({ "path.yaml": PATH, "a.station.md": "# Rain\n" });
  });

  test("is reported with what could not be undone", async () => {
    const { code, err, texts } = await insert(true);
    const what = `stationmaster: snow.station.md: ${FULL} Not all that was changed before could be undone: ${FULL}\n`;
    expect([code, err]).toEqual([2, what]);
    expect(Object.keys(texts)).toEqual(["a.station.md", "path.yaml"]);
  });
});

/** Runs --fix as somebody whom permissions bind. */
function fixAsSomebody(folder: string): Run {
  const [program, ...args] = [...WITHOUT_RIGHTS, process.execPath, CLI, ...FIX];
  const { status, stdout, stderr } = spawnSync(program!, args, { cwd: folder, encoding: "utf8" });
  return { code: status, out: stdout, err: stderr };
}

describe("permissions are kept to:", () => {
  test("a file that may only be read is left as it was", () => {
    const folder = stations();
    chmodSync(join(folder, "a.station.md"), 0o444);
    expect(unwritten(fixAsSomebody(folder))).toEqual(because(MINE));
    expect(textsIn(folder)).toEqual(FIRST_LEFT);
  });

  test("files in a folder that may only be read are left as they were", () => {
    const folder = stations();
    chmodSync(folder, 0o555);
    try {
      const { code, unreadable } = unwritten(fixAsSomebody(folder)) as { code: number; unreadable: unknown[] };
      expect(code).toBe(2);
      expect(unreadable).toEqual(["a", "b", "c"].map((name) => ({ file: `${name}.station.md`, reason: MINE })));
      expect(textsIn(folder)).toEqual({ "a.station.md": BEFORE, "b.station.md": BEFORE, "c.station.md": BEFORE });
    } finally {
      chmodSync(folder, 0o755);
    }
  });

  test("a file keeps its permissions, whatever new files get", () => {
    const folder = stations();
    const modes = { "a.station.md": 0o600, "b.station.md": 0o664, "c.station.md": 0o755 };
    for (const [name, mode] of Object.entries(modes)) chmodSync(join(folder, name), mode);
    execFileSync("sh", ["-c", `umask 077; "$1" "$2" check --fix`, "sh", process.execPath, CLI], { cwd: folder });
    for (const [name, mode] of Object.entries(modes)) {
      expect(readFileSync(join(folder, name), "utf8")).toBe(AFTER);
      expect(statSync(join(folder, name)).mode & 0o777).toBe(mode);
    }
  });
});

/** What lets a shell mount something that is gone when it ends; undefined where a system does not allow that. */
const MOUNTING = [
  ["unshare", "--mount"],
  ["unshare", "--mount", "--map-root-user"],
].find(([program, ...args]) => {
  const tried = spawnSync(program!, [...args, "mount", "-t", "tmpfs", "none", tmpdir()], { stdio: "ignore" });
  return tried.status === 0;
});

/** Runs a command in a shell that has run some lines before, and runs others afterwards. */
function between(folder: string, before: string, command: string, after: string): Run {
  const script = `set -e\n${before}\ncode=0; "$1" "$2" ${command} || code=$?\n${after}\nexit $code`;
  const [program, ...args] = [...(MOUNTING ?? WITHOUT_RIGHTS), "sh", "-c", script, "sh", process.execPath, CLI];
  const { status, stdout, stderr } = spawnSync(program!, args, { cwd: folder, encoding: "utf8" });
  return { code: status, out: stdout, err: stderr };
}

const fixBetween = (folder: string, before: string, after = "") =>
  between(folder, before, "check --fix --format json .", after);

describe("a real disk costs what it does not take, which is left as it was:", () => {
  /** So long that it does not fit twice. */
  const LONG = `${BEFORE}\n${"Rain falls. ".repeat(3_500)}\n`;

  test("one that is full", () => {
    const folder = folderWith("");
    mkdirSync(join(folder, "new"));
    mkdirSync(join(folder, "disk"));
    for (const name of ["a", "b", "c"])
      writeFileSync(join(folder, "new", `${name}.station.md`), name === "a" ? LONG : BEFORE);
    // Where nothing can be mounted, a limit on how long files may be stops the same writing at the same place.
    const run = MOUNTING
      ? fixBetween(folder, "mount -t tmpfs -o size=72k none disk; mv new/* disk", "cp disk/* new")
      : fixBetween(folder, "mv new/* disk; trap '' XFSZ; ulimit -f 16", "mv disk/* new");
    const reason = MOUNTING ? FULL : "It could not be written (EFBIG).";
    expect(unwritten(run)).toEqual({ code: 2, unreadable: [{ file: "disk/a.station.md", reason }] });
    expect(textsIn(join(folder, "new"))).toEqual({ ...FIRST_LEFT, "a.station.md": LONG });
  });

  test("one that can only be read", () => {
    const folder = folderWith(`-- disk/a.station.md --\n${BEFORE}-- b.station.md --\n${BEFORE}`);
    // Where nothing can be mounted, a folder that can only be read comes nearest.
    const lines = MOUNTING ? "mount --bind disk disk; mount -o remount,ro,bind disk" : "chmod a-w disk";
    const run = fixBetween(folder, lines, MOUNTING ? "" : "chmod u+w disk");
    const reason = MOUNTING ? READ_ONLY : MINE;
    expect(unwritten(run)).toEqual({ code: 2, unreadable: [{ file: "disk/a.station.md", reason }] });
    expect(textsIn(join(folder, "disk"))).toEqual({ "a.station.md": BEFORE });
    expect(readFileSync(join(folder, "b.station.md"), "utf8")).toBe(AFTER);
  });

  test("one that can only be read is checked all the same, with a cache or without", () => {
    const folder = folderWith(`-- disk/a.station.md --\n${BEFORE}`);
    const [lines, after] = MOUNTING
      ? ["mount --bind disk disk; mount -o remount,ro,bind disk", ""]
      : ["chmod a-w disk", "chmod u+w disk"];
    for (const kept of ["--cache-folder disk/cache", "--no-cache"]) {
      const { code, out, err } = between(folder, lines, `check --format json ${kept} disk`, after);
      expect([code, err, JSON.parse(out).summary]).toEqual([0, "", expect.objectContaining({ files: 1, fixable: 1 })]);
    }
    expect(textsIn(join(folder, "disk"))).toEqual({ "a.station.md": BEFORE });
  });
});
