import { describe, expect, test } from "vitest";
import { dedent } from "../../../server/src/text/dedent.ts";
import { drawFixture, fixtureWorkspace, type Note, parseFixture } from "../../support/fixture.ts";

/** Draws under each mention of a term of the only path its name, in quotation marks where it is defined. */
function check(picture: string): void {
  const files = parseFixture(picture);
  const [path] = fixtureWorkspace(files).paths.values();
  const notes = new Map<string, readonly Note[]>();
  for (const { file, station } of path!.stops) {
    if (!file || !station) continue;
    const mentions = path!.mentionsIn(station);
    notes.set(
      file,
      mentions.map(({ range, term, defines }) => ({ range, message: defines ? `“${term.name}”` : term.name })),
    );
  }
  expect(drawFixture(files, notes)).toBe(dedent(picture));
}

describe("a term", () => {
  test("is known over the whole path, in plurals, possessives and any case", () =>
    check(`
      -- 1-rain.station.md --
      # Rain

      Key term: Watershed — the land that one river drains.
                ^^^^^^^^^ “Watershed”
      -- 2-rivers.station.md --
      # Rivers of Watersheds
                  ^^^^^^^^^^ Watershed

      Each watershed’s river has watersheds' rain. WATERSHEDS end at ridges.
           ^^^^^^^^^^^ Watershed
                                 ^^^^^^^^^^ Watershed
                                                   ^^^^^^^^^^ Watershed
    `));

  test("is no part of another word or compound, but spaces and hyphens are one", () =>
    check(`
      -- 1-rain.station.md --
      # Rain

      Key term: Fire — what burns.
                ^^^^ “Fire”

      Key term: Decision making — how people choose.
                ^^^^^^^^^^^^^^^ “Decision making”

      A firewall is no fire, and fire-fighting is none; decision-making needs a decision.
                       ^^^^ Fire
                                                        ^^^^^^^^^^^^^^^ Decision making
    `));

  test("of more words wins over a shorter one", () =>
    check(`
      -- 1-rain.station.md --
      # Rain

      Key term: Security — being safe.
                ^^^^^^^^ “Security”

      Key term: Collective security — an attack on one is one on all.
                ^^^^^^^^^^^^^^^^^^^ “Collective security”

      Collective security is security for all.
      ^^^^^^^^^^^^^^^^^^^ Collective security
                             ^^^^^^^^ Security
    `));

  test("that is an acronym is written in capitals", () =>
    check(`
      -- 1-health.station.md --
      # Health

      Key term: WHO — the body of the United Nations for health.
                ^^^ “WHO”

      Key term: IT — computers and what runs on them.
                ^^ “IT”

      Who asks the WHO's staff, and is it good at IT?
                   ^^^^^ WHO
                                                  ^^ IT
    `));

  test("may have its acronym in brackets, and is known by either name", () =>
    check(`
      -- 1-money.station.md --
      # Money

      Key term: Gross domestic product (GDP) — the value of all that a country makes in a year.
                ^^^^^^^^^^^^^^^^^^^^^^ “Gross domestic product (GDP)”
                                        ^^^ “Gross domestic product (GDP)”

      The gross domestic product grew. GDPs differ, as does the GDP’s growth.
          ^^^^^^^^^^^^^^^^^^^^^^ Gross domestic product (GDP)
                                       ^^^^ Gross domestic product (GDP)
                                                                ^^^^^ Gross domestic product (GDP)
    `));

  test("that names a field of study is no adjective", () =>
    check(`
      -- 1-money.station.md --
      # Money

      Key term: Economics — the study of how people use what is scarce.
                ^^^^^^^^^ “Economics”

      Economic growth is a topic of economics.
                                    ^^^^^^^^^ Economics
    `));
});
