#!/usr/bin/env node
// Language-server latency over stdio, no dependencies.
//   latency.mjs --root DIR [--name N] [--open 1] [--edits 100] [--gap 60] [--pull]
//                   [--markdown-it FILE] [--settings JSON] [--init JSON] [--full] [--file REL] [--show] [--json OUT] -- COMMAND ARG...
// What it measures
//   init     ms from spawn to the initialize response
//   first    ms from sending initialize to the first diagnostics of the first opened station
//   idle     ms from spawn until the server has said nothing and used no cpu for 1 s (workspace index done)
//   edit     ms from didChange (one character typed, then removed) to the diagnostics of that version: p50, p95, max
//   burst    20 characters sent with no gap: ms from the first didChange to the diagnostics of the last one
//   rss      resident MiB of the server process tree, when idle after start and at the end; cpu its user+sys seconds
// A push server is timed to textDocument/publishDiagnostics (of that version where the server says the version);
// a pull server (--pull) to the answer of textDocument/diagnostic sent right after didChange.
import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const cut = process.argv.indexOf("--");
const o = { open: 1, edits: 100, gap: 60, name: "server" };
for (let i = 2; i < cut; i++) {
  const k = process.argv[i].slice(2);
  const v = process.argv[i + 1];
  if (v === undefined || i + 1 >= cut || v.startsWith("--")) o[k] = true;
  else {
    o[k] = v;
    i++;
  }
}
const cmd = process.argv.slice(cut + 1);
const now = () => Number(process.hrtime.bigint()) / 1e6;
const sleep = (ms) => new Promise((r) => setTimeout(r, ms));

const files = [];
(function walk(d) {
  for (const e of readdirSync(d, { withFileTypes: true })) {
    if (e.name.startsWith(".")) continue;
    const p = join(d, e.name);
    e.isDirectory() ? walk(p) : e.name.endsWith(".md") && files.push(p);
  }
})(o.root);
files.sort();
const rootUri = pathToFileURL(o.root).href;

const t0 = now();
const child = spawn(cmd[0], cmd.slice(1), { cwd: o.root, stdio: ["pipe", "pipe", "pipe"] });
child.on("error", (e) => {
  console.error(String(e));
  process.exit(1);
});
let errText = "";
child.stderr.on("data", (d) => {
  if (errText.length < 4000) errText += d;
});
child.on("exit", (c, s) => {
  if (!done) {
    console.error("server exited", c, s, errText.slice(0, 1500));
    process.exit(1);
  }
});
let done = false;

let id = 0;
const pending = new Map();
const _diags = new Map(); // uri -> list of {t, version, n}
const waiters = [];
let lastMsg = now();
const counts = {};
function send(m) {
  const b = Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...m }));
  child.stdin.write(`Content-Length: ${b.length}\r\n\r\n`);
  child.stdin.write(b);
}
const request = (method, params) =>
  new Promise((ok, no) => {
    const i = ++id;
    pending.set(i, { ok, no });
    send({ id: i, method, params });
  });
const notify = (method, params) => send({ method, params });

let buf = Buffer.alloc(0);
child.stdout.on("data", (d) => {
  buf = buf.length ? Buffer.concat([buf, d]) : d;
  for (;;) {
    const h = buf.indexOf("\r\n\r\n");
    if (h < 0) return;
    const n = Number(/content-length: *(\d+)/i.exec(buf.latin1Slice(0, h))[1]);
    if (buf.length < h + 4 + n) return;
    const m = JSON.parse(buf.utf8Slice(h + 4, h + 4 + n));
    buf = buf.subarray(h + 4 + n);
    handle(m);
  }
});
const openText = new Map();
const textOf = (uri) => openText.get(uri) ?? readFileSync(fileURLToPath(uri), "utf8");
const settings = o.settings ? JSON.parse(o.settings) : {};
const markdown = o["markdown-it"] ? new (createRequire(o["markdown-it"])("markdown-it"))({ html: true }) : undefined;
function handle(m) {
  lastMsg = now();
  if (m.method) counts[m.method] = (counts[m.method] ?? 0) + 1;
  if (m.method && m.id !== undefined) {
    let r = null;
    const p = m.params;
    try {
      switch (m.method) {
        case "workspace/configuration":
          r = p.items.map((i) => {
            let s = settings;
            for (const k of (i.section ?? "").split(".").filter(Boolean)) s = s?.[k];
            return s ?? null;
          });
          break;
        case "workspace/workspaceFolders":
          r = [{ uri: rootUri, name: "root" }];
          break;
        // VS Code's Markdown server leaves reading and parsing to its client.
        case "markdown/parse":
          r = markdown.parse(p.text ?? textOf(p.uri), {}).map(({ type, markup, content, map, children }) => {
            return { type, markup, content, map, children };
          });
          break;
        case "markdown/fs/readFile":
          r = [...readFileSync(fileURLToPath(p.uri))];
          break;
        case "markdown/fs/readDirectory":
          r = readdirSync(fileURLToPath(p.uri), { withFileTypes: true }).map((each) => {
            return [each.name, { isDirectory: each.isDirectory() }];
          });
          break;
        case "markdown/fs/stat":
          r = existsSync(fileURLToPath(p.uri)) ? { isDirectory: statSync(fileURLToPath(p.uri)).isDirectory() } : null;
          break;
        case "markdown/findMarkdownFilesInWorkspace":
          r = files.map((file) => pathToFileURL(file).href);
          break;
        default:
          r = null;
      }
    } catch (e) {
      return send({ id: m.id, error: { code: -32603, message: String(e) } });
    }
    return send({ id: m.id, result: r === undefined ? null : r });
  }
  if (m.method === "textDocument/publishDiagnostics") {
    if (o.show) console.error(JSON.stringify(m.params.diagnostics));
    const e = { t: now(), version: m.params.version, n: m.params.diagnostics.length, uri: m.params.uri };
    for (const w of waiters.slice())
      if (w.test(e)) {
        waiters.splice(waiters.indexOf(w), 1);
        w.ok(e);
      }
    return;
  }
  if (m.id !== undefined && pending.has(m.id)) {
    const p = pending.get(m.id);
    pending.delete(m.id);
    m.error ? p.no(new Error(m.error.message)) : p.ok(m.result);
  }
}
const waitDiag = (test, ms = 60000) =>
  new Promise((ok, no) => {
    const w = { test, ok };
    waiters.push(w);
    setTimeout(() => {
      const i = waiters.indexOf(w);
      if (i >= 0) {
        waiters.splice(i, 1);
        no(new Error(`no diagnostics in ${ms} ms`));
      }
    }, ms).unref();
  });

function tree(pid) {
  const all = [pid];
  for (let i = 0; i < all.length; i++)
    try {
      for (const t of readdirSync(`/proc/${all[i]}/task`))
        for (const c of readFileSync(`/proc/${all[i]}/task/${t}/children`, "utf8").split(" ")) if (c) all.push(+c);
    } catch {}
  return all;
}
const rss = () =>
  tree(child.pid).reduce((s, p) => {
    try {
      return s + Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${p}/status`, "utf8"))[1]) / 1024;
    } catch {
      return s;
    }
  }, 0);
const hwm = () =>
  tree(child.pid).reduce((s, p) => {
    try {
      return s + Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${p}/status`, "utf8"))[1]) / 1024;
    } catch {
      return s;
    }
  }, 0);
const cpu = () =>
  tree(child.pid).reduce((s, p) => {
    try {
      const f = readFileSync(`/proc/${p}/stat`, "utf8").split(") ")[1].split(" ");
      return s + (+f[11] + +f[12]) / 100;
    } catch {
      return s;
    }
  }, 0);

const R = { name: o.name, files: files.length };
const caps = await request("initialize", {
  processId: process.pid,
  rootUri,
  rootPath: o.root,
  workspaceFolders: [{ uri: rootUri, name: "root" }],
  initializationOptions: o.init ? JSON.parse(o.init) : undefined,
  capabilities: {
    general: { positionEncodings: ["utf-16"] },
    textDocument: {
      synchronization: { didSave: true },
      publishDiagnostics: { versionSupport: true, relatedInformation: true },
      ...(o.pull ? { diagnostic: { dynamicRegistration: true } } : {}),
    },
    workspace: {
      configuration: true,
      workspaceFolders: true,
      didChangeConfiguration: { dynamicRegistration: true },
      didChangeWatchedFiles: { dynamicRegistration: true },
      ...(o.pull ? { diagnostics: { refreshSupport: true } } : {}),
    },
  },
});
R.init = now() - t0;
const sync = caps.capabilities.textDocumentSync;
const kind = typeof sync === "object" ? sync?.change : sync;
R.sync = kind === 2 ? "incremental" : "full";
notify("initialized", {});
notify("workspace/didChangeConfiguration", { settings });
const docs = [];
for (let i = 0; i < +o.open; i++) {
  const f = o.file && i === 0 ? join(o.root, o.file) : files[Math.floor((files.length * (i + 0.5)) / +o.open)];
  const uri = pathToFileURL(f).href;
  const text = readFileSync(f, "utf8");
  docs.push({ uri, text, version: 1 });
  openText.set(uri, text);
}
const firstP = o.pull ? null : waitDiag((e) => e.uri === docs[0].uri);
for (const d of docs)
  notify("textDocument/didOpen", { textDocument: { uri: d.uri, languageId: "markdown", version: 1, text: d.text } });
const pull = async (d) => {
  const r = await request("textDocument/diagnostic", { textDocument: { uri: d.uri } });
  const t = now();
  if (o.show) console.error(JSON.stringify(r.items));
  return { t, n: r.items?.length ?? 0 };
};
const f = o.pull ? await pull(docs[0]) : await firstP;
R.first = f.t - t0 - 0;
R.diagnostics = f.n;
// wait until it is idle
let c0 = cpu(),
  quiet = now(),
  limit = now() + 120000;
while (now() < limit) {
  await sleep(100);
  const c = cpu();
  if (c - c0 > 0.011 || now() - lastMsg < 100) {
    c0 = c;
    quiet = now();
  }
  if (now() - quiet > 1000) break;
}
R.idle = quiet - t0;
R.rssIdle = rss();

async function edit(d, text, at, del, ins) {
  d.version++;
  d.text = text;
  openText.set(d.uri, text);
  const v = d.version;
  const t = now();
  const p = o.pull
    ? null
    : waitDiag((e) => e.uri === d.uri && (e.version === undefined || e.version === null || e.version >= v));
  notify("textDocument/didChange", {
    textDocument: { uri: d.uri, version: v },
    contentChanges: [
      kind === 2 && !o.full
        ? { range: { start: at, end: { line: at.line, character: at.character + del } }, text: ins }
        : { text },
    ],
  });
  const e = o.pull ? await pull(d) : await p;
  return e.t - t;
}
const d = docs[0];
const lines = d.text.split("\n");
// type inside the longest paragraph nearest the middle
let li = Math.floor(lines.length / 2);
while (lines[li].length < 80 || lines[li].startsWith("|")) li++;
const off = lines.slice(0, li).join("\n").length + 1 + 40;
const at = { line: li, character: 40 };
const lat = [];
for (let i = 0; i < +o.edits; i++) {
  const before = d.text;
  lat.push(await edit(d, `${before.slice(0, off)}x${before.slice(off)}`, at, 0, "x"));
  await sleep(+o.gap);
  lat.push(await edit(d, before, at, 1, ""));
  await sleep(+o.gap);
}
lat.splice(0, 10); // warm-up
lat.sort((a, b) => a - b);
const q = (p) => lat[Math.min(lat.length - 1, Math.floor(p * lat.length))];
R.p50 = q(0.5);
R.p95 = q(0.95);
R.max = lat.at(-1);
R.min = lat[0];
// a burst
{
  const t = now();
  let p;
  const before = d.text;
  for (let i = 0; i < 20; i++) {
    d.version++;
    d.text = before.slice(0, off) + "x".repeat(i + 1) + before.slice(off);
    openText.set(d.uri, d.text);
    const v = d.version;
    if (i === 19 && !o.pull) p = waitDiag((e) => e.uri === d.uri && (e.version == null || e.version >= v));
    notify("textDocument/didChange", {
      textDocument: { uri: d.uri, version: v },
      contentChanges: [
        kind === 2 && !o.full
          ? { range: { start: { line: li, character: 40 + i }, end: { line: li, character: 40 + i } }, text: "x" }
          : { text: d.text },
      ],
    });
  }
  const e = o.pull ? await pull(d) : await p;
  R.burst = e.t - t;
}
R.rssEnd = rss();
R.hwm = hwm();
R.cpu = cpu();
R.messages = counts;
done = true;
try {
  await Promise.race([request("shutdown", null), sleep(500)]);
} catch {}
try {
  notify("exit");
} catch {}
setTimeout(() => {
  try {
    process.kill(child.pid);
  } catch {}
  process.exit(0);
}, 300);
const s = (x) => (x >= 100 ? x.toFixed(0) : x.toFixed(1));
console.log(
  `| ${R.name} | ${R.files} | ${R.sync} | ${s(R.init)} | ${s(R.first)} | ${s(R.idle)} | ${s(R.min)} | ${s(R.p50)} | ${s(R.p95)} | ${s(R.max)} | ${s(R.burst)} | ${s(R.rssIdle)} | ${s(R.hwm)} | ${s(R.cpu)} | ${R.diagnostics} |`,
);
if (o.json) writeFileSync(o.json, JSON.stringify(R));
