import type { PageChange } from "../../server/src/protocol/messages.ts";

/** What the extension tells the page. */
export type ToPage =
  | {
      readonly type: "page";
      readonly page: PageChange;
      /** Names this state of the page: places on it are places in the texts that were drawn for it. */
      readonly revision: number;
      readonly pictures: Readonly<Record<string, string>>;
    }
  | { readonly type: "empty"; readonly text: string }
  /** The cursor stands at an offset of the text. */
  | { readonly type: "cursor"; readonly offset: number }
  /** The editor was scrolled, and shows the text from an offset on. */
  | { readonly type: "scroll"; readonly offset: number }
  | { readonly type: "state"; readonly state: PageState }
  /** Brings a place on the page into sight, by its id. */
  | { readonly type: "anchor"; readonly id: string }
  /** Scrolls the page to where it was before it was loaded again, in pixels from its top. */
  | { readonly type: "top"; readonly top: number }
  /** The user's own style sheets. */
  | { readonly type: "styles"; readonly sheets: readonly string[] };

/** What a preview can show: a station, its whole path, the map of the path, or what differs from a version in Git. */
export const VIEWS = ["station", "path", "map", "committed", "staged"] as const;
export type View = (typeof VIEWS)[number];

/** What the page tells the extension. */
export type FromPage =
  /** The page is loaded; `was` is what it remembers, if it was loaded before. */
  | { readonly type: "ready"; readonly was: unknown }
  /** A sentence was clicked; whether that was all, `reveal` or `left` says. `file` is its station's where that is not the previewed one. */
  | { readonly type: "clicked"; readonly offset: number; readonly file: string | undefined; readonly revision: number }
  /** The click was not the first of two, selected nothing, and nothing came after it: the editor goes to the sentence. */
  | { readonly type: "reveal" }
  /** The reader has gone on to something else: another click, a key, another part of VS Code. */
  | { readonly type: "left" }
  /** The page was scrolled by its reader, and shows the text from an offset on. */
  | { readonly type: "scrolled"; readonly offset: number; readonly revision: number }
  /** A fix of a finding was chosen, each by its place among those that the page was given. */
  | {
      readonly type: "fix";
      readonly block: string;
      readonly mark: number;
      readonly fix: number;
      readonly revision: number;
    }
  /** A link to a station was clicked. */
  | { readonly type: "open"; readonly file: string; readonly anchor: string; readonly inEditor: boolean }
  /** A link to the web was clicked. */
  | { readonly type: "web"; readonly url: string }
  | { readonly type: "reader"; readonly reader: number | undefined }
  | { readonly type: "view"; readonly view: string }
  /** The note in place of a picture from the web was clicked. */
  | { readonly type: "settings" }
  | { readonly type: "back" }
  | { readonly type: "forward" }
  | { readonly type: "marks"; readonly shown: boolean }
  | { readonly type: "review"; readonly shown: boolean };

export interface PageState {
  /** What is shown, for the page to be brought back with. */
  readonly uri: string;
  readonly canGoBack: boolean;
  readonly canGoForward: boolean;
  readonly locked: boolean;
  readonly reader: number | undefined;
  readonly marks: boolean;
  readonly view: View;
  /** Whether sentences are tinted by how they are verified. */
  readonly review: boolean;
}
