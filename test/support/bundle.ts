/** The parts of a bundle that esbuild made, each with the file or package it comes from; what stands before them has none. */
function sectionsOf(code: string): readonly { readonly from: string; readonly code: string }[] {
  const parts = code.split(/^ *\/\/ ((?:node_modules|server|client|satteri:)[^\s]*)$/m);
  return ["", ...parts].flatMap((from, index, all) =>
    index % 2 === 0 ? [{ from: packageOf(from) ?? from, code: all[index + 1] ?? "" }] : [],
  );
}

/** The folder of a package, for a file of it. */
function packageOf(file: string): string | undefined {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0];
}

/** The packages of which a bundle has something. */
export function packagesOf(code: string): readonly string[] {
  return sectionsOf(code).flatMap(({ from }) => packageOf(from) ?? []);
}

/** What asks for one of these modules of Node's. */
export function sectionsWith(code: string, modules: readonly string[]): readonly string[] {
  const asks = new RegExp(`(?:require\\(|from |import )["'](?:node:)?(?:${modules.join("|")})["']`);
  return sectionsOf(code).flatMap(({ from, code: part }) => (asks.test(part) ? [from] : []));
}

/** What makes code of text. */
export function codeOfText(code: string): readonly string[] {
  const makes = /\beval\)?\(|\bnew Function\b|\bFunction\(["'`]/;
  return sectionsOf(code).flatMap(({ from, code: part }) => (makes.test(part) ? [from] : []));
}

/** What asks for something over a network as a page or a worker can. A method named “fetch” asks nobody. */
export function askingSections(code: string): readonly string[] {
  const asks =
    /(?<!\b(?:this|parser)\.)\bfetch\((?!\w*\) \{)|\b(?:importScripts|XMLHttpRequest|WebSocket|EventSource|sendBeacon)\b/;
  return sectionsOf(code).flatMap(({ from, code: part }) => (asks.test(part) ? [from] : []));
}
