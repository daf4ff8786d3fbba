import { nearestName } from "../text/nearest-name.ts";
import type { Range } from "../text/range.ts";
import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "unused-suppression",
  group: "Housekeeping",
  kind: "fault",
  summary: "A comment that turns off a rule has an effect.",
  why: "A comment that is left over hides the next finding at its place, which may be a real one.",
  severity: "warning",
  options: {},
  *checkSuppressions(station, { unused, ruleIds }) {
    for (const [suppression, idle] of unused) {
      const { rules, range } = suppression;
      const remove = { title: "Remove the comment", edits: [{ range: withLine(station.text, range), newText: "" }] };
      for (const { id, range: place } of rules) {
        if (ruleIds.has(id)) continue;
        const near = nearestName(id, [...ruleIds]);
        const suggestions = near
          ? [{ title: `Change to “${near}”`, edits: [{ range: place, newText: near }] }]
          : [remove];
        yield {
          range: place,
          message: `There is no rule “${id}”.${near ? ` Did you mean “${near}”?` : ""}`,
          suggestions,
        };
      }
      const known = idle.filter((id) => id === "*" || ruleIds.has(id));
      if (known.length === 0) continue;
      if (known.length < rules.length) {
        for (const { id, range: place } of rules) {
          if (known.includes(id))
            yield {
              range: place,
              message: `“${id}” finds nothing here. Please remove it from the comment.`,
              tags: ["unnecessary"],
            };
        }
        continue;
      }
      const message = "This comment has no effect. Please remove it.";
      // The end of this comment may be that of another one, which would go on to the next without it.
      if (isWithinComment(station.text, range.start))
        yield { range, message, tags: ["unnecessary"], suggestions: [remove] };
      else yield { range, message, tags: ["unnecessary"], fix: remove };
    }
  },
});

/** Whether a comment that begins further up is still open at a place. */
function isWithinComment(text: string, at: number): boolean {
  return at > 0 && text.lastIndexOf("<!--", at - 1) > text.lastIndexOf("-->", at - 1);
}

/** The whole line where nothing else stands on it. */
function withLine(text: string, { start, end }: Range): Range {
  const before = /(?:^|[\n\r])([ \t]*)$/.exec(text.slice(Math.max(0, start - 200), start));
  const after = /^[ \t]*(\r\n|\n|\r|$)/.exec(text.slice(end, end + 200));
  if (before && after) return { start: start - before[1]!.length, end: end + after[0].length };
  return { start, end: text[end] === " " ? end + 1 : end };
}

export const examples: readonly Example[] = [
  {
    title: "A comment that is left over",
    text: `
      # Rain

      <!-- stationmaster-disable-next heading-mark: the title of a poem -->
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ This comment has no effect. Please remove it.
      ## Clouds
    `,
    fixed: `
      # Rain

      ## Clouds
    `,
  },
  {
    title: "A rule that does not exist",
    text: `
      <!-- stationmaster-disable-next heading-marks: the title of a poem -->
                                      ^^^^^^^^^^^^^ There is no rule “heading-marks”. Did you mean “heading-mark”?
      # Rain:
    `,
  },
  {
    title: "A comment that is needed",
    text: `
      <!-- stationmaster-disable-next heading-mark: the title of a poem -->
      # Rain:
    `,
  },
];
