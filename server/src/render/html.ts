import type { ElementContent, Nodes, Properties, Root } from "hast";
import { defaultSchema, type Schema, sanitize } from "hast-util-sanitize";
import { toHtml } from "hast-util-to-html";
import { inertMarkup, legible } from "../text/inert.ts";
import { FORMULA_ANCESTORS, FORMULA_ATTRIBUTES, FORMULA_ELEMENTS, onlyOwnFormulas } from "./math-elements.ts";

/** Not two slashes at the start, of either kind, with what browsers pass over. */
const NO_OTHER_HOST = /^(?![\0- ]*[/\\][\0- ]*[/\\])/;

/**
 * What a page may hold. The page is built from the station's model, never from HTML that a writer has put into it; the
 * sanitiser is the second wall, for the day on which the first has a hole.
 */
const SCHEMA: Schema = {
  ...defaultSchema,
  clobberPrefix: "",
  ancestors: { ...defaultSchema.ancestors, ...FORMULA_ANCESTORS },
  tagNames: [
    ...FORMULA_ELEMENTS,
    ..."a abbr article aside blockquote br caption code dd del dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 ins".split(
      " ",
    ),
    ..."circle path svg".split(" "),
    ..."details header hr img li main mark nav ol p pre section small span strong sub summary sup table tbody td th thead tr ul".split(
      " ",
    ),
  ],
  attributes: {
    "*": [
      "className",
      /* defense: ids-of-the-page */ [
        "id",
        /^(?:(?:s\d+|before|now)-)?(?:h|note|source|cited)-|^(?:s\d+|before|now)-head$|^map-/,
      ], // none that could stand for something of the page's own
      "lang",
      "title",
      "role",
      "tabIndex",
      "ariaLabel",
      "ariaLabelledBy",
      "ariaCurrent",
      "ariaHidden",
      "data*",
    ],
    a: [["href", NO_OTHER_HOST]],
    img: [["src", NO_OTHER_HOST], "alt"],
    ol: ["start"],
    th: ["scope"],
    svg: ["viewBox", "width", "height"],
    path: ["d"],
    circle: ["cx", "cy", "r"],
    ...FORMULA_ATTRIBUTES,
  },
  // A picture within a page is data of a picture; what the page's host gives for an address has been looked at before.
  protocols: { href: ["http", "https", "mailto"], src: ["data"] },
  strip: ["script", "style"],
};

const WITH_WEB_PICTURES: Schema = { ...SCHEMA, protocols: { ...SCHEMA.protocols, src: ["data", "https"] } };

/** HTML that holds nothing but what a page may hold. */
export function toSafeHtml(nodes: readonly ElementContent[], { webPictures = false } = {}): string {
  const root: Root = { type: "root", children: [...onlyOwnFormulas(nodes)] };
  // defense: sanitizer
  const safe = sanitize(root, webPictures ? WITH_WEB_PICTURES : SCHEMA);
  return inertMarkup(toHtml(withLegibleText(safe), { allowDangerousHtml: false }));
}

/** What nobody reads: where something leads to, what leads there, and the strokes of a drawing. */
const ADDRESSES: ReadonlySet<string> = new Set(["href", "src", "id", "ariaLabelledBy", "dataFile", "d"]);

/** The same nodes, whose text, and whatever else of them is shown, reads as it is stored; what does so already is not copied. */
function withLegibleText<Node extends Nodes>(node: Node): Node {
  if (node.type === "text") {
    const value = /* defense: legible-pages */ legible(node.value);
    return value === node.value ? node : { ...node, value };
  }
  if (!("children" in node)) return node;
  const children = sameOr(
    node.children,
    node.children.map((child) => withLegibleText(child)),
  );
  const properties = node.type === "element" ? withLegibleValues(node.properties) : undefined;
  if (children === node.children && (node.type !== "element" || properties === node.properties)) return node;
  return { ...node, ...(properties && { properties }), children };
}

function sameOr<Value>(before: Value[], after: Value[]): Value[] {
  return after.every((value, at) => value === before[at]) ? before : after;
}

function withLegibleValues(properties: Properties): Properties {
  let made = properties;
  for (const name in properties) {
    const value = properties[name];
    if (typeof value !== "string" || ADDRESSES.has(name)) continue;
    const shown = legible(value);
    if (shown !== value) made = { ...made, [name]: shown };
  }
  return made;
}
