import type { Language, ReferenceWords, StationName } from "./language.ts";

/**
 * A language that nothing is known of: only what all languages share, marks, letters and digits, and the format's own words.
 * Everything that takes a word for something else than itself is left to languages that know better.
 */
export const UNKNOWN: Language = {
  tag: "und",
  name: "an unknown language",
  known: false,
  labels: { "key-term": ["key term"], takeaway: ["takeaway"], bridge: ["bridge"] },
  sentences: {
    // Letters with stops are initials or shortened words wherever an alphabet has letters: "J. S. Bach", "z. B. Regen".
    isAbbreviation: (word) => /^(?:\p{L}\.)*\p{L}$/u.test(word),
    isNoAbbreviation: (lower) => lower.length > 2 && !lower.includes("."),
    endsWithAbbreviation: (text) => text.endsWith("."),
    startsSentence: () => false,
    isExclaimed: () => false,
    saysWhoSpoke: () => false,
  },
  words: {
    keyOf: folded,
    stemOf: folded,
    bareAcronym: (word) => word,
    isFunctionWord: () => false,
    isSmallInTitles: () => true,
    isRepeatedOnPurpose: () => true,
    isNeedlessTwice: () => false,
    isNamePart: () => true,
    withoutArticle: (phrase) => phrase,
    isNameColumn: () => true,
    inflectLike: (_written, _name, newName) => newName,
  },
  numbers: [],
  references: {
    names: [{ one: "Station", many: "Stations", own: false }],
    // A short word between two numbers of one phrase joins them: "Stations 3 und 4", "Stations 3 et 4".
    conjunctions: ["&", String.raw`\p{Ll}{1,3}`],
    through: ["–"],
    mayFollowNumber: undefined,
    isNoun: (word) => /stations?$/i.test(word),
    usualNames: [],
    ownNames: undefined,
    namesOther: () => false,
    mayLead: (_word, startsSentence) => startsSentence,
    otherForms: () => [],
    relatives: () => [],
    needlessAfter: () => 0,
    keepsOrder: () => true,
    pointing: () => undefined,
    introducesItself: () => true,
    speaksOfClassroom: () => false,
    saysWhere: () => false,
    saysWhat: () => false,
    begunAfterLeadIn: () => undefined,
  },
  structure: {
    startsBridge: () => false,
    leadsOn: () => false,
    partNamed: () => undefined,
    opensScene: () => false,
    isAside: () => false,
    isTimetableEntry: () => false,
    isClosingLabel: () => false,
    asksAtOnce: () => false,
    countsIn: () => [],
    conjunctions: ["&"],
    withoutTitles: (name) => name,
    isNobody: () => false,
    isEmptyLinkText: () => false,
    namesAfter: () => false,
    definitionIn: () => undefined,
    isEmptyAltText: () => false,
    isCaption: () => false,
    isRefrain: () => false,
    namesList: () => true,
    namesLongList: () => true,
    asksToAct: () => true,
    announcesList: () => false,
    breaksOff: () => true,
    mayBeEmpty: () => true,
    sumsUp: () => true,
    isToWorkOn: () => true,
  },
  terms: {
    introduces: () => true,
    takesUp: () => true,
    looksAhead: () => true,
    namesOutlook: () => true,
    isAnotherWord: () => true,
    isEveryday: () => true,
  },
  acronyms: {
    isCommon: () => true,
    isEmphasis: () => true,
    isBesideThePoint: () => true,
    namesBefore: () => undefined,
    namesAfter: () => undefined,
  },
  claims: {
    unattributed: undefined,
    figure: undefined,
    example: undefined,
    supposes: () => true,
    asksForProof: () => false,
    isNoClaim: () => true,
    namesSource: () => true,
    isSourceLine: () => true,
    promise: undefined,
    mayTeach: () => false,
    saysOnlyPromise: () => false,
    isCitationSignal: () => true,
    isLocator: () => true,
    promisesGovernments: () => false,
  },
  reading: undefined,
  // Whatever word is another may be a “not”.
  meaning: {
    meaningOf: () => "word",
    opposed: () => undefined,
    expandContractions: (text) => text,
    plainReading: (text) => text,
    qualifierBefore: () => undefined,
    denialAround: () => undefined,
    cutsFigure: () => false,
    leansOnHeading: () => false,
    pointsAt: () => [],
  },
  roles: {
    cues: [],
    isVerifiable: () => true,
    withoutReferences: (text) => text,
  },
  leftovers: {
    isPlaceholderSignal: () => false,
    isChatSignal: () => false,
    placeholdersIn: () => [],
    isWordCount: () => false,
    isChat: () => false,
  },
  writing: { listLeadIn: () => undefined, tableLeadIn: () => undefined },
  page: {
    isFurniture: () => false,
    titleLabelLength: () => 0,
    isByline: () => false,
    isCaption: () => false,
    isPartLabel: () => false,
    isPageNumber: () => false,
    isHome: () => false,
  },
  calling,
};

/** A language of which nothing more is needed than the words themselves: their plurals are read by any short ending. */
function calling(this: Language, words: readonly string[]): Language {
  const [first, ...others] = words.map((one): StationName => ({ one, many: undefined, own: true }));
  if (!first) return this;
  const names: ReferenceWords["names"] = [first, ...others, ...this.references.names];
  return { ...this, base: this, references: { ...this.references, names, ownNames: ownNames(words) } };
}

/** What every reference by one of these words has in it. */
export function ownNames(words: readonly string[]): RegExp {
  return new RegExp(`(?:${words.map((word) => word.replaceAll(" ", String.raw`\s`)).join("|")})`, "iu");
}

function folded(word: string): string {
  return word.normalize("NFC").toLowerCase();
}
