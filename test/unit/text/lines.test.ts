import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import { lineAt, lineStarts, offsetAt, type PositionEncoding, positionAt } from "../../../server/src/text/lines.ts";

const encodings: readonly PositionEncoding[] = ["utf-8", "utf-16", "utf-32"];

/** Every character of a text with its position before it, line by line: `0a 1b` is a line of two characters. */
function draw(text: string, encoding: PositionEncoding): string {
  const starts = lineStarts(text);
  const lines: string[] = [];
  let offset = 0;
  for (const character of [...text, ""]) {
    const position = positionAt(text, starts, offset, encoding);
    const shown = /^[\n\r]$/.test(character) ? "" : character;
    lines[position.line] = `${lines[position.line] ?? ""} ${position.character}${shown}`;
    offset += character.length;
  }
  return lines.map((line) => line.trim()).join("\n");
}

/** Pieces that make lines hard: every line end, what only looks like one, and characters of one to many code units. */
const piece = fc.constantFrom(
  ..."a é ß 한 ﬃ 😀 👩\u200d👩\u200d👧 🇪🇺 e\u0301 \u05d0 \u202e \u2028 \u2029 \u0085 \u000b \u000c \ufeff \u0000 \ud83d \ude00".split(
    " ",
  ),
  " ",
  "\n",
  "\r",
  "\r\n",
  "\n\r",
);
const text = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(""));
const anyInteger = fc.oneof(fc.integer({ min: -3, max: 40 }), fc.constantFrom(2 ** 31 - 1, -(2 ** 31), 2 ** 31));

describe("lines end", () => {
  test("at line feeds, carriage returns, and both together", () => {
    expect(draw("a\nb\rc\r\nd\n\re", "utf-16")).toBe("0a 1\n0b 1\n0c 1 1\n0d 1\n0\n0e 1");
  });

  test("nowhere else, whatever Unicode or JavaScript take for a line end", () => {
    expect(draw("a\u2028b\u2029c\u0085d\u000be\u000cf", "utf-16").split("\n")).toHaveLength(1);
  });

  test("at the end of the text, where an empty line is left", () => {
    expect(draw("", "utf-16")).toBe("0");
    expect(draw("a\n", "utf-16")).toBe("0a 1\n0");
  });
});

describe("a character counts", () => {
  test("its bytes in utf-8", () => {
    expect(draw("aé한😀b", "utf-8")).toBe("0a 1é 3한 6😀 10b 11");
  });

  test("its code units in utf-16", () => {
    expect(draw("aé한😀b", "utf-16")).toBe("0a 1é 2한 3😀 5b 6");
  });

  test("one in utf-32", () => {
    expect(draw("aé한😀b", "utf-32")).toBe("0a 1é 2한 3😀 4b 5");
  });

  test("each of its parts where it is made of several", () => {
    expect(draw("e\u0301👩\u200d👧", "utf-32")).toBe("0e 1\u0301 2👩 3\u200d 4👧 5");
  });

  test("as what replaces it where it is half a character", () => {
    fc.assert(
      fc.property(text, (source) => {
        for (const line of source.split(/\r\n|\n|\r/)) {
          expect(positionAt(line, lineStarts(line), line.length, "utf-8").character).toBe(Buffer.byteLength(line));
        }
      }),
    );
  });
});

describe("a position that is nowhere is moved", () => {
  const at = (source: string, line: number, character: number, encoding: PositionEncoding = "utf-16") => {
    const offset = offsetAt(source, lineStarts(source), { line, character }, encoding);
    return `${source.slice(0, offset)}‸${source.slice(offset)}`;
  };

  test("from beyond its line to the end of the line, before the line's end", () => {
    for (const encoding of encodings) {
      expect(at("ab\r\ncd", 0, 3, encoding)).toBe("ab‸\r\ncd");
      expect(at("ab\r\ncd", 0, 2 ** 31 - 1, encoding)).toBe("ab‸\r\ncd");
      expect(at("ab\rcd", 1, 99, encoding)).toBe("ab\rcd‸");
    }
  });

  test("from beyond the last line to the end of the text, from before the first to its start", () => {
    for (const encoding of encodings) {
      expect(at("ab\ncd", 2, 0, encoding)).toBe("ab\ncd‸");
      expect(at("ab\ncd", 2 ** 31 - 1, 2 ** 31 - 1, encoding)).toBe("ab\ncd‸");
      expect(at("ab\ncd", -1, 5, encoding)).toBe("‸ab\ncd");
      expect(at("ab\ncd", 1, -5, encoding)).toBe("ab\n‸cd");
    }
  });

  test("from within a character to before it", () => {
    expect(at("a😀b", 0, 2, "utf-16")).toBe("a‸😀b");
    for (const byte of [2, 3, 4]) expect(at("a😀b", 0, byte, "utf-8")).toBe("a‸😀b");
    expect(at("aéb", 0, 2, "utf-8")).toBe("a‸éb");
    const starts = lineStarts("a😀b");
    for (const encoding of encodings) expect(positionAt("a😀b", starts, 2, encoding).character).toBe(1);
  });

  test("from anywhere, without ever throwing", () => {
    fc.assert(
      fc.property(text, anyInteger, anyInteger, fc.constantFrom(...encodings), (source, line, character, encoding) => {
        const starts = lineStarts(source);
        const offset = offsetAt(source, starts, { line, character }, encoding);
        expect(offset).toBeGreaterThanOrEqual(0);
        expect(offset).toBeLessThanOrEqual(source.length);
        expect(positionAt(source, starts, line, encoding).line).toBeLessThan(starts.length);
      }),
    );
  });
});

describe("offsets and positions", () => {
  test("give each other back at every character, in every encoding", () => {
    fc.assert(
      fc.property(text, fc.constantFrom(...encodings), (source, encoding) => {
        const starts = lineStarts(source);
        let offset = 0;
        for (const character of [...source, ""]) {
          const withinLineEnd = source[offset - 1] === "\r" && source[offset] === "\n";
          const position = positionAt(source, starts, offset, encoding);
          expect(offsetAt(source, starts, position, encoding)).toBe(withinLineEnd ? offset - 1 : offset);
          offset += character.length;
        }
      }),
    );
  });

  test("are those of the language server's own documents", () => {
    fc.assert(
      fc.property(text, anyInteger, anyInteger, (source, line, character) => {
        const document = TextDocument.create("file:///a", "station", 1, source);
        const starts = lineStarts(source);
        for (let offset = 0; offset <= source.length; offset++) {
          if (isWithinCharacter(source, offset)) continue;
          expect(positionAt(source, starts, offset)).toEqual(document.positionAt(offset));
        }
        const theirs = document.offsetAt({ line, character });
        if (!isWithinCharacter(source, theirs)) expect(offsetAt(source, starts, { line, character })).toBe(theirs);
      }),
    );
  });

  test("agree with a line found by counting", () => {
    fc.assert(
      fc.property(text, (source) => {
        const starts = lineStarts(source);
        for (let offset = 0; offset <= source.length; offset++) {
          const counted = starts.filter((start) => start <= offset).length - 1;
          expect(lineAt(starts, offset)).toBe(counted);
        }
      }),
    );
  });
});

function isWithinCharacter(source: string, offset: number): boolean {
  return /^[\ud800-\udbff][\udc00-\udfff]$/.test(source.slice(offset - 1, offset + 1));
}
