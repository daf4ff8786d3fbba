import { createHmac, randomBytes } from "node:crypto";
import { lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";
import envPaths from "env-paths";
import { folderOf } from "../../files/names.ts";
import { makeFolders, removeIfThere, writeSecret } from "../atomic-write.ts";
import { fileAt } from "../disk.ts";
import { isOfWorkspace } from "../programs.ts";
import { UsageError } from "./terminal.ts";

/** What only whoever knows a secret can write below a content: a text in letters, digits, `-` and `_`. */
export type Seal = (...parts: readonly (string | Uint8Array)[]) => string;

/** A seal with a secret. */
export function sealWith(secret: string): Seal {
  return (...parts) => {
    const hmac = createHmac("sha256", secret);
    for (const part of parts) hmac.update(part);
    return hmac.digest("base64url");
  };
}

/** Names the secret that several machines share, so that one believes what another has kept. */
const VARIABLE = "STATIONMASTER_CACHE_KEY";

/** In characters; a shorter one could be guessed. */
const SHORTEST = 16;

/**
 * The seal of what this machine keeps of its checks. A cache can be in the workspace, and could have come along with it, so only
 * what has this seal is believed. The secret is random, and in the user's own folder, unless the environment has one.
 * @returns undefined where there is no secret and none can be kept, so that nothing can be believed
 * @throws UsageError for a secret that is too short
 */
export function sealOfMachine(workFolder: string): Seal | undefined {
  const given = process.env[VARIABLE];
  if (given) {
    if (given.length < SHORTEST) throw new UsageError(`${VARIABLE} expects at least ${SHORTEST} characters.`);
    return sealWith(given);
  }
  const file = fileAt(join(envPaths("stationmaster", { suffix: "" }).config, "cache-key"));
  if (/* defense: no-secrets-of-the-workspace */ isOfWorkspace(workFolder, file)) return undefined;
  const secret = secretIn(file) ?? newSecret(file);
  return secret === undefined ? undefined : sealWith(secret);
}

/** A secret that nobody else can know or have written; undefined where there is none. */
function secretIn(file: string): string | undefined {
  try {
    const stat = lstatSync(file);
    const isPrivate = process.platform === "win32" || (stat.uid === process.getuid?.() && (stat.mode & 0o077) === 0);
    if (!stat.isFile() || /* defense: private-secrets */ !isPrivate) return undefined;
    const secret = readFileSync(file, "utf8");
    return /^[\da-f]{64}$/.test(secret) ? secret : undefined;
  } catch {
    return undefined;
  }
}

function newSecret(file: string): string | undefined {
  try {
    makeFolders(folderOf(file));
    const isThere = writeSecret(file, randomBytes(32).toString("hex")) !== undefined;
    if (isThere && secretIn(file) === undefined) {
      removeIfThere(file); // one that others could know
      writeSecret(file, randomBytes(32).toString("hex"));
    }
  } catch {
    // A check is as good without.
  }
  return secretIn(file); // perhaps that of another process, which was faster
}
