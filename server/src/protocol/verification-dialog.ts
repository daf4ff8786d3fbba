import { typedQuote } from "../features/verification.ts";
import { checkEvidence, type SourceText } from "../ledger/evidence.ts";
import { type LedgerAndSentences, setRole, type Verification, verifySentences } from "../ledger/ledger-edits.ts";
import type { Cite, Evidence } from "../ledger/ledger-entry.ts";
import { type QuoteOffer, quoteOffers } from "../ledger/quote-offers.ts";
import { needsCitation } from "../ledger/roles.ts";
import type { LearningPath } from "../path/learning-path.ts";
import type { Source } from "../path/source.ts";
import { keysCitedBy, roleOf } from "../path/verification.ts";
import { namesSomebody } from "../station/authors.ts";
import { shorten } from "../text/shorten.ts";
import { type Deed, refuse } from "./commands.ts";
import type { Choice, CommandAnswer, Question } from "./messages.ts";
import { citing, keepLedger } from "./record.ts";
import type { Shown } from "./shown-sentence.ts";
import type { Snapshot } from "./snapshot.ts";

/** What has been chosen so far for a sentence that is being verified. */
interface Verifying {
  readonly key?: string;
  /** The words of the source, as they were chosen or typed; empty for none. */
  readonly quote?: string;
  /** Whether the words stand in the source like that, or were taken as they are. */
  readonly taken?: boolean;
  readonly loc?: string;
  readonly by?: string;
  /** What the typed answer is for. */
  readonly asks?: "quote" | "loc" | "by";
}

type Next = (more: Verifying) => Pick<Question, "command" | "arguments">;

/** What has been chosen so far, with what was typed last. */
export function withTyped(given: unknown, typed: unknown): Verifying {
  const known = Object(given) as Verifying;
  return known.asks && typeof typed === "string" ? { ...known, [known.asks]: typed } : known;
}

/** Asks for what is missing, one thing after the other, and then writes it down. */
export function verify(snapshot: Snapshot, at: Shown, known: Verifying, next: Next): CommandAnswer | Deed {
  const { path, status } = at;
  const role = roleOf(status);
  if (!needsCitation(role)) {
    const who = personOf(snapshot, at, known.by);
    if (!who) return askWho(at, "Verify", next({ asks: "by" }));
    return keepLedger(at, (ledger) => setRole(ledger, status.sentence, role, who));
  }
  const sources = sourcesFor(at);
  const cited = sources.filter(({ key }) => status.line?.entry.cites.some((cite) => cite.key === key));
  const key = known.key ?? (cited.length === 1 ? cited[0]!.key : undefined);
  const steps = stepsOf(snapshot, at, key, cited.length === 1);
  if (key === undefined) {
    const among = cited.length ? cited : sources;
    return chooseSource(at, among, next({}), (source) => next({ key: source.key }), ` (${steps("source")})`);
  }
  const text = path.sourceText(key);
  const source = shorten(path.sources.get(key)?.title || key, LONGEST_SHOWN);
  if (known.quote === undefined) {
    const words = {
      title: `${about("Verify", at)} (${steps("words")})`,
      prompt: `Which words of “${source}” say so?`,
      placeholder: text ? "Some words, as the source has them" : "Paste the words, as the source has them",
    };
    const typing = ask(next({ key, asks: "quote" }), words);
    const type = { title: "Type its words...", command: "stationmaster.ask" as const, arguments: [typing] };
    if (!text) return { ask: typing };
    const offers = quoteOffers(text, status.sentence.text);
    return choose(`${words.prompt} (${steps("words")})`, at, [...offers, undefined], (offer) =>
      offer
        ? { title: offerTitle(text, offer, path), ...next({ key, quote: offer.evidence.exact, taken: true }) }
        : type,
    );
  }
  const found = text && typedQuote(text, known.quote);
  if (text && found?.score !== 1) {
    if (!found || known.taken) refuse("The stored text of the source does not contain these words, or any like them.");
    return {
      choose: {
        question: "The source says it in other words.",
        detail: `You typed: “${known.quote}”\n\nThe source has (${Math.floor(found.score * 100)} % alike): “${found.evidence.exact}”`,
        choices: [{ title: "Take the Source's Words", ...next({ key, quote: found.evidence.exact, taken: true }) }],
      },
    };
  }
  const qualifier = text && found && checkEvidence(text, found.evidence, path.language).qualifier;
  if (qualifier && !known.taken) {
    return {
      choose: {
        question: `Right before these words, the source says “${qualifier}”.`,
        detail: `The sentence: ${status.sentence.text}\n\nThe source has, right after “${qualifier}”: “${found.evidence.exact}”`,
        choices: [{ title: "Take These Words", ...next({ key, quote: found.evidence.exact, taken: true }) }],
      },
    };
  }
  const loc = known.loc ?? status.line?.entry.cites.find((cite) => cite.key === key)?.loc;
  if (loc === undefined) {
    const place = {
      title: `${about("Verify", at)} (${steps("place")})`,
      prompt: `Where in “${source}” are these words?`,
      placeholder: "p. 4, Section 2, or 00:12:30",
    };
    return { ask: ask(next({ key, asks: "loc" }), place) };
  }
  const person = personOf(snapshot, at, known.by);
  if (!person) return askWho(at, "Verify", next({ key, loc, asks: "by" }), ` (${steps("person")})`);
  const evidence: Evidence = found?.evidence ?? {
    exact: known.quote,
    prefix: "",
    suffix: "",
    snapshot: undefined,
    rest: [],
  };
  const cite: Cite = { key, loc, verdict: "supports", evidence, rest: [] };
  const record = (ledger: LedgerAndSentences) =>
    verifySentences(ledger, [{ sentence: status.sentence, who: person, role, cite }]);
  return keepLedger(at, record, citing(snapshot, at, [cite]));
}

/** Words of a source as they are listed in a choice, after what takes them back or weakens them there. */
function offerTitle(text: SourceText, { evidence }: QuoteOffer, { language }: LearningPath): string {
  const { qualifier } = checkEvidence(text, evidence, language);
  return `${qualifier ? `After “${qualifier}”: ` : ""}“${evidence.exact}”`;
}

/** A name of a source in a question, and a sentence above one, in UTF-16 code units: a line of VS Code's box holds both. */
const LONGEST_SHOWN = 60;

type Step = "source" | "words" | "place" | "person";

/** Which of the questions that a sentence takes each one is, as “2 of 3”. What is known already is not asked. */
function stepsOf(snapshot: Snapshot, at: Shown, key: string | undefined, citesOne: boolean): (step: Step) => string {
  const isPlaced = at.status.line?.entry.cites.some((cite) => cite.key === key && cite.loc !== undefined);
  const isNamed = personOf(snapshot, at, undefined) !== undefined;
  const asked: readonly Step[] = [
    ...(citesOne ? [] : (["source"] as const)),
    "words",
    ...(isPlaced ? [] : (["place"] as const)),
    ...(isNamed ? [] : (["person"] as const)),
  ];
  return (step) => `${asked.indexOf(step) + 1} of ${asked.length}`;
}

/** What is done with a sentence, as “Verify “It rains.””. */
export function about(verb: string, { status }: Shown): string {
  return `${verb} “${shorten(status.sentence.text, LONGEST_SHOWN)}”`;
}

const PERSON = {
  prompt: "Who verifies? Your name or ORCID iD is kept in the ledger.",
  placeholder: "Ann Smith, or 0000-0002-1825-0097",
};

/** The person at the editor, as they answered or as the settings name them; undefined where nobody is named. */
export function personOf(snapshot: Snapshot, { path }: Shown, answer: string | undefined): Verification | undefined {
  const by = answer ?? snapshot.settings.verifier;
  return by && namesSomebody(by, path.language) ? { by, method: "human", at: snapshot.today } : undefined;
}

/** Asks for the name of the person at the editor, which is remembered. */
export function askWho(at: Shown, verb: string, next: ReturnType<Next>, step = ""): CommandAnswer {
  return { ask: { ...ask(next, { title: about(verb, at) + step, ...PERSON }), remember: "stationmaster.verifier" } };
}

function ask(
  { command, arguments: given }: ReturnType<Next>,
  words: Pick<Question, "title" | "prompt" | "placeholder">,
): Question {
  return { ...words, command, arguments: given };
}

/** A choice about a sentence, which is shown with it. */
export function choose<Item>(
  title: string,
  { status }: Shown,
  items: readonly Item[],
  choice: (item: Item) => Choice["choices"][number],
): CommandAnswer {
  return { choose: { question: title, detail: status.sentence.text, choices: items.map(choice), list: true } };
}

/** The sources of the path that may support a sentence, those first that it cites. */
export function sourcesFor({ path, stop, status }: Shown): readonly Source[] {
  const here = new Set([
    ...(status.line?.entry.cites.map(({ key }) => key) ?? []),
    ...keysCitedBy(path, stop, status.sentence),
  ]);
  const all = [...path.sources.values()].filter(({ retracted }) => !retracted);
  if (all.length === 0 && path.sources.size > 0)
    return refuse("All sources of this path are retracted. Please list another one.");
  return [...all.filter(({ key }) => here.has(key)), ...all.filter(({ key }) => !here.has(key))];
}

/**
 * Asks which source supports a sentence. One that is not there yet can be added; where the path has none, that is asked at once.
 * @param again the command that wants to know, which is run again once a source was added
 * @param step which of several questions this is, in parentheses after a space
 */
export function chooseSource(
  at: Shown,
  sources: readonly Source[],
  again: ReturnType<Next>,
  next: (source: Source) => ReturnType<Next>,
  step = "",
): CommandAnswer {
  const added = { command: "stationmaster.newSource", arguments: [{ near: at.uri, next: again }] } as const;
  if (sources.length === 0) {
    const prompt =
      "This path has no sources yet. Which one supports this sentence? A DOI, an ISBN, a web address, or the title of a book";
    return { ask: { title: about("Add a Source for", at), prompt, placeholder: "10.1038/171737a0", ...added } };
  }
  return choose(`Which source supports this sentence?${step}`, at, [...sources, undefined], (source) =>
    source ? { title: sourceTitle(source), ...next(source) } : { title: "Add Source...", ...added },
  );
}

/** A source as it is listed in a choice. */
function sourceTitle({ key, title, author, year }: Source): string {
  return [[author, year].filter(Boolean).join(" "), title || key].filter(Boolean).join(": ");
}
