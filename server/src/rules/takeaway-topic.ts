import { termKey } from "../path/terms.ts";
import { shareStem, topicStems } from "../station/content-words.ts";
import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "takeaway-topic",
  group: "Structure",
  kind: "form",
  summary: "The takeaway mentions what the station is about.",
  why: `A takeaway that shares no content word with the title or a key term often belongs to another draft. Words are
compared by their stems (Porter's algorithm), so that “cooperate” and “cooperation” count as one.`,
  severity: "hint",
  needs: "language",
  options: {},
  *check(station) {
    const { title, takeaways, keyTerms, language } = station;
    const [takeaway] = takeaways;
    if (!title || !takeaway) return;
    const topic = topicStems([title.prose.text, ...keyTerms.map(({ term }) => term)].join(" "), language);
    if (topic.size === 0 || shareStem(topic, topicStems(takeaway.content, language))) return;
    const about = [title.prose.text, ...keyTerms.map(({ term }) => term).filter((term) => termKey(term, language))].map(
      (name) => `“${name}”`,
    );
    yield {
      range: takeaway.range,
      message: `The takeaway mentions nothing the station is about (${about.slice(0, 3).join(", ")}). Is that intended?`,
    };
  },
});

export const examples: readonly Example[] = [
  {
    title: "A takeaway from elsewhere",
    text: `
      # Rain

      Takeaway: Dogs need walks.
      ^^^^^^^^^^^^^^^^^^^^^^^^^^ The takeaway mentions nothing the station is about (“Rain”). Is that intended?
    `,
  },
  {
    title: "A takeaway that uses another form of the title's word",
    text: `
      # Regional Cooperation

      Takeaway: Those who cooperate sleep well.
    `,
  },
];
