#!/usr/bin/env node
// Deterministic generator of paths of stations (Markdown of about 5.5 kB each) as a team keeps them: every source cited exists,
// terms are used, sections are short, stations end with a bridge. What is found in them are their defects.
//   corpus.mjs --out DIR --count N [--per-path 20] [--bytes 5500] [--seed 1] [--defects 0.02]
//   corpus.mjs --single FILE --bytes 1000000 [--seed 1]
// No two files are equal: words, numbers, terms, links and citations all come from the seeded generator.
// --defects F: share of files that get one broken link, one doubled key term, one trailing space or one skipped heading level.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const opt = { perPath: 20, bytes: 5500, seed: 1, defects: 0.02 };
const argv = process.argv.slice(2);
for (let i = 0; i < argv.length; i += 2) {
  const k = argv[i].slice(2).replace(/-./g, (m) => m[1].toUpperCase());
  opt[k] = ["out", "single"].includes(k) ? argv[i + 1] : Number(argv[i + 1]);
}

function rng(seed) {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
const words = (s) => s.trim().split(/\s+/);
const NOUN =
  words(`agreement alliance analysis archive argument assembly asset authority balance bank barrier basin battery boundary bridge budget
 campaign canal capital cell census channel charter circuit citizen climate coalition code colony committee community compound conflict
 contract council culture currency cycle data debate defense delta density department design dialogue district doctrine economy
 ecosystem education element emission energy engine enzyme epidemic equation erosion exchange experiment export factory
 farmer field filter forest formula framework friction frontier gene government gradient grid group growth habitat harbor harvest
 hormone household hypothesis immunity income index industry inference institution investment island journal judge kinship knowledge
 laboratory labor language lattice law layer ledger lesson library limit logic machine magnet majority margin market matrix measure
 membrane memory mineral ministry model molecule momentum monument motion museum network neuron nutrient observer ocean orbit order
 organism oxygen parliament particle partner pattern payment pigment planet policy polymer population pressure price principle process
 protein protocol province pulse quorum radiation ratio reaction record reform region regulation republic reservoir resource
 response river ritual sample satellite scale school sediment senate sensor sequence signal society soil solvent species spectrum
 state station statute strategy structure summit supply surface symbol system tariff tax temperature tension territory theory
 threshold tissue trade tradition transfer treaty trial tribe union unit valley value variable vector velocity verdict vessel virus
 voltage volume voter wage water wave weight wetland witness worker yield zone`);
const ADJ =
  words(`abstract active adaptive ancient annual archival balanced bilateral biological central chemical civic coastal collective
 common comparative complex conceptual constant cooperative critical cultural daily defensive democratic digital direct discrete
 domestic dynamic early economic elastic electric empirical ethical external federal final fiscal flexible foreign formal fragile
 functional general genetic global gradual harmonic historical human hybrid ideal implicit industrial informal internal joint kinetic
 large latent legal linear liquid local logical magnetic marginal marine material maximal mechanical medical military minor mobile
 modern molecular moral multiple mutual national natural neutral northern nuclear open optical organic parallel partial passive
 peaceful physical political practical precise primary private public radical random rational regional relative remote rural scarce
 scientific secondary seismic shared short slow small social solar spatial special stable standard statistical strategic structural
 sustainable symbolic technical temporal thermal tropical uniform unified universal urban verbal viable visual vital voluntary weak`);
const VERB =
  words(`absorbs adapts adjusts affects aligns allows alters anchors approves balances binds blocks bounds breaks builds carries
 changes checks clarifies combines compares confirms connects conserves constrains controls converts corrects counts creates defends
 defines delays demands describes detects deters directs divides drives encodes enforces enlarges ensures estimates exceeds explains
 exposes extends filters forces forms frames generates governs guides holds improves includes increases indicates informs inhibits
 keeps limits links lowers maintains maps measures mediates moves narrows needs offers opposes orders outlines overlaps pools predicts
 prevents produces projects protects proves provides pulls pushes raises reaches records reduces reflects regulates relates releases
 removes repeats replaces reports requires resists resolves restores reveals rewards scales separates settles shapes shifts signals
 slows solves stores strengthens supports sustains tests traces tracks transforms triggers unites updates weakens weighs`);
const LINK = words("because while although since whereas after before when unless until so and");
const TERM = words(
  "account cycle effect gap index level loop measure model rate rule scale share state test type",
).filter((word) => !NOUN.includes(word));
const TOPIC =
  words(`Cooperation Diffusion Governance Inheritance Measurement Exchange Feedback Equilibrium Migration Inference Design
 Conservation Adaptation Legitimacy Translation Optimization Representation Negotiation Reproduction Resonance`);

function makeWorld(seed, count, perPath) {
  const r = rng(seed);
  const pick = (a) => a[(r() * a.length) | 0];
  const paths = Math.ceil(count / perPath);
  const width = Math.max(2, String(paths).length);
  const list = [];
  for (let i = 0; i < count; i++) {
    const p = ((i / perPath) | 0) + 1;
    const n = (i % perPath) + 1;
    const adj = pick(ADJ);
    const noun = pick(NOUN);
    const topic = pick(TOPIC);
    const title = `${cap(adj)} ${cap(noun)} ${topic}`;
    const dir = `path-${String(p).padStart(width, "0")}`;
    const file = `${String(n).padStart(2, "0")}-${adj}-${noun}-${topic.toLowerCase()}.station.md`;
    list.push({
      i,
      p,
      n,
      title,
      dir,
      file,
      term: `${cap(pick(ADJ))} ${pick(NOUN)} ${pick(TERM)}`,
    });
  }
  return list;
}
const cap = (s) => s[0].toUpperCase() + s.slice(1);

function makeStation(world, i, opt, _anchors) {
  const s = world[i];
  const r = rng(opt.seed * 1000003 + i * 7919 + 17);
  const pick = (a) => a[(r() * a.length) | 0];
  const int = (a, b) => a + ((r() * (b - a + 1)) | 0);
  const key = () => {
    const source = s.p * 40 + int(0, 39);
    return `@${NOUN[(source * 7) % NOUN.length]}${1950 + (source % 76)}${source % 3 ? "" : "a"}`;
  };
  const clause = () => {
    let n = pick(NOUN);
    if (r() < 0.06) n = `*${n}*`;
    else if (r() < 0.02) n = `\`${n}\``;
    return `the ${r() < 0.7 ? `${pick(ADJ)} ` : ""}${n} ${pick(VERB)} ${pick(["the", "a", "each", "every", "its", "one"])} ${pick(ADJ)} ${pick(NOUN)}${
      r() < 0.4 ? ` of the ${pick(NOUN)}` : ""
    }${r() < 0.1 ? ` by ${int(2, 98)} percent` : ""}`;
  };
  const plainClause = () => `the ${pick(ADJ)} ${pick(NOUN)} ${pick(VERB)} the ${pick(NOUN)}`;
  const sentence = () => {
    let t = clause();
    if (r() < 0.75) t += ` ${pick(LINK)} ${clause()}`;
    if (r() < 0.1 && words(t).length < 20) t += `, ${pick(LINK)} ${plainClause()}`;
    if (r() < 0.22 || t.includes("percent")) t += r() < 0.3 ? ` [${key()}, p. ${int(1, 400)}]` : ` [${key()}]`;
    return `${cap(t)}.`;
  };
  const linkTo = (j) => {
    const t = world[j];
    return `[Station ${t.n}](${t.dir === s.dir ? "" : `../${t.dir}/`}${t.file})`;
  };
  const para = (n) => {
    const out = [];
    for (let k = 0; k < n; k++) out.push(sentence());
    return out.join(" ");
  };
  const defect = r() < opt.defects ? int(0, 3) : -1;
  const b = [];
  b.push(`# ${s.title}`, "", para(4), "");
  const heads = new Set();
  const head = (lvl) => {
    let h;
    do
      h = `${pick(["Mechanisms", "Structure", "Limits", "Origins", "Uses", "Tests"])} of ${cap(pick(ADJ))} ${cap(pick(NOUN))}`;
    while (heads.has(h));
    heads.add(h);
    b.push(`${"#".repeat(lvl)} ${h}`, "");
  };
  head(2);
  b.push(para(4), "");
  b.push(
    `**Key term:** ${s.term} — a ${pick(ADJ)} ${pick(NOUN)} where ${clause()}, necessitating ${pick(ADJ)} ${pick(NOUN)} ${int(2, 999)}.`,
    "",
  );
  if (defect === 1) b.push(`**Key term:** ${s.term} — ${clause()}.`, "");
  const prev = s.n > 1 ? i - int(1, s.n - 1) : (i * 31 + 7) % world.length;
  const far = (r() * world.length) | 0;
  b.push(`${para(3)} This extends the principles of ${linkTo(prev)}, where ${plainClause()}.`, "");
  head(defect === 3 ? 4 : 2);
  b.push(para(2), "");
  const cols = 4;
  const row = (f) => `| ${Array.from({ length: cols }, f).join(" | ")} |`;
  b.push(
    row(() => `${cap(pick(NOUN))} ${cap(pick(NOUN))}`),
    `| ${Array(cols).fill("---").join(" | ")} |`,
  );
  for (let k = int(3, 5); k > 0; k--)
    b.push(row(() => `${cap(pick(ADJ))} ${cap(pick(NOUN))}${r() < 0.25 ? ` ${int(1, 500)}` : ""}`));
  b.push(
    "",
    `${para(3)} See ${defect === 0 ? `[Station 99](../${s.dir}/99-missing.station.md)` : linkTo(far)} for a contrasting case.`,
    "",
  );
  b.push("To ensure these systems continue to function, consider the following core practices:", "");
  for (let k = int(3, 4); k > 0; k--) b.push(`- ${sentence()}`);
  b.push("");
  if (r() < 0.5) {
    b.push(`> ${sentence()}`, "");
  }
  if (r() < 0.3) {
    b.push("```text", `${pick(NOUN)} = ${int(1, 99)} * ${pick(NOUN)}`, "```", "");
  }
  if (r() < 0.4) {
    head(3);
    b.push(para(2), "");
  }
  const tail = `\n## Takeaway\n\n${cap(plainClause())} ${pick(LINK)} ${plainClause()}.\n\nBut ${plainClause()}.\n`;
  const target = opt.bytes * (0.93 + 0.14 * r());
  let size = Buffer.byteLength(b.join("\n")) + tail.length;
  for (let k = 0; size < target; k++) {
    const from = b.length;
    if (k % 4 === 0) head(2);
    b.push(k === 0 ? `The ${s.term.toLowerCase()} comes first. ${para(2)}` : para(2), "");
    size += b.slice(from).reduce((n, line) => n + line.length + 1, 0);
  }
  let text = `${b.join("\n")}${tail}`;
  if (defect === 2) text = text.replace(".\n", ". \n");
  return text.replace(/\n{3,}/g, "\n\n");
}

/** What a path is made of beside its stations: its `path.yaml` and the sources that they cite. */
function writePath(dir, world, keys) {
  const files = world.filter((s) => dir.endsWith(s.dir)).map((s) => `  - ${s.file}`);
  const lines = [`title: Path ${dir.slice(-4).replace(/\D/g, "")}`, "stations:", ...files, "sources: sources.json"];
  writeFileSync(join(dir, "path.yaml"), `${lines.join("\n")}\n`);
  const sources = [...keys].sort().map((key) => {
    const [, noun, year] = /^([a-z]+)(\d+)/.exec(key);
    return {
      id: key,
      type: "book",
      title: `${cap(noun)} and its uses`,
      author: [{ family: cap(noun), given: "A." }],
      publisher: "Example Press",
      issued: { "date-parts": [[Number(year)]] },
    };
  });
  writeFileSync(join(dir, "sources.json"), `${JSON.stringify(sources, undefined, 1)}\n`);
}

if (opt.single) {
  const per = 5500;
  const count = Math.ceil(opt.bytes / per) + 10;
  const world = makeWorld(opt.seed, count, 20);
  let n = 0;
  const parts = [];
  for (let i = 0; n < opt.bytes && i < count; i++) {
    let t = makeStation(world, i, { ...opt, bytes: per, defects: 0 });
    if (i) t = t.replace(/^# (.*)/, `## $1 ${i}`);
    parts.push(t);
    n += Buffer.byteLength(t);
  }
  writeFileSync(opt.single, parts.join("\n"));
  console.log(opt.single, n);
} else {
  const world = makeWorld(opt.seed, opt.count, opt.perPath);
  let bytes = 0;
  const made = new Set();
  const cited = new Map();
  for (let i = 0; i < world.length; i++) {
    const s = world[i];
    const dir = join(opt.out, s.dir);
    if (!made.has(dir)) {
      mkdirSync(dir, { recursive: true });
      made.add(dir);
      cited.set(dir, new Set());
    }
    const t = makeStation(world, i, opt);
    for (const [, key] of t.matchAll(/[[]@(\w+)/g)) cited.get(dir).add(key);
    bytes += Buffer.byteLength(t);
    writeFileSync(join(dir, s.file), t);
  }
  for (const [dir, keys] of cited) writePath(dir, world, keys);
  console.log(opt.out, "files", world.length, "bytes", bytes, "mean", Math.round(bytes / world.length));
}
