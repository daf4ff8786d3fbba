// Runs the editor part of `npm test` several times in a row, which shows what fails by chance.
//
//   node tools/repeat-editors.mjs [--times 10] [--busy] [--hostile] [--only <words of a step's name>]
//
// As in `npm test`, two steps run at a time. --busy: another program keeps one processor busy meanwhile. --hostile: the hostile
// tests do, as in `npm test`.
// Prints a line for each step of each run, and a summary; exits with 1 if a step failed.
import { spawn } from "node:child_process";
import { parseArgs } from "node:util";
import { hostile, reasonIn, runStep, steps } from "./editor-steps.mjs";
import { atOnce, setUp } from "./setup.mjs";

const { values } = parseArgs({
  options: {
    times: { type: "string", default: "10" },
    busy: { type: "boolean", default: false },
    hostile: { type: "boolean", default: false },
    only: { type: "string", default: "" },
  },
});
const times = Number(values.times);
const chosen = steps.filter(({ name }) => name.includes(values.only));
if (!Number.isInteger(times) || times < 1 || chosen.length === 0) {
  console.error(
    chosen.length ? `--times expects a whole number of at least 1; got “${values.times}”.` : "No such step.",
  );
  process.exit(2);
}

await setUp();
const { installHost } = await import("../test/vscode/host/install.mjs");
const { installClients } = await import("../test/clients/install.mjs");
await installHost();
installClients();
await runStep({ command: ["tools/bundle.mjs"] }, { shown: true });

const busy = values.busy ? spawn(process.execPath, ["--eval", "for (;;);"], { stdio: "ignore" }) : undefined;
process.on("exit", () => busy?.kill());
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(1));

const started = Date.now();
const failures = [];
for (let run = 1; run <= times; run++) {
  const take = async (step) => {
    const { code, output, seconds } = await runStep(step, { shown: false });
    const reason = code === 0 ? "" : reasonIn(output);
    console.log(`run ${run} of ${times}  ${code === 0 ? "✔" : "✖"} ${step.name} (${seconds.toFixed(0)} s) ${reason}`);
    if (code === 0) return;
    failures.push({ run, name: step.name, reason });
    console.log(output.trim().replace(/^/gm, "    "));
  };
  await Promise.all([values.hostile && take(hostile), atOnce(2, chosen, take)]);
}

const minutes = ((Date.now() - started) / 60_000).toFixed(1);
const beside = busy ? " beside a busy program" : "";
console.log(
  `\n${times} runs of ${chosen.length + Number(values.hostile)} steps${beside} in ${minutes} min: ${failures.length} failures.`,
);
for (const { run, name, reason } of failures) console.log(`  run ${run}: ${name}: ${reason}`);
process.exit(failures.length ? 1 : 0);
