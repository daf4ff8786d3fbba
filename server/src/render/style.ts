import { CALLOUT_ROLES } from "../station/callouts.ts";
import { MAP_STYLE } from "./map-style.ts";

const CALLOUT = CALLOUT_ROLES.map((role) => `.${role}`).join(", ");
const CALLOUT_PARAGRAPH = CALLOUT_ROLES.map((role) => `.${role} p`).join(", ");

/**
 * The looks of a page, in a preview and when exported. Colors are custom properties, which a preview sets to those of
 * the editor's theme. Nothing is told by color alone.
 */
export const STYLE = `
:root {
  color-scheme: light dark;
  --page-background: #fbfaf8;
  --page-text: #22252b;
  --page-muted: #5d636e;
  --page-accent: #1f5fbf;
  --page-line: #d6d3cc;
  --page-card: #f1eee8;
  --page-warning: #94510b;
}

@media (prefers-color-scheme: dark) {
  :root {
    --page-background: #17191d;
    --page-text: #dfe2e7;
    --page-muted: #9aa1ad;
    --page-accent: #8ab4f8;
    --page-line: #363a42;
    --page-card: #1f2228;
    --page-warning: #e5a55a;
  }
}

body {
  margin: 0;
  color: var(--page-text);
  background: var(--page-background);
}

main {
  box-sizing: border-box;
  max-width: 44rem;
  margin: 0 auto;
  padding: 2rem clamp(1rem, 5vw, 2.5rem) 4rem;
  font: 1.0625rem/1.65 Charter, "Bitstream Charter", "Iowan Old Style", "Palatino Linotype", Georgia, serif;
  overflow-wrap: break-word;
  hanging-punctuation: first;
}

main a {
  color: var(--page-accent);
  text-underline-offset: 0.15em;
}

main :focus-visible {
  outline: 2px solid var(--page-accent);
  outline-offset: 2px;
  border-radius: 2px;
}

h1, h2, h3, h4, h5, h6, .place, .facts, .label, .line, .around, .sources, .notes, th, .ref::after {
  font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif;
}

h1 {
  margin: 0.35em 0 0.2em;
  font-size: clamp(1.7rem, 5vw, 2.35rem);
  font-weight: 700;
  line-height: 1.15;
  letter-spacing: -0.015em;
  text-wrap: balance;
}

h2, h3, h4, h5, h6 {
  margin: 2.1em 0 0.5em;
  line-height: 1.25;
  text-wrap: balance;
}

h2 { font-size: 1.35rem; }
h3 { font-size: 1.12rem; }
h4, h5, h6 { font-size: 1rem; }

.missing, .nothing, .furniture { color: var(--page-muted); }
.furniture { font-size: 0.9em; border-top: 1px solid var(--page-line); padding-top: 0.75em; }

.head { margin-bottom: 1.75rem; }
.place { margin: 0 0 0.5rem; color: var(--page-muted); font-size: 0.8125rem; letter-spacing: 0.02em; }
.facts { margin: 0; color: var(--page-muted); font-size: 0.875rem; }

/* The line of stations: dots on a line, the one that is read a ring. */
.track {
  display: flex;
  gap: 0.5rem;
  align-items: center;
  margin-bottom: 1.5rem;
}

.line ol {
  display: flex;
  flex: 1;
  min-width: 0;
  margin: 0;
  padding: 0;
  list-style: none;
}

.line .end { flex: none; color: var(--page-muted); font-size: 0.8125rem; line-height: 1.25rem; text-decoration: none; font-variant-numeric: tabular-nums; }
.line .end:hover { color: var(--page-accent); }
.end.first::after { content: " ⋯"; }
.end.last::before { content: "⋯ "; }

.line li {
  position: relative;
  flex: 1 1 0;
  min-width: 0.5rem;
  height: 1.25rem;
  margin: 0;
}

.line li:last-child { flex: 0 0 1.25rem; }

.line li:not(:last-child)::before {
  position: absolute;
  top: calc(50% - 1.5px);
  left: 0.5rem;
  right: -0.5rem;
  height: 3px;
  background: var(--page-line);
  content: "";
}

.line li.before:not(:last-child)::before { background: var(--page-accent); }

.dot {
  position: absolute;
  top: 50%;
  left: 0;
  width: 0.75rem;
  height: 0.75rem;
  box-sizing: border-box;
  border: 3px solid var(--page-line);
  border-radius: 50%;
  background: var(--page-line);
  transform: translateY(-50%);
}

a.dot::after { position: absolute; inset: -0.5rem -0.25rem; content: ""; }
.before .dot { border-color: var(--page-accent); background: var(--page-accent); }
.planned .dot { background: var(--page-background); border-width: 2px; }
.here .dot {
  width: 1.15rem;
  height: 1.15rem;
  border: 4px solid var(--page-accent);
  background: var(--page-background);
}
.dimmed:not(.here) .dot, .end.dimmed { opacity: 0.45; }
.dot .name { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; user-select: none; }

@media (max-width: 26rem) {
  .dot { width: 0.45rem; height: 0.45rem; }
  .planned .dot { width: 0.5rem; height: 0.5rem; border-width: 1.5px; }
  .here .dot { width: 0.9rem; height: 0.9rem; border-width: 3px; }
  .line li:not(:last-child)::before { left: 0.25rem; right: -0.25rem; }
}

.hook { font-size: 1.15em; line-height: 1.6; }
.lead-in { margin-bottom: 0.5em; }

${CALLOUT} {
  margin: 1.75em 0;
  padding: 0.9em 1.15em;
  border-radius: 6px;
}

.box { margin: 1.75em 0; padding: 0.9em 1.15em; border: 1px solid var(--page-line); border-left-width: 4px; border-radius: 6px; }
.box > :first-child { margin-top: 0; }
.box > :last-child { margin-bottom: 0; }
.key-term { background: var(--page-card); border-left: 4px solid var(--page-accent); }
.key-term dfn { font-weight: 700; font-style: normal; }
.takeaway { border: 2px solid var(--page-accent); }
.bridge { border: 1px dashed var(--page-line); font-style: italic; }
${CALLOUT_PARAGRAPH} { margin: 0; }
.label {
  margin: 0 0 0.3em;
  color: var(--page-muted);
  font-size: 0.72rem;
  font-style: normal;
  font-weight: 650;
  letter-spacing: 0.09em;
  text-transform: uppercase;
}

/* A reference names its target; the name is no part of the text, so that copied text stays clean. */
.ref { font-weight: 600; text-decoration-thickness: 1px; }
.ref[data-title]::after {
  display: inline-block;
  box-sizing: border-box;
  max-width: calc(100% - 0.5em);
  margin-left: 0.35em;
  padding: 0.1em 0.45em;
  overflow: hidden;
  text-overflow: ellipsis;
  vertical-align: middle;
  line-height: 1.3;
  border: 1px solid var(--page-line);
  border-radius: 1em;
  color: var(--page-muted);
  font-size: 0.72em;
  font-weight: 400;
  white-space: nowrap;
  content: attr(data-title);
}
.ref.planned[data-title]::after { border-style: dashed; content: attr(data-title) " · planned"; }
.ref.later[data-title]::after { content: attr(data-title) " · later"; }
.ref.planned.later[data-title]::after { content: attr(data-title) " · planned"; }
.ref.missing { color: var(--page-warning); text-decoration: underline wavy; }
.ref.missing::after { content: " ⚠"; }

.term { text-decoration: underline dotted 1px var(--page-muted); text-underline-offset: 0.22em; cursor: help; }
.term.unknown { text-decoration: underline double 1px var(--page-warning); }
.term.unknown::after { color: var(--page-warning); font-size: 0.7em; vertical-align: super; content: "?"; }

.cite { font-size: 0.9em; text-decoration: none; }
.cite.unknown { color: var(--page-warning); text-decoration: underline wavy; }

.table { max-width: 100%; margin: 1.25em 0; overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: 0.94em; line-height: 1.45; }
th, td { padding: 0.5em 0.9em 0.5em 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--page-line); }
th { font-size: 0.85em; font-weight: 650; border-bottom: 2px solid var(--page-text); }
td:first-child { font-weight: 600; }

ul, ol { padding-left: 1.4em; }
li { margin: 0.3em 0; }
blockquote { margin: 1.25em 0; padding-left: 1em; border-left: 3px solid var(--page-line); }
blockquote > .key-term { margin-left: -1em; }
hr { border: 0; border-top: 1px solid var(--page-line); margin: 2em 0; }
img { max-width: 100%; height: auto; border-radius: 4px; }
code { font: 0.88em ui-monospace, "SF Mono", Consolas, monospace; }
pre { padding: 0.8em 1em; overflow-x: auto; background: var(--page-card); border-radius: 6px; line-height: 1.45; }
.raw { color: var(--page-muted); font: 0.85em ui-monospace, Consolas, monospace; }
.blocked {
  display: inline-block;
  box-sizing: border-box;
  max-width: 100%;
  padding: 0.6em 0.9em;
  border: 1px dashed var(--page-muted);
  border-radius: 4px;
  color: var(--page-muted);
  font: 0.875rem system-ui, sans-serif;
}

/* Formulas are MathML, in whatever font for them the computer has. */
math { font-family: "Cambria Math", "STIX Two Math", "Latin Modern Math", "Noto Sans Math", math; font-size: 1.05em; line-height: normal; }
div.math { max-width: 100%; margin: 1.25em 0; padding: 0.15em 0; overflow: auto hidden; text-align: center; white-space: pre-line; }
math .boxed { padding: 0.25em; border: 1px solid; }
math .bold { font-weight: bold; }
math .line-above { border-top: 1px solid; }
math .line-below { border-bottom: 1px solid; }
math .line-before { border-left: 1px solid; }
math .tml-right { text-align: right; text-align: -webkit-right; padding-right: 0; }
math .tml-left { text-align: left; text-align: -webkit-left; padding-left: 0; }
math .tml-left + .tml-left, math .tml-left + .tml-right { padding-left: 1em; }
math .line-after { padding-right: 0.4em; border-right: 1px solid; }
math .tml-underline { padding-bottom: 0.1em; border-bottom: 1px solid; }
math menclose { position: relative; }
math .tml-cancel { position: absolute; inset: 0; background: currentColor; }
math .upstrike { clip-path: polygon(0 calc(100% - 1px), 0 100%, 1px 100%, 100% 1px, 100% 0, calc(100% - 1px) 0); }
math .downstrike { clip-path: polygon(0 0, 0 1px, calc(100% - 1px) 100%, 100% 100%, 100% calc(100% - 1px), 1px 0); }
math .sout { clip-path: inset(50% 0 calc(50% - 1px) 0); }
math .tml-xcancel { clip-path: polygon(0 0, 0 1px, calc(50% - 1px) 50%, 0 calc(100% - 1px), 0 100%, 1px 100%, 50% calc(50% + 1px), calc(100% - 1px) 100%, 100% 100%, 100% calc(100% - 1px), calc(50% + 1px) 50%, 100% 1px, 100% 0, calc(100% - 1px) 0, 50% calc(50% - 1px), 1px 0); }

/* The colors of formulas were chosen for white paper. */
@media (prefers-color-scheme: dark) {
  math [mathcolor] { color: inherit; }
  math [mathbackground] { background: none; }
  math mspace[mathbackground] { background: currentColor; }
}

.contents li { margin: 0.9em 0; font-weight: 600; }
.contents .facts { font-weight: 400; }
dt { margin-top: 1.4em; }
dd { margin: 0.2em 0 0; }
dd p { margin: 0.2em 0; }
dt dfn { font-weight: 700; font-style: normal; }

.notes, .sources { margin-top: 3em; padding-top: 0.5em; border-top: 1px solid var(--page-line); font-size: 0.875rem; line-height: 1.5; }
.notes h2, .sources h2 { margin: 0.75em 0 0.25em; font-size: 0.95rem; }
.notes p { display: inline; }

.around { display: flex; flex-wrap: wrap; gap: 0.75rem; justify-content: space-between; margin-top: 3rem; font-size: 0.9rem; }
.around > * { flex: 1 1 14rem; overflow-wrap: anywhere; padding: 0.7em 0.9em; border: 1px solid var(--page-line); border-radius: 6px; text-decoration: none; }
.around .next { text-align: right; margin-left: auto; }
.around .word { display: block; color: var(--page-muted); font-size: 0.8em; }
.around span:not(.word) { color: var(--page-muted); }
.around a:hover { border-color: var(--page-accent); }

${MAP_STYLE}
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; user-select: none; }

/* Two versions side by side; on a narrow page one above the other. */
.wide main { max-width: 80rem; }
.pair { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 0 2.5rem; }
.pair > .before { color: var(--page-muted); }
.pair.names { position: sticky; top: 0; z-index: 1; padding: 0.5rem 0; background: var(--page-background); border-bottom: 1px solid var(--page-line); }
.pair.names p { margin: 0; }
.pair h1, .pair h2 { font-size: 1.3rem; }
.pair:is(.changed, .added, .removed) > :not(:empty) { margin-left: -0.9rem; padding-left: calc(0.9rem - 3px); border-left: 3px solid var(--page-accent); }
.pair:is(.changed, .added, .removed) > .before:not(:empty) { border-left-color: var(--page-line); }
ins { text-decoration: underline 2px var(--page-accent); text-underline-offset: 0.2em; background: color-mix(in srgb, var(--page-accent) 14%, transparent); }
del { text-decoration: line-through 1px var(--page-warning); }
@media (max-width: 42rem) {
  .pair { grid-template-columns: minmax(0, 1fr); }
  .pair:is(.same, .names) > .before, .pair.changed > .before .was:not(:has(del)) { display: none; }
}

/* What is verified: each sentence, and below it what it rests on. */
.verdict { margin: 0.5rem 0 0; font-weight: 600; }
.verdict.open { color: var(--page-warning); }
.verdict.done { color: var(--page-accent); }
.proofs { padding-left: 2.2em; }
.proofs > li { margin: 1.1em 0; padding-left: 0.3em; }
.proofs > li > p { margin: 0.15em 0; }
.proofs > .open > .facts { color: var(--page-warning); }
.proofs blockquote { margin: 0.5em 0; font-size: 0.92em; }
.proofs blockquote p { margin: 0.1em 0; }

/* A whole path: a rule between its stations. */
.head[id] { margin-top: 4rem; padding-top: 1.5rem; border-top: 3px solid var(--page-accent); }
.head h2 { margin: 0.2em 0; font-size: 1.8rem; }

@media (prefers-reduced-motion: no-preference) {
  .around a { transition: border-color 120ms; }
}

@media (forced-colors: active) {
  .line li:not(:last-child)::before, .line li.before:not(:last-child)::before { background: CanvasText; }
  .dot, .before .dot { border-color: CanvasText; background: CanvasText; forced-color-adjust: none; }
  .after .dot { border-width: 2px; background: Canvas; }
  .here .dot, .planned .dot { border-color: CanvasText; background: Canvas; }
  .planned .dot { border-style: dashed; }
  math .tml-cancel { forced-color-adjust: none; background: CanvasText; }
}

@media print {
  :root { --page-background: #fff; --page-text: #000; --page-muted: #444; --page-accent: #000; --page-line: #999; --page-card: #fff; }
  main { max-width: none; padding: 0; font-size: 11pt; }
  .around, .line ol { display: none; }
  ${CALLOUT}, table, img { break-inside: avoid; }
  h2, h3, .lead-in { break-after: avoid; }
  .table { overflow: visible; }
  .head[id] { break-before: page; border: 0; margin: 0; padding: 0; }
}
`;
