import {
  acceptDrift,
  acceptProposal,
  citeSentence,
  disputeSentence,
  removeOrphans,
  setRole,
} from "../ledger/ledger-edits.ts";
import { type Cite, ROLES, type SentenceRole } from "../ledger/ledger-entry.ts";
import { needsCitation } from "../ledger/roles.ts";
import { roleOf } from "../path/verification.ts";
import { pathsOf } from "../path/workspace.ts";
import { type Runs, refuse } from "./commands.ts";
import type { CommandAnswer, VerificationCommands } from "./messages.ts";
import { keepLedger, recordOf } from "./record.ts";
import { refuseOtherText, type Shown, shownAt } from "./shown-sentence.ts";
import { stationAt } from "./snapshot.ts";
import { askWho, choose, personOf, sourcesFor, sourceTitle, verify, withTyped } from "./verification-dialog.ts";

/** The commands that keep a station's ledger. Each changes one sentence's line; what is not given is asked for. */
export const verificationCommands: Runs<VerificationCommands> = {
  "stationmaster.citeSentence": (snapshot, [uri, sentence, key]) => {
    const at = shownAt(snapshot, uri, sentence);
    const command = "stationmaster.citeSentence" as const;
    if (typeof key !== "string") {
      return choose("Which source supports this sentence?", at, sourcesFor(at), (source) => ({
        title: sourceTitle(source),
        command,
        arguments: [uri, at.shown, source.key],
      }));
    }
    const cite: Cite = { key, loc: undefined, verdict: undefined, evidence: undefined, rest: [] };
    return recordOf(at, { title: "Cite This Source", command, arguments: [uri, at.shown, key] }, (ledger) =>
      citeSentence(ledger, at.status.sentence, cite),
    );
  },

  "stationmaster.setRole": (snapshot, [uri, sentence, role, by]) => {
    const at = shownAt(snapshot, uri, sentence);
    const command = "stationmaster.setRole" as const;
    if (isRole(role)) {
      const again = { title: "Set Sentence Type", command, arguments: [uri, at.shown, role] } as const;
      const who = personOf(snapshot, typeof by === "string" ? by : undefined);
      if (!who && at.wasShown && !needsCitation(role)) return askWho(again);
      return recordOf(at, again, (ledger) => setRole(ledger, at.status.sentence, role, who));
    }
    const likely = roleOf(at.status);
    const roles = [likely, ...ROLES.filter((each) => each !== likely)];
    return choose("What is this sentence?", at, roles, (each) => ({
      title: `${ROLE_NAMES[each]}${each === likely ? " (probably)" : ""}`,
      command,
      arguments: [uri, at.shown, each],
    }));
  },

  "stationmaster.verifySentence": (snapshot, [uri, sentence, given, typed]) => {
    const at = shownAt(snapshot, uri, sentence);
    const known = withTyped(given, typed);
    return verify(snapshot, at, known, (more) => ({
      command: "stationmaster.verifySentence",
      arguments: [uri, at.shown, { ...known, ...more }],
    }));
  },

  "stationmaster.acceptDrift": (snapshot, [uri, sentence, by]) => {
    const at = shownAt(snapshot, uri, sentence);
    const command = "stationmaster.acceptDrift" as const;
    const next = (...given: unknown[]) => ({ command, arguments: [uri, at.shown, ...given] });
    if (at.status.state === "drift-minor")
      return recordOf(at, { title: "Accept the Change", ...next() }, (ledger) => acceptDrift(ledger, at.status));
    if (at.status.state !== "proposed")
      return refuse("This sentence changed more than a little. Please verify it again.");
    const person = typeof by === "string" ? by : snapshot.settings.verifier;
    if (!person) return askWho(next());
    return recordOf(at, { title: "Accept the Proposal", ...next(person) }, (ledger) =>
      acceptProposal(ledger, at.status, { by: person, method: "human", at: snapshot.today }),
    );
  },

  "stationmaster.disputeSentence": (snapshot, [uri, sentence, why]) => {
    const at = shownAt(snapshot, uri, sentence);
    const command = "stationmaster.disputeSentence" as const;
    if (typeof why === "string") {
      return recordOf(at, { title: "Dispute This Sentence", command, arguments: [uri, at.shown, why] }, (ledger) =>
        disputeSentence(ledger, at.status.sentence, why),
      );
    }
    if (at.status.line?.entry.disputed !== undefined) {
      return recordOf(at, { title: "Resolve the Dispute", command, arguments: [uri, at.shown] }, (ledger) =>
        disputeSentence(ledger, at.status.sentence, undefined),
      );
    }
    return askWhy(uri, at);
  },

  "stationmaster.removeOrphans": (snapshot, [uri, version]) => {
    const file = snapshot.uris.fileOf(String(uri));
    const station = stationAt(snapshot, file);
    const stop = pathsOf(snapshot.workspace, file)[0]?.stopOf(file);
    if (!station || !stop) return refuse("Please open a station first.");
    if (typeof version === "string") refuseOtherText(station, version);
    return keepLedger({ stop, station }, removeOrphans);
  },
};

function askWhy(uri: unknown, { shown }: Shown): CommandAnswer {
  return {
    ask: {
      prompt: "Why do you dispute this sentence?",
      placeholder: "The source gives another year",
      command: "stationmaster.disputeSentence",
      arguments: [uri, shown],
    },
  };
}

const ROLE_NAMES: Readonly<Record<SentenceRole, string>> = {
  fact: "A fact: it can be looked up",
  definition: "A definition: it says what a term means",
  example: "An example",
  analogy: "An analogy: it compares to help understand",
  signpost: "A signpost: it says where to look",
  synthesis: "A synthesis: it draws together other sentences",
  opinion: "An opinion",
  question: "A question",
};

function isRole(value: unknown): value is SentenceRole {
  return ROLES.includes(value as SentenceRole);
}
