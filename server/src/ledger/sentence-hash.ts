import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { ownCopy } from "../text/own-copy.ts";

/**
 * What a ledger knows a sentence by: the first 16 hexadecimal digits of the SHA-256 of its text in UTF-8 (FIPS 180-4).
 * @param text the sentence's text as `ledgerSentences` gives it
 */
export function sentenceHash(text: string): string {
  let hash = known.get(text);
  if (hash === undefined) {
    hash = bytesToHex(sha256(utf8ToBytes(text)).subarray(0, 8));
    if (known.size >= MOST_KNOWN) known.clear();
    if (text.length <= LONGEST_KNOWN) known.set(ownCopy(text), hash);
  }
  return hash;
}

/** The hash of a whole text as evidence names it: `sha256:` and 64 hexadecimal digits. */
export function snapshotOf(text: string): string {
  return `sha256:${bytesToHex(sha256(utf8ToBytes(text)))}`;
}

/** With each key press all sentences of a station are asked for, and one of them is another. */
const known = new Map<string, string>();
const MOST_KNOWN = 10_000;
const LONGEST_KNOWN = 2_000;
