// The licences of what others wrote and is carried in what we publish: MIT and its like ask for them to be kept.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { packageOfAnyPlatform } from "./published.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

/** The folders of the packages that bundles were made from, by their esbuild metafiles. */
function bundled(metafiles) {
  const folders = new Set();
  for (const { outputs } of metafiles) {
    for (const { inputs } of Object.values(outputs)) {
      for (const [file, { bytesInOutput }] of Object.entries(inputs)) {
        const folder = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0];
        if (folder && bytesInOutput > 0) folders.add(folder);
      }
    }
  }
  return [...folders];
}

/** The text of NOTICE.md: each package with its version, its licence's name and its text. */
export function noticeOf(metafiles, others = []) {
  const folders = [
    ...bundled(metafiles).map((each) => join(root, each)),
    ...others.map((name) => packageOfAnyPlatform(root, name)),
  ];
  const texts = new Map();
  for (const folder of folders) {
    const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const { name, version, license = WITHOUT_TEXT[name]?.license } = manifest;
    texts.set(`${name} ${version}`, `## ${name} ${version}\n\nLicence: ${license}\n\n${licenceOf(folder, manifest)}`);
  }
  const sections = [...texts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, text]) => text);
  return `# Notices\n\nStationmaster carries these packages, under their licences.\n\n${sections.join("\n")}`;
}

/** The text that comes with a package; where there is none, the licence's own text in the name of who wrote it. */
function licenceOf(folder, { name, license, author }) {
  const file = readdirSync(folder).find((each) => /^licen[cs]e([-.]\w+)*$/i.test(each));
  if (file) return quoted(readFileSync(join(folder, file), "utf8"));
  const whose = WITHOUT_TEXT[name];
  const text = TEXTS[license ?? whose?.license];
  if (!text || !(whose || author)) {
    throw new Error(`The package ${name} comes without its licence: see WITHOUT_TEXT in tools/notice.mjs.`);
  }
  return quoted(text.replace("{owner}", whose?.owner ?? author.name ?? author));
}

function quoted(text) {
  return `${text.replace(/\r\n?/g, "\n").trim().replace(/^/gm, "    ").replace(/ +$/gm, "")}\n`;
}

/** What packages without a text of their licence say elsewhere. */
const WITHOUT_TEXT = {
  "@bruits/satteri-wasm32-wasi": { owner: "the authors of sätteri" },
  format: { license: "MIT", owner: "2010 - 2014 Sami Samhuri sami@samhuri.net" },
};

const TEXTS = {
  MIT: readFileSync(join(root, "LICENSE"), "utf8").replace(/\(c\) .*/, "(c) {owner}"),
  ISC: `Copyright (c) {owner}

Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted,
provided that the above copyright notice and this permission notice appear in all copies.

THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED
WARRANTIES OF MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT, INDIRECT, OR
CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF
CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF THIS SOFTWARE.`,
};
