/**
 * A step of writing that fails, the one of all at which the program is killed, or after which somebody else saves a file; or
 * files that can't be read, and why; or no fault, and a file in which the steps are noted.
 */
type DiskFault =
  | { readonly step: string; readonly time?: number; readonly code: string; readonly lasting?: boolean }
  | { readonly kill: number; readonly signal?: NodeJS.Signals }
  | { readonly save: string; readonly text: string; readonly after: string }
  | { readonly reading: Readonly<Record<string, string>> }
  | { readonly log: string };

/** What makes a program meet a fault of the disk: see `faulty-disk.mjs`. */
export function diskFault(fault: DiskFault): NodeJS.ProcessEnv {
  const script = new URL("./faulty-disk.mjs", import.meta.url).href;
  return { NODE_OPTIONS: `--import ${script}`, DISK_FAULT: JSON.stringify(fault) };
}
