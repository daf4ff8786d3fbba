import { wellFormed } from "../text/well-formed.ts";

/** Turns the addresses an editor uses into the core's file names and back, and remembers how the editor writes each. */
export class Uris {
  readonly #written = new Map<string, string>();
  #prefix = "file://";

  /** Tells how the addresses of the workspace begin: scheme and authority of its first folder. */
  setBase(uri: string): void {
    this.#prefix = split(uri).prefix;
  }

  /** The file of an address. One from outside the workspace's file system gets a name of its own that no file has. */
  fileOf(uri: string): string {
    const { prefix, path } = split(uri);
    const file =
      prefix === this.#prefix ? path : `/${prefix.replace(/(?<!\/)\/+$/, "")}${path.startsWith("/") ? "" : "/"}${path}`;
    this.#written.set(file, uri);
    return file;
  }

  uriOf(file: string): string {
    return this.#written.get(file) ?? this.#prefix + file.split("/").map(encodeSegment).join("/");
  }
}

function split(uri: string): { prefix: string; path: string } {
  const match = /^([a-z][a-z0-9+.-]*:(?:\/\/[^/]*)?)(.*)$/is.exec(uri);
  if (!match) return { prefix: "", path: uri };
  return { prefix: match[1]!, path: decode(match[2]!.replace(/[?#].*$/s, "")) };
}

/** A malformed escape stays as it is: `decodeURIComponent` would throw. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function encodeSegment(text: string): string {
  return encodeURIComponent(wellFormed(text)).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
