// Made by `npm run generate` from the files of this folder.
import acronymExpanded from "./acronym-expanded.ts";
import bridge from "./bridge.ts";
import bridgeTopic from "./bridge-topic.ts";
import citationExists from "./citation-exists.ts";
import finalNewline from "./final-newline.ts";
import headingCase from "./heading-case.ts";
import headingMark from "./heading-mark.ts";
import headingStep from "./heading-step.ts";
import hook from "./hook.ts";
import imageAlt from "./image-alt.ts";
import keyTermCount from "./key-term-count.ts";
import keyTermDefinition from "./key-term-definition.ts";
import keyTermForm from "./key-term-form.ts";
import ledgerFile from "./ledger-file.ts";
import leftovers from "./leftovers.ts";
import linkTarget from "./link-target.ts";
import linkText from "./link-text.ts";
import listCount from "./list-count.ts";
import listLeadIn from "./list-lead-in.ts";
import listLength from "./list-length.ts";
import listParallel from "./list-parallel.ts";
import listUnbroken from "./list-unbroken.ts";
import noConflictMarker from "./no-conflict-marker.ts";
import noEmptySection from "./no-empty-section.ts";
import noInvisibleCharacter from "./no-invisible-character.ts";
import noLostCharacter from "./no-lost-character.ts";
import noPageFurniture from "./no-page-furniture.ts";
import noRelativeReference from "./no-relative-reference.ts";
import noRepeatedWord from "./no-repeated-word.ts";
import noRetractedSource from "./no-retracted-source.ts";
import noSelfReference from "./no-self-reference.ts";
import noTrailingSpace from "./no-trailing-space.ts";
import noUnattributedClaim from "./no-unattributed-claim.ts";
import paragraphLength from "./paragraph-length.ts";
import pathFile from "./path-file.ts";
import pathLanguage from "./path-language.ts";
import pathNumber from "./path-number.ts";
import pathSchema from "./path-schema.ts";
import prerequisites from "./prerequisites.ts";
import provenanceClaim from "./provenance-claim.ts";
import readable from "./readable.ts";
import readingLevel from "./reading-level.ts";
import referenceCount from "./reference-count.ts";
import referenceDirection from "./reference-direction.ts";
import referenceForm from "./reference-form.ts";
import referenceTopic from "./reference-topic.ts";
import type { Rule } from "./rule.ts";
import sectionLength from "./section-length.ts";
import sections from "./sections.ts";
import sentenceCited from "./sentence-cited.ts";
import sentenceLength from "./sentence-length.ts";
import sentenceVerified from "./sentence-verified.ts";
import sourceFields from "./source-fields.ts";
import sourceFile from "./source-file.ts";
import sourceIdentifier from "./source-identifier.ts";
import stationExists from "./station-exists.ts";
import stationLength from "./station-length.ts";
import suppressionReason from "./suppression-reason.ts";
import tableAlignment from "./table-alignment.ts";
import tableBoundary from "./table-boundary.ts";
import tableCells from "./table-cells.ts";
import tableHeader from "./table-header.ts";
import tableLeadIn from "./table-lead-in.ts";
import tableRepeatedWord from "./table-repeated-word.ts";
import tableShape from "./table-shape.ts";
import takeaway from "./takeaway.ts";
import takeawayTopic from "./takeaway-topic.ts";
import termBeforeDefinition from "./term-before-definition.ts";
import termDefinedOnce from "./term-defined-once.ts";
import termSpacing from "./term-spacing.ts";
import termSpelling from "./term-spelling.ts";
import termUsed from "./term-used.ts";
import title from "./title.ts";
import uniqueHeading from "./unique-heading.ts";
import uniqueTitle from "./unique-title.ts";
import unusedSource from "./unused-source.ts";
import unusedSuppression from "./unused-suppression.ts";

/** Every rule, by id. */
export const allRules: readonly Rule[] = [
  acronymExpanded,
  bridge,
  bridgeTopic,
  citationExists,
  finalNewline,
  headingCase,
  headingMark,
  headingStep,
  hook,
  imageAlt,
  keyTermCount,
  keyTermDefinition,
  keyTermForm,
  ledgerFile,
  leftovers,
  linkTarget,
  linkText,
  listCount,
  listLeadIn,
  listLength,
  listParallel,
  listUnbroken,
  noConflictMarker,
  noEmptySection,
  noInvisibleCharacter,
  noLostCharacter,
  noPageFurniture,
  noRelativeReference,
  noRepeatedWord,
  noRetractedSource,
  noSelfReference,
  noTrailingSpace,
  noUnattributedClaim,
  paragraphLength,
  pathFile,
  pathLanguage,
  pathNumber,
  pathSchema,
  prerequisites,
  provenanceClaim,
  readable,
  readingLevel,
  referenceCount,
  referenceDirection,
  referenceForm,
  referenceTopic,
  sectionLength,
  sections,
  sentenceCited,
  sentenceLength,
  sentenceVerified,
  sourceFields,
  sourceFile,
  sourceIdentifier,
  stationExists,
  stationLength,
  suppressionReason,
  tableAlignment,
  tableBoundary,
  tableCells,
  tableHeader,
  tableLeadIn,
  tableRepeatedWord,
  tableShape,
  takeaway,
  takeawayTopic,
  termBeforeDefinition,
  termDefinedOnce,
  termSpacing,
  termSpelling,
  termUsed,
  title,
  uniqueHeading,
  uniqueTitle,
  unusedSource,
  unusedSuppression,
];
