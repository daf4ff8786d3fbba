// Packages that npm would not install, as they are published: nothing of them is run, and what was changed since is refused.
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** Where what was fetched stays, for every checkout. */
export const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "stationmaster");

/** The folder of a package that is made for another platform, with the checksum that the lock file has for it. */
export function packageOfAnyPlatform(root, name) {
  const { version, integrity } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages[
    `node_modules/${name}`
  ];
  const folder = join(cache, "packages", `${name.replace("/", "+")}-${version}`);
  if (existsSync(folder)) return folder;
  mkdirSync(join(cache, "packages"), { recursive: true });
  // Two at once each fetch their own; the first to finish stays.
  const part = mkdtempSync(`${folder}-`);
  try {
    unpack([name, version, integrity], part);
    renameSync(part, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  } finally {
    rmSync(part, { recursive: true, force: true });
  }
  return folder;
}

/** Unpacks a package as published, once its checksum is the pinned one. */
export function unpack([name, version, integrity], to) {
  mkdirSync(to, { recursive: true });
  npm(["pack", `${name}@${version}`, "--pack-destination", to], { cwd: to });
  const file = join(
    to,
    readdirSync(to).find((entry) => entry.endsWith(".tgz")),
  );
  const hash = createHash("sha512").update(readFileSync(file)).digest("base64");
  if (`sha512-${hash}` !== integrity) throw new Error(`${name}@${version} is not what it was: its checksum differs.`);
  execFileSync("tar", ["-xzf", file, "-C", to, "--strip-components=1"]);
  rmSync(file);
}

export function npm(args, { cwd, PATH = process.env.PATH }) {
  const env = {
    ...process.env,
    PATH,
    NODE_USE_SYSTEM_CA: "1",
    npm_config_audit: "false",
    npm_config_fund: "false",
    npm_config_update_notifier: "false",
  };
  const { status, stderr, error } = spawnSync("npm", args, { cwd, env, encoding: "utf8" });
  if (status !== 0) throw new Error(`npm ${args.join(" ")} failed:\n${error ?? stderr.slice(-2000)}`);
}
