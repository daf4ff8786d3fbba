import type { Box } from "./tree.ts";

/**
 * What dialects call blocks beside the text: the notes of Docusaurus, MyST, Quarto, VitePress and Hugo, the blocks of the
 * Carpentries, and what books of mathematics number. Whatever has another name, such as a column, is laid out as its site does,
 * and holds text of the lesson.
 */
const BOXES: ReadonlySet<string> = new Set(
  `admonition attention aside callout caution challenge checklist corollary danger definition details discussion dropdown error
  example exercise extra figure group-tab hint image important info instructor key-points keypoints lemma margin note objectives
  prereq prerequisite proof proposition questions remark seealso sidebar solution spoiler success testimonial theorem tip topic
  warning`.split(/\s+/),
);

/** Boxes of templates whose first argument says which kind they are. */
const GENERAL: ReadonlySet<string> = new Set(["admonition", "alert", "callout", "hint", "notice"]);

/** What Quarto's names of places begin with: https://quarto.org/docs/authoring/cross-references.html */
const NUMBERED: Readonly<Record<string, string>> = {
  "#thm": "theorem",
  "#lem": "lemma",
  "#cor": "corollary",
  "#prp": "proposition",
  "#def": "definition",
  "#exm": "example",
  "#exr": "exercise",
};

/** Whether words begin a box: `note Title`, `note[Title]`, `{note} Title`, `{.callout-note title="Title"}`. */
export function isBox(words: string): boolean {
  return boxOf(words) !== undefined;
}

/** The box that words begin; undefined where they begin something else. */
export function boxOf(words: string): Box | undefined {
  const attributes = /^\{([^{}]*)\}[ \t]*(.*)$/s.exec(words);
  const [, name = "", rest = ""] = /^([\w-]+)[ \t]*(.*)$/s.exec(words) ?? [];
  const names = attributes ? attributes[1]!.split(/\s+/) : [name];
  const kind = names.map(kindOf).find((each) => BOXES.has(each));
  if (kind === undefined) return undefined;
  // What follows is the address of a picture, or the name of an exercise.
  if (PICTURES.has(kind) || (kind === "solution" && attributes)) return { kind, title: undefined };
  const said = attributes
    ? (/\btitle=(?:"([^"]*)"|'([^']*)')/.exec(attributes[1]!)?.slice(1).find(Boolean) ?? attributes[2]!)
    : rest.replace(/^\[(.*)\]$/, "$1").replace(/\{[^{}]*\}$/, "");
  return { kind, title: said.trim() || undefined };
}

/** What shows a picture, which its first line and its options name. */
export const PICTURES: ReadonlySet<string> = new Set(["figure", "image"]);

function kindOf(written: string): string {
  const name = written.toLowerCase().replace(/^(?:\.|prf:)/, "");
  return NUMBERED[name.slice(0, 4)] ?? name.replace(/^callout-(?=\w)/, "");
}

/**
 * What a template begins, in the words of other fences: `notice tip "Be quick"` is `tip Be quick`. Undefined for a template that
 * is no box.
 */
export function boxOfTemplate(name: string, given: string): string | undefined {
  const isGeneral = GENERAL.has(name);
  if (!isGeneral && !BOXES.has(name)) return undefined;
  const named = /\b(?:type|style|level)=["']?([\w-]+)/.exec(given)?.[1];
  const first = /^[ \t]*["']?([\w-]+)["']?(?=[ \t]|$)/.exec(given)?.[1];
  const kind = [named, first].find((each) => each !== undefined && BOXES.has(each.toLowerCase()));
  const title =
    /\btitle=(?:"([^"]*)"|'([^']*)')/.exec(given)?.slice(1).find(Boolean) ?? /(?<==?)[ \t]"([^"]*)"/.exec(given)?.[1];
  const own = title?.toLowerCase() === kind?.toLowerCase() ? undefined : title;
  return `${(isGeneral && kind) || (BOXES.has(name) ? name : "note")} ${own ?? ""}`.trim();
}
