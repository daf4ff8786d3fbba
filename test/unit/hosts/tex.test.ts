import { describe, expect, test } from "vitest";
import { readTex } from "../../../server/src/hosts/tex.ts";
import { toSafeHtml } from "../../../server/src/render/html.ts";
import { drawFormula } from "../../../server/src/render/math.ts";
import { cpuSeconds } from "../../support/cpu-time.ts";

/** The MathML of a formula on a page; what is written where there is none. */
function shown(written: string, display = false): string {
  return toSafeHtml([drawFormula(written, display, readTex)])
    .replace(/^<span class="math">|<\/span>$/g, "")
    .replace(/^<math><semantics>|<annotation.*$/g, "");
}

describe("a formula is MathML", () => {
  test.each([
    ["$a^2$", "<msup><mi>a</mi><mn>2</mn></msup>"],
    ["$\\frac{m}{2}$", "<mfrac><mi>m</mi><mn>2</mn></mfrac>"],
    ["$x < y$", "<mrow><mi>x</mi><mo>&#x3C;</mo><mi>y</mi></mrow>"],
    ["\\(\\dfrac{1}{x}\\)", '<mstyle displaystyle="true" scriptlevel="0"><mfrac><mn>1</mn><mi>x</mi></mfrac></mstyle>'],
    ["$`v`$", "<mi>v</mi>"],
    ["$\\text{rain per hour}$", "<mtext>rain\u00a0per\u00a0hour</mtext>"],
    ["$\\textcolor{red}{x}y$", '<mrow><mi mathcolor="#ff0000">x</mi><mi>y</mi></mrow>'],
    [
      "$\\cancel{x}$",
      '<menclose notation="updiagonalstrike"><mi>x</mi><mrow class="tml-cancel upstrike"></mrow></menclose>',
    ],
  ])("%s", (written, mathMl) => {
    expect(shown(written)).toBe(mathMl);
  });

  test("with its TeX for whoever copies it, or has it read aloud", () => {
    expect(toSafeHtml([drawFormula("$$a & b$$", true, () => readTex("a < b", true))])).toBe(
      '<span class="math"><math display="block"><semantics><mrow><mi>a</mi><mo>&#x3C;</mo><mi>b</mi></mrow><annotation encoding="application/x-tex">a &#x3C; b</annotation></semantics></math></span>',
    );
  });

  test("in lines that are aligned, without a style in any element", () => {
    const html = shown("$$\\begin{aligned} a &= b \\\\ c &= d \\end{aligned}$$", true);
    expect(html).toContain('<mtd class="tml-right"><mi>a</mi></mtd><mtd class="tml-left">');
    expect(html).not.toMatch(/\sstyle=/);
  });
});

describe("a formula stays as it is written", () => {
  test.each([
    ["$\\rainfall{x}$", "an unknown command"],
    ["$x^{2$", "an open brace"],
    ["$\\href{https://example.org}{x}$", "a link"],
    ["$\\htmlClass{box}{x}$", "HTML"],
    ["$\\class{box}{x}$", "a class"],
    ["$\\style{position:fixed}{x}$", "a style"],
    ["$\\id{main}{x}$", "an id"],
    ["$\\includegraphics{https://example.org/x.png}$", "a picture"],
    ["$\\def\\a{\\a\\a}\\a$", "a macro without an end"],
    ["$\\newcommand{\\a}[1]{#1#1}\\a{\\a{\\a{x}}}$", "a macro"],
    ["$x \\label{here}$", "a label"],
    ["$see \\eqref{here}$", "a reference"],
    ["$20% of x$", "a percent sign, which hides what is after it"],
    ["$5 for rain and snow$", "prices with words between them"],
    [`$${"x+".repeat(2_001)}$`, "one that is very long"],
    [`$\\begin{matrix}${"&".repeat(60)}${"\\\\".repeat(60)}\\end{matrix}$`, "a table of many cells"],
    [`$${"\\sqrt{".repeat(120)}x${"}".repeat(120)}$`, "one that is very deep"],
    ["$\\phantom{x}$".replace("x", ""), "one that shows nothing"],
  ])("%s: %s", (written) => {
    expect(shown(written).replace(/&#x26;/g, "&")).toBe(written);
  });
});

test("no formula takes long, whatever is in it", () => {
  const hostile = [
    "\\frac12",
    "^{x",
    "\\left(",
    "x'",
    "\\ce{H2O}",
    "é",
    "&",
    "&\\\\",
    "\\hline",
    "\\begin{matrix}a&",
    "\\color{red}",
    "\\text{$a$}",
    "\\overbrace{",
    "{",
    "\\\\",
    "\\operatorname{",
  ];
  for (const part of hostile) {
    const tex = part.repeat(Math.floor(3_900 / part.length));
    const opened = tex.split("{").length - tex.split("}").length;
    for (const each of [tex, `\\begin{matrix}${tex}\\end{matrix}`, tex + "}".repeat(Math.max(0, opened))]) {
      const seconds = cpuSeconds(() => readTex(each, true));
      expect(seconds, part).toBeLessThan(2);
    }
  }
});
