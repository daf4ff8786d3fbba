/** The kinds of identifiers that a source and its authors may have. */
export type IdentifierKind = "DOI" | "arXiv" | "PMID" | "PMCID" | "ISBN" | "ISSN" | "ORCID" | "ROR";

/** What is wrong with an identifier. */
export interface IdentifierProblem {
  readonly message: string;
  /** How it is written instead, where that is beyond doubt. */
  readonly better?: string;
}

/** What is wrong with an identifier as it is written in a list of sources; undefined where nothing is. */
export function identifierProblem(kind: IdentifierKind, written: string): IdentifierProblem | undefined {
  const bare = bareIdentifier(kind, written);
  const known = CHECKS[kind](bare);
  if (known !== undefined) return { message: `“${shown(written)}” is not a valid ${kind}: ${known}` };
  if (bare === written) return undefined;
  // These two are written as addresses as often as not.
  if (kind === "ORCID" || kind === "ROR") return undefined;
  if (kind === "arXiv" && /^arxiv:/i.test(written)) return undefined;
  return { message: `Please write this ${kind} as “${shown(bare)}”.`, better: bare };
}

/** An identifier without the address, the name or the punctuation around it. */
export function bareIdentifier(kind: IdentifierKind, written: string): string {
  const text = written.trim();
  switch (kind) {
    case "DOI":
      return text.replace(/^(?:https?:\/\/(?:dx\.|www\.)?doi\.org\/|doi:\s*)/i, "").replace(/(?<![.,;:])[.,;:]+$/, "");
    case "arXiv":
      return text
        .replace(/^(?:https?:\/\/(?:www\.)?arxiv\.org\/(?:abs|pdf|html)\/|arxiv:\s*)/i, "")
        .replace(/(?:\.pdf|(?<![.,;:]))[.,;:]*$/i, "");
    case "PMID":
      return text
        .replace(/^(?:https?:\/\/(?:pubmed\.ncbi\.nlm\.nih\.gov|www\.ncbi\.nlm\.nih\.gov\/pubmed)\/|pmid:\s*)/i, "")
        .replace(/(?<![/.,;:])[/.,;:]+$/, "");
    case "PMCID": {
      const bare = text
        .replace(
          /^(?:https?:\/\/(?:www\.ncbi\.nlm\.nih\.gov\/pmc|pmc\.ncbi\.nlm\.nih\.gov)\/articles\/|pmcid:\s*)/i,
          "",
        )
        .replace(/(?<![/.,;:])[/.,;:]+$/, "");
      return /^\d+$/.test(bare) ? `PMC${bare}` : bare;
    }
    case "ISBN":
      return text.replace(/^isbn(?:-1[03])?:?\s*/i, "").replace(/(?<![.,;:])[.,;:]+$/, "");
    case "ISSN":
      return text
        .replace(/^e?issn:?\s*/i, "")
        .replace(/(?<![.,;:])[.,;:]+$/, "")
        .replace(/^(\d{4})(\d{3}[\dX])$/i, "$1-$2");
    case "ORCID":
      return text.replace(/^(?:https?:\/\/orcid\.org\/|orcid:\s*)/i, "");
    case "ROR":
      return text.replace(/^(?:https?:\/\/ror\.org\/|ror:\s*)/i, "");
  }
}

/** Whether an arXiv number says which version of the preprint is meant. */
export function hasVersion(arxiv: string): boolean {
  return /v\d+$/.test(bareIdentifier("arXiv", arxiv));
}

/** For each kind what is wrong with a bare identifier, as the end of a sentence; undefined where nothing is. */
const CHECKS: Readonly<Record<IdentifierKind, (bare: string) => string | undefined>> = {
  DOI: doi,
  arXiv: arxiv,
  PMID: (bare) => (/^[1-9]\d{0,7}$/.test(bare) ? undefined : "it has 1 to 8 digits, the first of them not 0."),
  PMCID: (bare) =>
    /^PMC[1-9]\d{0,7}(?:\.\d+)?$/.test(bare) ? undefined : "it is “PMC” and 1 to 8 digits, the first of them not 0.",
  ISBN: isbn,
  ISSN: issn,
  ORCID: orcid,
  ROR: ror,
};

/**
 * Crossref's pattern (https://www.crossref.org/blog/dois-and-matching-regular-expressions/), with the other characters that
 * older DOIs have, such as 10.1175/1520-0469(1963)020<0130:DNF>2.0.CO;2; or a short DOI, 10/bkzz (https://shortdoi.org).
 */
function doi(bare: string): string | undefined {
  if (/^10\.\d{4,9}(?:\.\d+)*\/[^\s"{}\\^`]+$/.test(bare)) return undefined;
  if (/^10\/[a-z0-9]{3,10}$/i.test(bare)) return undefined;
  if (!bare.startsWith("10.")) return "it begins with “10.”.";
  if (/^10\.\d{1,3}\//.test(bare)) return "there are at least 4 digits between “10.” and the slash.";
  return "it is “10.”, 4 to 9 digits, a slash, and a name without spaces.";
}

/** https://info.arxiv.org/help/arxiv_identifier.html */
function arxiv(bare: string): string | undefined {
  const form = "it is written like 2104.01234v2, or like hep-th/9901001.";
  const recent = /^(\d\d)(\d\d)\.(\d{4,5})(?:v[1-9]\d*)?$/.exec(bare);
  const old = /^[a-z]+(?:-[a-z]+)?(?:\.[A-Z]{2})?\/(\d\d)(\d\d)(\d{3})(?:v[1-9]\d*)?$/.exec(bare);
  const [, year, month, number] = recent ?? old ?? [];
  if (!year || !month || !number) return form;
  if (Number(month) < 1 || Number(month) > 12) return `there is no month ${month}.`;
  if (Number(number) === 0) return "its number is 0.";
  const since = Number(year) * 100 + Number(month);
  if (old)
    return since >= 9107 || since <= 703 ? undefined : "numbers of this form were assigned from 1991 to March 2007.";
  if (since < 704) return "numbers of this form were first assigned in April 2007.";
  const digits = since < 1501 ? 4 : 5;
  return number.length === digits ? undefined : `numbers of that month have ${digits} digits after the period.`;
}

/** The check digits of ISO 2108, by the rules of the International ISBN Agency's users' manual. */
function isbn(bare: string): string | undefined {
  const digits = bare.replace(/[\s‐‑–-]/g, "").toUpperCase();
  if (/^\d{9}[\dX]$/.test(digits)) return weighted(digits) % 11 === 0 ? undefined : WRONG_CHECK;
  if (!/^\d{13}$/.test(digits)) return "it has 10 or 13 digits.";
  if (!/^97[89]/.test(digits)) return "one of 13 digits begins with 978 or 979.";
  const sum = [...digits].reduce((total, digit, at) => total + Number(digit) * (at % 2 ? 3 : 1), 0);
  return sum % 10 === 0 ? undefined : WRONG_CHECK;
}

/** The check digit of ISO 3297. */
function issn(bare: string): string | undefined {
  if (!/^\d{4}-\d{3}[\dX]$/i.test(bare)) return "it has 8 digits with a hyphen in the middle.";
  return weighted(bare.replace("-", "").toUpperCase()) % 11 === 0 ? undefined : WRONG_CHECK;
}

/** The digits times their place counted from the end, added up; X is 10. */
function weighted(digits: string): number {
  return [...digits].reduce((sum, digit, at) => sum + (digit === "X" ? 10 : Number(digit)) * (digits.length - at), 0);
}

/** ISO 7064 MOD 11-2: https://support.orcid.org/hc/en-us/articles/360006897674 */
function orcid(bare: string): string | undefined {
  if (!/^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$/.test(bare)) return "it has 16 digits in four groups with hyphens between.";
  const digits = bare.replaceAll("-", "");
  const total = [...digits.slice(0, 15)].reduce((sum, digit) => (sum + Number(digit)) * 2, 0);
  const check = (12 - (total % 11)) % 11;
  return digits[15] === (check === 10 ? "X" : String(check)) ? undefined : WRONG_CHECK;
}

/** The digits of Crockford's base 32: https://www.crockford.com/base32.html */
const BASE_32 = "0123456789abcdefghjkmnpqrstvwxyz";

/** ISO 7064 MOD 97-10 of a number in base 32: https://ror.readme.io/docs/identifier */
function ror(bare: string): string | undefined {
  const written = bare.toLowerCase();
  if (!/^0[0-9a-hj-km-np-tv-z]{6}\d\d$/.test(written)) return "it is 0, six letters or digits, and two digits.";
  const number = [...written.slice(0, 7)].reduce((total, character) => total * 32 + BASE_32.indexOf(character), 0);
  return 98 - ((number * 100) % 97) === Number(written.slice(7)) ? undefined : WRONG_CHECK;
}

const WRONG_CHECK = "its digits don’t add up. Is one mistyped?";

function shown(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
