import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isPortableName } from "../../../server/src/files/names.ts";
import { sourceText } from "../../../server/src/ledger/evidence.ts";
import { findStoredText, storedTextName } from "../../../server/src/path/stored-texts.ts";
import "../../support/properties.ts";

const FOLDER = "/water/sources";
const [NFC, NFD] = ["M\u00fcller", "Mu\u0308ller"];

/** The name of the file that is found for a key. */
function found(names: readonly string[], key: string, keys: readonly string[] = [key]): string | undefined {
  const texts = new Map(names.map((name) => [`${FOLDER}/${name}`, sourceText(name)]));
  return findStoredText(texts, FOLDER, key, new Set(keys))?.slice(FOLDER.length + 1);
}

const nameOf = (key: string, keys: readonly string[] = [key]) => storedTextName(key, new Set(keys));

/** Keys as bibliographies have them, and as nobody would want them. */
const KEYS = [
  ...["noah", "Smith2020", "smith+jones", "x&y", "müller2020", "a:b", "DBLP:conf/icml/Noah20", "a b", " a", "a ", "a."],
  ...[".", "..", "../a", ".a", "CON", "con.1", "COM1", "nul", "console", "100%", "a%3Ab", "a%b", "%", "%41", "a~b"],
  ...["~", "雨", "a\\b", "a*?", 'a"b', "<a|b>", "a\u0000b", "a\nb", "\ud800", "", NFC, NFD, "é".repeat(300)],
  ...["x".repeat(1_000), `${"x".repeat(1_000)}y`, `${"a:".repeat(200)}`],
];

describe("the stored text of a source", () => {
  test.each(KEYS)("has a name that every system allows, and is found by it: %j", (key) => {
    const name = nameOf(key);
    expect(isPortableName(name) || Buffer.byteLength(name) > 200, name).toBe(true);
    expect(Buffer.byteLength(name)).toBeLessThan(240);
    expect(name).not.toContain("/");
    expect(found([name], key)).toBe(name);
  });

  test("has the name of its key where that is one", () => {
    const keys = ["noah", "Smith2020", "smith+jones", "x&y", "müller2020", "a b", "a.b", NFD, "x~y", "console"];
    expect(keys.map((key) => nameOf(key))).toEqual(
      ["noah", "Smith2020", "smith+jones", "x&y", "müller2020", "a b", "a.b", NFC, "x~y", "console"].map(
        (stem) => `${stem}.txt`,
      ),
    );
    expect(["a:b", "a/b", "..", "CON", "100%", " a"].map((key) => nameOf(key))).toEqual(
      ["a%3Ab", "a%2Fb", "%2E.", "%43ON", "100%25", "%20a"].map((stem) => `${stem}.txt`),
    );
  });

  test.each(KEYS.filter((key) => !/[/\u0000]/.test(key) && key !== "\ud800"))(
    "is found under its key as a person writes it: %j",
    (key) => expect(found([`${key}.txt`, "other.txt"], key)).toBe(`${key}.txt`),
  );

  test.each(["noah", "müller2020", "a:b", "a/b", "smith+jones", "x&y", "a%3Ab", "CON", "a b", NFC, NFD, "雨"])(
    "is found under the name that was made for it once: %s",
    (key) => expect(found([`${encodeURIComponent(key)}.txt`], key)).toBe(`${encodeURIComponent(key)}.txt`),
  );

  test("is found where its name has other capitals, or accents are stored in another way", () => {
    expect(found(["SMITH.TXT"], "smith")).toBe("SMITH.TXT");
    expect(found(["smith.txt"], "Smith")).toBe("smith.txt");
    expect(found([`${NFD}.txt`], NFC)).toBe(`${NFD}.txt`);
    expect(found([`${NFC}.txt`], NFD)).toBe(`${NFC}.txt`);
  });

  test("is not confused with that of another source", () => {
    expect(found(["smith.txt"], "Smith", ["smith", "Smith"])).toBeUndefined();
    expect(found(["SMITH.txt"], "Smith", ["smith", "Smith"])).toBeUndefined();
    expect(found(["smith.txt", "SMITH.txt"], "Smith")).toBeUndefined();
    expect(found([`${NFC}.txt`], NFD, [NFC, NFD])).toBeUndefined();
    expect(found(["a%3Ab.txt"], "a%3Ab", ["a:b", "a%3Ab"])).toBeUndefined();
    expect(found(["a%3Ab.txt"], "a:b", ["a:b", "a%3Ab"])).toBe("a%3Ab.txt");
    expect(found(["noah.txt"], "noa")).toBeUndefined();
  });

  test("has a name of its own where a disk takes both keys for one", () => {
    const keys = ["Smith", "smith", "SMITH", NFC, NFD];
    const names = keys.map((key) => nameOf(key, keys));
    expect(names).toEqual([
      ...["%53%6Dith.txt", "%73mith.txt", "%53%4D%49%54%48.txt"],
      ...["%4D%C3%BC%6Cler.txt", "%4D%75%CC%88ller.txt"],
    ]);
    expect(keys.map((key) => found(names, key, keys))).toEqual(names);
    // Where names were made before the second key came, too.
    expect(found(["Smith.txt", "smith.txt"], "Smith", keys)).toBe("Smith.txt");
  });

  test("is never that of another source, whatever the keys are", () => {
    const part = fc.constantFrom("a", "A", "%", "41", "3A", ":", ".", "/", "\u00fc", "u\u0308", "~", " ", "CON");
    const key = fc.oneof(
      fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => parts.join("")),
      fc.string({ minLength: 1, maxLength: 300, unit: "binary" }),
    );
    fc.assert(
      fc.property(fc.uniqueArray(key, { minLength: 1, maxLength: 6 }), (written) => {
        const keys = [...new Set(written.map((each) => each.replace(/\p{Surrogate}/gu, "\ufffd")))];
        const names = keys.map((each) => nameOf(each, keys));
        // Some may have had their names before there were others.
        const older = keys.filter((_, at) => at % 2);
        const all = [...names, ...older.filter((each) => !names.includes(nameOf(each))).map((each) => nameOf(each))];
        const onDisk = (name: string) => name.normalize("NFC").toLowerCase();
        expect(new Set(names.map(onDisk)).size).toBe(keys.length);
        const ofOthers = keys.map((each, at) => all.filter((name) => name !== names[at] && name !== nameOf(each)));
        expect(names.filter((name, at) => ofOthers[at]!.map(onDisk).includes(onDisk(name)))).toEqual([]);
        expect(keys.map((each) => found(names, each, keys))).toEqual(names);
      }),
    );
  });
});
