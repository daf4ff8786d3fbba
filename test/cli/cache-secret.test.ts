import { createHash } from "node:crypto";
import {
  chmodSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { sealWith } from "../../server/src/hosts/cli/cache-secret.ts";
import { folderWith, stationmaster } from "../support/command-line.ts";
import { commit, git } from "../support/git.ts";

const RIVERS = "-- rivers.station.md --\n# Rivers\n\nRivers run run to the sea.\n";
const SHARED = { STATIONMASTER_CACHE_KEY: "what two machines share" };

/** A check by a machine, which is known by its folder of settings. */
const check = (folder: string, machine: NodeJS.ProcessEnv, ...args: string[]) =>
  stationmaster(folder, ["check", "--preset", "strict", "--cache-folder", "cache", ...args], "", machine);
const machineIn = (config: string): NodeJS.ProcessEnv => ({ XDG_CONFIG_HOME: config });
const newMachine = () => machineIn(folderWith(""));
const keyOf = (machine: NodeJS.ProcessEnv) => join(machine.XDG_CONFIG_HOME!, "stationmaster/cache-key");
const isFound = ({ out }: { readonly out: string }) => out.includes("appears twice");

/** Takes all findings out of what is kept, and seals it again. */
function forge(folder: string, seal: (name: string, body: string) => string): void {
  for (const name of readdirSync(join(folder, "cache"))) {
    const file = join(folder, "cache", name);
    const [head = "", ...lines] = readFileSync(file, "utf8").split("\n");
    if (name.endsWith(".report")) {
      const kept = JSON.parse(lines[0]!) as { lengths: number[]; code: number };
      const body = `${JSON.stringify({ ...kept, code: 0, lengths: [0] })}\n`;
      writeFileSync(file, `${head.replace(/\S+$/, seal(name, body))}\n${body}`);
      continue;
    }
    const kept = JSON.parse(lines.join("\n")) as { groups: { well: number[]; found: [number][] }[] };
    for (const group of kept.groups) group.well.push(...group.found.splice(0).map(([file]) => file));
    const body = JSON.stringify(kept);
    writeFileSync(file, `${head.replace(/\S+$/, seal(name, body))}\n${body}`);
  }
}

const sealed = (secret: string) => (name: string, body: string) => sealWith(secret)(`${name}\n`, body);

/** A folder whose cache says that nothing is wrong, sealed with a secret. */
async function forgedWith(secret: string, machine: NodeJS.ProcessEnv, folder = folderWith(RIVERS)): Promise<string> {
  expect(isFound(await check(folder, machine))).toBe(true);
  forge(folder, sealed(secret));
  return folder;
}

describe("what is kept of checks is believed", () => {
  test("where this machine has sealed it, and is whole", async () => {
    const machine = newMachine();
    const folder = await forgedWith("", machine);
    expect(isFound(await check(folder, machine))).toBe(true);
    forge(folder, sealed(readFileSync(keyOf(machine), "utf8")));
    expect(isFound(await check(folder, machine))).toBe(false);
  });

  test("where the environment has the secret that was used", async () => {
    const folder = await forgedWith(SHARED.STATIONMASTER_CACHE_KEY, SHARED);
    expect(isFound(await check(folder, SHARED))).toBe(false);
    expect(isFound(await check(folder, newMachine()))).toBe(true);
    expect(isFound(await check(folder, { STATIONMASTER_CACHE_KEY: "another secret of theirs" }))).toBe(true);
  });
});

describe("what is kept of checks is not believed", () => {
  test("where another machine has kept it", async () => {
    const folder = folderWith(RIVERS);
    const other = newMachine();
    await check(folder, other);
    forge(folder, sealed(readFileSync(keyOf(other), "utf8")));
    expect(isFound(await check(folder, other))).toBe(false);
    expect(isFound(await check(folder, newMachine()))).toBe(true);
  });

  test("where a digest is in the place of a seal", async () => {
    const machine = newMachine();
    const folder = folderWith(RIVERS);
    await check(folder, machine);
    forge(folder, (_, body) => createHash("sha256").update(body).digest("base64url"));
    expect(isFound(await check(folder, machine))).toBe(true);
  });

  test("where it is that of another check under its name", async () => {
    const folder = folderWith(RIVERS);
    const machine = newMachine();
    await check(folder, machine);
    const before = readdirSync(join(folder, "cache"));
    const hidden = await check(folder, machine, "--rule", "no-repeated-word=off");
    expect(hidden.out).not.toContain("appears twice");
    const added = readdirSync(join(folder, "cache")).filter((name) => !before.includes(name));
    for (const kind of [".json", ".report"]) {
      const [from, to] = [added, before].map((names) => names.find((name) => name.endsWith(kind))!);
      cpSync(join(folder, "cache", from!), join(folder, "cache", to!));
    }
    expect(isFound(await check(folder, machine))).toBe(true);
  });

  test("where it is in files that Git tracks", async () => {
    const folder = folderWith(RIVERS);
    git(folder, "init", "--quiet");
    await forgedWith(SHARED.STATIONMASTER_CACHE_KEY, SHARED, folder);
    expect(isFound(await check(folder, SHARED))).toBe(false);
    commit(folder);
    expect(isFound(await check(folder, SHARED))).toBe(true);
  });

  test.each(["kept", "kept/sub/sub"])(
    "where its folder is a link that Git tracks, and nothing is written there: %s",
    async (name) => {
      const [folder, elsewhere] = [folderWith(RIVERS), folderWith("")];
      git(folder, "init", "--quiet");
      symlinkSync(elsewhere, join(folder, "kept"));
      commit(folder);
      const check = () => stationmaster(folder, ["check", "--preset", "strict", "--cache-folder", name], "", SHARED);
      expect(isFound(await check())).toBe(true);
      expect(readdirSync(elsewhere)).toEqual([]);
      git(folder, "rm", "--quiet", "--cached", "kept");
      expect(isFound(await check())).toBe(true);
      expect(readdirSync(elsewhere)).not.toEqual([]);
    },
  );

  test("where the secret itself is in the workspace", async () => {
    const folder = folderWith(RIVERS);
    const machine = machineIn(join(folder, "config"));
    expect(isFound(await check(folder, machine))).toBe(true);
    expect(existsSync(keyOf(machine))).toBe(false);
    expect(existsSync(join(folder, "cache"))).toBe(false);
  });

  test.skipIf(process.platform === "win32").each<[string, (key: string) => void]>([
    ["that others may read", (key) => chmodSync(key, 0o644)],
    ["that is too short", (key) => writeFileSync(key, "00")],
    [
      "that is a link",
      (key) => {
        renameSync(key, `${key}-2`);
        symlinkSync(`${key}-2`, key);
      },
    ],
  ])("with a secret %s, in whose place there is another then", async (_, change) => {
    const machine = newMachine();
    const folder = await forgedWith("", machine);
    const before = readFileSync(keyOf(machine), "utf8");
    expect(statSync(keyOf(machine)).mode & 0o777).toBe(0o600);
    change(keyOf(machine));
    forge(folder, sealed(before));
    expect(isFound(await check(folder, machine))).toBe(true);
    expect(readFileSync(keyOf(machine), "utf8")).not.toBe(before);
    expect(statSync(keyOf(machine)).mode & 0o777).toBe(0o600);
  });
});

test("where no secret can be kept, checks are as good without", async () => {
  const file = join(folderWith("-- file --\nno folder\n"), "file");
  const folder = folderWith(RIVERS);
  expect(isFound(await check(folder, machineIn(file)))).toBe(true);
  expect(existsSync(join(folder, "cache"))).toBe(false);
});

test("a secret that could be guessed is refused", async () => {
  const { code, err } = await check(folderWith(RIVERS), { STATIONMASTER_CACHE_KEY: "short" });
  expect([code, err]).toEqual([2, "stationmaster: STATIONMASTER_CACHE_KEY expects at least 16 characters.\n"]);
});
