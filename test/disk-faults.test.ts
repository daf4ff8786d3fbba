import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { CLI, folderWith, type Run, stationmaster } from "./support/command-line.ts";
import { diskFault } from "./support/disk-fault.ts";

const BEFORE = "# Rain:\n\nRain falls.\n";
const AFTER = "# Rain\n\nRain falls.\n";

/** Three stations that can be mended; the first is the one that faults meet. */
function stations(): string {
  const folder = folderWith("");
  for (const name of ["a", "b", "c"]) writeFileSync(join(folder, `${name}.station.md`), BEFORE);
  return folder;
}

const textsIn = (folder: string) =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")]));

/** What must stand in a folder once a fault has met its first station: that is as it was, the others are mended. */
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
    ["ENOSPC", "openSync", FULL],
    ["ENOSPC", "writeFileSync", FULL],
    ["ENOSPC", "closeSync", FULL],
    ["EDQUOT", "writeFileSync", "It could not be written: you may not use more of this disk."],
    ["EROFS", "openSync", READ_ONLY],
    ["EACCES", "openSync", MINE],
    ["EACCES", "renameSync", MINE],
    ["EPERM", "fchmodSync", MINE],
    ["EIO", "writeFileSync", "It could not be written (EIO)."],
    ["EIO", "fsyncSync", "It could not be written (EIO)."],
    ["EIO", "renameSync", "It could not be written (EIO)."],
  ])("%s at %s", async (code, step, reason) => {
    const folder = stations();
    chmodSync(join(folder, "a.station.md"), 0o640);
    expect(unwritten(await stationmaster(folder, FIX, "", diskFault({ step, code })))).toEqual(because(reason));
    expect(textsIn(folder)).toEqual(FIRST_LEFT);
  });
});

const isRoot = process.getuid?.() === 0;

/** Root may do what permissions forbid, unless it gives that up. */
const WITHOUT_RIGHTS = isRoot
  ? ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override,-dac_read_search"]
  : [];

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
