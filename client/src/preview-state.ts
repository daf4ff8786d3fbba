import { VIEWS, type View } from "../preview/messages.ts";

/** How a preview shows what it shows. */
export interface PreviewState {
  readonly locked: boolean;
  /** Whether what is found is marked. */
  readonly marks: boolean;
  /** Whether sentences are tinted by how they are verified. */
  readonly review: boolean;
  readonly view: View;
  readonly reader: number | undefined;
}

interface Restored {
  readonly uri: string | undefined;
  /** How far the page was scrolled, in pixels. */
  readonly top: number | undefined;
  readonly state: PreviewState;
}

/** What a preview remembers, as the page that others may have written to gives it back: nothing in it is taken on trust. */
export function restored(given: unknown): Restored {
  const { uri, top, locked, view, reader, marks, review } = (given ?? {}) as Readonly<Record<string, unknown>>;
  return {
    uri: typeof uri === "string" ? uri : undefined,
    // defense: checked-place
    top: isOffset(top) ? top : undefined,
    state: {
      locked: locked === true,
      marks: marks !== false,
      review: review === true,
      // defense: checked-view
      view: isView(view) ? view : "station",
      reader: isOffset(reader) ? reader : undefined,
    },
  };
}

export function isOffset(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0;
}

export function isView(value: unknown): value is View {
  return VIEWS.includes(value as View);
}
