import { readFileSync } from "node:fs";
import { inflateRawSync } from "node:zlib";

/** Every file of an archive, by its name, with its bytes and its date as the archive has it. */
export function filesOfZip(file: string): ReadonlyMap<string, { readonly bytes: Buffer; readonly date: string }> {
  const zip = readFileSync(file);
  const end = zip.lastIndexOf("PK\x05\x06", undefined, "latin1");
  const files = new Map<string, { bytes: Buffer; date: string }>();
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const [name, extra, comment] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    const [packed, local] = [zip.readUInt32LE(at + 20), zip.readUInt32LE(at + 42)];
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const data = zip.subarray(start, start + packed);
    const day = zip.readUInt16LE(at + 14);
    files.set(zip.toString("utf8", at + 46, at + 46 + name), {
      bytes: zip.readUInt16LE(at + 10) === 0 ? data : inflateRawSync(data),
      date: [1980 + (day >> 9), (day >> 5) & 15, day & 31].join("-"),
    });
    at += 46 + name + extra + comment;
  }
  return files;
}
