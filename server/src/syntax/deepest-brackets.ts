/** Data nested deeper than this is not read: the libraries that parse it recurse. */
export const DEEPEST_NESTING = /* defense: deepest-yaml */ 32;

/** A quick upper bound on how deep brackets are nested in YAML or JSON. */
export function deepestBrackets(source: string): number {
  let open = 0;
  let deepest = 0;
  for (let at = 0; at < source.length; at++) {
    const code = source.charCodeAt(at);
    if (code === 0x5b || code === 0x7b) deepest = Math.max(deepest, ++open);
    else if (code === 0x5d || code === 0x7d) open = Math.max(0, open - 1);
  }
  return deepest;
}
