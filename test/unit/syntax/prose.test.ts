import { describe, expect, test } from "vitest";
import { MASK, type Prose, sourceRange, textOffset } from "../../../server/src/syntax/prose.ts";
import { slice } from "../../../server/src/text/range.ts";
import { station } from "../../support/fixture.ts";

/**
 * Draws a paragraph: its source with carets under where each word that the reader sees was found; then what the reader
 * sees; then, where they differ, what counts as prose, with a dot for each character that does not; then its marks.
 */
function draw(paragraph: string, after = ""): string {
  const source = `# Title\n\n${paragraph}\n${after && `\n${after}\n`}`;
  return drawFirst(source, paragraph);
}

function drawFirst(source: string, shown: string): string {
  const passage = station(source).passages.find(({ kind }) => kind !== "title" && kind !== "heading")!;
  const { prose } = passage;
  const found = [...prose.text.matchAll(/\S+/g)].map((word) =>
    sourceRange(prose, word.index, word.index + word[0].length),
  );
  const drawn = new Set(found.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, at) => start + at)));
  const from = source.indexOf(shown);
  const lines: string[] = [];
  let at = from;
  for (const line of shown.split(/(?<=\r\n|\n|\r(?!\n))/)) {
    const units = [...line.replace(/[\r\n]+$/, "")];
    lines.push(units.join("").replace(/\t/g, "→"));
    let under = "";
    let offset = at;
    for (const unit of units) {
      under += drawn.has(offset) ? "^" : " ";
      offset += unit.length;
    }
    lines.push(under.trimEnd());
    at += line.length;
  }
  return ["", ...lines.filter((line) => line !== ""), ...describeProse(source, prose), ""].join("\n");
}

function describeProse(source: string, { text, masked, marks }: Prose): readonly string[] {
  const shown = masked.replaceAll(MASK, "·");
  return [
    JSON.stringify(text),
    ...(shown === text ? [] : [JSON.stringify(shown)]),
    ...marks.map((mark) => {
      const { kind, range } = mark;
      const inner = slice(text, mark.text);
      return `${kind} ${JSON.stringify(slice(source, range))}${inner ? ` ${JSON.stringify(inner)}` : ""}`;
    }),
  ];
}

describe("what the reader sees", () => {
  test("plain words", () => {
    expect(draw("Nations meet.")).toMatchInlineSnapshot(`
      "
      Nations meet.
      ^^^^^^^ ^^^^^
      "Nations meet."
      "
    `);
  });

  test("emphasis without its marks", () => {
    expect(draw("It is *very **strong*** and ~~old~~ __new__.")).toMatchInlineSnapshot(`
      "
      It is *very **strong*** and ~~old~~ __new__.
      ^^ ^^  ^^^^   ^^^^^^    ^^^   ^^^     ^^^^^^
      "It is very strong and old new."
      emphasis "*very **strong***" "very strong"
      strong "**strong**" "strong"
      delete "~~old~~" "old"
      strong "__new__" "new"
      "
    `);
  });

  test("emphasis within a word", () => {
    expect(draw("Un*frigging*believable snake_case_word.")).toMatchInlineSnapshot(`
      "
      Un*frigging*believable snake_case_word.
      ^^^^^^^^^^^^^^^^^^^^^^ ^^^^^^^^^^^^^^^^
      "Unfriggingbelievable snake_case_word."
      emphasis "*frigging*" "frigging"
      "
    `);
  });

  test("escapes without their backslashes", () => {
    expect(draw("Not \\*emphasis\\* but \\[brackets\\], a \\\\ and a\\b.")).toMatchInlineSnapshot(`
      "
      Not \\*emphasis\\* but \\[brackets\\], a \\\\ and a\\b.
      ^^^ ^^^^^^^^^^^^ ^^^ ^^^^^^^^^^^^^ ^ ^^ ^^^ ^^^^
      "Not *emphasis* but [brackets], a \\\\ and a\\\\b."
      "
    `);
  });

  test("character references as what they stand for", () => {
    expect(draw("Tom &amp; Jerry&#x2019;s &eacute;tude &copy; &nosuch; &#0; AT&T &ngE;.")).toMatchInlineSnapshot(`
      "
      Tom &amp; Jerry&#x2019;s &eacute;tude &copy; &nosuch; &#0; AT&T &ngE;.
      ^^^ ^^^^^ ^^^^^^^^^^^^^^ ^^^^^^^^^^^^ ^^^^^^ ^^^^^^^^ ^^^^ ^^^^ ^^^^^^
      "Tom & Jerry’s étude © &nosuch; � AT&T ≧̸."
      "
    `);
  });

  test("the same beside and within emphasis", () => {
    expect(draw("&amp;*&lt;b&gt;*\\**\\**&amp;")).toMatchInlineSnapshot(`
      "
      &amp;*&lt;b&gt;*\\**\\**&amp;
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^
      "&<b>**&"
      emphasis "*&lt;b&gt;*" "<b>"
      emphasis "*\\\\**" "*"
      "
    `);
  });

  test("soft line breaks as spaces", () => {
    expect(draw("One line\nand another   \n   and a third.")).toMatchInlineSnapshot(`
      "
      One line
      ^^^ ^^^^
      and another   
      ^^^ ^^^^^^^
         and a third.
         ^^^ ^ ^^^^^^
      "One line and another and a third."
      "
    `);
  });

  test("hard line breaks as spaces", () => {
    expect(draw("One line  \nand another\\\nand a third.")).toMatchInlineSnapshot(`
      "
      One line  
      ^^^ ^^^^
      and another\\
      ^^^ ^^^^^^^
      and a third.
      ^^^ ^ ^^^^^^
      "One line and another and a third."
      "
    `);
  });

  test("line ends of every kind", () => {
    expect(draw("One line\r\nand *another\r\nand* a third.")).toMatchInlineSnapshot(`
      "
      One line
      ^^^ ^^^^
      and *another
      ^^^  ^^^^^^^
      and* a third.
      ^^^  ^ ^^^^^^
      "One line and another and a third."
      emphasis "*another\\r\\nand*" "another and"
      "
    `);
    expect(draw("One line\rand another.")).toMatchInlineSnapshot(`
      "
      One line
      ^^^ ^^^^
      and another.
      ^^^ ^^^^^^^^
      "One line and another."
      "
    `);
  });

  test("characters outside the basic plane", () => {
    expect(draw("A 😀 and *𝔘nicode* &#x1F600; &Afr; 👩\u200d👧 e\u0301 end.")).toMatchInlineSnapshot(`
      "
      A 😀 and *𝔘nicode* &#x1F600; &Afr; 👩\u200d👧 é end.
      ^ ^ ^^^  ^^^^^^^  ^^^^^^^^^ ^^^^^ ^^^ ^^ ^^^^
      "A 😀 and 𝔘nicode 😀 𝔄 👩\u200d👧 é end."
      emphasis "*𝔘nicode*" "𝔘nicode"
      "
    `);
  });

  test("tabs and no-break spaces as they are", () => {
    expect(draw("A\ttab and&nbsp;a\u00a0space.")).toMatchInlineSnapshot(`
      "
      A→tab and&nbsp;a\u00a0space.
      ^ ^^^ ^^^      ^ ^^^^^^
      "A\\ttab and\u00a0a\u00a0space."
      "
    `);
  });
});

describe("in other blocks", () => {
  test("a quotation without the marks on its lines", () => {
    expect(draw("> One line\n> and *another\n>> and* a third\nand a lazy one.")).toMatchInlineSnapshot(`
      "
      > One line
        ^^^ ^^^^
      > and *another
        ^^^ ^^^^^^^^
      >> and* a third
      and a lazy one.
      "One line and *another"
      "
    `);
  });

  test("a quotation whose line begins with what looks like a mark", () => {
    expect(draw("> One line\n> &gt; is greater\n> \\> as well.")).toMatchInlineSnapshot(`
      "
      > One line
        ^^^ ^^^^
      > &gt; is greater
        ^^^^ ^^ ^^^^^^^
      > \\> as well.
        ^^ ^^ ^^^^^
      "One line > is greater > as well."
      "
    `);
  });

  test("a list item without its indentation", () => {
    expect(draw("- One line\n  and *another\n    and* a third\nand a lazy one.")).toMatchInlineSnapshot(`
      "
      - One line
        ^^^ ^^^^
        and *another
        ^^^  ^^^^^^^
          and* a third
          ^^^  ^ ^^^^^
      and a lazy one.
      ^^^ ^ ^^^^ ^^^^
      "One line and another and a third and a lazy one."
      emphasis "*another\\n    and*" "another and"
      "
    `);
  });

  test("a task without its box", () => {
    expect(draw("- [x] One *task*")).toMatchInlineSnapshot(`
      "
      - [x] One *task*
            ^^^  ^^^^
      "One task"
      emphasis "*task*" "task"
      "
    `);
  });

  test("a list in a quotation", () => {
    expect(draw("> 1. One line\n>    and &amp; another.")).toMatchInlineSnapshot(`
      "
      > 1. One line
           ^^^ ^^^^
      >    and &amp; another.
           ^^^ ^^^^^ ^^^^^^^^
      "One line and & another."
      "
    `);
  });

  test("a cell with an escaped pipe", () => {
    expect(draw("| a \\| *b* `c \\| d` |\n|---|")).toMatchInlineSnapshot(`
      "
      | a \\| *b* \`c \\| d\` |
        ^ ^^  ^   ^ ^^ ^
      |---|
      "a | b c | d"
      "a | b ·····"
      emphasis "*b*" "b"
      code "\`c \\\\| d\`" "c | d"
      "
    `);
  });

  test("a footnote", () => {
    expect(draw("[^1]: One *line*\n    and another.", "Text[^1].")).toMatchInlineSnapshot(`
      "
      [^1]: One *line*
            ^^^  ^^^^
          and another.
          ^^^ ^^^^^^^^
      "One line and another."
      emphasis "*line*" "line"
      "
    `);
  });
});

describe("what is not prose is masked", () => {
  test("code", () => {
    expect(draw("Run `a && b` and ``c ` d`` and ` e ` now.")).toMatchInlineSnapshot(`
      "
      Run \`a && b\` and \`\`c \` d\`\` and \` e \` now.
      ^^^  ^ ^^ ^  ^^^   ^ ^ ^   ^^^   ^   ^^^^
      "Run a && b and c \` d and e now."
      "Run ······ and ····· and · now."
      code "\`a && b\`" "a && b"
      code "\`\`c \` d\`\`" "c \` d"
      code "\` e \`" "e"
      "
    `);
  });

  test("code over a line end", () => {
    expect(draw("Run `a\nb` now.")).toMatchInlineSnapshot(`
      "
      Run \`a
      ^^^  ^
      b\` now.
      ^  ^^^^
      "Run a b now."
      "Run ··· now."
      code "\`a\\nb\`" "a b"
      "
    `);
    expect(draw("> Run `a\n> b` now.")).toMatchInlineSnapshot(`
      "
      > Run \`a
        ^^^  ^
      > b\` now.
        ^  ^^^^
      "Run a b now."
      "Run ··· now."
      code "\`a\\n> b\`" "a b"
      "
    `);
  });

  test("bare addresses, but not the text of links", () => {
    expect(
      draw('See https://a.org/b_c, <https://d.org>, www.e.org, f@g.org and [the *text*](h.md "title").'),
    ).toMatchInlineSnapshot(`
      "
      See https://a.org/b_c, <https://d.org>, www.e.org, f@g.org and [the *text*](h.md "title").
      ^^^ ^^^^^^^^^^^^^^^^^^  ^^^^^^^^^^^^^^^ ^^^^^^^^^^ ^^^^^^^ ^^^  ^^^  ^^^^^^^^^^^^^^^^^^^^^
      "See https://a.org/b_c, https://d.org, www.e.org, f@g.org and the text."
      "See ·················, ·············, ·········, ······· and the text."
      link "https://a.org/b_c" "https://a.org/b_c"
      link "<https://d.org>" "https://d.org"
      link "www.e.org" "www.e.org"
      link "f@g.org" "f@g.org"
      link "[the *text*](h.md \\"title\\")" "the text"
      emphasis "*text*" "text"
      "
    `);
  });

  test("an address as the text of a link", () => {
    expect(draw("See [https://a.org](https://a.org).")).toMatchInlineSnapshot(`
      "
      See [https://a.org](https://a.org).
      ^^^  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      "See https://a.org."
      "See ·············."
      link "[https://a.org](https://a.org)" "https://a.org"
      "
    `);
  });

  test("citations", () => {
    expect(draw("It grew [see @a, pp. 3-5; -@b] as @c:d says, @{e f} too; mail me@g or [@h].")).toMatchInlineSnapshot(`
      "
      It grew [see @a, pp. 3-5; -@b] as @c:d says, @{e f} too; mail me@g or [@h].
      ^^ ^^^^ ^^^^ ^^^ ^^^ ^^^^ ^^^^ ^^ ^^^^ ^^^^^ ^^^ ^^ ^^^^ ^^^^ ^^^^ ^^ ^^^^^
      "It grew [see @a, pp. 3-5; -@b] as @c:d says, @{e f} too; mail me@g or [@h]."
      "It grew ······················ as ···· says, ······ too; mail me@g or ····."
      "
    `);
  });

  test("HTML, which the reader does not see", () => {
    expect(draw("A <b>bold</b> word<!-- note --> and<br>more.")).toMatchInlineSnapshot(`
      "
      A <b>bold</b> word<!-- note --> and<br>more.
      ^    ^^^^     ^^^^              ^^^    ^^^^^
      "A bold word and more."
      html "<b>"
      html "</b>"
      html "<!-- note -->"
      html "<br>"
      "
    `);
  });
});

describe("marks", () => {
  test("links by reference", () => {
    expect(draw("See [one][a], [a][] and [a] or [none].", "[a]: b.md")).toMatchInlineSnapshot(`
      "
      See [one][a], [a][] and [a] or [none].
      ^^^  ^^^^^^^^  ^    ^^^  ^  ^^ ^^^^^^^
      "See one, a and a or [none]."
      linkReference "[one][a]" "one"
      linkReference "[a][]" "a"
      linkReference "[a]" "a"
      "
    `);
  });

  test("images and footnote marks, which are no text", () => {
    expect(draw("See![alt *text*](a.png) this.[^1] And ![b][c].", "[^1]: Note.\n\n[c]: d.png")).toMatchInlineSnapshot(`
      "
      See![alt *text*](a.png) this.[^1] And ![b][c].
      ^^^                     ^^^^^     ^^^        ^
      "See this. And ."
      image "![alt *text*](a.png)"
      footnote "[^1]"
      "
    `);
  });

  test("an image in a link", () => {
    expect(draw("See [![alt](a.png) text](b.md).")).toMatchInlineSnapshot(`
      "
      See [![alt](a.png) text](b.md).
      ^^^                ^^^^^^^^^^^^
      "See  text."
      link "[![alt](a.png) text](b.md)" " text"
      image "![alt](a.png)"
      "
    `);
  });
});

describe("in the paste form", () => {
  test("the same, each line for itself", () => {
    expect(
      drawFirst("Title\n\nTom &amp; *Jerry* [@a] ran\\* `x`.\nMore.\n", "Tom &amp; *Jerry* [@a] ran\\* `x`."),
    ).toMatchInlineSnapshot(`
      "
      Tom &amp; *Jerry* [@a] ran\\* \`x\`.
      ^^^ ^^^^^  ^^^^^  ^^^^ ^^^^^  ^^^
      "Tom & Jerry [@a] ran* x."
      "Tom & Jerry ···· ran* ·."
      emphasis "*Jerry*" "Jerry"
      code "\`x\`" "x"
      "
    `);
  });

  test("footnotes that the text defines, and no others", () => {
    expect(drawFirst("Title\n\nOne[^1] and two[^2].\n[^1]: Note.\n", "One[^1] and two[^2].")).toMatchInlineSnapshot(`
      "
      One[^1] and two[^2].
      ^^^     ^^^ ^^^^^^^^
      "One and two[^2]."
      footnote "[^1]"
      "
    `);
  });

  test("a line that Markdown would take for something else", () => {
    expect(drawFirst("Title\n\n+ &amp; +\n", "+ &amp; +")).toMatchInlineSnapshot(`
      "
      + &amp; +
        ^^^^^ ^
      "& +"
      "
    `);
    expect(drawFirst("Title\n\n*** ran *away*.\n", "*** ran *away*.")).toMatchInlineSnapshot(`
      "
      *** ran *away*.
      ^^^ ^^^  ^^^^^^
      "*** ran away."
      emphasis "*away*" "away"
      "
    `);
    expect(drawFirst("Title\n\n<b>*Bold*</b> words.\n", "<b>*Bold*</b> words.")).toMatchInlineSnapshot(`
      "
      <b>*Bold*</b> words.
          ^^^^      ^^^^^^
      "Bold words."
      html "<b>"
      emphasis "*Bold*" "Bold"
      html "</b>"
      "
    `);
    expect(drawFirst("Title\n\n\\_ran &amp; ran\n", "\\_ran &amp; ran")).toMatchInlineSnapshot(`
      "
      \\_ran &amp; ran
      ^^^^^ ^^^^^ ^^^
      "_ran & ran"
      "
    `);
  });
});

test("a place in the source is found in the text, and the nearest text before it where there is none", () => {
  const source = "# Title\n\nTom &amp; **Jerry** ran.\n";
  const { prose } = station(source).passages[1]!;
  const shown = (place: string) => {
    const offset = textOffset(prose, source.indexOf(place));
    return `${prose.text.slice(0, offset)}‸${prose.text.slice(offset)}`;
  };
  expect(shown("Tom")).toBe("‸Tom & Jerry ran.");
  expect(shown("om")).toBe("T‸om & Jerry ran.");
  expect(shown("&amp;")).toBe("Tom ‸& Jerry ran.");
  expect(shown("mp;")).toBe("Tom ‸& Jerry ran.");
  expect(shown("**Jerry")).toBe("Tom & ‸Jerry ran.");
  expect(shown("rry")).toBe("Tom & Je‸rry ran.");
  expect(shown("** ran")).toBe("Tom & Jerry‸ ran.");
  expect(shown("\n\nTom")).toBe("‸Tom & Jerry ran.");
});
