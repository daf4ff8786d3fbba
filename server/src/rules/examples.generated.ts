// Made by `npm run generate` from the files of this folder.
import { examples as acronymExpanded } from "./acronym-expanded.ts";
import { examples as bridge } from "./bridge.ts";
import { examples as bridgeTopic } from "./bridge-topic.ts";
import { examples as citationExists } from "./citation-exists.ts";
import { examples as finalNewline } from "./final-newline.ts";
import { examples as headingCase } from "./heading-case.ts";
import { examples as headingMark } from "./heading-mark.ts";
import { examples as headingStep } from "./heading-step.ts";
import { examples as hook } from "./hook.ts";
import { examples as imageAlt } from "./image-alt.ts";
import { examples as keyTermCount } from "./key-term-count.ts";
import { examples as keyTermDefinition } from "./key-term-definition.ts";
import { examples as keyTermForm } from "./key-term-form.ts";
import { examples as ledgerFile } from "./ledger-file.ts";
import { examples as leftovers } from "./leftovers.ts";
import { examples as linkTarget } from "./link-target.ts";
import { examples as linkText } from "./link-text.ts";
import { examples as listCount } from "./list-count.ts";
import { examples as listLeadIn } from "./list-lead-in.ts";
import { examples as listLength } from "./list-length.ts";
import { examples as listParallel } from "./list-parallel.ts";
import { examples as listUnbroken } from "./list-unbroken.ts";
import { examples as noConflictMarker } from "./no-conflict-marker.ts";
import { examples as noEmptySection } from "./no-empty-section.ts";
import { examples as noInvisibleCharacter } from "./no-invisible-character.ts";
import { examples as noLostCharacter } from "./no-lost-character.ts";
import { examples as noPageFurniture } from "./no-page-furniture.ts";
import { examples as noRelativeReference } from "./no-relative-reference.ts";
import { examples as noRepeatedWord } from "./no-repeated-word.ts";
import { examples as noRetractedSource } from "./no-retracted-source.ts";
import { examples as noSelfReference } from "./no-self-reference.ts";
import { examples as noTrailingSpace } from "./no-trailing-space.ts";
import { examples as noUnattributedClaim } from "./no-unattributed-claim.ts";
import { examples as paragraphLength } from "./paragraph-length.ts";
import { examples as pathFile } from "./path-file.ts";
import { examples as pathLanguage } from "./path-language.ts";
import { examples as pathNumber } from "./path-number.ts";
import { examples as pathSchema } from "./path-schema.ts";
import { examples as prerequisites } from "./prerequisites.ts";
import { examples as provenanceClaim } from "./provenance-claim.ts";
import { examples as readable } from "./readable.ts";
import { examples as readingLevel } from "./reading-level.ts";
import { examples as referenceCount } from "./reference-count.ts";
import { examples as referenceDirection } from "./reference-direction.ts";
import { examples as referenceForm } from "./reference-form.ts";
import { examples as referenceTopic } from "./reference-topic.ts";
import type { Example } from "./rule.ts";
import { examples as sectionLength } from "./section-length.ts";
import { examples as sections } from "./sections.ts";
import { examples as sentenceCited } from "./sentence-cited.ts";
import { examples as sentenceLength } from "./sentence-length.ts";
import { examples as sentenceVerified } from "./sentence-verified.ts";
import { examples as sourceFields } from "./source-fields.ts";
import { examples as sourceFile } from "./source-file.ts";
import { examples as sourceIdentifier } from "./source-identifier.ts";
import { examples as stationExists } from "./station-exists.ts";
import { examples as stationLength } from "./station-length.ts";
import { examples as suppressionReason } from "./suppression-reason.ts";
import { examples as tableAlignment } from "./table-alignment.ts";
import { examples as tableBoundary } from "./table-boundary.ts";
import { examples as tableCells } from "./table-cells.ts";
import { examples as tableHeader } from "./table-header.ts";
import { examples as tableLeadIn } from "./table-lead-in.ts";
import { examples as tableRepeatedWord } from "./table-repeated-word.ts";
import { examples as tableShape } from "./table-shape.ts";
import { examples as takeaway } from "./takeaway.ts";
import { examples as takeawayTopic } from "./takeaway-topic.ts";
import { examples as termBeforeDefinition } from "./term-before-definition.ts";
import { examples as termDefinedOnce } from "./term-defined-once.ts";
import { examples as termSpacing } from "./term-spacing.ts";
import { examples as termSpelling } from "./term-spelling.ts";
import { examples as termUsed } from "./term-used.ts";
import { examples as title } from "./title.ts";
import { examples as uniqueHeading } from "./unique-heading.ts";
import { examples as uniqueTitle } from "./unique-title.ts";
import { examples as unusedSource } from "./unused-source.ts";
import { examples as unusedSuppression } from "./unused-suppression.ts";

/** The examples of every rule, by its id. Apart from the rules, so that only what shows them carries them. */
export const allExamples: Readonly<Record<string, readonly Example[]>> = {
  "acronym-expanded": acronymExpanded,
  bridge,
  "bridge-topic": bridgeTopic,
  "citation-exists": citationExists,
  "final-newline": finalNewline,
  "heading-case": headingCase,
  "heading-mark": headingMark,
  "heading-step": headingStep,
  hook,
  "image-alt": imageAlt,
  "key-term-count": keyTermCount,
  "key-term-definition": keyTermDefinition,
  "key-term-form": keyTermForm,
  "ledger-file": ledgerFile,
  leftovers,
  "link-target": linkTarget,
  "link-text": linkText,
  "list-count": listCount,
  "list-lead-in": listLeadIn,
  "list-length": listLength,
  "list-parallel": listParallel,
  "list-unbroken": listUnbroken,
  "no-conflict-marker": noConflictMarker,
  "no-empty-section": noEmptySection,
  "no-invisible-character": noInvisibleCharacter,
  "no-lost-character": noLostCharacter,
  "no-page-furniture": noPageFurniture,
  "no-relative-reference": noRelativeReference,
  "no-repeated-word": noRepeatedWord,
  "no-retracted-source": noRetractedSource,
  "no-self-reference": noSelfReference,
  "no-trailing-space": noTrailingSpace,
  "no-unattributed-claim": noUnattributedClaim,
  "paragraph-length": paragraphLength,
  "path-file": pathFile,
  "path-language": pathLanguage,
  "path-number": pathNumber,
  "path-schema": pathSchema,
  prerequisites,
  "provenance-claim": provenanceClaim,
  readable,
  "reading-level": readingLevel,
  "reference-count": referenceCount,
  "reference-direction": referenceDirection,
  "reference-form": referenceForm,
  "reference-topic": referenceTopic,
  "section-length": sectionLength,
  sections,
  "sentence-cited": sentenceCited,
  "sentence-length": sentenceLength,
  "sentence-verified": sentenceVerified,
  "source-fields": sourceFields,
  "source-file": sourceFile,
  "source-identifier": sourceIdentifier,
  "station-exists": stationExists,
  "station-length": stationLength,
  "suppression-reason": suppressionReason,
  "table-alignment": tableAlignment,
  "table-boundary": tableBoundary,
  "table-cells": tableCells,
  "table-header": tableHeader,
  "table-lead-in": tableLeadIn,
  "table-repeated-word": tableRepeatedWord,
  "table-shape": tableShape,
  takeaway,
  "takeaway-topic": takeawayTopic,
  "term-before-definition": termBeforeDefinition,
  "term-defined-once": termDefinedOnce,
  "term-spacing": termSpacing,
  "term-spelling": termSpelling,
  "term-used": termUsed,
  title,
  "unique-heading": uniqueHeading,
  "unique-title": uniqueTitle,
  "unused-source": unusedSource,
  "unused-suppression": unusedSuppression,
};

/** The rules that can fix what they find: an example of theirs shows it. */
export const fixableRules: ReadonlySet<string> = new Set(
  Object.keys(allExamples).filter((id) => allExamples[id]!.some(({ fixed }) => fixed !== undefined)),
);
