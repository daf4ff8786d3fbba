import type { Range as LspRange, TextEdit } from "vscode-languageserver";
import { formatEdits } from "../features/format.ts";
import { formatOnType } from "../features/format-on-type.ts";
import { type Pasted, pasteInto } from "../features/paste.ts";
import type { Station } from "../station/station.ts";
import { toTextEdits } from "./convert.ts";
import { toOffsets } from "./documents.ts";
import type { Connected } from "./entry.ts";
import type { InDocument, PasteParams } from "./messages.ts";
import type { Session } from "./session.ts";

/** The edits that format a station, or the blocks of it that a range touches. */
export function formatting(
  connected: Connected,
  { textDocument, range }: InDocument & { range?: LspRange },
): TextEdit[] {
  const { session, uris } = connected;
  const file = uris.fileOf(textDocument.uri);
  const station = session.stationOf(file);
  if (!station) return [];
  const lines = session.linesOf(file);
  const selection = range && toOffsets(lines, range);
  return toTextEdits(lines, formatEdits(station, readerOf(session, station), selection));
}

/** The edits that follow a typed character. */
export function onTypeFormatting(
  connected: Connected,
  { textDocument, position, ch }: InDocument & { position: LspRange["start"]; ch: string },
): TextEdit[] {
  const { session, uris } = connected;
  const file = uris.fileOf(textDocument.uri);
  const station = session.stationOf(file);
  if (!station) return [];
  const lines = session.linesOf(file);
  const { start } = toOffsets(lines, { start: position, end: position });
  return toTextEdits(lines, formatOnType(station, readerOf(session, station), start, ch));
}

/** What pasted text becomes; null where it is to be pasted as it is, as it is at several places at once. */
export function paste(connected: Connected, { textDocument, range, ranges, text, html }: PasteParams): Pasted | null {
  const { session, uris } = connected;
  const file = uris.fileOf(textDocument.uri);
  const station = session.stationOf(file);
  const [only, ...others] = ranges ?? (range ? [range] : []);
  if (!station || !only || others.length) return null;
  return pasteInto(station, toOffsets(session.linesOf(file), only), text, html) ?? null;
}

/** Reads other texts of a station in its language. */
function readerOf({ workspace }: Session, { language }: Station): (text: string) => Station {
  return (text) => workspace.readers.station(text, language);
}
