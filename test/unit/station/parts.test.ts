import { describe, expect, test } from "vitest";
import { toRemember } from "../../../server/src/station/to-remember.ts";
import { station } from "../../support/fixture.ts";

const BODY =
  "# Rain and Rivers\n\nIt rains. It pours.\n\n## Clouds\n\nRain comes from clouds. Clouds come from the sea.\n";

/** What a station that ends with a text takes for its takeaway and its bridge. */
function closing(text: string): Readonly<Record<string, readonly string[]>> {
  const { takeaways, bridges } = station(`${BODY}\n${text}\n`);
  const said = (passages: typeof takeaways) => passages.map(({ content }) => content);
  return { takeaways: said(takeaways), bridges: said(bridges) };
}

describe("a bridge", () => {
  test.each([
    "Next, we follow a drop to the sea.",
    "In the next lesson, a drop meets the sea.",
    "Now that the drop has fallen, let’s follow it.",
    "Let's turn to the ground below.",
    "You have seen a drop fall. In the following chapter, you will see where it goes.",
    "You have seen a drop fall. In the following chapter, you will see where it goes. It is not far.",
    "But where does the water go?",
    "So where does the water go?",
    "The next station follows the drop.",
    "Coming up: a drop meets the sea.",
  ])("may be “%s”", (text) => expect(closing(text).bridges).toHaveLength(1));

  test.each([
    ["**Next up:** The sea waits.", "The sea waits."],
    ["**Next Station:** The sea waits.", "The sea waits."],
    ["**Coming up:** The sea waits.", "The sea waits."],
    ["**Bridge to Station 6:** The sea waits.", "The sea waits."],
    ["**Bridge to the Next Station**: The sea waits.", "The sea waits."],
    ["> **Bridge:** The sea waits.", "The sea waits."],
    ["## Bridge to Station 2\n\nThe sea waits.", "The sea waits."],
    ["## What's Next?\n\nThe sea waits. It is salty.", "The sea waits. It is salty."],
  ])("has a label or a heading: %j", (text, said) => expect(closing(text).bridges).toEqual([said]));

  test.each([
    "## Exercises\n\n1. Look at the sea.",
    "## Further Reading\n\n- *The Sea*, a novel",
    "## Review Questions\n\nWhat is rain?\n\nWhat is a river?",
    "---\n\n[Back to the start](a.station.md)",
    "This lesson was written by two gardeners.",
    "![A drop](drop.png)",
    ":::::::::::::::",
    "© 2024 The Gardeners",
  ])("is found before what is no part of the lesson: %j", (text) => {
    expect(closing(`Next, we follow a drop to the sea.\n\n${text}`).bridges).toHaveLength(1);
  });

  test.each([
    "Coming up: three clouds. They bring rain.\n\n## Clouds Again\n\nThey rain. They go.",
    "## Review Questions\n\nWhat is rain?",
    "What is rain?\n\nWhat is a river?",
    "The rain fills the rivers.",
  ])("is not taken for one: %j", (text) => expect(closing(text).bridges).toEqual([]));
});

describe("a takeaway", () => {
  test.each([
    ["Rain fills rivers.", "Rain fills rivers."],
    ["Rain fills rivers.\n\nNext, we follow a drop to the sea.", "Rain fills rivers."],
    ["**Key Takeaway:** The sea feeds itself.", "The sea feeds itself."],
    ["> **Takeaway:** The sea feeds itself.", "The sea feeds itself."],
    ["## Key Takeaway\n\nThe sea feeds itself.", "The sea feeds itself."],
    ["**In short:** The sea feeds itself.", "The sea feeds itself."],
    ["Rain fills rivers.\n\n## References\n\nNoah. *On Rain*.", "Rain fills rivers."],
  ])("is read: %j", (text, said) => expect(closing(text).takeaways).toEqual([said]));

  test.each([
    ":::::::::::::::::",
    "drizzle: rain of very small drops.",
    "**Drizzle** — rain of very small drops.",
    "Photo of rain by Mara Lind.",
    "Sign up for our newsletter on rain and rivers.",
    "© 2024 Rain and Rivers Press.",
    "[More on rain and rivers](rain.station.md).",
    "Source: Rain and Rivers, 2019.",
    "The sea feeds itself.",
    "and fills the rivers of the plain with rain.",
    "Describe the way of rain to the rivers.",
    "Next, rain fills the rivers.",
    "## Rivers\n\nRain fills rivers.",
    "## Exercises\n\nLet the rain fill a jar.",
  ])("is not taken for one: %j", (text) => expect(closing(text).takeaways).toEqual([]));
});

describe("a summary", () => {
  const remembered = (text: string) => toRemember(station(`${BODY}\n${text}\n`));

  test.each([
    ["## Summary\n\nRain fills rivers. Rivers fill the sea.", "Rain fills rivers."],
    ["## Key Points\n\nWe learned that:\n\n- Rain fills rivers.\n- Rivers fill the sea.", "Rain fills rivers."],
    ["### 5. Conclusion\n\nRain fills rivers. It does.\n\nNext, we look at the sea.", "Rain fills rivers."],
    ["## 🌧 Wrap-Up:\n\nRain fills rivers. It does.", "Rain fills rivers."],
    ["::::: keypoints\n\n- Rain fills rivers.\n\n:::::", "Rain fills rivers."],
    ["## Recap\n\nRain fills rivers. It does.\n\n**Takeaway:** Water goes round.", "Water goes round."],
    ["## Snow\n\nSnow falls. It melts.", undefined],
  ])("is remembered: %j", (text, said) => expect(remembered(text)).toBe(said));
});

describe("a hook", () => {
  const hookOf = (text: string) => station(text).hook.map(({ content }) => content);
  const opening = "The first drop hits the roof. Then it pours.";
  const rest = "## Clouds\n\nRain comes from clouds.\n";

  test.each([
    `# Rain\n\n${opening}\n\n${rest}`,
    `# Rain\n\n## Introduction\n\n${opening}\n\n${rest}`,
    `# Rain\n\n## 1.1 Overview\n\n${opening}\n\n${rest}`,
    `# Rain\n\n## A Morning on the Roof\n\n${opening}\n\n${rest}`,
    `# Rain\n\n## Learning Objectives\n\nYou will be able to:\n\n- count drops\n\n${opening}\n\n${rest}`,
    `# Rain\n\n## Objectives\n\n- count drops\n\n## Introduction\n\n${opening}\n\n${rest}`,
    `# Rain\n\n![A roof](roof.png)\n\n## Introduction\n\n${opening}\n\n${rest}`,
  ])("is read: %j", (text) => expect(hookOf(text).filter((said) => said !== "")).toEqual([opening]));

  test.each([`# Rain\n\n${rest}`, `# Rain\n\n## Objectives\n\n- count drops\n\n${rest}`])("is missing: %j", (text) =>
    expect(hookOf(text)).toEqual([]),
  );
});
