import { toMarkdown } from "../../station/to-markdown.ts";
import { changedMiddle } from "../../text/edit.ts";
import type { Refactoring } from "./refactoring.ts";

/** Pasted text becomes Markdown that says the same. */
export const convertForm: Refactoring = {
  id: "convert-form",
  kind: "refactor.rewrite",
  offer({ tree, text }) {
    if (tree.form === "markdown" || tree.blocks.length === 0) return undefined;
    return { title: "Convert to Markdown", edits: changedMiddle(text, toMarkdown(tree)) };
  },
};
