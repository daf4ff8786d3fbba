import { describe, expect, test } from "vitest";
import { readWithRemark } from "../../../server/src/hosts/worker/remark-reader.ts";
import { htmlImages } from "../../../server/src/syntax/html-images.ts";
import { MASK } from "../../../server/src/syntax/prose.ts";
import { readMarkdown } from "../../../server/src/syntax/read-markdown.ts";
import type { Block } from "../../../server/src/syntax/tree.ts";
import { slice } from "../../../server/src/text/range.ts";
import { markdownReader } from "../../support/fixture.ts";

/** The blocks of a text, with what rules of words see of them; formulas and the like are a dot for each character. */
function drawn(text: string): string {
  const [first, second] = [markdownReader, readWithRemark].map((reader) => {
    return readMarkdown(text, reader)
      .blocks.flatMap((block) => draw(text, block))
      .join("\n");
  });
  expect(second).toBe(first);
  return `\n${first}\n`;
}

function draw(text: string, block: Block): string[] {
  const inner = (blocks: readonly Block[]) => blocks.flatMap((each) => draw(text, each)).map((line) => `  ${line}`);
  switch (block.type) {
    case "heading":
    case "paragraph":
      return [`${block.type} ${block.prose.masked.replaceAll(MASK, ".")}`];
    case "quote":
      return [block.box ? `box ${block.box.kind}: ${block.box.title ?? ""}` : "quote", ...inner(block.blocks)];
    case "list":
      return block.items.flatMap(({ blocks }) => ["item", ...inner(blocks)]);
    case "table":
      return block.rows.map(
        ({ cells }) => `row ${cells.map(({ prose }) => prose.masked.replaceAll(MASK, ".")).join("|")}`,
      );
    case "footnoteDefinition":
      return ["note", ...inner(block.blocks)];
    case "code":
    case "html":
    case "math":
    case "break":
      return [`${block.type} ${JSON.stringify(slice(text, block.range))}`];
  }
}

describe("formulas are no prose", () => {
  test.each([
    ["Take $r R + R$ and $a_i^*$ and $b_j^*$ now.", "paragraph Take ......... and ....... and ....... now."],
    ["It costs $5 and $10, or $20,000 in all.", "paragraph It costs $5 and $10, or $20,000 in all."],
    ["Between US$5 and US$6; 5$ or 6$; $HOME/$USER.", "paragraph Between US$5 and US$6; 5$ or 6$; $HOME/$USER."],
    ["The $n$th of `$x` and `y$` is \\$3 or 4\\$.", "paragraph The ...th of .. and .. is $3 or 4$."],
    [
      "So \\(x^2\\) and \\\\(y_1\\\\) are, \\(not this\\), \\[1\\].",
      "paragraph So ....... and ......... are, (not this), [1].",
    ],
    ["See [a](b$c$d.md) and $x$.", "paragraph See a and ...."],
    ["A *word $a*b$ here*.", "paragraph A word ..... here*."],
    ["> Two $a +\n> b$ lines.", "quote\n  paragraph Two ......... lines."],
  ])("%s", (text, expected) => {
    expect(drawn(text)).toBe(`\n${expected}\n`);
  });

  test("also where each of their lines looks like something else", () => {
    const text = `Here it is:

$$
a
= b
- c
| d |

e
$$

- Item:

  $$
  x
  - y
  $$

> \\[
> p > q
> \\]

\\begin{matrix}
1 & 2 \\\\
= 3
\\end{matrix}

$$ p > q $$

\`\`\`
$$
- code
\`\`\`

A lone $$ is

- a list.
`;
    expect(drawn(text)).toMatchInlineSnapshot(`
      "
      paragraph Here it is:
      math "$$\\na\\n= b\\n- c\\n| d |\\n\\ne\\n$$"
      item
        paragraph Item:
        math "$$\\n  x\\n  - y\\n  $$"
      quote
        math "\\\\[\\n> p > q\\n> \\\\]"
      math "\\\\begin{matrix}\\n1 & 2 \\\\\\\\\\n= 3\\n\\\\end{matrix}"
      math "$$ p > q $$"
      code "\`\`\`\\n$$\\n- code\\n\`\`\`"
      paragraph A lone $$ is
      item
        paragraph a list.
      "
    `);
  });
});

describe("attributes are no text", () => {
  test.each([
    ["## Wells {#deep .big}", "heading Wells"],
    ["![A drop](q.png){width=50%} falls.", "paragraph  falls."],
    ["A *word*{.small} of `x`{.r} text.", "paragraph A word of . text."],
    ["Text.\n{: #deep .note}", "paragraph Text."],
    ["{: .note }", 'html "{: .note }"'],
    ["The set {a, b} and {x=1} and `f{x}`.", "paragraph The set {a, b} and {x=1} and ....."],
    ["See {{ site.name }} or {% link a.md %}.", "paragraph See ............... or ................"],
    ["{% include figure.html %}", 'html "{% include figure.html %}"'],
  ])("%s", (text, expected) => {
    expect(drawn(text)).toBe(`\n${expected}\n`);
  });

  test("but the alternative text of a picture, if they say it", () => {
    const [paragraph] = readMarkdown('![](a.png){.wide alt="A well"} and ![B](b.png){alt=C}', markdownReader).blocks;
    const marks = paragraph?.type === "paragraph" ? paragraph.prose.marks : [];
    expect(marks.flatMap((mark) => (mark.kind === "image" ? mark.alt : []))).toEqual(["A well", "B"]);
  });
});

describe("boxes", () => {
  test("between lines of dashes have options, which nobody reads, and no headings", () => {
    const text = `## Paint

--- task ---

---
title: A brush
---

Take it.

--- hint ---
---
legend: One
---
Wash it.
--- /hint ---
--- /task ---

---

The end.
`;
    expect(drawn(text)).toMatchInlineSnapshot(`
      "
      heading Paint
      html "--- task ---"
      paragraph Take it.
      box hint: 
        paragraph Wash it.
      html "--- /task ---"
      break "---"
      paragraph The end.
      "
    `);
  });

  test("between lines of dashes that are called code hold code", () => {
    const text = `--- code ---
---
language: css
---
body {
  height: 70vh; /* 70% of the page */

  # pad
}
--- /code ---

It is tall.
`;
    expect(drawn(text)).toMatchInlineSnapshot(`
      "
      html "--- code ---"
      code "body {\\n  height: 70vh; /* 70% of the page */\\n\\n  # pad\\n}"
      html "--- /code ---"
      paragraph It is tall.
      "
    `);
  });

  test("of GitHub and of lines of colons hold blocks", () => {
    const text = `> [!NOTE]
> It gets *hot*.
> Very.

> [!tip]- Go slow
> - Once

:::note Mind the gap
It is wide.
:::

::::: {.callout-tip title="Look"}

::: challenge

## Draw it

- One

:::
:::::

:::{warning}
It burns.
:::

::: columns
Left.
:::

::: hint
No end.
`;
    expect(drawn(text)).toMatchInlineSnapshot(`
      "
      box note: 
        paragraph It gets hot. Very.
      box tip: Go slow
        item
          paragraph Once
      box note: Mind the gap
        paragraph It is wide.
      box tip: Look
        box challenge: 
          heading Draw it
          item
            paragraph One
      box warning: 
        paragraph It burns.
      html "::: columns"
      paragraph Left.
      html ":::"
      html "::: hint"
      paragraph No end.
      "
    `);
  });

  test("of MyST's directives and of templates hold blocks, with what they are called", () => {
    const text = `\`\`\`{note}
It has \`code\`.
\`\`\`

\`\`\`\`{admonition} Mind the gap
:class: tip
:name: gap

- It is wide.

  ~~~{tip}
  Jump.
  ~~~
\`\`\`\`

\`\`\`{code-block} python
print(1)
\`\`\`

\`\`\`{exercise} Dig
\`\`\`

{{< notice tip "Be quick" >}}
It melts.
{{< /notice >}}

{{% callout type="warning" title="Ice" %}}

It is cold.

{{% /callout %}}

{% note %}
It is here.
{% endnote %}

::: {#thm-rain}
It rains.
:::

:::{prf:proof}
It pours.
:::
`;
    expect(drawn(text)).toMatchInlineSnapshot(`
      "
      box note: 
        paragraph It has .....
      box admonition: Mind the gap
        item
          paragraph It is wide.
          box tip: 
            paragraph Jump.
      code "\`\`\`{code-block} python\\nprint(1)\\n\`\`\`"
      box exercise: Dig
      box tip: Be quick
        paragraph It melts.
      box warning: Ice
        paragraph It is cold.
      box note: 
        paragraph It is here.
      box theorem: 
        paragraph It rains.
      box proof: 
        paragraph It pours.
      "
    `);
  });

  test("of kramdown are quotations with a class below them", () => {
    const text = `> ## Before you start
>
> Take a net.
{: .prereq}

> ## Count
> Count them.
>
> > ## Solution
> > Nine.
> {: .solution}
{: .challenge #count}

> It is said.
{: .pull-right}

> It is said
> so.

{: .callout}
`;
    expect(drawn(text)).toMatchInlineSnapshot(`
      "
      box prereq: 
        heading Before you start
        paragraph Take a net.
      box challenge: 
        heading Count
        paragraph Count them.
        box solution: 
          heading Solution
          paragraph Nine.
      quote
        paragraph It is said.
      quote
        paragraph It is said so.
      html "{: .callout}"
      "
    `);
  });

  test("that do not end, or end something else, are left as they are written", () => {
    const text = `:::note
{{< youtube rain >}}
{{< hint info >}}
It melts.
:::

{{< /notice >}}

{% tip %}

\`\`\`\`{note}
It is open.

\`\`\`{tip}
\`\`\`python
print(1)
\`\`\`
`;
    expect(drawn(text)).toMatchInlineSnapshot(`
      "
      box note: 
        html "{{< youtube rain >}}"
        html "{{< hint info >}}"
        paragraph It melts.
      html "{{< /notice >}}"
      html "{% tip %}"
      code "\`\`\`\`{note}\\nIt is open.\\n\\n\`\`\`{tip}\\n\`\`\`python\\nprint(1)\\n\`\`\`\\n"
      "
    `);
  });

  test("of a picture begin with what names it", () => {
    const text =
      "```{figure} wells/deep.png\n:alt: A well\n:name: deep\n\nThe *deepest*.\n```\n\n:::{image} gone.png\n:::\n";
    expect(drawn(text)).toMatchInlineSnapshot(`
      "
      box figure: 
        html "\`\`\`{figure} wells/deep.png\\n:alt: A well\\n:name: deep"
        paragraph The deepest.
      box image: 
        html ":::{image} gone.png"
      "
    `);
    const blocks = readMarkdown(text, markdownReader).blocks.flatMap((block) =>
      block.type === "quote" ? block.blocks : [],
    );
    const images = blocks.flatMap((block) => (block.type === "html" ? htmlImages(slice(text, block.range)) : []));
    expect(images.map(({ src, alt }) => [src, alt])).toEqual([
      ["wells/deep.png", "A well"],
      ["gone.png", ""],
    ]);
  });
});
