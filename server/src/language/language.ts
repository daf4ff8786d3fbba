import type { Figures, Phrases } from "./phrases.ts";

/**
 * What the engine knows of one natural language. A language is one folder beside this file and one line in `languages.ts`;
 * whoever reads a station takes it as a value, and asks it for words, forms and phrases instead of holding any.
 * Everything here is pure. A pattern or list that a language does not have yet is left empty, and finds nothing.
 */
export interface Language {
  /** The primary subtag of BCP 47 in lower case, such as "en"; "und" where the language is not known. */
  readonly tag: string;
  /** In English, for messages: "English". */
  readonly name: string;
  /** Whether anything is known of it. Where nothing is, rules with `needs: "language"` do not run. */
  readonly known: boolean;
  /**
   * The words that label a paragraph as a callout, before a colon or a dash, in any case; a space in them may be a hyphen or
   * missing, “…” at their end is a few words more, and “#” a number. The first is the one to write.
   */
  readonly labels: Readonly<Record<CalloutRole, readonly [string, ...string[]]>>;
  readonly sentences: SentenceWords;
  readonly words: WordForms;
  /** The numbers that are read in words, from one on. */
  readonly numbers: readonly string[];
  readonly references: ReferenceWords;
  readonly structure: StructureWords;
  readonly terms: TermWords;
  readonly acronyms: AcronymWords;
  readonly claims: ClaimWords;
  /** How hard a text reads; undefined where no formula was made for the language. */
  readonly reading: ReadingFormula | undefined;
  readonly meaning: MeaningWords;
  readonly roles: RoleWords;
  readonly writing: WritingWords;
  readonly page: PageWords;
  readonly leftovers: LeftoverWords;
  /** The language without the words of a path, where it is one that `calling` has made. */
  readonly base?: Language | undefined;
  /** The language as it is read on a path that calls its stations by words of its own, such as “Lesson”. */
  calling(words: readonly string[]): Language;
}

/** What a paragraph with a label is for its station; `station/callouts.ts` says more of each. */
export type CalloutRole = "key-term" | "takeaway" | "bridge";

/** What tells where a sentence ends. */
export interface SentenceWords {
  /**
   * Whether a period only shortens the word before it, so that the sentence goes on.
   * @param word what stands before the period, with the stops inside it ("U.N", "p.m")
   * @param before the word before that one, or ""
   * @param rest what follows the period, without the space and the opening marks before its first word
   */
  isAbbreviation(word: string, before: string, rest: string): boolean;
  /** Whether a word, in lower case, shortens nothing whatever stands around it. Asked of nearly every sentence: has to be quick. */
  isNoAbbreviation(lower: string): boolean;
  /** Whether a text that ends with a period has it for an abbreviation: "Fifth Ave." */
  endsWithAbbreviation(text: string): boolean;
  /** Whether a text begins with a word that begins sentences far more often than it is part of a name. */
  startsSentence(text: string): boolean;
  /** Whether an exclamation mark belongs to a word, as in “Yahoo!”. */
  isExclaimed(word: string): boolean;
  /** Whether a text that follows a quotation says who spoke, so that the sentence goes on: "France asked". */
  saysWhoSpoke(text: string): boolean;
}

/** The forms of words. */
export interface WordForms {
  /**
   * What all forms of a word have in common as a part of a term: no case, no plural, no possessive.
   * For comparing only: its length says nothing.
   */
  keyOf(word: string): string;
  /** What a word shares with others of its family: "cooperate" and "cooperation". */
  stemOf(word: string): string;
  /** An acronym without the ending of its plural or possessive: "NGOs" is "NGO". */
  bareAcronym(word: string): string;
  /** Whether a word, in lower case, says nothing of a topic: an article, a pronoun, a preposition, and the like. */
  isFunctionWord(lower: string): boolean;
  /** Whether a word, in lower case, stays small in a title. */
  isSmallInTitles(lower: string): boolean;
  /** Whether a word, in lower case, is written twice in a row on purpose after the word before it: “what happens happens”. */
  isRepeatedOnPurpose(lower: string, before: string): boolean;
  /** Whether a word, in lower case, says nothing when it stands twice in a row, so that nobody misses the second. */
  isNeedlessTwice(lower: string): boolean;
  /** Whether a word is a part of a name that stays small wherever it stands: "von Neumann". */
  isNamePart(word: string): boolean;
  /** A phrase without the article that it begins with. */
  withoutArticle(phrase: string): string;
  /** Whether a column of this name holds names, which may repeat it: "Name", "Titles". */
  isNameColumn(word: string): boolean;
  /**
   * A new name for a term in the form in which the old one is written at a place: plural, possessive, capitals.
   * @param written the old name as it stands there
   * @param name the old name as it is defined
   * @param newName the new name as it shall be defined
   * @param inTitle whether it stands in a title or heading whose words have capitals
   */
  inflectLike(written: string, name: string, newName: string, inTitle: boolean): string;
}

/** How a text refers to stations. */
export interface ReferenceWords {
  /** What a station is called before its number. The first name is the one to write. */
  readonly names: readonly [StationName, ...StationName[]];
  /** What may stand before the last number of several, as patterns; the first is what is written. At least one. */
  readonly conjunctions: readonly string[];
  /** What may stand between the ends of a stretch, beside a dash: "to". At least one, which is what is written. */
  readonly through: readonly string[];
  /**
   * What stands after the last number where several follow the word for one ("Station 3 and 4 are"), and tells that it counts
   * nothing ("Station 3 and 4 kids"); undefined where that can't be told.
   */
  readonly mayFollowNumber: RegExp | undefined;
  /** What courses call their lessons most often, beside a station. */
  readonly usualNames: readonly string[];
  /**
   * Whether a word is one that every reference by the language's own names has one of. It may say yes too often; it is asked
   * once for each word.
   */
  isNoun(word: string): boolean;
  /** What every reference by a name of the path's own has in it; undefined where the path has none. */
  readonly ownNames: RegExp | undefined;
  /** Whether the words around a number make it something else than a station: “Chapter 3 of Darwin’s book”. */
  namesOther(name: string, before: string, after: string): boolean;
  /** Whether a word with a capital right before a reference only leads to it, and does not make it a name ("Penn Station 3"). */
  mayLead(word: string, startsSentence: boolean): boolean;
  /** The references of a text to one station that are written in another form. */
  otherForms(text: string): readonly OtherForm[];
  /** The references of a text that count from where they stand: "the last two stations". */
  relatives(text: string): readonly RelativeWords[];
  /** How many characters after a reference in lower case are of no use once it has its form: " of this path". */
  needlessAfter(text: string): number;
  /** Whether a sentence gives the order of numbers a meaning: "respectively". */
  keepsOrder(sentence: string): boolean;
  /** Which way the words around a reference point, and which words do; undefined where none do, or some to either side. */
  pointing(before: string, after: string): Pointing | undefined;
  /** Whether the words around a reference make it a station that introduces itself: "Welcome to Station 4". */
  introducesItself(before: string, after: string): boolean;
  /** Whether a text speaks of places in a classroom that learners go between: "Rotate through the stations". */
  speaksOfClassroom(text: string): boolean;
  /** Whether the words between a thing and the reference after it say that the thing is explained there: " explained in ". */
  saysWhere(between: string): boolean;
  /** Whether the words between a reference and a thing after it say that the thing is explained there: " explains the ". */
  saysWhat(between: string): boolean;
  /** Where the words before a place call for a reference: the length of what has been typed of it, with its article. */
  begunAfterLeadIn(before: string): number | undefined;
}

/** What stations are called before a number. */
export interface StationName {
  /** Before one number: "Station". */
  readonly one: string;
  /** Before several: "Stations". Undefined where the plural is not known: then any short ending makes it one. */
  readonly many: string | undefined;
  /** Whether it is a word of the path's own, which may also begin with a lowercase letter. */
  readonly own: boolean;
}

/** A reference to one station in a form that is found, but not the one that is asked for. Offsets are of the text. */
export interface OtherForm {
  readonly form: "word" | "abbreviation" | "lower-case";
  readonly name: StationName;
  readonly number: number;
  readonly start: number;
  readonly end: number;
  /** Where its number begins. */
  readonly numberStart: number;
}

/** A reference that counts from where it stands. Offsets are of the text. */
export interface RelativeWords {
  /** How far the last of the stations is, and to which side: -2 in “the last two stations” and “two stations ago”. */
  readonly distance: number;
  /** How far the first of them is: 1 in “the last two stations”, 2 in “two stations ago”, which is one station. */
  readonly nearest: number;
  readonly name: StationName;
  /** What has to be written before a number in its place, such as “in ” for “two stations ago”. */
  readonly lead: string;
  readonly start: number;
  readonly end: number;
}

export interface Pointing {
  readonly forward: boolean;
  readonly words: string;
}

/** What tells the parts of a station. */
export interface StructureWords {
  /** Whether a last sentence leads on to another question: "But how …?" */
  startsBridge(text: string): boolean;
  /** Whether a sentence at the end of a station names what comes next: "In the next lesson, …", "Now that …" */
  leadsOn(sentence: string): boolean;
  /** What a section with this heading does in its station; undefined for one about the topic. */
  partNamed(heading: string): NamedPart | undefined;
  /** Whether a paragraph begins with a scene that readers can picture: "Imagine …", "On a cold morning in 1912, …" */
  opensScene(text: string): boolean;
  /** Whether a paragraph speaks of the text or its page, or sets a task: credits, copyright, newsletters, “Explain why”. */
  isAside(text: string): boolean;
  /** Whether a heading is an entry of a timetable: “Lunch”, “Writing (35 minutes)”. */
  isTimetableEntry(heading: string): boolean;
  /** Whether a label, in lower case, is one only where nothing but callouts follow: "Summary: …", "Coming up: …" */
  isClosingLabel(words: string): boolean;
  /** Whether a question begins with the word that asks, as a heading does: "Why …?", "Is …?" */
  asksAtOnce(question: string): boolean;
  /** The counts in a sentence that promise that many things. Conservative: what may be any other number is none. */
  countsIn(sentence: string): readonly Count[];
  /** The conjunctions before the last part of an enumeration. At least one. */
  readonly conjunctions: readonly string[];
  /** Whether a link's text, in lower case, says nothing of where it leads: "click here". */
  isEmptyLinkText(lower: string): boolean;
  /** Whether the words before a term say that what came before is called so: "This is called a". */
  namesAfter(before: string): boolean;
  /** A person's name in lower case, words apart by spaces, without titles and degrees. */
  withoutTitles(name: string): string;
  /** Whether what is given as a name says that nobody is named: "n/a", "TODO". */
  isNobody(name: string): boolean;
  /** The term and its definition in a sentence that says what something is. */
  definitionIn(sentence: string): DefinitionParts | undefined;
  /** Whether an image's text, in lower case, says nothing of what it shows: "snapshot". */
  isEmptyAltText(lower: string): boolean;
  /** Whether a line is the caption of a table or a figure: "Table 2: Goals". */
  isCaption(line: string): boolean;
  /** Whether a heading, in lower case, comes back on purpose with each exercise: "solution". */
  isRefrain(lower: string): boolean;
  /** Whether a heading says what the list right below it is a list of: "Further Reading". */
  namesList(heading: string): boolean;
  /** Whether a heading names a list that may be as long as it has to: "Glossary". */
  namesLongList(heading: string): boolean;
  /** Whether a sentence tells learners what to do with what follows: "Choose the right answer." */
  asksToAct(sentence: string): boolean;
  /** Whether a sentence promises what follows right after it: "in the following order", "Here are some". */
  announcesList(sentence: string): boolean;
  /** Whether a text breaks off, so that what follows goes on with its sentence: "Notice how" */
  breaksOff(text: string): boolean;
  /** Whether the cells of a column with this name may be empty: "Notes", "Your answer". */
  mayBeEmpty(column: string): boolean;
  /** Whether a row with this label sums up those above it: "Total", "Average", "All three". */
  sumsUp(label: string): boolean;
  /** Whether what is below a heading is for learners to work on: "Worksheet", "Your Turn". */
  isToWorkOn(heading: string): boolean;
}

/** What a section does that is called after it. Exercises, references and the like are "back matter". */
export type NamedPart = "introduction" | "objectives" | "takeaway" | "summary" | "bridge" | "back matter";

/** A number that says how many things follow: "three core practices". Offsets are of the text it was found in. */
export interface Count {
  readonly number: number;
  readonly start: number;
  readonly end: number;
}

/** Offsets are of the sentence. */
export interface DefinitionParts {
  readonly termStart: number;
  readonly termEnd: number;
  readonly definitionStart: number;
}

/** How a text deals with its terms. */
export interface TermWords {
  /** Whether the words around a term explain it, or give a thing its name: "this is called", ", which is a". */
  introduces(before: string, after: string): boolean;
  /** Whether a sentence goes on to explain what the one before it ends with: "In this arrangement". */
  takesUp(sentence: string): boolean;
  /** Whether a sentence only says what is going to be explained: "In this lesson, you will learn". */
  looksAhead(sentence: string): boolean;
  /** Whether what is below a heading only names terms: "Objectives", "Glossary", "Further Reading". */
  namesOutlook(heading: string): boolean;
  /** Whether a word, in lower case, is a word of its own that looks like another: "complement" and "compliment". */
  isAnotherWord(lower: string): boolean;
  /** Whether a noun, in lower case, is used by everyone in a plain sense: "group". */
  isEveryday(lower: string): boolean;
}

/** What is known of acronyms. */
export interface AcronymWords {
  /** Whether an acronym needs no expansion for anyone: "DNA". */
  isCommon(acronym: string): boolean;
  /** Whether a word in capitals, given in lower case, is loud and not short: "Do NOT fold". */
  isEmphasis(lower: string, before: string): boolean;
  /** Whether the words around an acronym say that it is the type of a file, or whose a picture is: "GRIB files", "(credit: NOAA". */
  isBesideThePoint(before: string, after: string): boolean;
  /** What the words right before an acronym say that it stands for: "Gross domestic product, or". */
  namesBefore(before: string): string | undefined;
  /** What the words right after an acronym say that it stands for: " stands for …". */
  namesAfter(after: string): string | undefined;
}

/** What a text claims, and what it promises of its sources. */
export interface ClaimWords {
  /** A claim in the name of people or studies that are not named. */
  readonly unattributed: Phrases | undefined;
  /** A figure that somebody must have counted. */
  readonly figure: Figures | undefined;
  /** What makes a sentence a worked example, whose figures nobody counted. */
  readonly example: RegExp | undefined;
  /** Whether a sentence begins an example that the sentences after it go on with: "Suppose that". */
  supposes(sentence: string): boolean;
  /** Whether the words before a claim ask for proof, and claim nothing: "than the", "what the" before "evidence shows". */
  asksForProof(before: string): boolean;
  /** Whether the words around a figure make it none that somebody counted: "at 5% interest", "100% sure". */
  isNoClaim(before: string, figure: string, after: string): boolean;
  /** Whether a sentence names in its words who says so: "According to the World Health Organization". */
  namesSource(sentence: string): boolean;
  /** Whether a line names the source of what is above it: "Source: Atlas of Rain". */
  isSourceLine(line: string): boolean;
  /** A promise that every statement is backed by a source. */
  readonly promise: Phrases | undefined;
  /** Whether words that promise may as well teach what a source is, where they stand among others: “Every fact has a source”. */
  mayTeach(promise: string): boolean;
  /** Whether a sentence with a promise says nothing else: “Every fact is cited”, and not “… and the Moon is made of cheese”. */
  saysOnlyPromise(text: string): boolean;
  /** Whether the words before a source in a citation only lead to it: "see also". */
  isCitationSignal(text: string): boolean;
  /** Whether the words after a source in a citation only name a place in it: "p. 4, note 2". */
  isLocator(text: string): boolean;
  /** Whether a promise names sources of governments. */
  promisesGovernments(text: string): boolean;
}

export interface ReadingFormula {
  syllablesOf(word: string): number;
  /** The school grade whose readers can follow prose with these numbers of words, sentences and syllables; never below 1. */
  gradeOf(words: number, sentences: number, syllables: number): number;
  /** The same by a formula that counts letters in place of syllables: a second opinion. Never below 1. */
  gradeByLetters(words: number, sentences: number, letters: number): number;
}

/** What a word does that makes a sentence say something else when the word is another. */
export type Meaning = "number" | "name" | "negation" | "quantity" | "modal" | "comparison" | "direction" | "word";

/** What a change of words changes. */
export interface MeaningWords {
  /**
   * What a word in lower case means; undefined for one whose change changes little. Better too many than too few: a word
   * that is here by mistake costs a second look at a sentence.
   */
  meaningOf(word: string): Meaning | undefined;
  /** Whether two words say the opposite or are two degrees of one: "able" and "unable", "strong" and "stronger". */
  opposed(a: string, b: string): Meaning | undefined;
  /** A text with the words that shortened ones stand for, so that "don't" and "do not" are one. */
  expandContractions(text: string): string;
  /**
   * A folded text in one of the ways in which it may be written, by closed lists: spellings, abbreviations, digits for
   * words. Two texts that have one plain reading say the same; a text of which nothing is known is its own.
   */
  plainReading(text: string): string;
  /**
   * The words at the end of a text that take back, weaken or hand on to someone what follows them: "It is false that",
   * "not", "according to the minister"; undefined where it ends with none.
   */
  qualifierBefore(text: string): string | undefined;
  /** The words right before or after a quote, folded, that take it back: “It is false that”, “which is a myth”. */
  denialAround(before: string, after: string): string | undefined;
  /**
   * Whether a quote begins or ends within a figure: “rose by 5” in “rose by 5 thousand” or “rose by 5 to 50”.
   * @param before what comes before the quote, folded, as are the quote and what comes after it
   */
  cutsFigure(before: string, quote: string, after: string): boolean;
  /** Whether a folded sentence says nothing by itself of what it is about, so that below a heading it is about that: “It has 435 members.” */
  leansOnHeading(text: string): boolean;
  /** What a folded sentence points at in its own station: “the table above”. In order. */
  pointsAt(text: string): readonly PointedAt[];
}

/** A part of a station, as the nearest above or below a sentence. */
export interface PointedAt {
  readonly what: "table" | "list" | "section";
  readonly where: "above" | "below";
}

/** What tells a sentence that needs no source from one that does. */
export interface RoleWords {
  /** In order: the first that fits counts. */
  readonly cues: readonly RoleCue[];
  /** What can be looked up has to be: a number, a name, a superlative. */
  isVerifiable(text: string): boolean;
  /** A sentence without references to stations, which are no numbers of the world. */
  withoutReferences(text: string): string;
}

export interface RoleCue {
  readonly role: "signpost" | "analogy" | "definition" | "example" | "synthesis" | "opinion";
  readonly cue: RegExp;
  /** Whether what can be looked up in the rest of the sentence makes it none. */
  readonly unlessVerifiable?: boolean;
}

/** What writers leave to be done, and what programs that write leave around a text. */
export interface LeftoverWords {
  /**
   * Whether a word is one that each placeholder and word count has one of. It may say yes too often; it is asked once for each
   * word.
   */
  isPlaceholderSignal(word: string): boolean;
  /** Whether a word is one that each sentence of a chat program has one of; it may say yes too often, too. */
  isChatSignal(word: string): boolean;
  /** The places in a passage's text where something has still to be written: "TODO", "[Insert picture here]". In order. */
  placeholdersIn(text: string): readonly TextPlace[];
  /** Whether a passage says only how many words a text has: "Word count: 612". */
  isWordCount(text: string): boolean;
  /**
   * Whether a sentence is what a chat program says to whom it has written a text for: "As an AI language model, I …". An
   * exclamation before it belongs to it: "Certainly! Here is your lesson."
   * @param place of a station's paragraphs the first ones, the last ones, or those between
   */
  isChat(sentence: string, place: "start" | "middle" | "end"): boolean;
}

/** Offsets are of the text it was found in. */
export interface TextPlace {
  readonly start: number;
  readonly end: number;
}

/** What refactorings write. */
export interface WritingWords {
  /** A sentence that introduces a list; undefined where none can be written. */
  listLeadIn(ordered: boolean): string | undefined;
  /** A sentence that introduces a table with these columns; undefined where none can be written. */
  tableLeadIn(columns: readonly string[]): string | undefined;
}

/** What a published page puts around a lesson. A line is a paragraph without the space around it. */
export interface PageWords {
  /** Whether a line invites to share or subscribe, speaks of cookies or copyright, or leads to other pages. */
  isFurniture(line: string): boolean;
  /** The length of the label before a title, in UTF-16 code units: 7 for "Title: The Water Cycle", 0 for none. */
  titleLabelLength(line: string): number;
  /** Whether a line names only who wrote a page, or when, or how long it takes to read. */
  isByline(line: string): boolean;
  /** Whether a line is the caption of a figure or a table: "Figure 2.1 (credit: a museum)". */
  isCaption(line: string): boolean;
  /** Whether a line numbers a part of a book, whose title is on the next line: "Chapter 3", "PART TWO." */
  isPartLabel(line: string): boolean;
  /** Whether a line is the number of a printed page, in words: "Page 3 of 12". */
  isPageNumber(line: string): boolean;
  /** Whether a word is what breadcrumbs begin with: "Home". */
  isHome(word: string): boolean;
}
