import type { ElementContent } from "hast";
import type { LearningPath, Stop } from "../path/learning-path.ts";
import { readingOf } from "../station/reading.ts";
import type { Station } from "../station/station.ts";
import { toRemember } from "../station/to-remember.ts";
import { inertJson, inertMarkup, legible } from "../text/inert.ts";
import { toSafeHtml } from "./html.ts";
import { STYLE } from "./style.ts";

/** A page of its own: everything it needs is in it. */
export interface DocumentParts {
  readonly title: string;
  readonly language: string;
  readonly content: readonly ElementContent[];
  /** What search engines and libraries are told, as schema.org has it. */
  readonly data: object | undefined;
}

/** A whole HTML document, without any script that runs. */
export function htmlDocument({ title, language, content, data }: DocumentParts): string {
  const about = data ? `\n<script type="application/ld+json">${scriptJson(data)}</script>` : "";
  return `<!DOCTYPE html>
<html lang="${escaped(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Stationmaster">
<title>${escaped(title)}</title>
<style>${STYLE}</style>${about}
</head>
<body>
<main>
${content.map((node) => toSafeHtml([node])).join("\n")}
</main>
</body>
</html>
`;
}

/** A station as a learning resource: https://schema.org/LearningResource, its key terms as https://schema.org/DefinedTerm. */
export function learningResource(station: Station, stop: Stop, path: LearningPath): object {
  const { minutes, grade } = readingOf(station);
  const description = toRemember(station);
  const terms = station.keyTerms.filter(({ term, definition }) => term && definition);
  return {
    "@context": "https://schema.org",
    "@type": "LearningResource",
    name: stop.title,
    ...(description && { description }),
    learningResourceType: "lesson",
    inLanguage: path.pathFile?.language ?? "en",
    timeRequired: `PT${minutes}M`,
    ...(grade !== undefined && { educationalLevel: `Grade ${grade}` }),
    ...(stop.number > 0 && { position: stop.number, isPartOf: { "@type": "Course", name: path.title } }),
    ...(terms.length > 0 && {
      teaches: terms.map(({ term, definition }) => ({ "@type": "DefinedTerm", name: term, description: definition })),
    }),
  };
}

/** The terms of a path as https://schema.org/DefinedTermSet. */
export function definedTermSet(path: LearningPath): object {
  return {
    "@context": "https://schema.org",
    "@type": "DefinedTermSet",
    name: path.title,
    hasDefinedTerm: path.terms.map(({ name, definitions }) => ({
      "@type": "DefinedTerm",
      name,
      description: definitions[0]!.keyTerm.definition,
    })),
  };
}

/** JSON in which nothing ends the script that it stands in. */
function scriptJson(data: object): string {
  return inertJson(data).replace(
    /[<>&]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function escaped(text: string): string {
  return inertMarkup(legible(text).replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`));
}
