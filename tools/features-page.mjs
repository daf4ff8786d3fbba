// The page of what editors show, from the comments that the features begin with: a name, a colon, a sentence; then more.
// A picture of the feature's name in docs/pictures goes with it.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What several features are made from; it shows nothing itself. */
const NO_FEATURES = new Set(["subject.ts"]);

/** The text of docs/features.md. Throws for a feature whose comment does not begin with its name. */
export function featuresPage(root) {
  const folder = join(root, "server/src/features");
  const features = readdirSync(folder)
    .filter((name) => name.endsWith(".ts") && !NO_FEATURES.has(name))
    .map((name) => ({ name: name.replace(/\.ts$/, ""), ...describe(name, readFileSync(join(folder, name), "utf8")) }))
    .sort((a, b) => (a.title < b.title ? -1 : 1));
  const sections = features.map(({ name, title, paragraphs }) => {
    const picture = `pictures/${name}.png`;
    const shown = existsSync(join(root, "docs", picture)) ? [`![${title} in VS Code](${picture})`] : [];
    return [`## ${title}`, ...paragraphs, ...shown].join("\n\n");
  });
  return `${["# What editors show", INTRODUCTION, ...sections].join("\n\n")}\n`;
}

const INTRODUCTION = `In VS Code, and in every other editor as far as it knows the request of the language server protocol
([how to set one up](editor.md)). All of it works on what is not saved yet, in both written forms, and over the whole learning
path.`;

function describe(name, source) {
  for (const [, comment] of source.matchAll(/^\/\*\*([\s\S]*?)\*\//gm)) {
    const text = comment.replace(/^\s*\* ?/gm, "").trim();
    const match = /^([A-Z][A-Za-z ]{2,40}): ([\s\S]+)$/.exec(text);
    if (!match) continue;
    const [first, ...more] = match[2].split(/\n\s*\n/).map((paragraph) => paragraph.replace(/\s*\n\s*/g, " "));
    return {
      title: match[1],
      paragraphs: [first[0].toUpperCase() + first.slice(1), ...more.filter((paragraph) => !paragraph.startsWith("@"))],
    };
  }
  throw new Error(`server/src/features/${name}: no comment begins with the feature's name, a colon and a sentence.`);
}
