import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { garbledIn } from "../../../server/src/text/garbled.ts";

/** A text whose UTF-8 was read as Latin-1. */
function garble(text: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join("");
}

function repaired(text: string): string {
  let result = text;
  for (const { start, end, meant } of [...garbledIn(text)].reverse())
    result = result.slice(0, start) + meant + result.slice(end);
  return result;
}

describe("UTF-8 read in another encoding", () => {
  test.each([
    ["â€œheavyâ€", "“heavy”"],
    ["â€œheavyâ€\u009d", "“heavy”"],
    ["cafÃ©", "café"],
    ["itâ€™s 5Â°", "it’s 5°"],
    ["a â€“ b â€¦", "a – b …"],
    ["ðŸ˜€", "😀"],
  ])("%s is read as it was meant", (written, meant) => expect(repaired(written)).toBe(meant));

  test("is read as it was meant, whatever letters of Western Europe it has", () => {
    const letter = fc.constantFrom(..."aä éßñç øœ“”’–—…€°½");
    fc.assert(
      fc.property(fc.array(letter), (letters) => {
        const text = letters.join("").replaceAll("œ", "o");
        expect(repaired(garble(text))).toBe(text);
      }),
    );
  });
});

test.each(["São Paulo", "“LIBERTÉ”", "„Ä“", "le café”—voilà", "NÃO", "“NÃ”", "â", "5 °C", "ï", "Łódź", "Ångström’s"])(
  "%s is left alone",
  (text) => expect(garbledIn(text)).toEqual([]),
);
