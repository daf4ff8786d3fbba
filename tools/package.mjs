// `npm run package`: makes the extension's package, dist/stationmaster-<version>.vsix. The same sources make the same bytes.
import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import {
  extensionPrograms,
  nodePrograms,
  onEveryPlatform,
  writePreviewStyle,
  writeRulePages,
} from "./bundle-options.mjs";
import { noticeOf } from "./notice.mjs";
import { publicAddress, publishedPage } from "./published-pages.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

/** What is packed as it lies in the project; programs and what is made from package.json come besides. */
const AS_IT_IS = [
  "CHANGELOG.md",
  "LICENSE",
  "images/icon.png",
  "images/station-dark.svg",
  "images/station-light.svg",
  "images/view.svg",
  "images/walkthrough",
  "l10n",
  "package.nls.json",
  "samples/water-cycle",
  "schemas",
  "syntaxes",
];
/** What of package.json is for npm and for who works on the project. */
const NOT_OF_THE_EXTENSION = ["bin", "files", "scripts", "dependencies", "devDependencies"];

/** Makes the package in a folder that it empties. Gives back its file. */
export async function packageExtension(folder) {
  rmSync(folder, { recursive: true, force: true });
  const staged = join(folder, "extension");
  mkdirSync(staged, { recursive: true });
  for (const name of AS_IT_IS) cpSync(join(root, name), join(staged, name), { recursive: true });
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  for (const key of NOT_OF_THE_EXTENSION) delete manifest[key];
  const address = publicAddress(manifest);
  Object.assign(manifest, address ? publicPlaces(address) : {});
  // VS Code shows only pictures from the web on an extension's page.
  writeFileSync(join(staged, "README.md"), publishedPage(root, "client/README.md", address));
  writeFileSync(join(staged, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);

  const outdir = join(staged, "dist");
  const server = { server: nodePrograms.entryPoints.server };
  const programs = [...extensionPrograms, { ...nodePrograms, ...onEveryPlatform, entryPoints: server }];
  const built = await Promise.all(programs.map((each) => build({ ...each, outdir, metafile: true })));
  await writePreviewStyle(outdir);
  writeRulePages(outdir);
  const extra = ["@bruits/satteri-wasm32-wasi"];
  writeFileSync(
    join(staged, "NOTICE.md"),
    noticeOf(
      built.map(({ metafile }) => metafile),
      extra,
    ),
  );

  // Neither this computer's ways with new files nor its clock leave a trace.
  for (const name of readdirSync(staged, { recursive: true })) {
    const file = join(staged, name);
    chmodSync(file, statSync(file).isDirectory() ? 0o755 : 0o644);
  }
  const packed = join(folder, `${manifest.name}-${manifest.version}.vsix`);
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      join(root, "node_modules/@vscode/vsce/vsce"),
      ...["package", "--no-dependencies", "--no-rewrite-relative-links"],
      ...(manifest.repository ? [] : ["--allow-missing-repository"]),
      ...["--out", packed],
    ],
    { cwd: staged, encoding: "utf8", env: { ...process.env, TZ: "UTC", SOURCE_DATE_EPOCH: FIRST_DAY_OF_ZIP } },
  );
  if (status !== 0) throw new Error(`The extension can't be packed:\n${stdout}${stderr}`);
  return packed;
}

function publicPlaces(address) {
  return { homepage: `${address}#readme`, bugs: { url: `${address}/issues` }, qna: `${address}/discussions` };
}

/** 2 January 1980: archives know no earlier year. */
const FIRST_DAY_OF_ZIP = "315619200";

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const packed = await packageExtension(join(root, "dist/vsix"));
  const file = join(root, "dist", relative(dirname(packed), packed));
  cpSync(packed, file);
  console.log(`${relative(root, file)} (${(statSync(file).size / 1e6).toFixed(1)} MB)`);
}
