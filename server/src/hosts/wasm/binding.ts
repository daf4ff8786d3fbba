// What the command line reads Markdown with where npm has not installed sätteri's native build: on a platform that has none, or
// from a lock file of another one.
import { entry } from "./satteri.ts";

/** All of sätteri's entries by their names, as the native build has them. */
export const binding: Readonly<Record<string, ReturnType<typeof entry>>> = new Proxy(
  {},
  { get: (_, name) => entry(String(name)) },
);

// Processes that were started to help say nothing: the first has said so.
if (!process.send) {
  process.stderr.write(
    "stationmaster: There is no native Markdown reader for this platform, so the slower one in WebAssembly is used.\n",
  );
}
