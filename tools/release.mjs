// `npm run release [-- --out dist/release]`: makes all that is published, from a clean clone of what is committed: the package for
// npm, the extension, a list of what they are made of, and checksums. It publishes nothing.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { publicAddress, publishedPage } from "./published-pages.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const { values } = parseArgs({ options: { out: { type: "string", default: "dist/release" } } });
const out = resolve(root, values.out);

const changed = run("git", ["status", "--porcelain"], root);
if (changed) fail(`Please commit first; this is not committed:\n${changed}`);
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const folder = mkdtempSync(join(tmpdir(), "stationmaster-release-"));
const clone = join(folder, "stationmaster");
try {
  run("git", ["clone", "--quiet", "--no-hardlinks", root, clone], folder);
  run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], clone);
  const manifest = JSON.parse(readFileSync(join(clone, "package.json"), "utf8"));
  const pages = readdirSync(join(clone, "docs")).filter((each) => each.endsWith(".md"));
  for (const page of ["README.md", ...pages.map((each) => `docs/${each}`)])
    writeFileSync(join(clone, page), publishedPage(clone, page, publicAddress(manifest)));
  run("npm", ["pack", "--pack-destination", out], clone);
  run(process.execPath, ["tools/package.mjs"], clone);
  for (const name of readdirSync(join(clone, "dist/vsix")).filter((each) => each.endsWith(".vsix")))
    copyFileSync(join(clone, "dist/vsix", name), join(out, name));
  const { name, version } = manifest;
  const parts = run("npm", ["sbom", "--sbom-format", "cyclonedx", "--package-lock-only"], clone);
  writeFileSync(join(out, `${name}-${version}.cdx.json`), `${parts}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
const sums = readdirSync(out)
  .sort()
  .map(
    (name) =>
      `${createHash("sha256")
        .update(readFileSync(join(out, name)))
        .digest("hex")}  ${basename(name)}\n`,
  );
writeFileSync(join(out, "SHA256SUMS"), sums.join(""));
console.log(`${out}:\n${sums.join("")}`);

/** Runs a program to its end. Gives back what it printed; ends everything if it fails. */
function run(program, args, cwd) {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd,
    encoding: "utf8",
    maxBuffer: 100_000_000,
  });
  if (status !== 0) fail(`${program} ${args.join(" ")} failed:\n${error ?? stdout + stderr}`);
  return stdout.trim();
}

function fail(reason) {
  console.error(`✖ ${reason}`);
  process.exit(1);
}
