import type { PageWords } from "../language.ts";

/** What stands around a lesson on English pages, and is copied along with it. */
export const PAGE: PageWords = {
  isFurniture: (line) => line.length <= LONGEST && FURNITURE.some((each) => each.test(line)),
  titleLabelLength: (line) => TITLE_LABEL.exec(line)?.[0].length ?? 0,
  isByline: (line) => line.length <= LONGEST && (BYLINE.test(line) || DATELINE.test(line)),
  isCaption: (line) => CAPTION.test(line),
  isPartLabel: (line) => PART_LABEL.test(line),
  isPageNumber: (line) => PAGE_NUMBER.test(line),
  isHome: (word) => /^(?:home|homepage|start|main page|courses|catalog)$/i.test(word),
};

/** “Title: The Water Cycle”, as drafts and chat programs write it. */
const TITLE_LABEL = /^(?:(?:lesson|article|page|course|chapter) )?title:\s+(?=\S)/i;

/** A longer line, in UTF-16 code units, says something of its own. */
const LONGEST = 240;

const NAME = String.raw`\p{Lu}[\p{L}\p{M}.’'-]{0,30}`;

/** “By Mara Lind · 12 March 2024”, “Written by A. B. Roe and Li Wei”: names, then nothing or what follows a sign. */
const BYLINE = new RegExp(
  String.raw`^(?:(?:[Ww]ritten|[Pp]osted|[Rr]eviewed|[Ee]dited|[Pp]ublished|[Cc]ontributed) )?(?:[Bb]y|BY):? ${NAME}(?: (?:and |& |de |van |von )?${NAME}){1,5}(?:,? (?:MD|PhD|RN|MA|MSc|Ph\.D\.))?(?:\s*[·•|–—,]\s*[^.!?:]{0,100})?$`,
  "u",
);

const MONTH = "(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]{0,6}\\.?";
const DATE = String.raw`(?:\d{1,2}(?:st|nd|rd|th)? ${MONTH},? \d{4}|${MONTH} \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2,4})`;

/** “Updated 3 March 2023 · 8 min read”, “12 March 2024”, “6 min read”. */
const DATELINE = new RegExp(
  String.raw`^(?:(?:last )?(?:updated|published|posted|reviewed|modified|edited|revised)(?: on)?:? )?(?:${DATE}(?:\s*[·•|–—,]\s*[^.!?]{0,60})?|(?:${MONTH} )?\d{4}\s*[·•|]\s*[^.!?]{0,60}|(?:about )?\d{1,3}[ -]min(?:ute)?s?(?: to)? read)$`,
  "iu",
);

/** “Figure 1: The author”, “Table 1. Two kinds”, “Photo by A. Roe”, “(credit: a museum)”. */
const CAPTION =
  /^(?:(?:fig(?:ure|\.)?|table|photo|image|map|chart|diagram|exhibit|plate|illustration|box|video|graph) ?\d{1,3}(?:[.-]\d{1,3}){0,2}[a-z]?(?:[.:)|–—]|\s|$)|(?:photo|photograph|image|picture|illustration|video)s? (?:by|from|courtesy|credit)\b|(?:photo |image )?(?:credit|source)s?:|\((?:photo |image )?credit:)/i;

const PART_LABEL =
  /^(?:book|chapter|day|episode|lecture|lesson|module|part|section|session|unit|volume|week) (?:\d{1,3}|[IVXLC]{1,7}|[ivxlc]{1,7}|the (?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)[.:]?$/i;

const PAGE_NUMBER = /^(?:page|pg\.?|p\.) ?\d{1,4}(?:(?: of | ?\/ ?)\d{1,4})?$/i;

const SHARE =
  "share|tweet|pin|email|e-mail|print|facebook|twitter|x|linkedin|whatsapp|reddit|pinterest|telegram|mastodon|bluesky|copy|link|save|bookmark|like|follow";

const FURNITURE: readonly RegExp[] = [
  // “Share  Tweet  Pin it”
  new RegExp(
    String.raw`^(?:share|tweet|follow us|print|email)(?:[\s|·•/,:]+(?:${SHARE}|this|page|article|post|story|on|via|it|us|by|to|or|and))+$`,
    "i",
  ),
  /^(?:related|recommended|popular|trending|similar|more) (?:articles?|posts?|stories|essays|guides|content|pages|lessons for you|videos):?$/i,
  /^(?:you (?:may|might) also (?:like|enjoy|be interested in)|recommended for you|most read|most popular|more from (?:this|the|our) (?:author|site|series|blog)|keep reading|read next|trending now):?$/i,
  /^(?:jump|skip) to (?:the )?(?:navigation|search|content|main content|comments)$/i,
  /^(?:back to top|return to top|advertisement|sponsored(?: content)?|leave a (?:comment|reply)|no comments yet|\d+ comments?|log in to comment|print this page|report this (?:ad|page)|view all comments|continue reading below)\.?$/i,
  /^(?:this (?:site|website|page)|we|our (?:site|website|partners)|by (?:continuing|using)|accept|manage|reject)\b[^.!?]{0,120}\bcookies?\b/i,
  /^(?:please )?(?:sign up|subscribe|join)\b[^.!?]{0,100}\b(?:newsletter|mailing list|inbox|e?mails?|email updates|our channel|subscribers|readers)\b/i,
  /^(?:get|never miss)\b[^.!?]{0,80}\b(?:in your inbox|newsletter|an update|a post)\b/i,
  /^(?:©|\(c\)|copyright\b)[^!?]{0,40}\d{4}/i,
  /^(?:©[^!?]{0,120}|[^.!?]{0,80}\. ?)?all rights reserved\.?$/i,
  /^from wikipedia, the free encyclopedia$/i,
  // What word processors print beside a text that was changed and not accepted.
  /^comment(?:ed)? \[[a-z]{1,4}\d{1,4}(?:r\d{1,4})?\]: \S/i,
  /^formatted(?: table)?: (?:font|indent|left|right|centered|justified|space|line spacing|english|heading|normal|list|style|underline|bullet|no |not |position|tab)/i,
  /^(?:\p{Lu}[\p{L}.’'-]{0,30} (?:\p{Lu}[\p{L}.’'-]{0,30} ){0,3})?(?:Deleted|Inserted|Moved (?:down|up))(?: ?\[\d{1,3}\])?: \S/u,
  /^(?:page break|section break \((?:next page|continuous|even page|odd page)\)|column break)$/i,
  /^(?:terms of (?:use|service)|privacy policy)(?:[\s|·•/,&]+(?:terms of (?:use|service)|privacy policy|contact(?: us)?|about(?: us)?|cookie policy|cookies|sitemap|help|accessibility))*$/i,
];
