import type { Message, MessageReader, MessageWriter } from "vscode-languageserver/node";

type Id = string | number;

/** What a message may have, seen from outside. */
interface Envelope extends Message {
  readonly id?: unknown;
  readonly method?: unknown;
  readonly params?: unknown;
}

/**
 * Gives each request a number of its own on its way in, and its answer the client's id on the way out. The library that
 * carries messages takes 1 and "1" for one id and loses the first of two requests that wait under it; and it remembers for
 * ever what was canceled and never asked.
 */
export function withOwnIds(
  reader: MessageReader,
  writer: MessageWriter,
): { reader: MessageReader; writer: MessageWriter } {
  const theirs = new Map<Id, Id>();
  const own = new Map<Id, number>();
  let last = 0;

  const incoming = (message: Envelope): Message | undefined => {
    if (typeof message !== "object" || message === null) return message;
    if (message.method === "$/cancelRequest") {
      const id = own.get((message.params as { readonly id?: Id } | null | undefined)?.id as Id);
      return id === undefined ? undefined : ({ ...message, params: { id } } as Message);
    }
    if (typeof message.method !== "string" || !isId(message.id)) return message;
    last++;
    own.set(message.id, last);
    theirs.set(last, message.id);
    // defense: own-ids
    return { ...message, id: last } as Message;
  };

  const outgoing = (message: Envelope): Message => {
    if (message.method !== undefined || !isId(message.id) || !theirs.has(message.id)) return message;
    const id = theirs.get(message.id)!;
    theirs.delete(message.id);
    if (own.get(id) === message.id) own.delete(id);
    return { ...message, id } as Message;
  };

  return {
    reader: {
      onError: reader.onError,
      onClose: reader.onClose,
      onPartialMessage: reader.onPartialMessage,
      listen: (callback) =>
        reader.listen((message) => {
          const passed = incoming(message);
          if (passed !== undefined) callback(passed);
        }),
      dispose: () => reader.dispose(),
    },
    writer: {
      onError: writer.onError,
      onClose: writer.onClose,
      write: (message) => writer.write(outgoing(message)),
      end: () => writer.end(),
      dispose: () => writer.dispose(),
    },
  };
}

function isId(value: unknown): value is Id {
  return typeof value === "string" || typeof value === "number";
}
