// Loaded before a program (`node --import`), it makes the disk fail, or ends the program, at one of the steps in which files are
// written, or lets somebody else save a file then, or makes the disk fail where files are read. What to do stands in DISK_FAULT
// as JSON:
//   { "step": "fsyncSync", "time": 1, "code": "EIO" }   the first time that something is flushed, that fails
//   { "step": "fsyncSync", "time": 2, "code": "EIO", "lasting": true }   the second time, and ever after
//   { "kill": 3 }                                       at the third step of all, half of which is done, the program is killed
//   { "kill": 3, "signal": "SIGTERM" }                  the same, asked to end rather than killed
//   { "save": "/rain.md", "text": "…", "after": "fsyncSync" }   the first time that is done, somebody else saves a file;
//                                                       with "readFileSync" it is that file that has been read
//   { "reading": { "/rain.md": "EIO" } }                whoever opens that file to read it fails
//   { "log": "/steps.txt" }                             notes each of these steps that is done, and with what, in a file
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

/** The steps of writing, and what half of one is. Reading a file opens it, too, and is no step. */
const STEPS = {
  openSync: (open, name, flags, mode) => open(name, flags, mode),
  writeFileSync: (write, file, text, options) => write(file, text.slice(0, text.length / 2), options),
  fchownSync: () => {},
  fchmodSync: () => {},
  fsyncSync: () => {},
  closeSync: () => {},
  renameSync: () => {},
};

const {
  step,
  time = 1,
  code,
  lasting = false,
  kill,
  signal = "SIGKILL",
  save,
  text,
  after,
  reading,
  log,
} = JSON.parse(process.env.DISK_FAULT ?? "{}");
const opened = new Set();
let times = 0;

for (const [name, half] of Object.entries(STEPS)) {
  const whole = fs[name];
  fs[name] = (...args) => {
    const isWriting =
      name === "openSync"
        ? /[wax+]/.test(String(args[1] ?? "r"))
        : !name.startsWith("f") && name !== "closeSync"
          ? true
          : opened.has(args[0]);
    if (isWriting) {
      if (kill !== undefined && ++times === kill) {
        // Whoever is asked to end may go on, and then does the whole step.
        if (signal === "SIGKILL") half(whole, ...args);
        process.kill(process.pid, signal);
      }
      if (step === name && (++times === time || (lasting && times > time))) {
        if (name === "writeFileSync") half(whole, ...args); // as much as there was room for
        throw Object.assign(new Error(`${code}: on purpose`), { code });
      }
    }
    const result = whole(...args);
    if (name === "openSync" && isWriting) opened.add(result);
    if (name === "closeSync") opened.delete(args[0]);
    return result;
  };
}
if (save !== undefined) {
  const [whole, write, open] = [fs[after], fs.writeFileSync, fs.openSync];
  const names = new Map();
  let saved = false;
  fs.openSync = (name, ...how) => {
    const handle = open(name, ...how);
    names.set(handle, name);
    return handle;
  };
  fs[after] = (...args) => {
    const result = whole(...args);
    if (!saved && (after !== "readFileSync" || (names.get(args[0]) ?? args[0]) === save)) {
      saved = true;
      write(save, text);
    }
    return result;
  };
}
if (reading !== undefined) {
  const open = fs.openSync;
  fs.openSync = (name, ...how) => {
    const code = reading[name];
    if (code) throw Object.assign(new Error(`${code}: on purpose`), { code });
    return open(name, ...how);
  };
}
if (log !== undefined) {
  const [steps, names, write] = [[], new Map(), fs.writeFileSync];
  for (const name of Object.keys(STEPS)) {
    const whole = fs[name];
    fs[name] = (...args) => {
      const result = whole(...args);
      if (name === "openSync") names.set(result, args[0]);
      steps.push(`${name} ${names.get(args[0]) ?? args[0]}`);
      return result;
    };
  }
  process.on("exit", () => write(log, steps.join("\n")));
}
syncBuiltinESMExports();
