import { type Change, editsOnly } from "../../files/change.ts";
import type { Refusal } from "../../path/refusal.ts";
import { namesOf } from "../../path/terms.ts";
import type { Passage } from "../../station/passage.ts";
import { wordsOf } from "../../syntax/words.ts";
import type { TextEdit } from "../../text/edit.ts";
import type { TermSubject } from "../subject.ts";

/** Gives a term another name in its callouts and wherever the path uses it, each in the form in which it stands there. */
export function renameTerm({ path, term }: TermSubject, newName: string): Change | Refusal {
  const taken = path.terms.find(({ key, name }) => key !== term.key && name.toLowerCase() === newName.toLowerCase());
  if (taken) {
    const { stop } = taken.definitions[0]!;
    return { refused: `“${taken.name}” is already another term, defined in Station ${stop.number}.` };
  }
  const edits = new Map<string, TextEdit[]>();
  const add = (file: string, edit: TextEdit) => edits.set(file, [...(edits.get(file) ?? []), edit]);
  for (const { stop, keyTerm } of term.definitions) {
    add(stop.file!, { range: keyTerm.termRange, newText: newName[0]!.toUpperCase() + newName.slice(1) });
  }
  const { inflectLike } = path.language.words;
  const [before, acronym] = namesOf(term.name);
  const [after, newAcronym] = namesOf(newName);
  for (const { stop, passage, range, text } of term.uses) {
    const short = acronym !== undefined && text.startsWith(acronym);
    // An acronym stays where the new name has none.
    if (short && newAcronym === undefined) continue;
    const newText = short
      ? inflectLike(text, acronym, newAcronym!, false)
      : inflectLike(text, before!, after!, isTitleCase(passage));
    add(stop.file!, { range, newText });
  }
  return editsOnly(edits);
}

/** Whether the words of a title or heading have capitals, beyond its first and what always has them. */
function isTitleCase({ kind, prose }: Passage): boolean {
  if (kind !== "title" && kind !== "heading") return false;
  const long = wordsOf(prose.text).filter(({ text }) => text.length > 3);
  return long.every(({ text }) => /^[\p{Lu}\p{N}]/u.test(text));
}
