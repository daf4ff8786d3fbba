import { describe, expect, test } from "vitest";
import { english } from "../../../server/src/language/english/english.ts";

const { keyOf, inflectLike } = english.words;

describe("the forms of an English noun share a key", () => {
  test.each([
    ["lens", "lenses"],
    ["bias", "biases", "Bias’s"],
    ["axis", "axes"],
    ["oasis", "oases"],
    ["atlas", "atlases"],
    ["virus", "viruses"],
    ["crisis", "crises"],
    ["hypothesis", "hypotheses"],
    ["matrix", "matrices"],
    ["phenomenon", "phenomena"],
    ["corpus", "corpora"],
    ["taxon", "taxa"],
    ["species", "species'"],
    ["bus", "buses"],
    ["gas", "gases"],
    ["class", "classes"],
    ["box", "boxes"],
    ["leaf", "leaves"],
    ["city", "cities"],
    ["cookie", "cookies"],
    ["metropolis", "metropolises"],
    ["wave", "waves", "wave's"],
  ])("%s, %s", (...forms) => {
    expect(new Set(forms.map(keyOf)).size).toBe(1);
  });

  test.each([
    ["mores", "more"],
    ["means", "mean"],
    ["news", "new"],
    ["odds", "odd"],
    ["remains", "remain"],
    ["economics", "economic"],
    ["lens", "len"],
    ["canvas", "canva"],
  ])("%s and %s are two words", (one, other) => {
    expect(keyOf(one)).not.toBe(keyOf(other));
  });
});

test("a new name takes the number of the old one", () => {
  expect(inflectLike("lenses", "Lens", "Mirror", false)).toBe("mirrors");
  expect(inflectLike("mirrors", "Mirror", "Lens", false)).toBe("lenses");
  expect(inflectLike("lens", "Lens", "Mirror", false)).toBe("mirror");
});
