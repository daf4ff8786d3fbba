import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { CodeAction } from "vscode-languageserver";
import { hover } from "../../server/src/features/hover.ts";
import { preview } from "../../server/src/features/preview.ts";
import { typedQuote } from "../../server/src/features/verification.ts";
import { sourceText } from "../../server/src/ledger/evidence.ts";
import { quoteOffers } from "../../server/src/ledger/quote-offers.ts";
import { sentenceHash } from "../../server/src/ledger/sentence-hash.ts";
import { previewHost } from "../../server/src/protocol/previews.ts";
import { folderWith } from "../support/command-line.ts";
import { cursorFixture, fixtureWorkspace, parseFixture, ROOT } from "../support/fixture.ts";
import { LanguageClient } from "../support/language-client.ts";

const LAWS = `
  -- path.yaml --
  title: Laws
  tier: premium
  stations: [congress.station.md]
  sources: sources.yaml
  rules: { sentence-verified: { cited: false } }
  -- sources.yaml --
  - { id: constitution, title: Constitution, issued: 1787, URL: "https://example.org/constitution" }
  - { id: letters, title: Letters, issued: 1790, URL: "https://example.org/letters" }
  -- sources/constitution.txt --
  Section. 1.

  All legislative Powers herein granted shall be vested in a Congress of the United States.

  Section. 3.

  The Senate shall be composed of two Senators from each State.
  -- congress.station.md --
  # Congress

  All legislative powers lie with a Congress. The Senate has two Senators from each state.
`;

type Answer = {
  readonly ask?: {
    readonly title?: string;
    readonly prompt: string;
    readonly placeholder: string;
    readonly command: string;
    readonly arguments: readonly unknown[];
  };
  readonly choose?: {
    readonly question: string;
    readonly detail: string;
    readonly choices: readonly { readonly title: string; readonly command: string; readonly arguments: unknown[] }[];
  };
  readonly save?: readonly string[];
  readonly message?: string;
};

const STATION = "congress.station.md";

/** A person who answers what is asked, in order: a title of a choice, or what is typed. */
async function work(client: LanguageClient, command: string, words: string, ...answers: string[]): Promise<Answer> {
  const first = await run(client, command, [client.uri(STATION), await sentenceWith(client, words)]);
  const answer = await goOn(client, first, ...answers);
  await keep(client);
  return answer;
}

/** The sentence where some words are, as a client is shown it at a cursor; null where there is none. */
function sentenceWith(client: LanguageClient, words: string): Promise<object | null> {
  const place = { textDocument: { uri: client.uri(STATION) }, position: client.position(STATION, words) };
  return client.request("stationmaster/sentenceAt", place);
}

function run(client: LanguageClient, name: string, given: readonly unknown[]): Promise<Answer> {
  const command = `stationmaster.${name}`;
  return client.execute(command, ...given) as Promise<Answer>;
}

/** Goes on with a question that was asked. */
async function goOn(client: LanguageClient, asked: Answer, ...answers: string[]): Promise<Answer> {
  let answer = asked;
  for (const said of answers) {
    if (answer.ask) {
      answer = await run(client, answer.ask.command.slice("stationmaster.".length), [...answer.ask.arguments, said]);
      continue;
    }
    const choice = answer.choose?.choices.find(({ title }) => title.includes(said));
    if (!choice) throw new Error(`There is no choice “${said}”: ${JSON.stringify(answer)}`);
    if (choice.command === "stationmaster.ask") answer = { ask: choice.arguments[0] as NonNullable<Answer["ask"]> };
    else answer = await run(client, choice.command.slice("stationmaster.".length), choice.arguments);
  }
  return answer;
}

const LEDGER = "congress.ledger.jsonl";

/** Writes what the server wanted to be changed, as an editor that saves would. */
async function keep(client: LanguageClient): Promise<void> {
  for (const { edit } of client.edits.splice(0)) {
    const text = client.after(STATION, edit);
    if (text !== client.texts.get(client.uri(STATION))?.text) await client.replace(STATION, text);
    if (edit.documentChanges?.some((step) => "kind" in step && step.kind === "create"))
      writeFileSync(ledger(client), "");
    writeFileSync(ledger(client), client.after(LEDGER, edit));
    const changes = [{ uri: client.uri(LEDGER), type: 2 }];
    await client.connection.sendNotification("workspace/didChangeWatchedFiles", { changes });
    // What is asked next is answered once the file has been read again.
    await client.request("stationmaster/paths", {});
  }
}

async function start(settings: unknown = { verifier: "Ann" }): Promise<LanguageClient> {
  const client = await LanguageClient.start(folderWith(LAWS), { settings });
  await client.open(STATION);
  await client.pull(STATION);
  return client;
}

const ledger = (client: LanguageClient) => join(client.folder, LEDGER);

/** What the ledger says, line by line. */
function lines(client: LanguageClient): string[] {
  if (!existsSync(ledger(client))) return [];
  return readFileSync(ledger(client), "utf8")
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => {
      const { text, role, cites, by, disputed } = JSON.parse(line);
      const sources = cites.map((cite: { key: string; loc?: string; verdict?: string; evidence?: { exact: string } }) =>
        [cite.key, cite.loc, cite.verdict, cite.evidence && `“${cite.evidence.exact}”`].filter(Boolean).join(" "),
      );
      return [text, role, ...sources, by, disputed && `disputed: ${disputed}`].filter(Boolean).join(" | ");
    });
}

describe("a sentence is verified", () => {
  test("with words that are chosen from the stored text", async () => {
    const client = await start();
    await work(client, "verifySentence", "The Senate", "Constitution", "two Senators", "Section 3");
    expect(lines(client)).toEqual([
      "The Senate has two Senators from each state. | fact | constitution Section 3 supports “The Senate shall be composed of two Senators from each State.” | Ann",
    ]);
    expect((await client.pull(STATION)).filter(({ code }) => /^sentence-/.test(`${code}`))).toHaveLength(1);
  });

  test("with words that are typed, and shown beside those of the source where they differ", async () => {
    const client = await start();
    const asked = await work(
      client,
      "verifySentence",
      "The Senate",
      "Constitution",
      "Type its words",
      "The Senate shall be composed of two Senators for every State",
    );
    expect(asked.choose?.detail).toMatch(
      /^You typed: “The Senate .* for every State”\n\nThe source has \(\d\d % alike\): “The Senate shall be composed of two Senators from each State/,
    );
    expect(lines(client)).toEqual([]);
  });

  test("with the place and the person asked for once", async () => {
    const client = await start({});
    const place = await work(client, "verifySentence", "All leg", "Constitution", "All legislative");
    expect(place.ask?.prompt).toBe("Where in “Constitution” are these words?");
    const person = await work(client, "verifySentence", "All leg", "Constitution", "All legislative", "Section 1");
    expect(person.ask?.prompt).toContain("Who verifies?");
  });

  test("with questions that show the sentence, its source and how many there are", async () => {
    const sentence = "All legislative powers lie with a Congress.";
    const unnamed = await start({});
    const shows = async (client: LanguageClient, words: string, ...answers: string[]) => {
      const { ask, choose } = await work(client, "verifySentence", words, ...answers);
      return ask ? [ask.title, ask.prompt, ask.placeholder] : [choose?.question, choose?.detail];
    };
    expect(await shows(unnamed, "All leg")).toEqual(["Which source supports this sentence? (1 of 4)", sentence]);
    expect(await shows(unnamed, "All leg", "Constitution")).toEqual([
      "Which words of “Constitution” say so? (2 of 4)",
      sentence,
    ]);
    expect(await shows(unnamed, "All leg", "Letters")).toEqual([
      `Verify “${sentence}” (2 of 4)`,
      "Which words of “Letters” say so?",
      "Paste the words, as the source has them",
    ]);
    expect(await shows(unnamed, "All leg", "Letters", "The Congress makes the laws")).toEqual([
      `Verify “${sentence}” (3 of 4)`,
      "Where in “Letters” are these words?",
      "p. 4, Section 2, or 00:12:30",
    ]);
    const [title] = await shows(unnamed, "All leg", "Letters", "The Congress makes the laws", "p. 1");
    expect(title).toBe(`Verify “${sentence}” (4 of 4)`);
    const named = await start();
    expect(await shows(named, "All leg", "Constitution", "All legislative")).toContain(`Verify “${sentence}” (3 of 3)`);
    await work(named, "citeSentence", "The Senate", "Constitution");
    expect(await shows(named, "The Senate", "two Senators")).toEqual([
      "Verify “The Senate has two Senators from each state.” (2 of 2)",
      "Where in “Constitution” are these words?",
      "p. 4, Section 2, or 00:12:30",
    ]);
  });

  test("with a source that is not retracted", async () => {
    const client = await LanguageClient.start(folderWith(LAWS.replace("title: Constitution", "$&, retracted: true")));
    await client.open(STATION);
    const { choose } = await work(client, "verifySentence", "The Senate");
    expect(choose?.choices.map(({ title }) => title)).toEqual(["1790: Letters", "Add Source..."]);
  });

  test("of a source without a stored text with the words as they are typed", async () => {
    const client = await start();
    await work(client, "verifySentence", "All leg", "Letters", "Congress makes all laws.", "p. 4");
    expect(lines(client)).toEqual([
      "All legislative powers lie with a Congress. | fact | letters p. 4 supports “Congress makes all laws.” | Ann",
    ]);
  });
});

test("a source is cited, a role set, a dispute written down and settled", async () => {
  const client = await start();
  await work(client, "citeSentence", "All leg", "Letters");
  await work(client, "setRole", "The Senate", "An opinion");
  await work(client, "disputeSentence", "The Senate", "Who says so?");
  expect(lines(client)).toEqual([
    "All legislative powers lie with a Congress. | letters",
    "The Senate has two Senators from each state. | opinion | Ann | disputed: Who says so?",
  ]);
  await work(client, "disputeSentence", "The Senate");
  expect(lines(client)[1]).not.toContain("disputed");
});

test("whoever sets the type of a sentence that needs no source is asked for their name", async () => {
  const client = await start({});
  await work(client, "setRole", "The Senate", "An opinion", "Bea");
  await work(client, "setRole", "All leg", "A fact");
  expect(lines(client)).toEqual([
    "All legislative powers lie with a Congress. | fact",
    "The Senate has two Senators from each state. | opinion | Bea",
  ]);
});

test("a small change is accepted, a line without its sentence removed", async () => {
  const client = await start();
  await work(client, "verifySentence", "The Senate", "Constitution", "two Senators", "Section 3");
  await client.type(STATION, "has two Senators", "has 2 Senators");
  expect((await client.pull(STATION)).map(({ message }) => message)).toContain(
    "This was changed slightly after it was verified. Please accept it, or verify it again.",
  );
  await work(client, "acceptDrift", "The Senate");
  expect(lines(client)[0]).toContain("The Senate has 2");
  await client.type(STATION, " The Senate has 2 Senators from each state.", "");
  await work(client, "removeOrphans", "All leg");
  expect(lines(client)).toEqual([]);
});

test("what can't be done is refused with a reason", async () => {
  const client = await start();
  await expect(work(client, "acceptDrift", "The Senate")).rejects.toThrow("changed more than a little");
  expect(await sentenceWith(client, "# Congress")).toBe(null);
  const heading = [client.uri(STATION), 0];
  await expect(run(client, "verifySentence", heading)).rejects.toThrow("Please put the cursor in a sentence");
});

/** A ledger in which a model has proposed what the sentence on the Senate rests on. */
function proposedLedger(): string {
  const text = "The Senate has two Senators from each state.";
  const exact = "The Senate shall be composed of two Senators from each State.";
  const cites = [{ key: "constitution", loc: "Section 3", verdict: "supports", evidence: { exact } }];
  const known = { h: sentenceHash(text), text, role: "fact", cites, by: "gpt-x", method: "model", at: "2026-11-23" };
  return `{"format":1,"splitter":1}\n${JSON.stringify(known)}\n`;
}

/** What the view shows of the sentences that wait, the proposed ones first. */
async function toDo(client: LanguageClient) {
  const place = { path: client.uri("path.yaml"), station: client.uri(STATION) };
  const all = await client.request<{ state: string; detail: string }[]>("stationmaster/sentences", place);
  return all.sort((a, b) => Number(b.state === "proposed") - Number(a.state === "proposed"));
}

describe("what a model has proposed", () => {
  const proposing = async (settings?: unknown) => {
    const folder = folderWith(LAWS);
    writeFileSync(join(folder, LEDGER), proposedLedger());
    const client = await LanguageClient.start(folder, { settings: settings ?? { verifier: "Ann" } });
    await client.open(STATION);
    await client.pull(STATION);
    return client;
  };
  const ACCEPTED =
    "The Senate has two Senators from each state. | fact | constitution Section 3 supports “The Senate shall be composed of two Senators from each State.” | Ann";

  test("is shown with its words, and verified once a person accepts it in the view", async () => {
    const client = await proposing();
    const [proposed] = await toDo(client);
    expect(proposed).toMatchObject({
      state: "proposed",
      detail:
        "This was proposed by “gpt-x”. Please compare it with its source, and accept it. “The Senate shall be composed of two Senators from each State.” (constitution, Section 3)",
    });
    // Until the server knows the settings, it asks who verifies.
    await client.until(async () => (await run(client, "acceptDrift", [client.uri(STATION), proposed])).save);
    await keep(client);
    expect(lines(client)).toEqual([ACCEPTED]);
    expect((await toDo(client)).map(({ state }) => state)).toEqual(["not verified"]);
  });

  test("is not accepted in the name of whoever proposed it", async () => {
    const client = await proposing({});
    const [proposed] = await toDo(client);
    await expect(run(client, "acceptDrift", [client.uri(STATION), proposed, "GPT-X"])).rejects.toThrow(
      "“GPT-X” proposed this, so someone else has to accept it.",
    );
    await expect(run(client, "acceptDrift", [client.uri(STATION), proposed, "Claude 3"])).rejects.toThrow(
      "“Claude 3” is a program. Please accept proposals under a person's name.",
    );
  });

  test("is accepted by a code action, after a name was asked for", async () => {
    const client = await proposing({});
    const place = client.position(STATION, "The Senate");
    const actions = await client.ask<CodeAction[]>("textDocument/codeAction", STATION, {
      range: { start: place, end: place },
      context: { diagnostics: [] },
    });
    const accept = actions.find(({ title }) => title === "Accept the proposal")!;
    const asked = await run(client, "acceptDrift", accept.command!.arguments!);
    expect(asked.ask!.prompt).toContain("Who verifies?");
    await goOn(client, asked, "Ann");
    await keep(client);
    expect(lines(client)).toEqual([ACCEPTED]);
  });
});

describe("only the sentence that a person was shown is recorded", () => {
  const [SENATE, CHEESE] = ["The Senate has two Senators from each state.", "The Moon is made of 42 percent cheese."];
  const CHANGED = "The text has changed in the meantime, so nothing was recorded. Please try again.";

  /** A question about the sentence on the Senate, at whose place something else was typed while it was open. */
  const asked = async (command: string, ...answers: string[]) => {
    const client = await start({});
    const first = await run(client, command, [client.uri(STATION), await sentenceWith(client, SENATE)]);
    const question = await goOn(client, first, ...answers);
    return { client, question };
  };
  const LAWS_TEXT = parseFixture(LAWS).get(`${ROOT}/${STATION}`)!;

  const QUESTIONS: readonly (readonly [command: string, before: readonly string[], after: readonly string[]])[] = [
    ["verifySentence", ["Constitution"], ["two Senators", "Section 3"]],
    ["verifySentence", ["Constitution", "two Senators"], ["Section 3"]],
    ["verifySentence", ["Constitution", "Type its words"], ["The Senate shall be composed of two Senators"]],
    ["setRole", [], ["An opinion"]],
    ["citeSentence", [], ["Letters"]],
    ["disputeSentence", [], ["Who says so?"]],
  ];

  test.each(QUESTIONS)("%s after %j: not where another sentence is there by now", async (command, before, after) => {
    const { client, question } = await asked(command, ...before);
    await client.type(STATION, "All legislative powers lie with a Congress. ", `${CHEESE} `.padEnd(44));
    await client.type(STATION, SENATE, CHEESE);
    await expect(goOn(client, question, ...after)).rejects.toThrow(CHANGED);
    expect(client.edits).toEqual([]);
  });

  test.each(QUESTIONS)("%s after %j: not where only another sentence has changed", async (command, before, after) => {
    const { client, question } = await asked(command, ...before);
    await client.type(STATION, "with a Congress", "with 1 Congress");
    await expect(goOn(client, question, ...after)).rejects.toThrow(CHANGED);
    expect(client.edits).toEqual([]);
  });

  test("what was typed and undone leaves the question open", async () => {
    const { client, question } = await asked("setRole");
    await client.type(STATION, SENATE, CHEESE);
    await client.type(STATION, CHEESE, SENATE);
    await goOn(client, question, "An opinion", "Ann");
    await keep(client);
    expect(lines(client)).toEqual([`${SENATE} | opinion | Ann`]);
  });

  test("not where a closed file was written in the meantime", async () => {
    const { client, question } = await asked("setRole");
    await client.close(STATION);
    writeFileSync(join(client.folder, STATION), LAWS_TEXT.replace(SENATE, CHEESE));
    await client.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [{ uri: client.uri(STATION), type: 2 }],
    });
    await expect(goOn(client, question, "An opinion")).rejects.toThrow(CHANGED);
  });

  test("not where the hash is another's", async () => {
    const { client, question } = await asked("setRole");
    const choice = question.choose!.choices.find(({ title }) => title === "An opinion")!;
    const [uri, shown, role] = choice.arguments;
    const other = { ...(shown as object), h: "0123456789abcdef" };
    await expect(run(client, "setRole", [uri, other, role])).rejects.toThrow(CHANGED);
  });

  test("not where the stored text no longer has the words that were chosen", async () => {
    const { client, question } = await asked("verifySentence", "Constitution");
    writeFileSync(
      join(client.folder, "sources/constitution.txt"),
      "The Senate shall be composed of ten Senators from each State.",
    );
    await client.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [{ uri: client.uri("sources/constitution.txt"), type: 2 }],
    });
    await expect(goOn(client, question, "two Senators", "Section 3")).rejects.toThrow("does not contain these words");
  });

  const PROPOSED = proposedLedger();

  test("not where its line in the ledger was written in the meantime", async () => {
    const client = await start();
    writeFileSync(ledger(client), PROPOSED);
    await client.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [{ uri: client.uri(LEDGER), type: 1 }],
    });
    const [proposed] = await toDo(client);
    writeFileSync(ledger(client), PROPOSED.replace("Section 3", "Section 4"));
    await client.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [{ uri: client.uri(LEDGER), type: 2 }],
    });
    await expect(run(client, "acceptDrift", [client.uri(STATION), proposed])).rejects.toThrow(
      "The ledger has changed in the meantime, so nothing was recorded. Please try again.",
    );
  });

  test("a place alone records nothing: the sentence there is shown first", async () => {
    const client = await start({});
    const given = [client.uri(STATION), LAWS_TEXT.indexOf(SENATE), "opinion"];
    const answer = await run(client, "setRole", given);
    expect(client.edits).toEqual([]);
    expect(answer.choose).toMatchObject({ question: "Is this the sentence?", detail: SENATE });
    await goOn(client, answer, "Set Sentence Type", "Ann");
    await keep(client);
    expect(lines(client)).toEqual([`${SENATE} | opinion | Ann`]);
  });

  test("the view and code actions say which one they show", async () => {
    const client = await start();
    const [, senate] = await client.request<object[]>("stationmaster/sentences", {
      path: client.uri("path.yaml"),
      station: client.uri(STATION),
    });
    const place = client.position(STATION, SENATE);
    const actions = await client.ask<CodeAction[]>("textDocument/codeAction", STATION, {
      range: { start: place, end: place },
      context: { diagnostics: [] },
    });
    const action = actions.find(({ title }) => title === "Set sentence type...")!;
    const { offset, h, version } = senate as { offset: number; h: string; version: string };
    expect(action.command!.arguments).toEqual([client.uri(STATION), { offset, h, version }]);
    await client.type(STATION, "with a Congress", "with 1 Congress");
    await expect(run(client, "setRole", [...action.command!.arguments!, "opinion"])).rejects.toThrow(CHANGED);
  });
});

describe("where the text has to cite what it is verified with", () => {
  const CITED = LAWS.replace("  rules: { sentence-verified: { cited: false } }\n", "");
  const open = async (station: string) => {
    const folder = folderWith(`${CITED.slice(0, CITED.indexOf("# Congress"))}${station}\n`);
    const client = await LanguageClient.start(folder, { settings: { verifier: "Ann" } });
    await client.open(STATION);
    await client.pull(STATION);
    return client;
  };
  const text = (client: LanguageClient) => client.texts.get(client.uri(STATION))!.text;
  const isVerified = (client: LanguageClient) =>
    client.until(async () => !(await client.pull(STATION)).some(({ code }) => code === "sentence-verified"));
  const SENATE = "The Senate has two Senators from each state.";

  test("verifying a sentence cites its source in the same step, and nothing is left to do", async () => {
    const client = await open(`# Congress\n\n  ${SENATE}`);
    const place = [client.uri(STATION), await sentenceWith(client, "Senate has")] as const;
    const asked = await run(client, "verifySentence", place);
    await goOn(client, asked, "Constitution", "two Senators", "Section 3");
    expect(client.edits).toHaveLength(1);
    await keep(client);
    expect(text(client)).toContain("from each state [@constitution, Section 3].");
    expect(lines(client)).toHaveLength(1);
    expect(await isVerified(client)).toBe(true);
  });

  test("in pasted text, too", async () => {
    const client = await open(`Congress\n  ${SENATE}`);
    await work(client, "verifySentence", "Senate has", "Constitution", "two Senators", "Section 3");
    expect(text(client)).toContain("from each state [@constitution, Section 3].");
    expect(await isVerified(client)).toBe(true);
  });

  test("a sentence that one citation closes with others keeps its own", async () => {
    const client = await open(`# Congress\n\n  Congress makes all laws. ${SENATE} It meets often [@letters, p. 4].`);
    await work(client, "verifySentence", "Congress makes", "Letters", "Congress makes all laws.", "p. 4");
    expect(text(client)).toContain("Congress makes all laws. The");
    await work(client, "verifySentence", "Senate has", "Constitution", "two Senators", "Section 3");
    expect(text(client)).toContain(
      "Congress makes all laws [@letters, p. 4]. The Senate has two Senators from each state [@constitution, Section 3]. It meets",
    );
  });

  test("a source that is cited becomes one of the text", async () => {
    const client = await open(`# Congress\n\n  ${SENATE}`);
    await work(client, "citeSentence", "Senate has", "Letters");
    expect(text(client)).toContain("from each state [@letters].");
  });

  test("a proposal that is accepted, too", async () => {
    const client = await open(`# Congress\n\n  ${SENATE}`);
    writeFileSync(ledger(client), proposedLedger());
    await client.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [{ uri: client.uri(LEDGER), type: 1 }],
    });
    const [proposed] = await toDo(client);
    const answer = await client.until(async () => {
      const given = await run(client, "acceptDrift", [client.uri(STATION), proposed]);
      return given.save && given;
    });
    expect(answer!.save).toEqual([client.uri(LEDGER)]);
    await keep(client);
    expect(text(client)).toContain("from each state [@constitution, Section 3].");
    expect(await isVerified(client)).toBe(true);
  });

  test("a station that is not open is saved with its ledger", async () => {
    const client = await open(`# Congress\n\n  ${SENATE}`);
    const sentence = await sentenceWith(client, "Senate has");
    await client.close(STATION);
    const known = { key: "constitution", quote: SENATE_QUOTE, loc: "Section 3" };
    const save = await client.until(
      async () => (await run(client, "verifySentence", [client.uri(STATION), sentence, known])).save,
    );
    expect(save).toEqual([client.uri(LEDGER), client.uri(STATION)]);
  });

  test("a quick fix cites what is verified already", async () => {
    const client = await open(`# Congress\n\n  ${SENATE}`);
    const accepted = proposedLedger().replace('"by":"gpt-x","method":"model"', '"by":"Ann","method":"human"');
    writeFileSync(ledger(client), accepted);
    await client.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [{ uri: client.uri(LEDGER), type: 1 }],
    });
    const uncited = await client.until(async () =>
      (await client.pull(STATION)).find(({ message }) => String(message).includes("which it does not cite")),
    );
    const actions = await client.actions(STATION, uncited!);
    const cite = actions.find(({ title }) => title === "Cite “constitution” in this sentence")!;
    await client.replace(STATION, client.after(STATION, cite.edit!));
    expect(text(client)).toContain("from each state [@constitution, Section 3].");
    expect(await isVerified(client)).toBe(true);
  });
});

describe("words that the source takes back or weakens", () => {
  const doubted = async () => {
    const folder = folderWith(
      LAWS.replace("The Senate shall be composed of", "It is false that the Senate shall be composed of"),
    );
    const client = await LanguageClient.start(folder, { settings: { verifier: "Ann" } });
    await client.open(STATION);
    await client.pull(STATION);
    return client;
  };

  test("are shown with what is before them, where they are typed", async () => {
    const client = await doubted();
    const quote = "the Senate shall be composed of two Senators";
    const asked = await work(client, "verifySentence", "The Senate", "Constitution", "Type its words", quote);
    expect(asked.choose).toMatchObject({
      question: "Right before these words, the source says “It is false that”.",
      detail: `The sentence: The Senate has two Senators from each state.\n\nThe source has, right after “It is false that”: “${quote}”`,
    });
    await goOn(client, asked, "Take These Words", "Section 3");
    await keep(client);
    expect(lines(client)).toHaveLength(1);
  });

  test("are offered with what is before them", async () => {
    const folder = folderWith(LAWS.replace("The Senate shall be", "It is false that:\n\n  The Senate shall be"));
    const client = await LanguageClient.start(folder, { settings: { verifier: "Ann" } });
    await client.open(STATION);
    await client.pull(STATION);
    const asked = await work(client, "verifySentence", "The Senate", "Constitution");
    const titles = asked.choose?.choices.map(({ title }) => title);
    expect(titles).toContain(`After “It is false that”: “${SENATE_QUOTE}”`);
  });
});

const SENATE_QUOTE = "The Senate shall be composed of two Senators from each State.";

describe("the words of a source", () => {
  const source = sourceText("It rains a lot. It rained 40 liters in a day.\n\nSnow fell.\nToo much of it fell.\n");

  test("are offered by how many words they share", () => {
    expect(quoteOffers(source, "Some 40 liters fell in a day.").map(({ evidence }) => evidence.exact)).toEqual([
      "It rained 40 liters in a day.",
      "Too much of it fell.",
    ]);
    expect(quoteOffers(source, "Nobody knows.")).toEqual([]);
  });

  test("are found as they are typed", () => {
    expect(typedQuote(source, "rained  40 liters")?.score).toBe(1);
    expect(typedQuote(source, "rained 40 litres")?.score).toBeLessThan(1);
    expect(typedQuote(source, "Horses ran away over the hills")).toBeUndefined();
  });
});

test("hover tells how a sentence stands, and why", () => {
  const { workspace, file, offset } = cursorFixture(`
    -- path.yaml --
    tier: premium
    stations: [rain.station.md]
    -- sources.yaml --
    - { id: noah, title: On Rain, URL: "https://example.org/a (b)" }
    -- sources/noah.txt --
    Long ago, it rained 40 liters. Nobody knows why.
    -- rain.ledger.jsonl --
    {"format":1,"splitter":1}
    {"h":"c6b8f20675a3206c","text":"Some 40 liters fell in a day.","prefix":"","suffix":"","role":"fact","cites":[{"key":"noah","loc":"p. 4","verdict":"supports","evidence":{"exact":"It rained 40 liters.","prefix":"","suffix":""}}],"by":"Ann","method":"human","at":"2026-11-23","expires":null}
    -- rain.station.md --
    # Rain

    Some 4$01 liters fell in a day.
  `);
  const told = hover(workspace, file, offset)!.lines;
  expect(told.map(({ text }) => text)).toEqual([
    "A fact: out of date.",
    "This was changed after it was verified: “40” is gone, “41” is new. Please verify it again.",
    "On Rain. https://example.org/a (b) (p. 4)",
    "“It rained 40 liters.”",
    "Other words are there in its stored text (95 % alike).",
    "Ann, 2026-11-23",
  ]);
  expect(told.map(({ href }) => href).filter(Boolean)).toEqual([
    "https://example.org/a (b)#:~:text=It%20rained%2040%20liters.",
  ]);
});

test("a preview of a whole path tints the sentences of the previewed station only", () => {
  const files = parseFixture(`
    -- path.yaml --
    tier: premium
    stations: [rain.station.md, snow.station.md]
    -- rain.station.md --
    # Rain

    Some 40 liters fell in a day.
    -- snow.station.md --
    # Snow

    Some 40 liters fell in a day.
  `);
  const workspace = fixtureWorkspace(files);
  const host = previewHost(workspace, () => "missing");
  const { blocks } = preview(workspace, `${ROOT}/rain.station.md`, [], host, { view: "path" })!;
  const tinted = blocks.filter(({ states }) => states?.some(Boolean));
  expect(tinted.map(({ file, states }) => [file, states])).toEqual([[undefined, ["missing"]]]);
});
