import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  bareIdentifier,
  hasVersion,
  type IdentifierKind,
  identifierProblem,
} from "../../../server/src/path/source-identifiers.ts";

/** Identifiers of real works, people and institutions. */
const VALID: Readonly<Record<IdentifierKind, readonly string[]>> = {
  DOI: [
    "10.1175/JHM600.1",
    "10.1038/nature12373",
    "10/bkzz",
    "10.1002/0470841559.ch1",
    "10.1175/1520-0469(1963)020<0130:DNF>2.0.CO;2",
    "10.1000/182",
    "10.48550/arXiv.2104.01234",
  ],
  arXiv: [
    "0704.0001",
    "1412.9999",
    "1501.00001v3",
    "2104.01234",
    "arXiv:2104.01234v2",
    "hep-th/9901001",
    "math.GT/0309136v1",
  ],
  PMID: ["1", "23193287", "33301246"],
  PMCID: ["PMC3531190", "PMC7"],
  ISBN: [
    "0-306-40615-2",
    "978-0-306-40615-7",
    "0-8044-2957-X",
    "9780743279741",
    "979-10-90636-07-1",
    "978 0 262 03384 8",
  ],
  ISSN: ["0378-5955", "2434-561X", "1520-0469", "0022-4928"],
  ORCID: ["0000-0002-1825-0097", "0000-0001-5109-3700", "0000-0002-1694-233X", "https://orcid.org/0000-0002-1825-0097"],
  ROR: ["05dxps055", "03yrm5c26", "02mhbdp94", "042nb2s44", "00f54p054", "https://ror.org/013meh722"],
};

const INVALID: Readonly<Record<IdentifierKind, readonly string[]>> = {
  DOI: ["11.1175/JHM600.1", "10.12/jar.7", "10.1175", "10.1175/", "10.1175/a b", "doi"],
  arXiv: [
    "0703.0001",
    "2113.01234",
    "2100.01234",
    "2104.1234",
    "1412.00001",
    "2104.00000",
    "2104.01234v0",
    "hep-th/0704001",
    "hep-th/9913001",
    "x",
  ],
  PMID: ["0", "007", "123456789", "12a"],
  PMCID: ["PMC0", "PMC007", "PMC123456789", "PM123"],
  ISBN: ["978-0-306-40615-8", "0-306-40615-X", "977-0-306-40615-7", "12345", ""],
  ISSN: ["0378-5954", "2434-5611", "0378-59555", "a378-5955"],
  ORCID: ["0000-0002-1825-0098", "0000-0002-1694-2330", "0000-0002-1825-009", "0000000218250097"],
  ROR: ["05dxps056", "15dxps055", "05dxpl055", "05dxps05"],
};

const kinds = Object.keys(VALID) as IdentifierKind[];

describe.each(kinds)("%s", (kind) => {
  test.each(VALID[kind])("%s is in order", (written) => {
    expect(identifierProblem(kind, written)).toBeUndefined();
  });

  test.each(INVALID[kind])("“%s” is not", (written) => {
    expect(identifierProblem(kind, written)?.message).toContain(`is not a valid ${kind}: `);
    expect(identifierProblem(kind, written)?.better).toBeUndefined();
  });
});

describe("a checksum tells when one character is another", () => {
  const checked = ["ISBN", "ISSN", "ORCID", "ROR"] as const;
  test.each(checked)("of an %s", (kind) => {
    for (const written of VALID[kind]) {
      const bare = bareIdentifier(kind, written);
      for (let at = 0; at < bare.length; at++) {
        if (!/\d/.test(bare[at]!)) continue;
        for (const digit of "0123456789") {
          if (digit === bare[at]) continue;
          const wrong = bare.slice(0, at) + digit + bare.slice(at + 1);
          expect(`${wrong}: ${identifierProblem(kind, wrong)?.message ?? "in order"}`).not.toMatch(/in order$/);
        }
      }
    }
  });

  test.each(["ISBN", "ORCID", "ROR"] as const)(
    "and when two neighbors of an %s change places, in most cases",
    (kind) => {
      const [written] = kind === "ISBN" ? ["0306406152"] : [bareIdentifier(kind, VALID[kind][0]!)];
      const swapped = Array.from({ length: written.length - 1 }, (_, at) => at)
        .filter((at) => written[at] !== written[at + 1] && /\d\d/.test(written.slice(at, at + 2)))
        .map((at) => written.slice(0, at) + written[at + 1] + written[at] + written.slice(at + 2));
      expect(swapped.length).toBeGreaterThan(1);
      for (const wrong of swapped) expect(identifierProblem(kind, wrong)).toBeDefined();
    },
  );
});

test.each([
  ["DOI", "https://doi.org/10.1175/JHM600.1", "10.1175/JHM600.1"],
  ["DOI", "http://dx.doi.org/10.1000/182.", "10.1000/182"],
  ["DOI", "doi:10.1000/182,", "10.1000/182"],
  ["arXiv", "https://arxiv.org/abs/2104.01234v2", "2104.01234v2"],
  ["PMID", "PMID: 23193287", "23193287"],
  ["PMCID", "3531190", "PMC3531190"],
  ["PMCID", "https://pmc.ncbi.nlm.nih.gov/articles/PMC3531190/", "PMC3531190"],
  ["ISSN", "03785955", "0378-5955"],
  ["ISBN", "ISBN 0-306-40615-2", "0-306-40615-2"],
] as const)("%s: %s is better written %s", (kind, written, better) => {
  expect(identifierProblem(kind, written)).toMatchObject({ better });
  expect(identifierProblem(kind, better)).toBeUndefined();
});

test("whether a preprint's version is named", () => {
  expect(hasVersion("2104.01234v2")).toBe(true);
  expect(hasVersion("2104.01234")).toBe(false);
});

test("any text gets an answer, and what is better is in order", () => {
  fc.assert(
    fc.property(fc.constantFrom(...kinds), fc.string({ unit: "binary" }), (kind, written) => {
      const better = identifierProblem(kind, written)?.better;
      expect(better === undefined ? undefined : identifierProblem(kind, better)).toBeUndefined();
    }),
  );
});
