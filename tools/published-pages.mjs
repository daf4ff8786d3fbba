// Pages that leave the project without its pictures: docs/pictures is larger than all the rest of a package.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path/posix";

/** A picture that lies in the project, alone on its line, with the blank line after it. */
const PICTURE = /^!\[([^\]\n]*)\]\(([^):\n]+\.png)\)\n\n?/gm;

/**
 * The text of a page as it is published: its pictures come from the web, and are left out while the project has no public address.
 * @param root the folder of the project
 * @param name the page's file, as seen from there
 * @param address where the public finds the project, if anywhere
 */
export function publishedPage(root, name, address) {
  const text = readFileSync(join(root, name), "utf8");
  if (!address) return text.replace(PICTURE, "");
  return text.replace(PICTURE, (whole, _, file) =>
    whole.replace(`(${file})`, `(${address}/raw/HEAD/${join(dirname(name), file)})`),
  );
}

/** Where the public finds the project: `repository`, from which all else follows; undefined while there is none. */
export function publicAddress({ repository }) {
  return repository?.url.replace(/^git\+|\.git$/g, "");
}
