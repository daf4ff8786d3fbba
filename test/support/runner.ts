import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { data, Evaluator, Lexer, Parser } from "@actions/expressions";
import { build } from "esbuild";
import { parse, parseAllDocuments } from "yaml";
import type { Run } from "./command-line.ts";

type Texts = Readonly<Record<string, string>>;

interface Step {
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly shell?: string;
  readonly env?: Texts;
  readonly run?: string;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}

/** What GitHub's own parser finds wrong with an action. It imports JSON as only bundlers take it, so it is bundled first. */
export async function problemsOfAction(file: string): Promise<readonly string[]> {
  const contents = `
    import { NoOperationTraceWriter } from "@actions/workflow-parser";
    import { parseAction } from "@actions/workflow-parser/actions/action-parser";
    export const parse = (name, content) => parseAction({ name, content }, new NoOperationTraceWriter()).context.errors;
  `;
  const stdin = { contents, resolveDir: import.meta.dirname };
  const { outputFiles } = await build({ stdin, bundle: true, format: "esm", write: false });
  const parser = await import(`data:text/javascript,${encodeURIComponent(outputFiles[0]!.text)}`);
  const errors: readonly { readonly message: string }[] = parser.parse(file, readFileSync(file, "utf8")).getErrors();
  return errors.map(({ message }) => message);
}

export function readAction(file: string): Action {
  return parse(readFileSync(file, "utf8"));
}

interface ActionRun extends Run {
  readonly outputs: Texts;
  readonly summary: string;
  /** The other actions that were used, with what they were given. */
  readonly used: readonly { readonly uses: string; readonly with: Texts }[];
}

/**
 * Runs a composite action as GitHub's runner would: its steps in order, until one fails. Other actions are not run but reported.
 * Expressions are evaluated by GitHub's own library, and may speak of `inputs` and `steps`; anything else is an error.
 * @param workspace the folder of the checkout; beside it lie the runner's own files
 * @param done steps that count as done already, with their outputs
 */
export async function runAction(
  file: string,
  workspace: string,
  inputs: Texts,
  done: Readonly<Record<string, Texts>> = {},
): Promise<ActionRun> {
  const action = readAction(file);
  for (const name of Object.keys(inputs)) if (!action.inputs[name]) throw new Error(`There is no input “${name}”.`);
  const given = Object.fromEntries(
    Object.entries(action.inputs).map(([name, { default: usual = "" }]) => [name, inputs[name] ?? String(usual)]),
  );
  const ids = action.runs.steps.flatMap(({ id }) => id ?? []);
  const steps = Object.fromEntries(ids.map((id) => [id, { outputs: done[id] ?? {} }]));
  const known = () => ({ inputs: given, steps });
  const temporary = mkdtempSync(join(dirname(workspace), "runner-"));
  const files = { GITHUB_OUTPUT: join(temporary, "output"), GITHUB_STEP_SUMMARY: join(temporary, "summary") };
  writeFileSync(files.GITHUB_STEP_SUMMARY, "");
  const used: { uses: string; with: Texts }[] = [];
  let [code, out, err]: [number | null, string, string] = [0, "", ""];
  for (const step of action.runs.steps) {
    if (code !== 0) break;
    if (step.id !== undefined && done[step.id]) continue;
    if (step.if !== undefined && filled(step.if, known()) !== "true") continue;
    if (step.uses !== undefined) {
      used.push({ uses: step.uses, with: filledAll(step.with ?? {}, known()) });
      continue;
    }
    if (step.shell !== "bash") throw new Error(`The shell “${step.shell}” is not known here.`);
    writeFileSync(files.GITHUB_OUTPUT, "");
    const ran = await runScript(step.run!, workspace, ["--noprofile", "--norc", "-eo", "pipefail"], {
      ...filledAll(step.env ?? {}, known()),
      ...files,
      GITHUB_ACTIONS: "true",
      GITHUB_ACTION_PATH: dirname(file),
      GITHUB_WORKSPACE: workspace,
      RUNNER_TEMP: temporary,
    });
    code = ran.code;
    out += ran.out;
    err += ran.err;
    if (step.id !== undefined) steps[step.id] = { outputs: outputsIn(readFileSync(files.GITHUB_OUTPUT, "utf8")) };
  }
  const outputs = Object.fromEntries(
    Object.entries(action.outputs).map(([name, { value }]) => [name, filled(value, known())]),
  );
  return { code, out, err, outputs, summary: readFileSync(files.GITHUB_STEP_SUMMARY, "utf8"), used };
}

interface Job {
  readonly variables: Readonly<Record<string, string | { readonly value: string; readonly expand: boolean }>>;
  readonly script: readonly string[];
  readonly artifacts: { readonly reports: Texts };
}

interface Component {
  readonly spec: { readonly inputs: Readonly<Record<string, { readonly default?: string }>> };
}

/** The job of a GitLab component whose inputs were filled in, as text, before it is read as YAML. */
export function readComponent(file: string, inputs: Texts): Component & { readonly name: string; readonly job: Job } {
  const text = readFileSync(file, "utf8");
  const { spec } = parseAllDocuments(text)[0]!.toJS() as Component;
  for (const name of Object.keys(inputs)) if (!spec.inputs[name]) throw new Error(`There is no input “${name}”.`);
  const [, body] = text.split(/^---$/m);
  const filledIn = body!.replace(/\$\[\[ (.*?) \]\]/g, (_, said: string) => {
    const name = /^inputs\.([\w-]+)$/.exec(said)?.[1] ?? "";
    const value = inputs[name] ?? spec.inputs[name]?.default;
    if (value === undefined) throw new Error(`“${said}” is not known here.`);
    return value;
  });
  const jobs = Object.entries(parse(filledIn) as Record<string, Job>);
  if (jobs.length !== 1) throw new Error("One job was expected.");
  return { spec, name: jobs[0]![0], job: jobs[0]![1] };
}

/** Runs the script of a GitLab job, with its variables, by some shell. */
export function runJob(
  { variables, script }: Job,
  project: string,
  shell: "bash" | "sh",
  predefined: Texts = {},
): Promise<Run> {
  const expanded = (value: string) =>
    value.replace(/\$(\w+)/g, (_, name: string) => {
      if (name !== "CI_PROJECT_DIR") throw new Error(`The variable “${name}” is not known here.`);
      return project;
    });
  const env = Object.entries(variables).map(([name, value]) => [
    name,
    typeof value === "string" ? expanded(value) : value.expand ? expanded(value.value) : value.value,
  ]);
  const flags = shell === "bash" ? ["--noprofile", "--norc", "-eo", "pipefail"] : ["-e"];
  return runScript(script.join("\n"), project, flags, { ...predefined, ...Object.fromEntries(env) }, shell);
}

function runScript(script: string, folder: string, flags: readonly string[], env: Texts, shell = "bash"): Promise<Run> {
  const file = join(mkdtempSync(join(dirname(folder), "script-")), "script.sh");
  writeFileSync(file, script);
  return new Promise((resolve, reject) => {
    const child = spawn(shell, [...flags, file], { cwd: folder, env: { ...process.env, ...env }, stdio: "pipe" });
    let [out, err] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (data) => {
      out += data;
    });
    child.stderr.setEncoding("utf8").on("data", (data) => {
      err += data;
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, out, err }));
    child.stdin.end();
  });
}

interface Contexts {
  readonly inputs: Texts;
  readonly steps: Readonly<Record<string, { readonly outputs: Texts }>>;
}

function filledAll(values: Readonly<Record<string, unknown>>, known: Contexts): Texts {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, filled(String(value), known)]));
}

/** A text with its expressions evaluated. */
function filled(text: string, known: Contexts): string {
  return text.replace(/\$\{\{(.*?)\}\}/g, (_, expression: string) => evaluate(expression, known));
}

/** @throws Error for what is no expression, and for names that are not known */
function evaluate(expression: string, known: Contexts): string {
  for (const [name, context = "", key = ""] of expression.matchAll(/\b(inputs|steps|github|env)\.([\w-]+)/g)) {
    if (!(context in known) || !(key in known[context as keyof Contexts]))
      throw new Error(`“${name}” is not known here.`);
  }
  const parsed = new Parser(new Lexer(expression).lex().tokens, Object.keys(known), []).parse();
  return new Evaluator(parsed, dictionary(known)).evaluate().coerceString();
}

function dictionary(value: object): data.Dictionary {
  return new data.Dictionary(
    ...Object.entries(value).map(([key, each]) => ({
      key,
      value: typeof each === "string" ? new data.StringData(each) : dictionary(each),
    })),
  );
}

function outputsIn(text: string): Texts {
  return Object.fromEntries(
    text
      .trim()
      .split("\n")
      .filter(Boolean)
      .map((line) => {
        const cut = line.indexOf("=");
        if (cut < 1) throw new Error(`“${line}” is no output.`);
        return [line.slice(0, cut), line.slice(cut + 1)];
      }),
  );
}
