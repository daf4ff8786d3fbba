/**
 * The looks of the map. All rows are equally high, how high depends on the room and on the longest title; so the drawing is
 * made in rows, and stretched: `--row`, `--back` and `--ahead` say by how many pixels. Whatever is pointed at, has the
 * keyboard or was chosen is lit.
 */
export const MAP_STYLE = `
.map {
  --lit: var(--page-accent);
  --calm: color-mix(in srgb, var(--page-text) 50%, var(--page-background));
  font-family: system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
}

main:has(> .map > h1) { max-width: 60rem; }

.map .signs, .map .notable { margin: 0.6rem 0 0; padding: 0; list-style: none; color: var(--page-muted); font-size: 0.8125rem; line-height: 1.5; }
.map .signs { display: flex; flex-wrap: wrap; gap: 0 1.25rem; }
.map .signs li, .map .notable li { margin: 0.1em 0; }
.map .signs li { display: flex; gap: 0.6em; align-items: center; }
.map .sign { flex: none; width: 1.75rem; margin-right: 0.5em; border-top: 1.5px solid var(--calm); }
.map .sign.joined { border-top: 5px solid var(--page-accent); }
.map .sign.ahead { border-top: 2px dashed var(--page-warning); }
.map .sign.term { border-top: 2px dotted var(--page-text); }
.map .sign.band { border-top: 12px solid color-mix(in srgb, var(--lit) 18%, var(--page-background)); }
.map .sign.faint { border-top: 12px solid color-mix(in srgb, var(--page-text) 11%, var(--page-background)); }
.map .notable li { padding-left: 0.8em; border-left: 3px solid var(--page-warning); }
.map .all-terms { margin-top: 0.6rem; font-size: 0.8125rem; }
.map .all-terms summary { color: var(--page-accent); cursor: pointer; }
.map .all-terms p { display: grid; grid-template-columns: repeat(auto-fill, minmax(9rem, 1fr)); gap: 0.1rem 1rem; max-height: 12rem; margin: 0.5rem 0; padding: 3px; overflow-y: auto; }

.plan {
  --title-lines: 1;
  --term-lines: 0;
  --back: 44;
  --ahead: 0;
  --air: 10;
  --row: calc(var(--air) + 18 * var(--title-lines) + 16 * var(--term-lines));
  --line: calc((var(--back) + 10) * 1px);
  --names: calc(var(--line) + var(--ahead) * 1px + 8px);
  position: relative;
  isolation: isolate;
  margin-top: 1.5rem;
}

.plan svg { width: 100%; height: 100%; overflow: hidden; pointer-events: none; }
.plan path { fill: none; stroke: var(--calm); stroke-width: 1px; vector-effect: non-scaling-stroke; transform: translate(var(--line), calc(var(--row) * 0.5px)) scale(calc(var(--back) / 100), var(--row)); }
.plan .ahead { transform: translate(var(--line), calc(var(--row) * 0.5px)) scale(calc(var(--ahead) / 100), var(--row)); }
.plan :is(.band, .rule) { transform: translate(calc(var(--names) - 4px), calc(var(--row) * 0.5px)) scale(1, var(--row)); }
.plan path.ahead { stroke: var(--page-warning); stroke-width: 1.5px; stroke-dasharray: 5 3; }
.map .calm { position: relative; z-index: -2; }

.map .stretch { display: grid; }
.map .stretch > * { grid-area: 1 / 1; min-width: 0; min-height: 0; }
.map .stretch ol { margin: 0; padding: 0; list-style: none; }

.plan li {
  display: grid;
  grid-template-columns: var(--names) minmax(0, 1fr);
  align-content: center;
  height: calc(var(--row) * 1px);
  margin: 0;
  scroll-margin: 30vh 0;
  font-size: 0.875rem;
  line-height: 18px;
}

.plan li > * { grid-column: 2; }

/* The line itself, bold where neighbors refer to each other, and a dot for each station. */
.plan .loose { stroke-width: 2px; }
.plan .joined { stroke: var(--page-accent); stroke-width: 5px; }
.plan .dot { stroke: var(--page-accent); stroke-width: 13px; stroke-linecap: round; }
.plan .dot.inner { stroke: var(--page-background); stroke-width: 7px; }
.plan .dot.planned { stroke: var(--page-muted); stroke-width: 11px; }
.plan .dot.alone { stroke: var(--page-warning); stroke-linecap: square; stroke-width: 11px; }
.plan .dot.around { stroke: var(--page-background); stroke-width: 23px; }
.plan .dot.current { stroke-width: 18px; }

.map .name { position: relative; content-visibility: auto; contain-intrinsic-height: calc(18px * var(--title-lines)); display: -webkit-box; overflow: hidden; padding-left: 2.4em; text-decoration: none; outline-offset: -2px; -webkit-box-orient: vertical; -webkit-line-clamp: var(--title-lines); }
.map .name { color: var(--page-text); text-wrap: pretty; }
.map .name strong { position: absolute; left: 0; width: 1.85em; text-align: right; white-space: nowrap; color: var(--page-muted); font-weight: 400; font-variant-numeric: tabular-nums; }
.map a.name:hover { text-decoration: underline; }
.map .here .name { font-weight: 700; }
.map .planned .name { color: var(--page-muted); font-style: italic; }
.map .terms { overflow: hidden; margin-left: 2.1rem; padding: 2px 3px; margin-block: -2px; font-size: 0.75rem; line-height: 16px; white-space: nowrap; text-overflow: ellipsis; }
.map .terms small { font-size: 1em; color: var(--page-muted); }
.map .terms > * { margin-right: 0.9em; }
.map .terms > .lit { margin: 0; }
.map .alone .terms small { color: var(--page-text); font-weight: 600; text-decoration: underline 2px var(--page-warning); text-underline-offset: 0.25em; }
.map .terms a { color: var(--page-muted); text-decoration: none; }
.map .terms a { outline-offset: 0; }
.map .terms a:is(:hover, :focus, :target, .chosen) { color: var(--page-text); text-decoration: underline 2px var(--page-accent); }
.map .terms a.unused { color: var(--page-text); text-decoration: underline dashed 1.5px var(--page-warning); text-underline-offset: 0.2em; }

/* What belongs to the one that is lit. */
.map .lit { display: none; position: absolute; inset: 0; z-index: -1; }
.plan li:is(.here, :target, .chosen, :hover, :focus-within) > .lit { display: block; }
.plan:has(li:is(:target, .chosen)) li:not(:target, .chosen, :hover, :focus-within) > .lit { display: none; }
.plan:has(li:focus-within) li:not(:focus-within, :hover) > .lit { display: none; }
.plan:has(li:hover) li:not(:hover) > .lit { display: none; }
.map .terms a:is(:hover, :focus, :target, .chosen) + .lit { display: block; }
.plan:has(.terms a:is(:target, .chosen)) :is(li:not(:hover, :focus-within) > .lit, .terms a:not(:target, .chosen) + .lit) { display: none; }
.plan:has(.terms a:is(:hover, :focus)) :is(li > .lit, .terms a:not(:hover, :focus) + .lit) { display: none; }
.map .lit .back { stroke: var(--lit); stroke-width: 2.5px; }
.plan .lit .ahead { stroke-width: 3px; }
.map .lit .term { stroke: var(--page-text); stroke-width: 2px; stroke-dasharray: 0.1 4.5; stroke-linecap: round; }
.plan .rule { stroke: var(--page-line); }
.plan .band { stroke: color-mix(in srgb, var(--lit) 18%, var(--page-background)); stroke-width: calc(var(--row) * 1px - 2px); }
.plan .band.faint { stroke: color-mix(in srgb, var(--page-text) 11%, var(--page-background)); }

/* What is drawn, in words. */
.map .words { content-visibility: auto; position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; user-select: none; }

.plan.middling, .plan.long { --title-lines: 2; }
.plan.longest { --title-lines: 5; }
.plan.long { --title-lines: 3; }
.plan.has-terms { --term-lines: 1; }
.plan.leads-ahead { --ahead: 20; }
.plan.few { --back: 34; }

.plan.roomy { --air: 24; }

@media (min-width: 30rem) {
  .plan.roomy li { font-size: 1rem; line-height: 20px; }
  .plan.roomy .terms { margin-left: 2.4rem; }
  .plan.middling:not(.roomy) { --title-lines: 1; }
  .plan.longest { --title-lines: 4; }
}

@media (min-width: 36rem) {
  .plan { --back: 110; }
  .plan.several { --back: 80; }
  .plan.few { --back: 40; }
  .plan.leads-ahead { --ahead: 32; }
  .plan.middling { --title-lines: 1; }
  .plan.long { --title-lines: 2; }
  .plan.longest { --title-lines: 3; }
}

/* Where the map has a page to itself, key terms have a column of their own. */
@media (min-width: 58rem) {
  .map:has(> h1) .plan { --back: 150; }
  .map:has(> h1) .plan.several { --back: 110; }
  .map:has(> h1) .plan.few { --back: 60; }
  .map:has(> h1) .plan.has-terms { --term-lines: 0; }
  .map:has(> h1) .plan.has-terms li { grid-template-columns: var(--names) minmax(0, 3fr) minmax(0, 2fr); align-items: center; }
  .map:has(> h1) .plan .terms { grid-column: 3; margin-left: 1rem; }
}

@media (forced-colors: active) {
  .map { --page-accent: LinkText; --page-text: CanvasText; --page-muted: CanvasText; --page-warning: Highlight; --page-background: Canvas; --page-line: CanvasText; }
}

/* On paper: a row is as high as a line, and a page ends between two stretches. */
@media print {
  main:has(> .map > h1) { max-width: none; }
  .contents + .map { break-before: page; }
  .map .all-terms { display: none; }
  .map .name { content-visibility: visible; }
  .map h1, .map h2 { margin-top: 0; font-size: 16pt; }
  .map .stretch { break-inside: avoid; }
  .plan .lit { display: none !important; }
  .map .signs li:has(.band, .faint) { display: none; }
  .place:has(+ .map) { display: none; }
  .plan { --air: 6; --back: 120; margin-top: 0.6rem; }
  .plan.packed { --air: -4; }
  .plan.packed .dot { stroke-width: 9px; }
  .plan.packed .dot.inner { stroke-width: 5px; }
  .plan.packed li { font-size: 9pt; line-height: 14px; }
  .plan.roomy { --air: 14; }
  .plan:is(.long, .longest) { --title-lines: 2; }
  .plan.has-terms { --term-lines: 0; }
  .plan.has-terms li { grid-template-columns: var(--names) minmax(0, 3fr) minmax(0, 2fr); align-items: center; }
  .plan .terms, .plan.roomy .terms { grid-column: 3; margin-left: 1rem; }
}
`;
