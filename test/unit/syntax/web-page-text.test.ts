import { expect, test } from "vitest";
import { htmlText } from "../../../server/src/syntax/web-page-text.ts";
import { cpuSeconds } from "../../support/cpu-time.ts";

test.each([
  [
    "blocks are lines",
    "<h1>Rain</h1><p>Rain is\n wet.<br>So is hail.</p><div>Snow</div><div>Ice</div>",
    "Rain\n\nRain is wet.\nSo is hail.\n\nSnow\nIce",
  ],
  [
    "what is marked within a line stays one",
    "<p>Some <b>4</b>0 <a href='x'>liters</a> a<sup>2</sup>&nbsp;&amp; more</p>",
    "Some 40 liters a2\u00a0& more",
  ],
  [
    "lists and tables",
    "<ul><li>Rain<li>Hail</ul><table><caption>Days</caption><tr><th>Day<th>Liters<tr><td>1<td>40</table>",
    "Rain\nHail\nDays\nDay\tLiters\n1\t40",
  ],
  ["text that is laid out stays so", "<pre>a\n  b</pre>", "a\n  b"],
  [
    "what a program is told is left out",
    "<title>T</title><style>p{}</style><script>x</script><template>x</template><noscript>x</noscript><!-- x -->a",
    "a",
  ],
  [
    "menus and controls are left out",
    "<nav><a>Home</a></nav><ul role='navigation'><li>x</ul><button>Go</button><select><option>x</select><textarea>x</textarea>a",
    "a",
  ],
  [
    "what is hidden is left out",
    "<p hidden>x<p style='color:red; DISPLAY: none'>x<p style='visibility:hidden'>x<p>a",
    "a",
  ],
  [
    "what stands in for a picture or a film is left out",
    "<svg><text>x</text></svg><video>x</video><object>x</object><iframe>x</iframe>a",
    "a",
  ],
  [
    "a formula is there once",
    "<math><semantics><mi>x</mi><annotation encoding='application/x-tex'>x</annotation></semantics></math>",
    "x",
  ],
  ["what was taken back is seen, so it stays", "<p>It is <del>not</del> wet.", "It is not wet."],
  [
    "what can be folded away is in lines of its own",
    "a<details><summary>Sum</summary>Inner <b>text</b></details>b<search>c</search>",
    "a\nSum\nInner text\nb\nc",
  ],
  ["nothing", "<html></html>", ""],
  ["plain text", "Rain & hail", "Rain & hail"],
])("a page as text: %s", (_, html, text) => expect(htmlText(html)).toBe(text));

test.each(["<pre>", "<p>", "<pre>x"])("a page is read in time that grows with it: %s", { tags: "slow" }, (start) => {
  for (const gap of [" ", "\t\u00a0 ", "\n", "<br>", "<i> </i>"])
    expect(cpuSeconds(() => expect(htmlText(`${start}${gap.repeat(30_000)}y`)).toMatch(/^x?\s*y$/))).toBeLessThan(1);
});

test("a page that is nested too deeply is not read", () => {
  expect(htmlText(`${"<div>".repeat(300)}a`)).toBe("a");
  expect(htmlText(`${"<div>".repeat(100_000)}a`)).toBeUndefined();
  expect(htmlText(`<template>${"<div>".repeat(100_000)}</template>a`)).toBe("a");
});
