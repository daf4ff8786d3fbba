import { type Hover, MarkupKind } from "vscode-languageserver";
import type { HoverAnswer, HoverLine } from "../features/hover.ts";
import type { Run } from "../render/citation-styles.ts";
import { inertMarkdown } from "../text/inert-markdown.ts";
import { LONGEST_NAME, LONGEST_TEXT, shorten, shortSentence } from "../text/shorten.ts";
import { type TextLines, toPositions } from "./documents.ts";
import type { Snapshot } from "./snapshot.ts";

/** What a hover tells, in the kind of text that the client shows. */
export function toHover({ client }: Snapshot, lines: TextLines, { range, lines: told, rule }: HoverAnswer): Hover {
  const paragraphs = told
    .slice(0, MOST_LINES)
    .map(cut)
    .map(client.hoverMarkdown ? asMarkdown : asPlainText);
  if (rule && client.rulePages && client.hoverMarkdown) {
    paragraphs.push(`[More on ${inertMarkdown(rule)}](${client.rulePages}/${rule})`);
  }
  const kind = client.hoverMarkdown ? MarkupKind.Markdown : MarkupKind.PlainText;
  return { range: toPositions(lines, range), contents: { kind, value: paragraphs.join("\n\n") } };
}

/** More paragraphs than this are no hover. */
const MOST_LINES = 40;

function cut(line: HoverLine): HoverLine {
  const { style, text, runs } = line;
  let room = LONGEST_TEXT;
  const short = runs?.flatMap((run) => {
    const shown = room > 0 ? [{ ...run, text: shorten(run.text, room) }] : [];
    room -= run.text.length;
    return shown;
  });
  return {
    ...line,
    text: style === "note" ? shortSentence(text) : shorten(text, style === "heading" ? LONGEST_NAME : LONGEST_TEXT),
    ...(short && { runs: short }),
  };
}

function asMarkdown({ style, label, text, runs, href }: HoverLine): string {
  if (style === "ours") return text;
  if (runs?.length) return runs.map(runAsMarkdown).join("");
  // defense: literal-hovers
  const shown = inertMarkdown(text);
  if (href) return `[${shown}](<${href.replace(/[<>\\\s]/g, encodeURIComponent)}>)`;
  if (style === "heading") return `**${shown}**`;
  if (style === "note") return `*${shown}*`;
  return label ? `**${label}:** ${shown}` : shown;
}

function asPlainText({ label, text }: HoverLine): string {
  return label ? `${label}: ${text}` : text;
}

function runAsMarkdown({ text, italic }: Run): string {
  const shown = inertMarkdown(text);
  if (!shown) return text ? " " : "";
  const [before, after] = [/^\s/.test(text) ? " " : "", /\s$/.test(text) ? " " : ""];
  return `${before}${italic ? `*${shown}*` : shown}${after}`;
}
