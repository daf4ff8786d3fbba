import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseSync } from "oxc-parser";
import { describe, expect, test } from "vitest";
import { defenses } from "../endurance/defenses/list.mjs";
import { filesIn, findMarks, guardOf, switchOff } from "../endurance/defenses/marks.mjs";

const root = join(import.meta.dirname, "../..");
const files = filesIn(root);
const marks = findMarks(root);

test("what is marked in the code as a defense is what the list has, once each", () => {
  expect(marks.map(({ name, file }) => name || `a mark without a name in ${file}`).sort()).toEqual(
    Object.keys(defenses).sort(),
  );
});

/** `test/endurance/defenses.mjs` switches each of them off. */
describe.each(Object.entries(defenses))("the defense %s", (name, defense) => {
  test("can be switched off, and has a test", () => {
    const { file } = marks.find((mark) => mark.name === name)!;
    const text = readFileSync(join(root, file), "utf8");
    const without = switchOff(file, text, name, defense);
    expect(without).not.toBe(text);
    expect(parseSync(file, without).errors).toEqual([]);
    // What stands there instead must not fail for a name that the code no longer has.
    for (const word of wordsOf(defense.instead ?? ""))
      expect(word in globalThis || text.includes(word), word).toBe(true);
    const guard = readFileSync(join(root, guardOf(files, defense)), "utf8");
    expect(guard).toContain(defense.named ?? "");
  });
});

/** The words of code outside quotation marks. */
function wordsOf(code: string): readonly string[] {
  return code.replace(/"[^"]*"|`[^`]*`/g, "").match(/\b(?!true|false)[a-z_$][\w$]*/gi) ?? [];
}
