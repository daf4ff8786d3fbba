import type { Element, ElementContent, ElementData } from "hast";
import { h } from "hastscript";
import { labelOfFormula, texOf } from "../syntax/math.ts";

/**
 * Makes MathML of TeX: a `math` element, or undefined where it can't, or would leave something out.
 * @param display whether the formula is a block of its own
 */
export type TexReader = (tex: string, display: boolean) => Element | undefined;

declare module "hast" {
  interface ElementData {
    /** Says of a `math` element that it was drawn here: no other is part of a page. */
    readonly isFormula?: true;
  }
}

const OWN = { isFormula: true } as ElementData;

/** A formula as MathML, or as it is written, with its signs, where that can't be made of it. */
export function drawFormula(written: string, display: boolean, readTex: TexReader | undefined): Element {
  return h("span", { className: "math" }, contentOf(written, display, readTex));
}

/** The same for one that is a block. What is wider than the page scrolls inside itself, by keyboard too. */
export function drawFormulaBlock(written: string, readTex: TexReader | undefined): Element {
  return h("div", { className: "math", tabIndex: 0 }, contentOf(written, true, readTex));
}

function contentOf(written: string, display: boolean, readTex: TexReader | undefined): ElementContent[] {
  const tex = texOf(written);
  const formula = readTex && !isText(tex) ? readTex(tex, display) : undefined;
  return [formula ? { ...formula, data: OWN } : { type: "text", value: withoutLabel(written) }];
}

function withoutLabel(written: string): string {
  return written.slice(0, written.length - labelOfFormula(written).length).trimEnd();
}

/** Three words in a row are text between two signs that mean something else, such as money: TeX would run them together. */
function isText(tex: string): boolean {
  const outside = tex.replace(/\\[a-zA-Z]+\*?(?:\{[^{}]*\})?/g, "·");
  return /(?<=\p{L}{2})[ \t]+\p{L}{2,}[ \t]+\p{L}{2}/u.test(outside);
}
