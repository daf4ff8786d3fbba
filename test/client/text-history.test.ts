import fc from "fast-check";
import { expect, test } from "vitest";
import { TextHistory } from "../../client/src/text-history.ts";

type Event = Parameters<TextHistory["note"]>[0];
type Uri = Parameters<TextHistory["forget"]>[0];

const uri = { toString: () => "file:///rain.station.md" } as Uri;

/** A text that is changed by replacing ranges of it, each `[from, to, by]` in the text before, as VS Code reports that. */
function typist(text: string) {
  const history = new TextHistory();
  let version = 1;
  const change = (...parts: readonly (readonly [from: number, to: number, by: string])[]) => {
    const fromTheEnd = [...parts].sort((one, other) => other[0] - one[0]);
    version++;
    history.note({
      document: { uri, version },
      contentChanges: fromTheEnd.map(([from, to, by]) => ({ rangeOffset: from, rangeLength: to - from, text: by })),
    } as unknown as Event);
    for (const [from, to, by] of fromTheEnd) text = text.slice(0, from) + by + text.slice(to);
  };
  return { history, change, text: () => text };
}

test("finds a place of an earlier version again, whatever was typed since", () => {
  const { history, change, text } = typist("It rains. It pours. It hails.");
  const pours = 10;
  change([0, 0, "Look: "]);
  change([3, 3, "!"], [6, 8, "Today it"], [26, 26, "often "]);
  expect(text().slice(history.offsetNow(uri, 1, pours))).toBe("It pours. often It hails.");
  expect(history.offsetNow(uri, 3, pours)).toBe(pours);
  change([0, text().length, "Sun."]);
  expect(history.offsetNow(uri, 1, pours)).toBe("Sun.".length);
});

test("a letter that stays is found by each version that had it", () => {
  const replaced = fc.tuple(
    fc.nat(40),
    fc.nat(5),
    fc.string({ maxLength: 5 }).map((by) => by.replaceAll("§", "")),
  );
  fc.assert(
    fc.property(fc.string({ maxLength: 20 }), fc.array(replaced, { maxLength: 8 }), (around, changes) => {
      const plain = around.replaceAll("§", "");
      const { history, change, text } = typist(`${plain}§${plain}`);
      const places = [text().indexOf("§")];
      for (const [at, length, by] of changes) {
        const from = Math.min(at, text().length);
        const to = Math.min(from + length, text().length);
        if (text().slice(from, to).includes("§")) continue;
        change([from, to, by]);
        places.push(text().indexOf("§"));
      }
      const now = text().indexOf("§");
      expect(places.map((place, index) => history.offsetNow(uri, index + 1, place))).toEqual(places.map(() => now));
    }),
  );
});

test("says nothing of a version that lies too far back, and starts again with a text that was closed", () => {
  const { history, change } = typist("");
  for (let count = 0; count < 1_500; count++) change([0, 0, "x"]);
  expect([history.offsetNow(uri, 1, 0), history.offsetNow(uri, 1_000, 0)]).toEqual([undefined, 501]);
  history.forget(uri);
  expect(history.offsetNow(uri, 1, 7)).toBe(7);
});
