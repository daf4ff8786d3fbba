import type { Element } from "hast";
import { h } from "hastscript";
import { texOf } from "../syntax/math.ts";

/** A formula as it is written, with its signs. */
export function drawFormula(written: string, display: boolean): Element {
  return h(display ? "div" : "span", { className: "math" }, texOf(written));
}
