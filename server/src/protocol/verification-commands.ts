import {
  acceptDrift,
  acceptProposals,
  citeSentence,
  disputeSentence,
  removeOrphans,
  setRole,
} from "../ledger/ledger-edits.ts";
import { type Cite, ROLES, type SentenceRole } from "../ledger/ledger-entry.ts";
import { needsCitation } from "../ledger/roles.ts";
import { supportOf } from "../path/cite-verified.ts";
import { roleOf } from "../path/verification.ts";
import { whyNotAccepted } from "../path/verification-records.ts";
import { pathsOf } from "../path/workspace.ts";
import { type Runs, refuse } from "./commands.ts";
import type { CommandAnswer, VerificationCommands } from "./messages.ts";
import { citing, keepLedger } from "./record.ts";
import { ofSentence, refuseOtherText, type Shown } from "./shown-sentence.ts";
import { stationAt } from "./snapshot.ts";
import { about, askWho, choose, chooseSource, personOf, sourcesFor, verify, withTyped } from "./verification-dialog.ts";

const CITE = "stationmaster.citeSentence";
const SET_ROLE = "stationmaster.setRole";
const VERIFY = "stationmaster.verifySentence";
const ACCEPT = "stationmaster.acceptDrift";
const DISPUTE = "stationmaster.disputeSentence";

/** The commands that keep a station's ledger. Each changes one sentence's line; what is not given is asked for. */
export const verificationCommands: Runs<VerificationCommands> = {
  "stationmaster.citeSentence": ofSentence(CITE, "Cite a Source", (snapshot, at, [key]) => {
    if (typeof key !== "string") {
      return chooseSource(at, sourcesFor(at), callOf(CITE, at), ({ key: chosen }) => callOf(CITE, at, chosen));
    }
    const cite: Cite = { key, loc: undefined, verdict: undefined, evidence: undefined, rest: [] };
    return keepLedger(at, (ledger) => citeSentence(ledger, at.status.sentence, cite), citing(snapshot, at, [cite]));
  }),

  "stationmaster.setRole": ofSentence(SET_ROLE, "Set Sentence Type", (snapshot, at, [role, by]) => {
    if (isRole(role)) {
      const who = personOf(snapshot, at, typeof by === "string" ? by : undefined);
      if (!who && !needsCitation(role)) return askWho(at, "Set the Type of", callOf(SET_ROLE, at, role));
      return keepLedger(at, (ledger) => setRole(ledger, at.status.sentence, role, who));
    }
    const likely = roleOf(at.status);
    const roles = [likely, ...ROLES.filter((each) => each !== likely)];
    return choose("What is this sentence?", at, roles, (each) => ({
      title: `${ROLE_NAMES[each]}${each === likely ? " (probably)" : ""}`,
      ...callOf(SET_ROLE, at, each),
    }));
  }),

  "stationmaster.verifySentence": ofSentence(VERIFY, "Verify This Sentence", (snapshot, at, [given, typed]) => {
    const known = withTyped(given, typed);
    return verify(snapshot, at, known, (more) => callOf(VERIFY, at, { ...known, ...more }));
  }),

  "stationmaster.acceptDrift": ofSentence(ACCEPT, "Accept the Change", (snapshot, at, [by]) => {
    const { status } = at;
    if (status.state === "drift-minor") return keepLedger(at, (ledger) => acceptDrift(ledger, status));
    if (status.state !== "proposed") return refuse("This sentence changed more than a little. Please verify it again.");
    const who = personOf(snapshot, at, typeof by === "string" ? by : undefined);
    if (!who) return askWho(at, "Accept", callOf(ACCEPT, at));
    const refused = whyNotAccepted(at, who.by);
    if (refused !== undefined) return refuse(refused);
    return keepLedger(at, (ledger) => acceptProposals(ledger, [status], who), citing(snapshot, at, supportOf(status)));
  }),

  "stationmaster.disputeSentence": ofSentence(DISPUTE, "Dispute This Sentence", (_snapshot, at, [why]) => {
    const { sentence, line } = at.status;
    if (typeof why !== "string" && line?.entry.disputed === undefined) return askWhy(at);
    return keepLedger(at, (ledger) => disputeSentence(ledger, sentence, typeof why === "string" ? why : undefined));
  }),

  "stationmaster.removeOrphans": (snapshot, [uri, version]) => {
    const file = snapshot.uris.fileOf(String(uri));
    const station = stationAt(snapshot, file);
    const [path] = pathsOf(snapshot.workspace, file);
    const stop = path?.stopOf(file);
    if (!station || !path || !stop) return refuse("Please open a station first.");
    if (typeof version === "string") refuseOtherText(station, version);
    return keepLedger({ path, stop }, removeOrphans);
  },
};

/** A call of a command about a sentence, with what is known for it by now. */
function callOf(command: keyof VerificationCommands, { uri, shown }: Shown, ...given: readonly unknown[]) {
  return { command, arguments: [uri, shown, ...given] };
}

function askWhy(at: Shown): CommandAnswer {
  return {
    ask: {
      title: about("Dispute", at),
      prompt: "Why do you dispute this sentence?",
      placeholder: "The source gives another year",
      ...callOf(DISPUTE, at),
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
