import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sourceText } from "../../../server/src/ledger/evidence.ts";
import { readLedger } from "../../../server/src/ledger/ledger-file.ts";
import { ledgerSentences } from "../../../server/src/ledger/ledger-sentences.ts";
import { PREMIUM_STANDARD } from "../../../server/src/ledger/standard.ts";
import { coverageOf, type LedgerStatus, ledgerStatus, type StatusOptions } from "../../../server/src/ledger/states.ts";
import { cpuSeconds } from "../../support/cpu-time.ts";
import { station } from "../../support/fixture.ts";
import { fullLedger, seed, TODAY } from "../../support/ledger.ts";

/** How a changed station stands to the ledger that was right before. */
function statusAfter(before: string, after: string, options: StatusOptions = { today: TODAY }): LedgerStatus {
  return ledgerStatus(station(after), readLedger(fullLedger(station(before))), options);
}

/** Each sentence that is not fresh, by its state and how it begins; then the orphans. */
function told({ sentences, orphans }: LedgerStatus): readonly string[] {
  return [
    ...sentences
      .filter(({ state }) => state !== "fresh")
      .map(({ state, sentence }) => `${state}: ${sentence.text.slice(0, 24)}`),
    ...orphans.map(({ entry }) => `orphan: ${entry.text.slice(0, 24)}`),
  ];
}

function changed(text: string, from: string, to: string): string {
  expect(text).toContain(from);
  return text.replace(from, () => to);
}

/** The real station with something changed. */
function edited(from: string, to: string): readonly string[] {
  return told(statusAfter(seed, changed(seed, from, to)));
}

describe("on a real station, what was checked stays fresh", () => {
  test("without a change", () => {
    const status = statusAfter(seed, seed);
    expect(told(status)).toEqual([]);
    expect(status.sentences).toHaveLength(29);
  });

  test("with smart quotation marks and dashes", () => {
    const straight = seed.replace("neighborhood watch", '"neighborhood watch"').replace("clear rules", "state's rules");
    const smart = straight.replace('"neighborhood watch"', "“neighborhood watch”").replace("state's", "state’s");
    expect(told(statusAfter(straight, smart.replace(" — ", " – ").replace("mid-nineties", "mid‑nineties")))).toEqual(
      [],
    );
  });

  test("with double spaces", () => {
    expect(told(statusAfter(seed, seed.replaceAll(". ", ".  ")))).toEqual([]);
  });

  test("with citations added to every sentence, before or after the period", () => {
    expect(told(statusAfter(seed, seed.replaceAll(/\.(?=\s)/g, " [@usgs-baseflow, p. 4].")))).toEqual([]);
    expect(told(statusAfter(seed, seed.replaceAll(/\.(?=\s)/g, ". [@usgs-baseflow; @noah]")))).toEqual([]);
  });

  test("with emphasis", () => {
    expect(edited("collective security functions", "**collective *security*** functions")).toEqual([]);
  });

  test("in a paragraph that moved, and is told to have moved", () => {
    const lines = seed.split("\n");
    const hook = lines.findIndex((line) => line.startsWith("When the North"));
    const effective = lines.findIndex((line) => line.startsWith("Effective cooperation"));
    const moved = [...lines];
    moved.splice(hook, 0, ...moved.splice(effective, 1));
    expect(told(statusAfter(seed, moved.join("\n")))).toEqual([
      "moved: Effective cooperation re",
      "moved: These activities build t",
      "moved: This is an extension of ",
      "moved: Without this practical i",
    ]);
  });
});

describe("what is around a sentence is not asked about", () => {
  const TEXT = "# Congress\n\n## The House\n\nIt has 435 members.\n\n## The Senate\n\nIt has 100 members.\n";

  test("a renamed heading keeps what is below it", () => {
    expect(told(statusAfter(TEXT, TEXT.replace("## The House", "## The Senate")))).toEqual([]);
  });

  test("a paragraph below another heading has moved at most", () => {
    const swapped = TEXT.replace("435", "x").replace("100", "435").replace("x", "100");
    expect(told(statusAfter(TEXT, swapped)).map((line) => line.split(":")[0])).toEqual(["moved"]);
  });
});

describe("on a real station, what changed is told", () => {
  test("for another spelling: one minor drift", () => {
    expect(edited("unified response from", "unified response from from")).toEqual([
      "drift-minor: Without a central global",
    ]);
  });

  test("for a letter that is gone from any word: a stale sentence", () => {
    const words = [...seed.matchAll(/(?<=\s)[a-z]{5,}(?=\s)/g)].filter((_, index) => index % 7 === 0);
    const states = words.map(({ 0: word, index }) => {
      const slip = word.slice(0, 2) + word.slice(3);
      const status = statusAfter(seed, seed.slice(0, index) + slip + seed.slice(index + word.length));
      return told(status).filter((each) => !/(?:Premium|Every)/.test(each));
    });
    expect(states.filter((each) => each.length > 1)).toEqual([]);
    expect(states.filter((each) => each[0]?.startsWith("stale")).length).toBeGreaterThan(states.length * 0.9);
  });

  test("for a negation, a number in other words, another station, another region: stale", () => {
    expect(edited("Alliances manage", "Alliances do not manage")).toEqual(["stale: Alliances do not manage "]);
    expect(edited("mid-nineties", "mid-1990s")).toEqual(["stale: When the North Atlantic "]);
    expect(edited("Station 10", "Station 9")).toEqual(["stale: This is an extension of "]);
    expect(edited("Balkans", "Baltics")).toEqual(["stale: When the North Atlantic "]);
  });

  test("with the words that changed", () => {
    const { sentences } = statusAfter(seed, changed(seed, "Balkans", "Baltics"));
    expect(sentences[0]!.reason).toEqual({
      kind: "meaning",
      words: [
        { what: "name", word: "Balkans", change: "gone" },
        { what: "name", word: "Baltics", change: "new" },
      ],
    });
  });

  test("for a sentence that was split: stale and a new one", () => {
    expect(edited("in practice, serving as", "in practice. It serves as")).toEqual([
      "missing: This specific event demo",
      "stale: It serves as a primary m",
    ]);
  });

  test("for two that were joined: stale and an orphan", () => {
    expect(edited("unfold. This specific", "unfold, and this specific")).toEqual([
      "stale: When the North Atlantic ",
      "orphan: This specific event demo",
    ]);
  });

  test("for two that were deleted: two orphans", () => {
    const from = seed.indexOf("This specific event");
    const to = seed.indexOf("This approach effectively");
    expect(told(statusAfter(seed, seed.slice(0, from) + seed.slice(to)))).toEqual([
      "orphan: This specific event demo",
      "orphan: Without a central global",
    ]);
  });

  test("for one that another took the place of: new and an orphan", () => {
    const from = seed.indexOf("This specific event");
    const to = seed.indexOf("Without a central");
    expect(
      told(statusAfter(seed, `${seed.slice(0, from)}Umbrellas keep off rain, as every child knows. ${seed.slice(to)}`)),
    ).toEqual(["missing: Umbrellas keep off rain,", "orphan: This specific event demo"]);
  });

  test("all within ten milliseconds", () => {
    const ledger = readLedger(fullLedger(station(seed)));
    const edits = [
      changed(seed, "unified response from", "unifed response from"),
      changed(seed, "Balkans", "Baltics"),
      changed(seed, "in practice, serving as", "in practice. It serves as"),
      seed.replaceAll("states", "nations"),
    ].map(station);
    const run = (index: number) => ledgerStatus({ ...edits[index % 4]! }, ledger, { today: TODAY });
    for (let at = 0; at < 40; at++) run(at);
    const seconds = Array.from({ length: 40 }, (_, at) => cpuSeconds(() => run(at))).sort((a, b) => a - b);
    expect(seconds[20]).toBeLessThan(0.01);
  });
});

describe("sentences that say the same", () => {
  const text =
    "# Rain\n\nIt grew. Rain falls here.\n\n## B\n\nIt grew. Snow lies there.\n\n## C\n\nIt grew. Ice melts now.\n";

  test("each have their own line, in order", () => {
    expect(told(statusAfter(text, text))).toEqual([]);
    expect(told(statusAfter(text, text.replace("## B", "It grew.\n\n## B")))).toEqual(["missing: It grew."]);
  });

  test("are told apart by what stands around them", () => {
    const ledger = readLedger(fullLedger(station(text)));
    const shorter = text.replace("It grew. Snow", "Snow");
    const { sentences, orphans } = ledgerStatus(station(shorter), ledger, { today: TODAY });
    expect(orphans).toHaveLength(1);
    expect(orphans[0]).toBe(ledger.entries[2]);
    expect(sentences.map(({ line }) => ledger.entries.indexOf(line!))).toEqual([0, 1, 3, 4, 5]);
  });

  test("use each line once, be there lines or sentences too many", () => {
    const many = (count: number) => `# Rain\n\n${"It grew. ".repeat(count)}\n`;
    expect(told(statusAfter(many(3), many(5)))).toEqual(["missing: It grew.", "missing: It grew."]);
    expect(told(statusAfter(many(5), many(3)))).toEqual(["orphan: It grew.", "orphan: It grew."]);
  });
});

/** A ledger of one line, of a fact that is verified but for what is said otherwise. */
function line(more: object): string {
  const [{ hash }] = ledgerSentences(station("# Rain\n\nRain falls.\n")) as [
    ReturnType<typeof ledgerSentences>[number],
  ];
  const cites = [{ key: "a", verdict: "supports" }];
  const entry = { h: hash, text: "Rain falls.", role: "fact", cites, by: "Ann", at: "2026-01-01", ...more };
  return `{"format":1,"splitter":1}\n${JSON.stringify(entry)}\n`;
}

/** A station of one sentence, with a ledger of one line. */
function lone(more: object, options: Partial<StatusOptions> = {}): LedgerStatus {
  return ledgerStatus(station("# Rain\n\nRain falls.\n"), readLedger(line(more)), { today: TODAY, ...options });
}

describe("a sentence is", () => {
  const state = (more: object, options?: Partial<StatusOptions>) => {
    const [{ state, reason } = { state: "none", reason: undefined }] = lone(more, options).sentences;
    const detail = reason && Object.entries(reason).flatMap(([key, value]) => (key === "kind" ? [] : [value]));
    return [state, ...(reason ? [reason.kind] : []), ...(detail ?? [])].join(" ");
  };

  test("fresh with a role, a source that supports it, and somebody who looked", () => {
    expect(state({})).toBe("fresh");
    expect(state({ role: "signpost", cites: [] })).toBe("fresh");
  });

  test("missing what its role asks for", () => {
    expect(state({ role: null })).toBe("missing lacks role");
    expect(state({ cites: [] })).toBe("missing lacks citation");
    expect(state({ cites: [{ key: "a" }] })).toBe("missing lacks support");
    expect(state({ cites: [{ key: "a", verdict: "not-enough" }] })).toBe("missing lacks support");
    expect(state({ by: null })).toBe("missing lacks verifier");
    expect(state({ role: "definition", cites: [] })).toBe("missing lacks citation");
    expect(state({ role: "synthesis", cites: [] })).toBe("missing lacks grounds");
    expect(state({ role: "signpost", cites: [], by: null, at: null })).toBe("missing lacks sorter");
  });

  test.each(["", " ", "\u200b", "\u3164", "\u2800", "-", "…"])("verified by nobody where its line says “%s”", (by) => {
    expect(state({ by })).toBe("missing lacks verifier");
    expect(state({ role: "example", by })).toBe("missing lacks sorter");
  });

  test("not verified on a day to come, but for that of people who live east of here", () => {
    expect(state({ at: "2026-11-24" })).toBe("fresh");
    expect(state({ at: "2026-11-25" })).toBe("missing future 2026-11-25");
    expect(state({ at: "2999-01-01" }, { days: 30 })).toBe("missing future 2999-01-01");
    expect(state({ role: "example", at: "2999-01-01" })).toBe("missing future 2999-01-01");
    expect(state({ at: "2999-01-01" }, { today: "" })).toBe("fresh");
  });

  test("verified only with a source that there is, by its exact key", () => {
    const sources = (...keys: string[]) => ({ sources: new Map(keys.map((key) => [key, { retracted: false }])) });
    expect(state({}, sources("a"))).toBe("fresh");
    expect(state({}, sources("A"))).toBe("missing unknown-source a A");
    expect(state({}, sources())).toBe("missing unknown-source a ");
    expect(state({ role: "example" }, sources())).toBe("fresh");
  });

  test("out of date once every source that supports it is retracted, by its own entry or by a list", () => {
    const sources = new Map(["a", "b"].map((key) => [key, { retracted: key === "a" }]));
    const cites = (...keys: string[]) => ({ cites: keys.map((key) => ({ key, verdict: "supports" })) });
    expect(state(cites("a"), { sources })).toBe("stale retracted a");
    expect(state({ ...cites("a"), role: "definition" }, { sources })).toBe("stale retracted a");
    expect(state(cites("a", "b"), { sources })).toBe("fresh");
    expect(state({ cites: [...cites("a").cites, { key: "b", verdict: "not-enough" }] }, { sources })).toBe(
      "stale retracted a",
    );
    expect(state(cites("a", "b"), { sources, retracted: new Set(["b"]) })).toBe("stale retracted a");
    expect(state(cites("b"), { retracted: new Set(["b"]) })).toBe("stale retracted b");
    expect(state({ ...cites("a"), role: "opinion" }, { sources })).toBe("fresh");
  });

  test("verified by the methods that count", () => {
    expect(state({ method: "human" }, { methods: ["human"] })).toBe("fresh");
    expect(state({ method: "hearsay" }, { methods: ["human"] })).toBe("missing method hearsay");
    expect(state({}, { methods: ["human"] })).toBe("missing method ");
    expect(state({ method: "hearsay" }, { methods: [] })).toBe("fresh");
  });

  test("looked up where quotes and stored texts are asked for", () => {
    const evidence = { exact: "Rain falls in drops.", prefix: "", suffix: "" };
    const quoting = { cites: [{ key: "a", loc: "p. 4", verdict: "supports", evidence }] };
    const textOf = () => sourceText("Rain falls in drops.");
    expect(state({}, { quote: true })).toBe("missing lacks quote");
    expect(state({ cites: [{ ...quoting.cites[0], loc: undefined }] }, { quote: true })).toBe("missing lacks quote");
    expect(state(quoting, { quote: true })).toBe("fresh");
    expect(state(quoting, { stored: true })).toBe("missing no-text a");
    expect(state({}, { stored: true, textOf })).toBe("missing no-text a");
    expect(state(quoting, { stored: true, textOf })).toBe("fresh");
  });

  test("verified if one of its sources has everything", () => {
    const evidence = { exact: "Rain falls in drops.", prefix: "", suffix: "" };
    const cites = [
      { key: "b", verdict: "supports" },
      { key: "a", loc: "p. 4", verdict: "supports", evidence },
    ];
    expect(state({ cites }, { quote: true })).toBe("fresh");
  });

  test.each([
    ["two verdicts", '"verdict":"supports"', '"verdict":"supports","verdict":"refutes"'],
    ["two names", '"by":"Ann"', '"by":"Ann","by":"Bob"'],
    ["a key that is written with an escape", '"by":"Ann"', '"by":"Ann","\\u0062y":"Bob"'],
  ])("not to be told with %s in its line", (_, once, twice) => {
    const ledger = readLedger(line({}).replace(once, twice));
    expect(ledger.text).toContain(twice);
    const { state: found } = ledgerStatus(station("# Rain\n\nRain falls.\n"), ledger, { today: TODAY }).sentences[0]!;
    expect(found).toBe("stale");
  });

  test.each([
    ["without a header", ""],
    ["of another format", '{"format":2,"splitter":1}\n'],
    ["of a format that is no number", '{"format":"1"}\n'],
  ])("not verified by a ledger %s", (_, header) => {
    const ledger = readLedger(header + line({}).split("\n")[1]);
    const { state: found, reason } = ledgerStatus(station("# Rain\n\nRain falls.\n"), ledger, { today: TODAY })
      .sentences[0]!;
    expect([found, reason?.kind]).toEqual(["stale", "format"]);
  });

  test("disputed by a person, in whatever words, or by a source", () => {
    expect(state({ disputed: "It snows." })).toBe("disputed disputed It snows.");
    expect(state({ disputed: true })).toBe("disputed disputed ");
    expect(state({ disputed: { why: "It snows." } })).toBe("disputed disputed ");
    expect(
      state({
        cites: [
          { key: "a", verdict: "supports" },
          { key: "b", verdict: "refutes" },
        ],
      }),
    ).toBe("disputed refuted b");
  });

  test("expired after its last day, or when it was looked at too long ago", () => {
    expect(state({ expires: "2026-11-23" })).toBe("fresh");
    expect(state({ expires: "2026-11-22" })).toBe("expired expired 2026-11-22");
    for (const expires of ["2026-99-99", "never", 2999]) expect(state({ expires })).toBe("stale broken-line");
    expect(state({}, { days: 326 })).toBe("fresh");
    expect(state({}, { days: 325 })).toBe("expired expired 2026-11-22");
    expect(state({}, { days: 1e12 })).toBe("fresh");
    expect(state({ role: "signpost" }, { days: 1 })).toBe("fresh");
  });

  test("stale where its line's hash is not that of its text", () => {
    expect(state({ text: "Rain rises." })).toBe("stale broken-line");
  });
});

describe("the quote of a sentence stands in its source's stored text", () => {
  const evidence = { exact: "Rain falls in drops.", prefix: "", suffix: "" };
  const line = { h: ledgerSentences(station("# Rain\n\nRain falls.\n"))[0]!.hash, text: "Rain falls.", role: "fact" };
  const told = (stored: string | undefined, verdict = "supports"): string => {
    const cites = [
      { key: "a", verdict, evidence },
      { key: "b", verdict: "supports" },
    ];
    const ledger = readLedger(`{"format":1}\n${JSON.stringify({ ...line, cites, by: "Ann", at: "2026-01-01" })}`);
    const textOf = (key: string) => (key === "a" && stored !== undefined ? sourceText(stored) : undefined);
    const { state, reason } = ledgerStatus(station("# Rain\n\nRain falls.\n"), ledger, { today: TODAY, textOf })
      .sentences[0]!;
    return [state, reason?.kind === "quote" && `${reason.key} ${reason.words.map(({ word }) => word)}`]
      .filter(Boolean)
      .join(" ");
  };

  test.each([
    ["to the letter", "It is wet. Rain falls\nin drops.", "fresh"],
    ["with a letter elsewhere", "Rain falls in drosp.", "stale a drops,drosp"],
    ["no text is stored", undefined, "fresh"],
    ["another word that matters", "Rain never falls in drops.", "stale a Rain,never"],
    ["not at all", "Snow is white.", "stale a "],
    ["in an empty text", "", "stale a "],
  ])("%s", (_, stored, expected) => {
    expect(told(stored)).toBe(expected);
  });

  test("where the quote is what supports it", () => {
    expect(told("Snow is white.", "not-enough")).toBe("fresh");
  });
});

describe("a synthesis is stale", () => {
  const text = "# Rain\n\nRain falls. Rain flows. Rain ends. Rain rests.\n";
  const hashes = ledgerSentences(station(text)).map(({ hash }) => hash);

  /** The states of four sentences, of which each rests on those of some places. */
  function states(grounds: readonly (readonly number[])[], changedText = text, plain = "fact"): string {
    const cites = [{ key: "a", verdict: "supports" }];
    const lines = ledgerSentences(station(text)).map(({ hash, text: said }, at) => {
      const restsOn = grounds[at]!.map((place) => hashes[place]);
      return JSON.stringify({
        h: hash,
        text: said,
        role: restsOn.length ? "synthesis" : plain,
        restsOn,
        cites,
        by: "Ann",
        at: "2026-01-01",
      });
    });
    const ledger = readLedger(`{"format":1}\n${lines.join("\n")}`);
    return ledgerStatus(station(changedText), ledger, { today: TODAY })
      .sentences.map(({ state }) => state)
      .join(" ");
  }

  test("when a sentence it rests on is, also through others", () => {
    expect(states([[], [0], [1], []])).toBe("fresh fresh fresh fresh");
    expect(states([[], [0], [1], []], text.replace("Rain falls", "Snow falls"))).toBe("stale stale stale fresh");
    expect(states([[], [0, 3], [1, 0], []], text.replace("Rain rests", "Rain never rests"))).toBe(
      "fresh stale stale stale",
    );
  });

  test("when it rests on what is no fact", () => {
    expect(states([[], [0], [1], []], text, "example")).toBe("fresh stale stale fresh");
  });

  test("in a circle, which rests on nothing", () => {
    expect(states([[1], [0], [], [3]])).toBe("stale stale fresh stale");
  });
});

test("coverage counts facts and definitions that are fresh, and sentences that nobody classified", () => {
  const full = statusAfter(seed, seed);
  const { due } = coverageOf(full);
  expect(coverageOf(full)).toEqual({ covered: due, due, unclassified: 0, outdated: 0, unread: 0 });
  expect(due).toBeGreaterThan(10);
  expect(coverageOf(statusAfter(seed, changed(seed, "Balkans", "Baltics")))).toEqual({
    covered: due - 1,
    due,
    unclassified: 0,
    outdated: 0,
    unread: 0,
  });
  expect(coverageOf(statusAfter(seed, changed(seed, "Balkans", "Balkan")))).toMatchObject({ covered: due - 1, due });
  expect(
    coverageOf(statusAfter(seed, `${seed}\n`.replace("Structural Approaches", "A word.\nStructural Approaches"))),
  ).toMatchObject({ unclassified: 1 });
  const gone = changed(
    seed,
    "Alliances manage regional threats by establishing clear rules for mutual defense and regular communication channels between member states.",
    "",
  );
  expect(coverageOf(statusAfter(seed, gone))).toMatchObject({ outdated: 1 });
  expect(coverageOf(ledgerStatus(station(seed), readLedger(""), { today: TODAY }))).toEqual({
    covered: 0,
    due: 0,
    unclassified: 29,
    outdated: 0,
    unread: 0,
  });
});

describe("no edit hides a change of meaning", { tags: "slow" }, () => {
  const words = {
    name: ["Balkans", "Baltics", "NATO", "Serbia", "Iran", "Iraq"],
    number: ["10", "9", "1990s", "three", "third", "$5", "5 %", "10²"],
    negation: ["not", "never", "without", "cannot"],
    quantity: ["all", "some", "most", "few", "each", "every", "half", "both"],
  };
  const everyWord = Object.values(words).flat();
  const slips = fc.array(
    fc.record({ at: fc.nat(2000), kind: fc.constantFrom("drop", "double", "space", "quote", "cite") }),
    { maxLength: 3 },
  );

  /** Small edits elsewhere in a text, none of which touches the words that count. */
  function slip(text: string, kinds: readonly { readonly at: number; readonly kind: string }[]): string {
    return kinds.reduce((each, { at, kind }) => {
      const letters = [...each.matchAll(/(?<=\s)[a-z]{6,}(?=\s)/g)];
      const found = letters[at % letters.length];
      if (!found) return each;
      const { index, 0: word } = found;
      const next = {
        drop: word.slice(0, 3) + word.slice(4),
        double: word.slice(0, 3) + word.slice(2),
        space: ` ${word} `,
        quote: `“${word}”`,
        cite: `${word} [@noah]`,
      }[kind]!;
      return each.slice(0, index) + next + each.slice(index + word.length);
    }, text);
  }

  test("of a word that counts, wherever it stands", () => {
    const places = [...seed.matchAll(/(?<=[a-z]) (?=[a-z]{4,} )/g)]
      .filter(({ index }) => index < seed.indexOf("Everything you learn"))
      .map(({ index }) => index);
    const unchanged = ledgerSentences(station(seed));
    fc.assert(
      fc.property(
        fc.constantFrom(...places),
        fc.constantFrom(...everyWord),
        fc.constantFrom("", ...everyWord),
        slips,
        (place, before, instead, kinds) => {
          fc.pre(before !== instead);
          const put = (word: string) => `${seed.slice(0, place)} ${word}${word ? " " : ""}${seed.slice(place + 1)}`;
          const ledger = readLedger(fullLedger(station(put(before))));
          const marked = ledgerStatus(station(slip(put(instead), kinds)), ledger, { today: TODAY });
          const touched = ledger.entries.find((line, index) => line.entry.text !== unchanged[index]!.text)!;
          const status = marked.sentences.find(({ line }) => line?.entry.text === touched.entry.text);
          if (status) expect(status.state).toBe("stale");
          else expect(marked.orphans.map(({ entry }) => entry.text)).toContain(touched.entry.text);
        },
      ),
    );
  });
});

test("any two texts have a status", () => {
  const text = fc
    .array(
      fc.constantFrom(
        "Rain falls. ",
        "It is 5. ",
        "Not so! ",
        "\n\n",
        "## A\n\n",
        "- ",
        "[@a]",
        "x",
        "~~",
        "<sup>",
        "\ud83d",
      ),
      { maxLength: 30 },
    )
    .map((parts) => `# Rain\n\n${parts.join("")}`);
  fc.assert(
    fc.property(text, text, (before, next) => {
      const status = statusAfter(before, next);
      const used = status.sentences.flatMap(({ line }) => (line ? [line] : []));
      const all = [...used, ...status.orphans];
      expect(new Set(all).size).toBe(all.length);
      expect(all).toHaveLength(ledgerSentences(station(before)).length);
      for (const { state } of statusAfter(before, before).sentences) expect(state).toBe("fresh");
    }),
  );
});

describe("the time it takes grows with the text", { tags: "slow" }, () => {
  const sentence = (at: number, word: string) =>
    `The ${word} of basin ${at} carries river number ${at * 7} to town ${at % 97}.`;
  const text = (count: number, word: string) =>
    `# Rain\n\n${Array.from({ length: count }, (_, at) => sentence(at, word)).join(" ")}\n`;
  const same = (count: number, ending: string) =>
    `# Rain\n\n${`The rain falls on the hills${ending} `.repeat(count)}\n`;

  test.each([
    ["every sentence changed", (count: number) => [text(count, "water"), text(count, "watter")]],
    ["all say the same", (count: number) => [same(count, "."), same(count - 10, ".")]],
    ["all are alike and changed", (count: number) => [same(count, "."), same(count, ", too.")]],
  ] as const)("where %s", (_, make) => {
    const seconds = (count: number) => {
      const [before, next] = make(count).map(station) as [ReturnType<typeof station>, ReturnType<typeof station>];
      const ledger = readLedger(fullLedger(before));
      ledgerSentences(next);
      return cpuSeconds(() => ledgerStatus(next, ledger, { today: TODAY }));
    };
    seconds(500);
    const few = seconds(1_000);
    expect(seconds(5_000)).toBeLessThan(Math.max(0.3, few * 15));
  });
});

describe("what a program has proposed", () => {
  const TEXT = "# Rain\n\nSome 40 liters fell in a day.\n";
  const CITE = {
    key: "noah",
    loc: "p. 4",
    verdict: "supports",
    evidence: { exact: "40 liters fell in a day", prefix: "", suffix: "" },
  };
  /** The state of the sentence, on a path that asks for everything. */
  const stateOf = (said: object, { stored = "Some 40 liters fell in a day.", cite = {}, retracted = false } = {}) => {
    const at = station(TEXT);
    const [sentence] = ledgerSentences(at);
    const cites = [{ ...CITE, ...cite }];
    const entry = { h: sentence!.hash, text: sentence!.text, role: "fact", cites, by: "gpt-x", method: "model" };
    const ledger = readLedger(`{"format":1}\n${JSON.stringify({ ...entry, at: TODAY, ...said })}\n`);
    const source = stored === "" ? undefined : sourceText(stored);
    const { state, reason } = ledgerStatus(at, ledger, {
      ...PREMIUM_STANDARD,
      today: TODAY,
      sources: new Map([["noah", { retracted }]]),
      textOf: (key) => (key === "noah" ? source : undefined),
    }).sentences[0]!;
    return `${state}: ${reason?.kind}`;
  };

  test("waits for a person, who signs for it and has the text cite its source", () => {
    expect(stateOf({})).toBe("proposed: proposal");
    expect(stateOf({ method: "human", by: "Ann" })).toBe("missing: uncited");
  });

  test.each(["model", "LLM: x", "gpt-5", "claude-x", "a.i."])("by the method “%s”", (method) => {
    expect(stateOf({ method })).toBe(method === "a.i." ? "missing: uncited" : "proposed: proposal");
  });

  test("is worth nothing where accepting it would not make it verified", () => {
    expect(stateOf({}, { stored: "Some 42 liters fell in a day." })).toBe("stale: quote");
    expect(stateOf({}, { stored: "" })).toBe("missing: no-text");
    expect(stateOf({}, { cite: { key: "Noah" } })).toBe("missing: unknown-source");
    expect(stateOf({}, { cite: { loc: undefined } })).toBe("missing: lacks");
    expect(stateOf({}, { retracted: true })).toBe("stale: retracted");
    expect(stateOf({ at: "2999-01-01" })).toBe("missing: future");
    expect(stateOf({ disputed: "No." })).toBe("disputed: disputed");
  });

  test("and so is a type that was given in a way that does not count", () => {
    const sorted = { role: "opinion", cites: [], by: "Ann" };
    expect(stateOf({ ...sorted, method: "human" })).toBe("fresh: undefined");
    expect(stateOf({ ...sorted, method: "heuristic" })).toBe("missing: lacks");
    expect(stateOf({ ...sorted, method: "human", by: "TODO" })).toBe("missing: lacks");
  });

  test("and a quote whose place is a dash, or that ends within a figure", () => {
    expect(stateOf({}, { cite: { loc: "–" } })).toBe("missing: lacks");
    const cost = { evidence: { exact: "The bridge did cost 40", prefix: "", suffix: "" } };
    expect(stateOf({}, { cite: cost, stored: "The bridge did cost 40 in 1990." })).toBe("proposed: proposal");
    expect(stateOf({}, { cite: cost, stored: "The bridge did cost 40 million in 1990." })).toBe("stale: quote");
  });
});
