import { expect, test } from "vitest";
import { keysCitedFor } from "../../../server/src/station/citations.ts";
import { station } from "../../support/fixture.ts";

/** The keys that back each sentence of a station's prose, in the order of the text. */
function backed(text: string): readonly string[] {
  const read = station(`# Rain\n\n${text}\n`);
  return read.passages
    .filter(({ kind }) => kind !== "title")
    .flatMap(({ sentences }) => sentences.map((sentence) => [...keysCitedFor(read, sentence)].join(" ")));
}

test.each([
  ["its own", "Rain falls [@a; @b]. It flows [@c].", ["a b", "c"]],
  ["after its period", "Rain falls. [@a]", ["a"]],
  ["of the next sentence that cites", "Rain falls. It flows. It ends [@a, p. 3].", ["a", "a", "a"]],
  ["not of another paragraph", "Rain falls.\n\nIt flows [@a].", ["", "a"]],
  ["not of an earlier sentence", "Rain falls [@a]. It flows.", ["a", ""]],
  ["of its footnote", "Rain falls.[^1] It flows.\n\n[^1]: See @a.", ["a", "", "a"]],
])("the sources of a sentence: %s", (_, text, keys) => {
  expect(backed(text)).toEqual(keys);
});
