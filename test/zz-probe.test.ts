import { test } from "vitest";
import { readdirSync, readFileSync } from "node:fs";
import { station, fixtureWorkspace, fixtureLookUp } from "/work/main/test/support/fixture.ts";
import { lintFile } from "../server/src/lint/lint.ts";
import { lineAt, lineStarts } from "../server/src/text/lines.ts";
import { allRules } from "../server/src/rules/all.generated.ts";
const mine = /^(table|list)-/;
const opts = (): any => ({ given: { severities: new Map(allRules.map(({id}) => [id, mine.test(id) ? "warning" : "off"])), options: new Map(), wins: true }, lookUp: () => "found", onRuleFailed: (i:any,f:any,e:any)=>{throw e} });
test("samples", () => {
  for (const d of readdirSync("samples")) {
    const files = new Map<string,string>();
    const walk = (dir: string) => { for (const e of readdirSync(dir, {withFileTypes:true})) { const p = dir+"/"+e.name; if (e.isDirectory()) walk(p); else if (/\.(md|txt|yaml|bib|json)$/.test(e.name)) files.set("/fixture/"+p, readFileSync(p,"utf8")); } };
    walk("samples/"+d);
    const ws = fixtureWorkspace(files);
    for (const [f,t] of files) for (const x of lintFile(ws, f, {...opts(), lookUp: fixtureLookUp(files)})) console.log(f, lineAt(lineStarts(t), x.range.start)+1, x.rule, JSON.stringify(t.slice(x.range.start,x.range.end).slice(0,60)), x.message);
  }
});
test("perf", () => {
  const n = 60000;
  const cases: Record<string,string> = {
    rows: "# T\n\nL.\n\n| a | b |\n|---|---|\n" + "| x | y |\n".repeat(n),
    shortrows: "# T\n\nL.\n\n| a | b |\n|---|---|\n" + "| x |\n".repeat(n),
    tables: "# T\n\n" + "L.\n\n| a | b |\n|---|---|\n| x | y |\n\n".repeat(n/4),
    longrow: "# T\n\nL.\n\n|" + " a |".repeat(n) + "\n|" + "---|".repeat(n) + "\n|" + " b |".repeat(n) + "\n",
    cell: "# T\n\nL.\n\n| a | " + "word ".repeat(n) + " |\n|---|---|\n| c | " + "word ".repeat(n) + "|\n| d | " + "word x ".repeat(n) + "|\n",
    items: "# T\n\nThree practices:\n\n" + "- an item.\n".repeat(n),
    lists: "# T\n\n" + "Three practices:\n\n- An item.\n- another\n\n".repeat(n/4),
    longlead: "# T\n\n" + "three core practices ".repeat(n/2) + ":\n\n- a\n- b\n",
    brackets: "# T\n\n" + "[@a] ".repeat(n) + "\n\n- a\n- b\n",
    pipes: "# T\n\nText\n" + "| a | b |\n".repeat(n),
    paste: "T\n" + "| a | b |\n".repeat(n) + "- a\n".repeat(n),
    comments: "<!-- a -->\n".repeat(n) + "Text here.\n".repeat(n),
  };
  for (const [k,t] of Object.entries(cases)) for (const half of [true,false]) {
    const text = half ? t.slice(0, t.length/2|0) : t;
    const a = performance.now(); const s = station(text); void s.references; const b = performance.now();
    const ws = fixtureWorkspace(new Map([["/fixture/a.station.md", text]])); const c = performance.now();
    const times: string[] = [];
    for (const r of allRules.filter(r=>mine.test(r.id))) { const o = opts(); o.given.severities = new Map(allRules.map(({id}) => [id, id===r.id ? "warning":"off"])); const x=performance.now(); const f = lintFile(ws, "/fixture/a.station.md", o).length; const y=performance.now()-x; if (y>100) times.push(`${r.id} ${y|0} (${f})`); }
    console.log(k, text.length, "read", (b-a)|0, times.join(" "));
  }
}, 200000);
