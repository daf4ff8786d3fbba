import { fieldOf, type Identifier, type Source } from "../path/source.ts";
import { hasVersion, type IdentifierProblem, identifierProblem } from "../path/source-identifiers.ts";
import { slice } from "../text/range.ts";
import { defineRule, type Example, type Finding } from "./rule.ts";

export default defineRule({
  id: "source-identifier",
  group: "Sources and claims",
  kind: "fault",
  summary: "DOI, arXiv number, PMID, PMCID, ISBN, ISSN, ORCID and ROR are well formed and pass their checksum.",
  why: `A mistyped identifier leads to another work, or nowhere. The checksums are those of ISO 2108 (ISBN), ISO 3297 (ISSN) and
    ISO 7064 (ORCID, ROR); the patterns are those of Crossref (DOI) and arXiv. A preprint changes from version to version, so
    the one that was read is named.`,
  severity: "error",
  options: {},
  *checkPath({ sourceFiles }): Generator<Finding> {
    for (const { file, text, sources } of sourceFiles) {
      // What several entries inherit is looked at once.
      const seen = new Set<string>();
      for (const source of sources) {
        for (const identifier of source.identifiers) {
          const { range, value, kind } = identifier;
          const place = `${range.start} ${kind} ${value}`;
          if (seen.has(place)) continue;
          seen.add(place);
          const problem = identifierProblem(kind, value);
          if (problem) yield { file, ...told(identifier, problem, text) };
          else if (kind === "arXiv" && isPreprint(source) && !hasVersion(value) && !namesVersion(source))
            yield {
              file,
              range,
              severity: "warning",
              message: `Which version of this preprint was read? Please add it, such as “${value}v1”.`,
            };
        }
      }
    }
  },
});

function told({ range, value }: Identifier, { message, better }: IdentifierProblem, text: string): Finding {
  if (better === undefined) return { range, message };
  // Where the file has it in other words, such as with escapes, there is no telling what to replace.
  const isPlain = slice(text, range) === value;
  const fix = isPlain ? { title: `Change to “${better}”`, edits: [{ range, newText: better }] } : undefined;
  return { range, message, severity: "warning", fix };
}

/** Whether a work has appeared nowhere but on arXiv. */
function isPreprint(source: Source): boolean {
  const doi = fieldOf(source, "DOI");
  const container = fieldOf(source, "container-title");
  return (!doi || /\b10\.48550\//.test(doi)) && (!container || /arxiv/i.test(container));
}

function namesVersion(source: Source): boolean {
  const [, id = ""] = fieldOf(source, "URL").split(/arxiv\.org\//i);
  return /\Sv\d/i.test(id);
}

export const examples: readonly Example[] = [
  {
    title: "Digits that don't add up",
    text: `
      -- path.yaml --
      stations: [rain.station.md]
      -- sources.yaml --
      - id: noah
        ISBN: 978-0-306-40615-8
              ^^^^^^^^^^^^^^^^^ “978-0-306-40615-8” is not a valid ISBN: its digits don’t add up. Is one mistyped?
        ISSN: "0378-5954"
               ^^^^^^^^^ “0378-5954” is not a valid ISSN: its digits don’t add up. Is one mistyped?
        DOI: 10.12/rain
             ^^^^^^^^^^ “10.12/rain” is not a valid DOI: there are at least 4 digits between “10.” and the slash.
        PMID: "007"
               ^^^ “007” is not a valid PMID: it has 1 to 8 digits, the first of them not 0.
        author:
          - { family: Noah, ORCID: 0000-0002-1825-0098 }
                                   ^^^^^^^^^^^^^^^^^^^ “0000-0002-1825-0098” is not a valid ORCID: its digits don’t add up. Is one mistyped?
      -- rain.station.md --
      # Rain
    `,
  },
  {
    title: "Addresses where the identifier alone belongs",
    text: `
      -- path.yaml --
      stations: [rain.station.md]
      -- sources.bib --
      @article{noah,
        doi = {https://doi.org/10.1175/JHM600.1},
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Please write this DOI as “10.1175/JHM600.1”.
        pmcid = {3531190},
                 ^^^^^^^ Please write this PMCID as “PMC3531190”.
      }
      @article{shem, doi = "10.1000/182."}
                            ^^^^^^^^^^^^ Please write this DOI as “10.1000/182”.
      -- rain.station.md --
      # Rain
    `,
    fixed: `
      -- path.yaml --
      stations: [rain.station.md]
      -- sources.bib --
      @article{noah,
        doi = {10.1175/JHM600.1},
        pmcid = {PMC3531190},
      }
      @article{shem, doi = "10.1000/182"}
      -- rain.station.md --
      # Rain
    `,
  },
  {
    title: "A preprint without its version",
    text: `
      -- path.yaml --
      stations: [rain.station.md]
      -- sources.bib --
      @misc{noah, eprint = {2104.01234}, eprinttype = {arxiv}}
                            ^^^^^^^^^^ Which version of this preprint was read? Please add it, such as “2104.01234v1”.
      @misc{shem, eprint = {2104.01234v2}, eprinttype = {arxiv}}
      @article{ham, eprint = {hep-th/9901001}, archiveprefix = {arXiv}, journal = {Rain}}
      -- rain.station.md --
      # Rain
    `,
  },
  {
    title: "Identifiers in order, old ones too",
    text: `
      -- path.yaml --
      stations: [rain.station.md]
      -- sources.yaml --
      - id: lorenz1963
        DOI: 10.1175/1520-0469(1963)020<0130:DNF>2.0.CO;2
        ISSN: 0022-4928, 1520-0469
      - id: book
        ISBN: 0-8044-2957-X (paper) 978-0-306-40615-7
        author: [{ family: Carberry, ORCID: "https://orcid.org/0000-0002-1825-0097" }, { literal: Caltech, ROR: 05dxps055 }]
      - id: web
        URL: https://arxiv.org/abs/2104.01234v3
      -- rain.station.md --
      # Rain
    `,
  },
];
