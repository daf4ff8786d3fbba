// What a reader sees of a text, in the eyes of another Markdown library than the one that stations are read with: the judge of
// what `--fix` and `convert` may change. It knows nothing of Stationmaster, and imports nothing of it.
import { remark } from "remark";
import remarkFrontmatter from "remark-frontmatter";
import remarkGfm from "remark-gfm";

const processor = remark().use(remarkGfm).use(remarkFrontmatter);

/**
 * The words that a reader sees, in order, and what has to stay to the letter: code, formulas, addresses, HTML.
 * @param {string} text
 * @returns {{ words: readonly string[], letters: readonly string[] }}
 */
export function shownWords(text) {
  const prose = [];
  const letters = [];
  const visit = (node) => {
    if (node.type === "text") prose.push(node.value);
    else if (node.type === "yaml" || node.type === "toml") letters.push(linesOf(node.value));
    else if (node.type === "inlineCode" || node.type === "code") {
      letters.push(linesOf(node.value));
      prose.push(" ", node.value, " ");
    } else if (node.type === "html") {
      const kept = withoutComments(node.value).trim();
      if (kept) letters.push(linesOf(kept));
      prose.push(" ");
    } else if (node.type === "break") prose.push(" ");
    if (node.url !== undefined) letters.push(node.url.trim());
    if (node.alt) prose.push(" ", node.alt, " ");
    for (const child of node.children ?? []) visit(child);
    if (!INLINE.has(node.type)) prose.push("\n");
  };
  visit(processor.parse(text));
  const seen = prose.join("");
  letters.push(
    ...(
      seen.match(
        /(?<=^|\n)\$\$\r?\n[\s\S]{1,5000}?\n\$\$(?=\r?\n|$)|\$\$[^$]+\$\$|(?<![\\\p{L}\p{N}])\$(?![\s$])[^$\n]+(?<!\s)\$(?!\p{N})/gu,
      ) ?? []
    ).map(linesOf),
  );
  return { words: wordsOf(seen), letters };
}

const INLINE = new Set(["text", "emphasis", "strong", "delete", "link", "linkReference", "footnoteReference"]);

/**
 * The words of a text as it is written, markup and all, but without comments.
 * @param {string} text
 * @returns {readonly string[]}
 */
export function writtenWords(text) {
  return wordsOf(withoutComments(text));
}

/**
 * The first thing that a change takes away or changes beyond the law, in words; undefined where nothing is missed.
 * Allowed are another case of a word's first letter, and the second of two equal words of `NEEDLESS`.
 * @param {string} before
 * @param {string} after
 * @param {boolean} isMarkdown whether Markdown's signs mean anything; in pasted text only what is written counts
 * @returns {string | undefined}
 */
export function missedWord(before, after, isMarkdown) {
  // A letter that is written by its name, “&ouml;”, may have become another way to write it.
  const named = /&#?\w+;/.test(before);
  const written = named ? undefined : firstMissed(writtenWords(before), writtenWords(after));
  if (written || !isMarkdown) return written;
  const [left, right] = [shownWords(before), shownWords(after)];
  const shown = firstMissed(left.words, right.words);
  if (shown) return shown;
  const at = left.letters.findIndex((each, index) => each !== right.letters[index]);
  if (at >= 0 || left.letters.length !== right.letters.length)
    return `${JSON.stringify(left.letters[at] ?? "nothing")} became ${JSON.stringify(right.letters.at(at) ?? "nothing")}`;
  return undefined;
}

/** Words that English has never twice in a row but by mistake. */
const NEEDLESS = new Set("a an the and or of to with from into than be my your its our their".split(" "));

function firstMissed(left, right) {
  let at = 0;
  for (const [index, word] of left.entries()) {
    if (at < right.length && isSame(word, right[at])) at++;
    else if (!(index > 0 && isSame(left[index - 1], word) && NEEDLESS.has(word))) {
      const around = left.slice(Math.max(0, index - 3), index + 4).join(" ");
      return `“${word}” in “${around}” became “${right[at] ?? ""}”`;
    }
  }
  return at < right.length ? `“${right[at]}” was added` : undefined;
}

function isSame(a, b) {
  return a === b || (a.slice(1) === b.slice(1) && a[0].toLowerCase() === b[0].toLowerCase());
}

/** Invisible characters count where the word is of a script that may need them. */
function wordsOf(text) {
  const words = text.normalize("NFC").match(/[\p{L}\p{M}\p{N}\p{Cf}]+/gu) ?? [];
  return words.map((word) => (SCRIPTS.test(word) ? word : word.replace(/\p{Cf}/gu, ""))).filter(Boolean);
}

const SCRIPTS =
  /(?![\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Armenian}\p{Script=Georgian}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Common}\p{Script=Inherited}])[\p{L}\p{M}]/u;

function linesOf(text) {
  return text.replace(/[ \t]*(?:\r\n|\n|\r)\s*/g, "\n").trim();
}

function withoutComments(text) {
  return text.replace(/<!--(?:-?>|[\s\S]*?(?:-->|$))/g, "");
}
