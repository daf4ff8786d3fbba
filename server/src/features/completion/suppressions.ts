import { allRules } from "../../rules/all.generated.ts";
import { type Completion, last, type Place } from "./place.ts";

const RULES = /<!--\s*stationmaster-(?:disable-next|disable|enable)\s+(?:[a-z][a-z0-9-]*[,\s]\s*)*([a-z0-9-]*)$/i;
const COMMENT = /<!--\s*([a-z-]*)$/i;

/** Rule ids in a comment that silences rules, and such comments themselves after `<!--`. */
export function suppressionCompletions({ before, after, offset, station }: Place): readonly Completion[] | undefined {
  if (!station) return undefined;
  const inComment = RULES.exec(before);
  if (inComment) {
    return allRules.map(({ id, summary }) => ({
      kind: "rule",
      label: id,
      detail: summary,
      range: last(offset, inComment[1]!.length),
      newText: id,
      commit: [":", " "],
      about: `rule ${id}`,
    }));
  }
  const begun = COMMENT.exec(before);
  if (!begun || !"stationmaster-disable-next".startsWith(begun[1]!.toLowerCase())) return undefined;
  const end = after.trimStart().startsWith("-->") ? "" : " -->";
  const comment = (name: string, detail: string, rest: string): Completion => ({
    kind: "skeleton",
    label: name,
    detail,
    range: last(offset, begun[1]!.length),
    newText: `${/\s$/.test(begun[0].slice(0, begun[0].length - begun[1]!.length)) ? "" : " "}${name} \${1:rule-id}${rest}${end}`,
    snippet: true,
  });
  return [
    comment(
      "stationmaster-disable-next",
      "turns a rule off for the next sentence, table or list",
      ": ${2:why this is fine}",
    ),
    comment("stationmaster-disable", "turns a rule off from here on", ": ${2:why this is fine}"),
    comment("stationmaster-enable", "turns it on again", ""),
  ];
}
