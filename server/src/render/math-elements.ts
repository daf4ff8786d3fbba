import type { Element, ElementContent } from "hast";
import type { Schema } from "hast-util-sanitize";

/** The elements that formulas are drawn with, as MathML Core has them, and a strike: https://w3c.github.io/mathml-core/ */
const IN_FORMULAS: readonly string[] = (
  "annotation menclose mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms mspace msqrt mstyle " +
  "msub msubsup msup mtable mtd mtext mtr munder munderover none semantics"
).split(" ");

/** The elements of a formula, each within `math`. */
export const FORMULA_ELEMENTS: readonly string[] = ["math", ...IN_FORMULAS];

export const FORMULA_ANCESTORS: Readonly<Record<string, string[]>> = Object.fromEntries(
  IN_FORMULAS.map((name) => [name, ["math"]]),
);

/** Of at most two digits before its period: a formula takes no room far from its place. */
const LENGTH = /^[+-]?\d{0,2}(?:\.\d{1,6})?(?:em|ex|pt|px)?$/;
const COLOR = /^(?:#[\da-f]{3,8}|[a-z]{3,20})$/i;

type Attributes = NonNullable<Schema["attributes"]>[string];

const ATTRIBUTES: Attributes = [
  ...["accent", "accentunder", "displaystyle", "fence", "form", "largeop", "mathvariant", "movablelimits", "notation"],
  ...["scriptlevel", "separator", "stretchy", "symmetric"],
  ...["depth", "height", "linethickness", "lspace", "maxsize", "minsize", "rspace", "voffset", "width"].map(
    (name): [string, RegExp] => [name, LENGTH],
  ),
  ["mathbackground", COLOR],
  ["mathcolor", COLOR],
];

export const FORMULA_ATTRIBUTES: Readonly<Record<string, Attributes>> = {
  ...Object.fromEntries(IN_FORMULAS.map((name) => [name, ATTRIBUTES])),
  math: [["display", "block"]],
  annotation: [["encoding", "application/x-tex"]],
};

/** The same nodes with no formula but those that were drawn here, and with nothing in these but MathML. */
export function onlyOwnFormulas(nodes: readonly ElementContent[]): readonly ElementContent[] {
  return nodes.some(hasFormula) ? own(nodes) : nodes;
}

function hasFormula(node: ElementContent): boolean {
  return node.type === "element" && (node.tagName === "math" || node.children.some(hasFormula));
}

function own(nodes: readonly ElementContent[], within = false): ElementContent[] {
  return nodes.flatMap((node): ElementContent[] => {
    if (node.type !== "element") return [node];
    const isFormula = node.tagName === "math";
    // defense: formulas-of-our-own
    const isKept = within ? IN_FORMULAS.includes(node.tagName) : !isFormula || node.data?.isFormula === true;
    const children = own(node.children, within || (isFormula && isKept));
    return isKept ? [{ ...node, children } satisfies Element] : within ? [] : children;
  });
}
