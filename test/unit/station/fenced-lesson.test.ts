import { expect, test } from "vitest";
import { fencedLesson } from "../../../server/src/station/fenced-lesson.ts";
import { applyEdits } from "../../../server/src/text/edit.ts";

function unwrapped(text: string): string | undefined {
  const fenced = fencedLesson(text);
  return fenced && applyEdits(text, fenced.edits);
}

const LESSON =
  "# Rain\n\nIt rains on hills and on fields, on towns and on the sea, and nobody minds.\n\n## Why\n\nClouds.\n";

test.each([
  ["a language", `\`\`\`markdown\n${LESSON}\`\`\`\n`, LESSON.trimEnd()],
  ["no language, and tildes", `~~~~\n${LESSON}~~~~`, LESSON.trimEnd()],
  [
    "front matter within",
    `\`\`\`md\n---\nauthor: A\n---\n\n${LESSON}\`\`\`\n`,
    `---\nauthor: A\n---\n\n${LESSON}`.trimEnd(),
  ],
  [
    "words of a chat around it",
    `Sure! Here it is:\n\n\`\`\`\n${LESSON}\`\`\`\n\nI hope it helps.\n`,
    `Sure! Here it is:\n\n${LESSON}\nI hope it helps.`,
  ],
  [
    "Windows line ends",
    `\`\`\`\n${LESSON}\`\`\`\n`.replaceAll("\n", "\r\n"),
    LESSON.replaceAll("\n", "\r\n").trimEnd(),
  ],
  ["no end", `\`\`\`markdown\n${LESSON}`, LESSON.trimEnd()],
])("a lesson in a fence with %s is taken out", (_, text, expected) => {
  const after = unwrapped(text)!;
  expect(after.trimEnd()).toBe(expected);
  expect(fencedLesson(after)).toBeUndefined();
});

test.each([
  ["is code of another language", "```python\n# Rain\nprint(1)\n```\n"],
  ["has no heading first", "```\nmake rain\n```\n"],
  ["is shown by a lesson", `# Writing\n\n\`\`\`\n${LESSON}\`\`\`\n`],
  ["is followed by a lesson", `\`\`\`\n${LESSON}\`\`\`\n\n## More\n\nText.\n`],
  ["is one of two", `\`\`\`\n${LESSON}\`\`\`\n\n\`\`\`\ncode\n\`\`\`\n`],
  [
    "is less than what is around it",
    `\`\`\`\n# Rain\n\`\`\`\n\n${"A heading begins with a number sign. ".repeat(3)}\n`,
  ],
])("code stays what it is where it %s", (_, text) => {
  expect(fencedLesson(text)).toBeUndefined();
});
