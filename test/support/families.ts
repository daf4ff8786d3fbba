import { DEFAULT_LANGUAGE } from "../../server/src/language/languages.ts";
import { readTree } from "../../server/src/syntax/read.ts";

/** A text that grows with a number, of a shape that has hung or felled programs which read Markdown. */
export interface Family {
  readonly name: string;
  readonly text: (size: number) => string;
  /** The size that cmark, markdown-it or marked are tested with, or what comes near a million characters of our own dialect, ten times what is analysed. */
  readonly full: number;
}

/** The largest size, up to its full one, at which a text that begins with `head` is read and not refused. */
export function largestRead({ text, full }: Family, head: string): number {
  const isRead = (size: number) =>
    !readTree(head + text(size), () => ({ type: "root", children: [] }), DEFAULT_LANGUAGE).problems.some(
      ({ fatal }) => fatal,
    );
  let read = 1;
  for (let step = full; step >= 1; step = Math.floor(step / 2))
    while (read + step <= full && isRead(read + step)) read += step;
  return read;
}

function family(name: string, full: number, text: (size: number) => string): Family {
  return { name, full, text };
}

/** This many numbers from 0 on, each as a piece of text, put together. */
function each(size: number, piece: (at: number) => string): string {
  return Array.from({ length: size }, (_, at) => piece(at)).join("");
}

/** Names of which a hash in sixteen buckets, as cmark's references once were kept in, puts all into one. */
function collidingLabels(size: number): string[] {
  const labels: string[] = [];
  for (let at = 0; labels.length < size; at++) {
    const label = `x${at}`;
    let hash = 0;
    for (let index = 0; index < label.length; index++) hash = (Math.imul(hash, 65_599) + label.charCodeAt(index)) >>> 0;
    if (hash % 16 === 0) labels.push(label);
  }
  return labels;
}

const PROSE = "Rain falls on the hills, and the rivers carry it to the sea. The sun lifts it into the air again. ";

/** What cmark, markdown-it and marked are tested with. */
const ofMarkdown: readonly Family[] = [
  family("nested strong emphasis", 32_500, (n) => `${"*a **a ".repeat(n)}b${" a** a*".repeat(n)}`),
  family("closers of emphasis without openers", 32_500, (n) => "a_ ".repeat(n)),
  family("openers of emphasis without closers", 32_500, (n) => "_a ".repeat(n)),
  family("closers of links without openers", 32_500, (n) => "a]".repeat(n)),
  family("openers of links without closers", 32_500, (n) => "[a".repeat(n)),
  family("openers and closers that do not match", 25_000, (n) => "*a_ ".repeat(n)),
  family("closers of two kinds", 20_000, (n) => "*a ".repeat(n) + "_a*_ ".repeat(n)),
  family("runs whose lengths are multiples of three", 25_000, (n) => `a**b${"c* ".repeat(n)}`),
  family("openers of links and closers of emphasis", 25_000, (n) => "[ a_".repeat(n)),
  family("brackets and parentheses", 40_000, (n) => "[ (](".repeat(n)),
  family("pictures in pictures", 160_000, (n) => "![[]()".repeat(n)),
  family("links across emphasis", 25_000, (n) => "**x [a*b**c*](d)\n\n".repeat(n)),
  family("nested brackets", 25_000, (n) => `${"[".repeat(n)}a${"]".repeat(n)}`),
  family("nested quotations", 25_000, (n) => `${"> ".repeat(n)}a`),
  family("nested lists", 500, (n) => each(n, (at) => `${"  ".repeat(at)}* a\n`)),
  family("nulls", 50_000, (n) => "abc\0de\0".repeat(n)),
  family("runs of backticks", 2_500, (n) => each(n, (at) => `e${"`".repeat(at)}`)),
  family("links that are not closed, with angle brackets", 30_000, (n) => "[a](<b".repeat(n)),
  family("links that are not closed", 30_000, (n) => "[a](b".repeat(n)),
  family("comments that are not closed", 300_000, (n) => `</${"<!--".repeat(n)}`),
  family("blank lines in nested lists", 30_000, (n) => `${"- ".repeat(n)}x${"\n".repeat(n)}`),
  family("blank lines in nested lists in a quotation", 30_000, (n) => `> ${"- ".repeat(n)}x\n${">\n".repeat(n)}`),
  family("emphasis in nested quotations", 100_000, (n) => ">".repeat(n) + "a*".repeat(n)),
  family("labels that collide", 25_000, (n) =>
    collidingLabels(n)
      .map((label) => `[${label}]: /url\n\n[${label}]\n\n`)
      .join(""),
  ),
  family("nested emphasis", 60_000, (n) => `${"*".repeat(n)}a${"*".repeat(n)}`),
  family("many definitions", 80_000, (n) => each(n, (at) => `[${at}]: u\n`) + "[0] ".repeat(Math.ceil(n / 16))),
  family("mixed marks of emphasis", 50_000, (n) => "**_* ".repeat(n)),
  family("backticks after backslashes", 50_000, (n) => "``\\".repeat(n)),
  family("angle brackets", 400_000, (n) => `${"<".repeat(n)}>`),
  family("spaces in a line", 150_000, (n) => `x${" ".repeat(n)}x  \nx`),
  family("an address of asterisks", 70_000, (n) => `https://test.com?${"*".repeat(n)}a`),
  family("quotation marks", 160_000, (n) => '"'.repeat(n)),
  family("rows after lone carriage returns", 30_000, (n) => "aaa\rbbb\n-\v\n".repeat(n)),
  family("a wide table of short rows", 2_000, (n) => `${"|a".repeat(n)}|\n${"|-".repeat(n)}|\n${"|\n".repeat(n)}`),
  family("open brackets", 100_000, (n) => "[".repeat(n)),
  family("definitions of spaces", 1_500, (n) => `[x]:${" ".repeat(n)}x ${" ".repeat(n)} x`),
  family("a declaration and tags", 50_000, (n) => `<!x ${"a>".repeat(n)}`),
  family("underscores", 10_000, (n) => `${"_".repeat(n)} a`),
  family("a definition and its uses", 100_000, (n) => `[a]: x${"[a] ".repeat(n)}`),
  family("spaces in a heading", 50_000, (n) => `# #${" ".repeat(n)}a`),
  family("spaces in a link", 50_000, (n) => `[](${" ".repeat(n)}`),
  family("one line", 1_048_576, (n) => "a".repeat(n)),
  family("a long document", 49_000, (n) => `${PROSE}\n\n`.repeat(n)),
];

/** What stations are made of. */
const ofStations: readonly Family[] = [
  family("citations in one bracket", 50_000, (n) => `[${"@a;".repeat(n)}@b]`),
  family("citations", 50_000, (n) => "Rain falls [@a]. ".repeat(n)),
  family("headings", 100_000, (n) => "## Rain\n\n".repeat(n)),
  family("headings without text between", 100_000, (n) => "## Rain\n".repeat(n)),
  family("references to a station that is missing", 60_000, (n) => "See Station 99. ".repeat(n)),
  family("links to a file that is missing", 100_000, (n) => "[a](missing.md) ".repeat(n)),
  family("an enumeration of stations", 50_000, (n) => `Stations ${each(n, (at) => `${at + 1}, `)}and ${n + 1}.`),
  family("a stretch of stations", 20_000, (n) => "Stations 1-999999999. ".repeat(n)),
  family("key terms of one name", 20_000, (n) => "**Key term:** Rain — water that falls.\n\n".repeat(n)),
  family("uses of key terms", 50_000, (n) => `**Key term:** Rain — water.\n\n${"The rain is wet. ".repeat(n)}`),
  family("a long cell of a table", 900_000, (n) => `| a |\n|---|\n| ${"b ".repeat(n / 2)}|\n`),
  family("a long paragraph", 9_000, (n) => PROSE.repeat(n)),
  family("footnotes that refer to themselves", 30_000, (n) => each(n, (at) => `[^${at}]: a [^${at}]\n\n`)),
  family("references to one footnote", 60_000, (n) => `${"Rain.[^1] ".repeat(n)}\n\n[^1]: Note [^1].\n`),
  family("items of a list", 100_000, (n) => "- rain\n".repeat(n)),
  family("rows of a table", 80_000, (n) => `| a | b |\n|---|---|\n${"| c | d |\n".repeat(n)}`),
  family("rows of pipes without dashes", 80_000, (n) => "| a | b |\n".repeat(n)),
  family("acronyms", 60_000, (n) =>
    each(n, (at) => `The ${String.fromCharCode(65 + (at % 26))}${"BCDEFGHIJK"[at % 10]}Z rains. `),
  ),
  family("comments that silence", 15_000, (n) => "<!-- stationmaster-disable hook: a reason -->\n\n".repeat(n)),
  family("comments that silence and never end", 30_000, (n) => `a ${"<!-- stationmaster-disable ".repeat(n)}`),
  family("comments that silence a sentence", 12_000, (n) =>
    "<!-- stationmaster-disable-next no-repeated-word: a reason -->\n\nRain rain.\n\n".repeat(n),
  ),
  family("comments that silence all that follows", 12_000, (n) =>
    "<!-- stationmaster-disable no-repeated-word: a reason -->\n\nRain rain.\n\n".repeat(n),
  ),
  family(
    "comments that let be heard again",
    12_000,
    (n) =>
      `${"<!-- stationmaster-disable hook: a -->\n".repeat(n)}\n${"<!-- stationmaster-enable title -->\n".repeat(n)}`,
  ),
  family("code and spaces at ends of lines", 40_000, (n) => "```\na \n```\n\nb \n\n".repeat(n)),
  family("headings and spaces that do not break", 50_000, (n) => "## Rain\n\na\u00a0b\n\n".repeat(n)),
  family("headings and invisible characters", 50_000, (n) => "## Rain\n\na\u200bb\n\n".repeat(n)),
  family("takeaways and bridges", 30_000, (n) => "Takeaway: Rain.\n\n".repeat(n) + "Bridge: Snow?\n\n".repeat(n)),
  family("bridges and takeaways", 30_000, (n) => "Bridge: Snow?\n\n".repeat(n) + "Takeaway: Rain.\n\n".repeat(n)),
  family("key terms and their uses", 15_000, (n) =>
    each(n, (at) => `**Key term:** Rain${at} — water.\n\nThe rain${at} is wet.\n\n`),
  ),
  family("key terms of one name and their uses", 15_000, (n) =>
    "**Key term:** Rain — water.\n\nThe rain is wet.\n\n".repeat(n),
  ),
  family("key terms of many words", 6_000, (n) =>
    each(n, (at) => `**Key term:** ${"rain ".repeat(10)}${at} — water.\n\nThe ${"rain ".repeat(10)}.\n\n`),
  ),
  family(
    "one key term of many words",
    100_000,
    (n) => `**Key term:** ${"rain ".repeat(n)} — water.\n\n${"rain ".repeat(n / 2)}`,
  ),
  family("sources cited in key terms", 20_000, (n) => "**Key term:** Rain — water [@a].\n\n".repeat(n)),
  family("citations and code in one paragraph", 40_000, (n) => "`a` is [@a], ".repeat(n)),
  family("citations that differ", 50_000, (n) => each(n, (at) => `It is [@a${at}]. `)),
  family("references that differ", 50_000, (n) => each(n, (at) => `See Station ${at}. `)),
  family("relative references", 40_000, (n) => "See the next station. ".repeat(n)),
  family("references with topics", 20_000, (n) => "See Station 1, which is about the weather on hills. ".repeat(n)),
  family("links to headings", 40_000, (n) => "[a](#nowhere) ".repeat(n)),
  family("headings that differ and links to them", 25_000, (n) =>
    each(n, (at) => `## Rain ${at}\n\n[a](#rain-${at})\n\n`),
  ),
  family("sentences", 60_000, (n) => "Rain falls. ".repeat(n)),
  family("sentences of one word", 240_000, (n) => "Go. ".repeat(n)),
  family("headings of one letter", 50_000, (n) => "## a\n".repeat(n)),
  family("rows of one pipe", 300_000, (n) => `| a |\n|---|\n${"|\n".repeat(n)}`),
  family("words without an end", 150_000, (n) => "rain ".repeat(n)),
  family("tables", 20_000, (n) => "These are:\n\n| a | b |\n|---|---|\n| c | d |\n\n".repeat(n)),
  family("lists", 50_000, (n) => "There are three:\n\n- a\n\n".repeat(n)),
  family("columns of a table", 100_000, (n) => `|${" a |".repeat(n)}\n|${"-|".repeat(n)}\n|${" b |".repeat(n / 2)}\n`),
  family("abbreviations", 100_000, (n) => "U.S. e.g. ".repeat(n)),
  family("quoted sentences", 50_000, (n) => "“Rain.” ".repeat(n)),
  family("claims of provenance", 30_000, (n) => "every fact is cited, some say. ".repeat(n)),
  family("HTML on lines of its own", 60_000, (n) => "<div>a</div>\n\n".repeat(n)),
  family("pictures", 60_000, (n) => "![](a.png) ".repeat(n)),
  family("open brackets in a claim", 300_000, (n) => `Some say ${"[".repeat(n)} that it rains.`),
  family("spaces in a row of dashes", 3_000, (n) => `| a |\n|${" ".repeat(n)}-:${" ".repeat(n)}\t-\n`),
  family("periods in a link", 100_000, (n) => `[a${".".repeat(n)}a](b)`),
  family("closing marks in an item", 100_000, (n) => `There are two:\n\n- a${")".repeat(n)}a\n- b\n`),
  family("backslashes in a cell", 100_000, (n) => `| a |\n|---|\n| ${"\\".repeat(n)} |\n`),
  family("comments in one block, and more", 40, (n) => `${"<!-- a -->".repeat(n)}a\n`),
  family("code of spaces", 100_000, (n) => `\`\`\`\n${" ".repeat(n)}a\n\`\`\`\n`),
  family("words that stand twice", 90_000, (n) => "rain rain ".repeat(n)),
  family("character references", 100_000, (n) => "&amp; ".repeat(n)),
  family("invisible characters", 200_000, (n) => "a\u200b".repeat(n)),
  family("emoji", 100_000, (n) => "👩\u200d👩\u200d👧 ".repeat(n)),
  family("combining marks", 400_000, (n) => `a${"\u0301".repeat(n)}`),
  family("conflict markers", 30_000, (n) => "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> c\n".repeat(n)),
  family("open quotes before a figure", 100_000, (n) => `${"‘".repeat(n)}" It is 40% of the rain.\n`),
  family("names before a figure", 33_000, (n) => `${"Al ".repeat(n)}is 40% of the rain.\n`),
  family("capitals before a figure", 100_000, (n) => `${"A".repeat(n)} is 40% of the rain.\n`),
  family("question marks above a list", 100_000, (n) => `Is it${"?".repeat(n)}a\n\n- b\n- c\n`),
  family("colons in the first line of a box", 100_000, (n) => `::: note ${":".repeat(n)}a\n\nRain.\n\n:::\n`),
  family("tabs in the first line of a box", 100_000, (n) => `::: note${"\t".repeat(n)}\u2028a\n\nRain.\n\n:::\n`),
  family("tabs in a shortcode", 100_000, (n) => `{{< ${"\t".repeat(n)}1\n`),
  family("comments without ends beside a picture", 25_000, (n) => `<div><img src="a.png">${"<!--".repeat(n)}</div>\n`),
  family("comments without ends below a heading", 25_000, (n) => `## Rain\n\n<p>${"<!--".repeat(n)}</p>\n\n## Snow\n`),
  family("letters in a formula", 45_000, (n) => `$$\n${"ab".repeat(n)}\n$$\n`),
  family("percent signs in a formula", 45_000, (n) => `$$\n${"% ".repeat(n)}\nx\n$$\n`),
  family("front matter of many keys", 8_000, (n) => `---\n${each(n, (at) => `k${at}: 1\n`)}---\n`),
];

export const families: readonly Family[] = [...ofMarkdown, ...ofStations];

/** YAML that grows as it is read, by what has to be said of it. */
export const yamlBombs: Readonly<Record<string, (size: number) => string>> = {
  "laughs that multiply": (n) =>
    `a0: &a0 [lol, lol, lol]\n${each(n, (at) => `a${at + 1}: &a${at + 1} [${`*a${at}, `.repeat(9)}*a${at}]\n`)}`,
  "one list that stands for many": (n) => `a: &a [x]\nb:\n${"  - *a\n".repeat(n)}`,
  "nested brackets": (n) => `a: ${"[".repeat(n)}${"]".repeat(n)}`,
  "nested braces without ends": (n) => `a: ${"{a: ".repeat(n)}`,
  "nested by indentation": (n) => each(n, (at) => `${" ".repeat(at)}a:\n`),
  "nested lists in one line": (n) => `${"- ".repeat(n)}a`,
  "many keys": (n) => each(n, (at) => `k${at}: 1\n`),
  "one key many times": (n) => "a: 1\n".repeat(n),
  "a chain of merges": (n) => `a0: &a0 {k: 1}\n${each(n, (at) => `a${at + 1}: &a${at + 1}\n  <<: *a${at}\n`)}`,
  "a list that holds itself": () => "a: &a [*a]\n",
  "unknown tags": (n) => `a:\n${"  - !!js/function 'a'\n".repeat(n)}`,
  anchors: (n) => each(n, (at) => `a${at}: &b${at} 1\n`),
  "quotation marks without ends": (n) => `a: "${'\\"'.repeat(n)}`,
  "explicit keys": (n) => "? a\n".repeat(n),
  "nested explicit keys": (n) => `${"? ".repeat(n)}a`,
  documents: (n) => "---\na: 1\n".repeat(n),
  directives: (n) => "%YAML 1.2\n".repeat(n),
  comments: (n) => `${"# a\n".repeat(n)}a: 1\n`,
  colons: (n) => ": ".repeat(n),
  "block scalars": (n) => each(n, (at) => `a${at}: |\n  b\n`),
  spaces: (n) => `a:${" ".repeat(n)}b\n`,
  commas: (n) => `a: [${",".repeat(n)}]`,
};

/** BibTeX that grows as it is read, or that takes long to read. */
export const bibtexBombs: Readonly<Record<string, (size: number) => string>> = {
  "braces without ends": (n) => `@a{b, title = ${"{".repeat(n)}`,
  "entries without ends": (n) => "@a{b, title = {".repeat(n),
  "at signs": (n) => "@a{".repeat(n),
  "strings in a circle": (n) => `${"@string{a = b}\n@string{b = a}\n".repeat(n)}@a{k, title = a}`,
  "strings that double": (n) =>
    `@string{a0 = "lollol"}\n${each(n, (at) => `@string{a${at + 1} = a${at} # a${at}}\n`)}@a{k, title = a${n}}`,
  "a long string that is used often": (n) =>
    `@string{a = "${"x".repeat(90_000)}"}\n${each(n, (at) => `@a{k${at}, title = a}\n`)}`,
  "a value of many pieces": (n) => `@a{k, title = ${"{x} # ".repeat(n)}{y}}`,
  "one key many times": (n) => "@a{k, title = {x}}\n".repeat(n),
  "one field many times": (n) => `@a{k, ${"title = {x}, ".repeat(n)}}`,
  "quotation marks without ends": (n) => '@a{k, title = "x\n'.repeat(n),
  "a name of many commas": (n) => `@a{k, author = {${"a, ".repeat(n)}}}`,
  accents: (n) => `@a{k, title = {${"\\'e".repeat(n)}}}`,
  "macros that double": (n) => `@a{k, title = {${"\\def\\a{\\a\\a}\\a ".repeat(n / 4)}}}`,
  "dollar signs": (n) => `@a{k, title = {${"$".repeat(n)}}}`,
  spaces: (n) => `@a{k, title = {a${" ".repeat(n)}b}}`,
  "entries without commas": (n) => `@a{k ${"title = {x} ".repeat(n)}}`,
};
