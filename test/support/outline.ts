import type { Station } from "../../server/src/station/station.ts";

/** What a station says, without where it says it: two texts that read as the same station have the same outline. */
export function outline(station: Station): string {
  const { passages, keyTerms, tables, lists, references, citations } = station;
  return [
    ...passages.map(({ kind, role, prose, sentences }) =>
      [kind, role, JSON.stringify(prose.text), ...sentences.map(({ text }) => `\n    | ${text}`)].join(" "),
    ),
    ...keyTerms.map(({ term, definition }) => `key term ${term} = ${definition}`),
    ...tables.map(
      ({ header, body, leadIn }) =>
        `table ${header.length} ${body.map((row) => row.length)} after ${leadIn?.prose.text}`,
    ),
    ...lists.map(
      ({ items, list, leadIn }) =>
        `list ${list.ordered} ${items.map((item) => item.passage?.prose.text)} after ${leadIn?.prose.text}`,
    ),
    ...references.map(
      (reference) =>
        `reference ${reference.text} ${reference.kind === "number" ? reference.numbers : reference.distance}`,
    ),
    ...citations.map(({ key }) => `cites ${key}`),
  ].join("\n");
}
