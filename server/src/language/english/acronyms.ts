import type { AcronymWords } from "../language.ts";
import { words } from "./word-lists.ts";

/** What is known of acronyms in English texts. */
export const ACRONYMS: AcronymWords = {
  isCommon: (acronym) => COMMON.has(acronym),
  isEmphasis: (lower, before) => (lower === "who" ? !/\b(?:the|by|a)\s+$/i.test(before) : LOUD.has(lower)),
  isBesideThePoint: (before, after) => FILE_AFTER.test(after) || FILE_BEFORE.test(before) || CREDIT.test(before),
  namesBefore(before) {
    const leading = NAMED_BEFORE.exec(before);
    return leading ? before.slice(0, leading.index) : undefined;
  },
  namesAfter: (after) =>
    NAMED_AFTER.exec(after)
      ?.slice(1)
      .find((words) => words !== undefined),
};

/** "MKV files", "the GRIB format". */
const FILE_AFTER = /^s?\s+(?:files?|formats?)\b/i;

/** "Export TMX", "save it as STL", "in formats such as". */
const FILE_BEFORE =
  /\b(?:(?:export|save|convert)(?:s|ed|ing)?(?: (?:it|them|this|everything))?(?: (?:as|to|into|in))?|formats?,? such as)(?: an?| the)?\s+(?:\p{Lu}{2,5}(?:, (?:or |and )?| or | and )){0,5}$/iu;

/** "(credit: NOAA", "Photo courtesy of NOAA", "licensed under the GFDL". */
const CREDIT =
  /\b(?:credits?|courtesy(?: of)?|(?:photo(?:graph)?|image|illustration|map|picture)s? (?:by|from)|sources?:|adapted from|licen[cs]ed (?:under|by))\b[^.!?]*$/i;

/** "Gross domestic product, or", "the World Bank Group, known as the", "Global Positioning System —": what an acronym stands for. */
const NAMED_BEFORE =
  /(?:[([]\s?(?:(?:the|an?|or|also|abbreviated|short|called)\s+){0,3}["“]?|\bor(?: (?:the|just|simply))?\s+["“]?|\b(?:also |often |usually |better |commonly )?(?:called|known as|abbreviated(?: as| to)?|shortened to|abbreviation(?: is)?|for short)[,:]?\s+(?:the |an? )?["“]?|[—–]\s?(?:the |or )?["“]?)$/isu;

/** "(Situation, Background, …)", "method (Situation …)", ", or …", "stands for …", ", short for …" */
const NAMED_AFTER =
  /^['’]?s?["”]?(?:(?:\s[\p{L}-]+){0,3}\s*[([]([^()[\]]{3,200})|,?\s*or\s+(.{3,200})|,?\s*(?:which |that |is |are |was )?(?:stands?|stood|short|an? abbreviation|an? acronym|the abbreviation|the acronym|means?)(?: for| of)?\s+(.{3,200}))/isu;

/**
 * Acronyms that need no expansion, because everyone knows them or nobody knows what they stand for: in general use, of media and
 * firms, of files and programs. Our judgement; a path adds its own.
 */
const COMMON: ReadonlySet<string> = new Set(
  words(`ABC ACPI AGPL AIDS AJAX ALT ANSI AOL API ARM ASAP ASCII ATM AWS BASIC BBC BCE BIOS BMP BMW BSD CBC CBS CD-ROM CEO CFO
  CIA CMD CNBC CNN COBOL COVID CPU CRLF CSS CSV CTO CTRL CVS DEL DHL DIY DNA DNS DOC DOCX DVD EMI EPS EPUB ESC ESPN FAQ
  FBI FIFA FLAC FORTRAN FTP GAP GET GFDL GIF GIMP GMO GMT GNOME GNU GPL GPS GPT GPU GUI HBO HDMI HEAD HEIC HIV HMS HSBC
  HTML HTTP HTTPS IBAN IBM IDE IKEA IMAX IMDB INTEL IOS IRC ISBN ISO JAMA JFK JPEG JPG JSON JSONL JSX KFC LAN LED LEGO
  LGBT LGBTQ LGPL LLC LSD MBA MDN MGM MIT MITRE MLA MOOC MOV MPEG MRI MTV NASA NASCAR NBA NBC NFL NGO NHL NPM NPR NYU
  OCR OFL OGG ORCID PATCH PBS PDF PHD PHP PIN PNG POSIX POST PPT PPTX PSD PUT QGIS QWERTY RAM RAR REST RGB RMS RNA ROM
  RSVP RTF SAP SARS SASS SAT SCSS SDK SFTP SHIFT SIM SMS SOAP SONAR SOS SPAM SQL SSH SSL STEM SUV SVG TAB TED TIFF TLS
  TNT TSV TXT UCLA UFO UNESCO UNICEF UNIX UPS URI URL USA USAID USB USS USSR UTC UTF VHS VIP VPN WAN WAV WEBM WEBP WIFI
  WLAN WWI WWII WWW XAMPP XKCD XLS XLSX XML XYZ YAML YMCA ZIP AM EU IQ PM TV UK UN US`),
);

/** Words in capitals that speak loudly, mark a place for later, or label what follows. */
const LOUD: ReadonlySet<string> = new Set(
  words(`a about above action after again all alone already also always amen and another answer any anyone anything are ask attention
  back bad be because before below best better big both but buy call can cannot careful caution change check choose clear click close
  come copy could danger dead delete did different do does done don down draft each easy either else end enter error even ever every
  everyone everything exactly example exit extra fact fail false fast few find fire first five fixme for form four free from full get
  go good great had half hard has have he help her here high him his hint hold hot how huge i if important in info insert into is it
  its just keep know last later least leave left less let life like list live long look lord lose lost love low made make man many may
  maybe me men mine more most move much must my name near need needs never new next nine no nobody non none nor not note nothing now
  of off often old on once one only open option or other others our out over own part pass pause people per place please plus point
  private pull push put question quickly quiet quit rather read ready real really remember reply right run safe same save say see
  self set seven she should show side six slow slowly small so some someone something soon stay step still stop such sure take tbc
  tbd tell ten test text than that the their them then there these they thing think this those though three time times tip to today
  todo together too top total true try turn twice two under until up upon us use used very view voice wait walk want war warning was
  water way we well went were what when where whether which while who whole whom whose why will win wip with within without woman
  women word words work world worse worst would write wrong xxx yes yet you your yours zero placeholder`),
);
