// What `npm test` runs in real editors, step by step, and how a step is run.
import { spawn } from "node:child_process";
import { root } from "./setup.mjs";

const clients = { name: "Neovim and Emacs", command: ["test/clients/run.mjs"] };

/** The steps with the VS Code that the tests install, those that take longest first. */
export const steps = [
  { name: "VS Code by mouse and keyboard", command: ["test/vscode/hands-on/all.mjs"] },
  { name: "the preview in VS Code, under attack", command: ["test/vscode/hands-on/attacks.mjs"] },
  { name: "the preview in VS Code for the Web, under attack", command: ["test/vscode/hands-on/attacks.mjs", "web"] },
  {
    name: "the suite with the package, in VS Code's Restricted Mode and in VS Code for the Web",
    command: ["test/vscode/run.mjs", "packed", "packed-web"],
  },
  { name: "a path that is begun in VS Code", command: ["test/vscode/hands-on/beginning.mjs"] },
  { name: "a path in VS Code, from nothing to a page", command: ["test/vscode/hands-on/walk.mjs"] },
  { name: "writing in VS Code for the Web", command: ["test/vscode/hands-on/writing.mjs", "web"] },
  { name: "stations beside VS Code's own Markdown", command: ["test/vscode/hands-on/markdown.mjs"] },
  { name: "Restricted Mode in VS Code", command: ["test/vscode/hands-on/restricted.mjs"] },
  clients,
];

/** The steps with an installed VS Code, or one that is downloaded. */
export const desktopSteps = [
  { name: "the suite in a desktop VS Code", command: ["test/vscode/run.mjs", "desktop"] },
  clients,
];

/** What a hostile world brings. The programs that the editors run, too, are built by then, and must not be built again. */
export const hostile = {
  name: "hostile texts, files and messages; what is published",
  command: ["node_modules/vitest/vitest.mjs", "run", "--project", "hostile", "--reporter=dot"],
  env: { STATIONMASTER_BUILT: "1" },
};

/**
 * Runs a step.
 *
 * @param {{ command: string[], env?: Record<string, string> }} step  with what it finds in its environment besides
 * @param {{ shown: boolean }} options  whether its output is shown while it runs
 * @returns {Promise<{ code: number, output: string, seconds: number }>}  `output` is what it printed
 */
export function runStep({ command, env }, { shown }) {
  const started = Date.now();
  return new Promise((resolve) => {
    const child = spawn(process.execPath, command, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of ["stdout", "stderr"]) {
      child[stream].on("data", (data) => {
        output += data;
        if (shown) process[stream].write(data);
      });
    }
    const stop = () => child.kill();
    process.on("exit", stop);
    const end = (code) => {
      process.off("exit", stop);
      resolve({ code, output, seconds: (Date.now() - started) / 1_000 });
    };
    child.on("error", (error) => {
      output += error;
      end(2);
    });
    child.on("close", (code) => end(code ?? 1));
  });
}

/** The line of what a failed step printed that says what went wrong. */
export function reasonIn(output) {
  const lines = output.split("\n").map((line) => line.trim());
  const said = lines.find((line) => /^(?:\w*Error\b|Error:|\d+\) )/.test(line));
  return said ?? lines.filter(Boolean).at(-1) ?? "it printed nothing";
}
