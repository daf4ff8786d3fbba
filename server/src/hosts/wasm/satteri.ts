// What sätteri calls, for the extension: one package serves every platform, so Rust comes as WebAssembly.
import { readFileSync } from "node:fs";
import { instantiateNapiModuleSync } from "@emnapi/core";
import { createContext } from "@emnapi/runtime";

type Entry = (...args: readonly unknown[]) => unknown;

interface Run {
  readonly entries: Readonly<Record<string, Entry>>;
  stopped: boolean;
}

let program: WebAssembly.Module | undefined;
let run: Run | undefined;
let inside = false;

/** One of sätteri's entries by its name, as the native build has them. The program is loaded when the first is called. */
export function entry(name: string): Entry {
  return (...args) => {
    // What was stopped on its way (see ../time-limit.ts) may hold locks for good: nothing calls into it again.
    // defense: fresh-reader
    if (inside && run) run.stopped = true;
    if (!run || run.stopped) run = start();
    inside = true;
    const result = run.entries[name]!(/* defense: well-formed-for-wasm */ ...args.map(wellFormed));
    inside = false;
    return result;
  };
}

/** Half a surrogate pair would be written as what it is not, and swallow what follows. The native build, too, reads U+FFFD. */
function wellFormed(value: unknown): unknown {
  return typeof value === "string" ? value.replace(/\p{Surrogate}/gu, "\uFFFD") : value;
}

/** Starts sätteri in a memory of its own. It gets random numbers, and no clock, environment, file or thread. */
function start(): Run {
  program ??= new WebAssembly.Module(readFileSync(new URL("satteri.wasm", import.meta.url)));
  const memory = new WebAssembly.Memory({ initial: 4000, maximum: 65536, shared: true });
  const writeNumber = (at: number, value: number) => new DataView(memory.buffer).setUint32(at, value, true);
  const started: Run = { entries: {}, stopped: false };
  const { napiModule } = instantiateNapiModuleSync(program, {
    context: contextThatEndsWithTheProcess(),
    asyncWorkPoolSize: 0,
    wasi: {
      wasiImport: {
        random_get: (at: number, length: number) => {
          new Uint8Array(memory.buffer, at, length).set(crypto.getRandomValues(new Uint8Array(length)));
          return SUCCESS;
        },
        environ_get: () => SUCCESS,
        environ_sizes_get: (count: number, size: number) => {
          writeNumber(count, 0);
          writeNumber(size, 0);
          return SUCCESS;
        },
        clock_time_get: () => NOT_SUPPORTED,
        fd_write: () => NOT_SUPPORTED,
        sched_yield: () => SUCCESS,
        proc_exit: (code: number) => {
          throw new Error(`sätteri ended with code ${code}.`);
        },
      },
      initialize: ({ exports }: { exports: { _initialize(): void } }) => exports._initialize(),
      start: () => {},
    } as never,
    overwriteImports: (imports) => {
      imports.env = { ...imports.env, ...imports.napi, ...imports.emnapi, memory };
      return imports;
    },
    beforeInit: ({ instance }) => {
      for (const [name, register] of Object.entries(instance.exports)) {
        if (name.startsWith("__napi_register__")) (register as () => void)();
      }
    },
    // The collector has what it finds freed through this table.
    getTable: (exports) => {
      const table = exports.__indirect_function_table as WebAssembly.Table;
      const get = (index: number) =>
        /* defense: free-nothing-stopped */ started.stopped ? () => {} : table.get(index);
      return Object.create(table, { get: { value: get } }) as WebAssembly.Table;
    },
  });
  return Object.assign(started, { entries: napiModule.exports });
}

/** A context cleans up at the end, and would be kept until then: memory ends with the process anyway. */
function contextThatEndsWithTheProcess(): ReturnType<typeof createContext> {
  const context = createContext();
  const cleanUp = process.listeners("beforeExit").at(-1);
  if (cleanUp) process.off("beforeExit", cleanUp);
  return context;
}

const SUCCESS = 0;
const NOT_SUPPORTED = 58;
