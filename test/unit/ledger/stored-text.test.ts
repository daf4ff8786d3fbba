import { expect, test } from "vitest";
import { findQuote, sourceText } from "../../../server/src/ledger/evidence.ts";
import { isAsStored, readStoredText, writeStoredText } from "../../../server/src/ledger/stored-text.ts";

const origin = { key: "noah\n---", file: "rain.html", fileHash: `sha256:${"0".repeat(64)}`, date: "2026-01-02" };
const text = "---\nSome 40 liters fell.\n";
const written = writeStoredText(text, { ...origin, license: "Public domain" });

test("a stored text says where it comes from, and keeps its words", () => {
  expect(written).toBe(`---
# The text of a source, stored by “stationmaster sources add”
key: "noah\\n---"
file: "rain.html"
file-hash: sha256:${"0".repeat(64)}
text-hash: ${sourceText(text).snapshot}
date: 2026-01-02
license: "Public domain"
---

${text}`);
  expect(readStoredText(written)).toBe(text);
  expect(readStoredText(writeStoredText(text, { ...origin, license: "" }))).toBe(text);
});

test("it is as it was stored until someone changes a word, whatever ends its lines", () => {
  expect(isAsStored(written)).toBe(true);
  expect(isAsStored(written.replaceAll("\n", "\r\n"))).toBe(true);
  expect(isAsStored(written.replace("40", "41"))).toBe(false);
  expect(isAsStored(`${written}\n`)).toBe(false);
  expect(isAsStored(text)).toBe(false);
});

test("no quote is looked up in what it says of itself, and its hash is that of the text alone", () => {
  const quote = (exact: string) => findQuote(sourceText(written), { exact, prefix: "", suffix: "" });
  expect(quote("Some 40 liters fell.")?.score).toBe(1);
  expect(quote('license: "Public domain"')).toBeUndefined();
  expect(sourceText(written).snapshot).toBe(sourceText(text).snapshot);
});

test.each([
  "---\ntitle: Rain\n---\n\nSome 40 liters fell.\n",
  "# The text of a source, stored by “stationmaster sources add”\n",
  written.slice(1),
  written.replace("date:", "day:"),
])("a text that begins in another way is read as a whole", (other) => {
  expect(readStoredText(other)).toBe(other);
});
