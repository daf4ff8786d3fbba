import type { CalloutRole, Language } from "../language/language.ts";
import { type Label, readLabel } from "../syntax/labels.ts";
import type { Prose } from "../syntax/prose.ts";
import type { Form } from "../syntax/tree.ts";

/**
 * A paragraph that stands out because its label says what it is for. Everything that shows, colors, offers or describes
 * callouts reads this table. The words of the labels are its language's.
 */
export interface Callout {
  /** What it is called. */
  readonly name: string;
  /** What the page writes above it. */
  readonly heading: string;
  /** Whether it may also stand in a list's item, a quote or a footnote. */
  readonly nested: boolean;
  /**
   * Where a dash after its label counts as a colon does: "always", "sentence" where the label is emphasized or something
   * follows that could begin a sentence, or "end" where in addition no paragraph of another kind follows.
   */
  readonly dash: "always" | "sentence" | "end";
  /** What stands for it in an editor's outline. */
  readonly symbol: "key" | "event";
  /** The color of what it says. The scope is what themes know it by that know nothing of stations. */
  readonly token: { readonly type: string; readonly scope: string; readonly description: string };
  /** What completion offers: a snippet, after the label where one belongs there. */
  readonly skeleton: { readonly detail: string; readonly labeled: boolean; readonly body: string };
  /** What docs/format.md says of one without a label; empty where there is none. */
  readonly unlabeled: string;
}

export const CALLOUTS = {
  "key-term": {
    name: "Key term",
    heading: "Key term",
    nested: true,
    dash: "always",
    symbol: "key",
    token: {
      type: "definition",
      scope: "meta.definition.station",
      description: "What a callout says of its key term.",
    },
    skeleton: {
      detail: "a callout that defines a term",
      labeled: true,
      body: "${1:Term} — ${2:one sentence that says what it is}.",
    },
    unlabeled: "",
  },
  takeaway: {
    name: "Takeaway",
    heading: "Takeaway",
    nested: false,
    dash: "sentence",
    symbol: "event",
    token: { type: "takeaway", scope: "markup.quote.takeaway.station", description: "The sentence to remember." },
    skeleton: {
      detail: "what the reader should still know next week",
      labeled: true,
      body: "${1:The one sentence that stays}.",
    },
    unlabeled:
      "a section called “Summary”, “Key points” …, or a last sentence of its own about the topic, before the bridge",
  },
  bridge: {
    name: "Bridge",
    heading: "Next",
    nested: false,
    dash: "end",
    symbol: "event",
    token: {
      type: "bridge",
      scope: "markup.italic.bridge.station",
      description: "The sentence that leads to the next station.",
    },
    skeleton: {
      detail: "the question that leads to the next station",
      labeled: false,
      body: "But ${1:what question does this leave open}?",
    },
    unlabeled:
      "a last sentence that starts with a word of contrast (But, Yet, However …), or leads on: “Next, we …”, “In the next lesson …”, “Now that …”",
  },
} as const satisfies { readonly [Role in CalloutRole]: Callout };

/** The roles of callouts, in the order in which a station has them. */
export const CALLOUT_ROLES = Object.keys(CALLOUTS) as readonly CalloutRole[];

/** Whether a passage of this role is a callout. */
export function isCalloutRole(role: string): role is CalloutRole {
  return Object.hasOwn(CALLOUTS, role);
}

/** A callout's label as its writer is to write it, in one of the two forms. */
export function writtenLabel(role: CalloutRole, form: Form, { labels }: Language): string {
  const [words] = labels[role];
  const label = `${words[0]!.toUpperCase()}${words.slice(1)}:`;
  return form === "markdown" ? `**${label}**` : label;
}

/**
 * The label that makes a paragraph a callout.
 * @param place "end" where only callouts follow, "nested" in a list's item, a quote or a footnote
 */
export function calloutLabel(prose: Prose, place: "top" | "end" | "nested", language: Language): Label | undefined {
  const label = readLabel(prose.text, language.labels);
  if (!label) return undefined;
  if (place !== "end" && language.structure.isClosingLabel(label.words)) return undefined;
  const { nested, dash }: Callout = CALLOUTS[label.role];
  if (place === "nested" && !nested) return undefined;
  if (!label.dashed || dash === "always") return label;
  if (dash === "end" && place !== "end") return undefined;
  return isEmphasized(prose, label) || SENTENCE_START.test(prose.text.slice(label.contentStart)) ? label : undefined;
}

/** "Next – the river bends" is prose: only what could begin a sentence follows a label. */
export const SENTENCE_START = /^(?:["“‘'«(¿¡]|\[)*[\p{Lu}\p{Lt}\p{Lo}\p{N}]/u;

function isEmphasized({ marks }: Prose, { contentStart }: Label): boolean {
  return marks.some(
    ({ kind, text }) => (kind === "strong" || kind === "emphasis") && text.start === 0 && text.end <= contentStart,
  );
}
