import { expect, test } from "vitest";
import { rulePage } from "../../../server/src/lint/rule-page.ts";
import { allRules } from "../../../server/src/rules/all.generated.ts";

const rule = allRules.find(({ id }) => id === "heading-mark")!;

test("the page of a rule shows examples as writers read them: before, what is found, after", () => {
  const page = rulePage(rule, [
    {
      title: "A colon",
      text: `
        # Rain

        ## Kinds:
                ^ This heading ends with “:”.
      `,
      fixed: `
        # Rain

        ## Kinds
      `,
    },
  ]);
  expect(page.slice(page.indexOf("### "))).toBe(`### A colon

Before:

\`\`\`markdown
# Rain

## Kinds:
\`\`\`

- Line 3: This heading ends with “:”.

After:

\`\`\`markdown
# Rain

## Kinds
\`\`\`
`);
});

test("the page of a rule shows each file by its name, and code whole", () => {
  const page = rulePage(rule, [
    {
      title: "A path",
      text: `
        -- path.yaml --
        stations: [rain.station.md]
        -- rain.station.md --
        # Rain
          ^^^^ Please write more.

        \`\`\`
        wet
        \`\`\`
      `,
    },
  ]);
  expect(page.slice(page.indexOf("### "))).toBe(`### A path

In \`path.yaml\`:

\`\`\`yaml
stations: [rain.station.md]
\`\`\`

In \`rain.station.md\`:

\`\`\`\`markdown
# Rain

\`\`\`
wet
\`\`\`
\`\`\`\`

- Line 1 of \`rain.station.md\`: Please write more.
`);
});
