import type { Element, ElementContent } from "hast";
import { h, s } from "hastscript";
import { type Connections, connectionsOf, type TermTrail } from "../path/connections.ts";
import type { LearningPath, Stop } from "../path/learning-path.ts";
import { count } from "../text/count.ts";
import { addTo } from "../text/groups.ts";
import { shorten } from "../text/shorten.ts";
import { branch, comb, lanesOf, type Side, type Span } from "./map-lanes.ts";
import { fileOf, type PageHost } from "./path-parts.ts";

/**
 * The path as a line of stations, with who refers to whom and where key terms go.
 *
 * Every station and every key term is a link; the style sheet lights what belongs to the one that is pointed at, that has the
 * keyboard or that was chosen, so that a page without scripts does the same. What is drawn is also said in words, station by
 * station.
 *
 * @param heading what stands above it
 * @param here the station whose connections are lit where nothing else is chosen
 */
export function pathMap(
  path: LearningPath,
  host: PageHost,
  heading: readonly [tag: "h1" | "h2", text: string],
  here?: Stop,
): Element {
  const map = new PathMap(path, host, here);
  return h("section", { className: "map", ariaLabel: `Map of ${path.title}` }, [
    h(...heading),
    ...map.head(),
    h("div", { className: ["plan", ...map.sizes()] }, map.stretches()),
  ]);
}

/** The id of a station's place on the map of its path. */
export function placeOnMap(path: LearningPath, stop: Stop): string {
  return idOf(path.stops.indexOf(stop));
}

/** A path of at most this many stations has room to spare; on paper, one of more than that many has none. */
const FEW = 12;
const MANY = 40;

/** How many stations a stretch of the line has. A sheet of paper ends between two stretches, never within one. */
const STRETCH = 10;

/** At most this many lanes run beside the line on each side; more could not be told apart. */
const MOST_LANES = { back: 22, ahead: 4 } as const satisfies Record<Side, number>;

/** Across, where lanes begin and end, in hundredths of the room beside the line; beyond them run key terms. */
const NEAREST = { back: 14, ahead: 30 } as const satisfies Record<Side, number>;
const FARTHEST = 90;
const TERMS = 100;

/** At most this many stations are drawn as connected to one, and this many are named in words: nobody reads more. */
const MOST_DRAWN = 200;
const MOST_NAMED = 12;

/** A longer title may be cut where there is little room, in UTF-16 code units. */
const LONGEST_SHOWN = 80;

const BY_NAME = new Intl.Collator("en", { numeric: true });

/** A title is shortened to this where a sentence names it, in UTF-16 code units. */
const LONGEST_MENTION = 60;

/** Everything that leads to one station from one side, as one branch of the drawing. */
interface Branch extends Span {
  readonly side: Side;
  readonly hub: number;
  readonly rows: readonly number[];
  readonly across: number;
}

class PathMap {
  readonly #path: LearningPath;
  readonly #host: PageHost;
  readonly #here: Stop | undefined;
  readonly #connections: Connections;
  readonly #rows: ReadonlyMap<Stop, number>;
  /** A title is read from its station when it is asked for; here they are asked for again and again. */
  readonly #titles: readonly string[];
  readonly #branches: readonly Branch[];
  readonly #branchTo: Readonly<Record<Side, ReadonlyMap<number, Branch>>>;
  readonly #termsOf: ReadonlyMap<Stop, readonly { readonly id: string; readonly trail: TermTrail }[]>;
  readonly #usesTermsOf: ReadonlyMap<Stop, readonly TermTrail[]>;

  constructor(path: LearningPath, host: PageHost, here: Stop | undefined) {
    this.#path = path;
    this.#host = host;
    this.#here = here;
    this.#connections = connectionsOf(path);
    this.#rows = new Map(path.stops.map((stop, row) => [stop, row]));
    this.#titles = path.stops.map(({ title }) => title);
    this.#branchTo = { back: this.#branchesOf("back"), ahead: this.#branchesOf("ahead") };
    this.#branches = [...this.#branchTo.back.values(), ...this.#branchTo.ahead.values()];
    const termsOf = new Map<Stop, { readonly id: string; readonly trail: TermTrail }[]>();
    const usesTermsOf = new Map<Stop, TermTrail[]>();
    for (const [at, trail] of this.#connections.terms.entries()) {
      addTo(termsOf, trail.from, { id: `map-term-${at + 1}`, trail });
      for (const stop of trail.usedIn) addTo(usesTermsOf, stop, trail);
    }
    this.#termsOf = termsOf;
    this.#usesTermsOf = usesTermsOf;
  }

  /** Neighbors are joined by the line itself; all others that refer to a station are a branch. */
  #branchesOf(side: Side): ReadonlyMap<number, Branch> {
    const found = this.#path.stops.flatMap((to, hub) => {
      const rows = this.#connections
        .referredToBy(to)
        .map((from) => this.#row(from))
        .filter((row) => (side === "back" ? row > hub + 1 : row < hub - 1));
      return rows.length > 0 ? [{ hub, rows: rows.slice(0, MOST_DRAWN) }] : [];
    });
    const spans = found.map(({ hub, rows }) => ({ first: Math.min(hub, ...rows), last: Math.max(hub, ...rows) }));
    const lanes = lanesOf(spans, MOST_LANES[side]);
    const widest = Math.max(0, ...lanes);
    const nearest = Math.max(NEAREST[side], FARTHEST / (widest + 2));
    return new Map(
      found.map(({ hub, rows }, at) => {
        const across = Math.round(nearest + ((FARTHEST - nearest) * lanes[at]!) / Math.max(1, widest));
        return [hub, { ...spans[at]!, side, hub, rows, across }];
      }),
    );
  }

  #row(stop: Stop): number {
    return this.#rows.get(stop)!;
  }

  /** What the style sheet has to know to give rows and columns their sizes. */
  sizes(): readonly string[] {
    const longest = Math.max(0, ...this.#titles.map(({ length }) => length));
    const lanes = new Set(this.#branches.filter(({ side }) => side === "back").map(({ across }) => across)).size;
    return [
      this.#path.stops.length <= FEW ? "roomy" : this.#path.stops.length > MANY ? "packed" : "",
      longest <= 22 ? "short" : longest <= 40 ? "middling" : longest <= 66 ? "long" : "longest",
      lanes <= 3 ? "few" : lanes <= 9 ? "several" : "many",
      this.#branchTo.ahead.size > 0 ? "leads-ahead" : "",
      this.#connections.terms.length > 0 ? "has-terms" : "",
    ].filter(Boolean);
  }

  /** How many of everything there are, what the lines mean, and what deserves a second look. */
  head(): Element[] {
    const { stops } = this.#path;
    const references = stops.reduce((sum, stop) => sum + this.#connections.refersTo(stop).length, 0);
    const terms = this.#connections.terms.length;
    const facts = [count(stops.length, "station"), count(references, "reference"), count(terms, "key term")];
    const sign = (className: string, words: string) =>
      h("li", [h("span", { className: ["sign", className], ariaHidden: "true" }), words]);
    return [
      h("p", { className: "facts" }, facts.join(" · ")),
      h("ul", { className: "signs" }, [
        sign("joined", "neighbors that refer to each other"),
        ...(this.#branchTo.back.size > 0 ? [sign("back", "reference back")] : []),
        ...(this.#branchTo.ahead.size > 0 ? [sign("ahead", "reference ahead, past the next station")] : []),
        sign("band", "connected to the station you point at"),
        ...(terms > 0 ? [sign("faint", "shares a key term with it")] : []),
      ]),
      ...this.#notable(),
      ...this.#allTerms(),
    ];
  }

  #notable(): Element[] {
    const alone = this.#path.stops.filter((stop) => this.#isAlone(stop));
    const ahead = [...this.#branchTo.ahead.values()].flatMap(({ hub, rows }) => rows.map((row) => ({ row, hub })));
    const unused = this.#connections.terms.filter(({ isUnused }) => isUnused);
    const point = (words: string, items: readonly ElementContent[]) =>
      items.length === 0 ? [] : [h("li", [`${words}: `, ...listed(items)])];
    const points = [
      ...point(
        "On their own, without a reference in either direction",
        alone.map((stop) => this.#toRow(stop, String(stop.number))),
      ),
      ...point(
        "References ahead, past the next station",
        ahead
          .sort((a, b) => a.row - b.row || a.hub - b.hub)
          .map(({ row, hub }) => {
            const [from, to] = [this.#path.stops[row]!, this.#path.stops[hub]!];
            return this.#toRow(from, `${from.number} to ${to.number}`);
          }),
      ),
      ...point(
        "Key terms that never come back",
        unused.map(({ term, from }) => this.#toRow(from, `${shorten(term.name, LONGEST_MENTION)} (${from.number})`)),
      ),
    ];
    return points.length > 0 ? [h("ul", { className: "notable" }, points)] : [];
  }

  /** All key terms from A to Z, each of which leads to its place on the map. */
  #allTerms(): Element[] {
    const all = [...this.#termsOf.values()].flat();
    if (all.length === 0) return [];
    all.sort((a, b) => BY_NAME.compare(a.trail.term.name, b.trail.term.name));
    const links = all.map(({ id, trail: { term, from } }) =>
      h("a", { href: `#${id}` }, `${shorten(term.name, LONGEST_MENTION)} (${from.number})`),
    );
    return [
      h("details", { className: "all-terms" }, [h("summary", `Follow a key term (${all.length})`), h("p", links)]),
    ];
  }

  #toRow(stop: Stop, words: string): Element {
    return h("a", { href: `#${idOf(this.#row(stop))}` }, words);
  }

  #isAlone(stop: Stop): boolean {
    return (
      stop.station !== undefined &&
      this.#path.stops.length > 1 &&
      this.#connections.refersTo(stop).length === 0 &&
      this.#connections.referredToBy(stop).length === 0
    );
  }

  /** The line of stations in stretches, each with as much of all branches as runs along it. */
  stretches(): Element[] {
    const { stops } = this.#path;
    return Array.from({ length: Math.ceil(stops.length / STRETCH) }, (_, at) => {
      const first = at * STRETCH;
      const shown = stops.slice(first, first + STRETCH);
      return h("div", { className: "stretch" }, [
        s("svg", { className: "calm", ariaHidden: "true" }, this.#calm(first, first + shown.length - 1)),
        h(
          "ol",
          { start: shown[0]!.number },
          shown.map((stop) => this.#station(stop)),
        ),
        s("svg", { className: "dots", ariaHidden: "true" }, this.#dots(shown)),
      ]);
    });
  }

  /** All branches where they run along a stretch, from above its first row to below its last one. */
  #calm(first: number, last: number): Element[] {
    const d = { back: "", ahead: "" };
    for (const { side, hub, rows, across, ...span } of this.#branches) {
      if (span.last < first || span.first > last) continue;
      const near = (row: number) => Math.min(Math.max(row, first - 2), last + 2) - first;
      d[side] += branch(side, across, near(hub), [...new Set(rows.map(near))]);
    }
    const joints = { joined: "", loose: "" };
    for (let row = Math.max(0, first - 1); row <= Math.min(last, this.#path.stops.length - 2); row++) {
      const isJoined = this.#isJoined(this.#path.stops[row]!, this.#path.stops[row + 1]!);
      joints[isJoined ? "joined" : "loose"] += `M0 ${row - first}v1`;
    }
    return [
      ...line("rule", first > 0 ? "M0 -.5h4e3" : ""),
      ...line("back", d.back),
      ...line("ahead", d.ahead),
      ...line("loose", joints.loose),
      ...line("joined", joints.joined),
    ];
  }

  /** A dot for each of some stations; a square for one on its own, a full one for the current station. */
  #dots(shown: readonly Stop[]): Element[] {
    const dots = (className: string, isOne: (stop: Stop) => boolean) =>
      line(`dot ${className}`, shown.map((stop, row) => (isOne(stop) ? `M0 ${row}h0` : "")).join(""));
    return [
      ...dots("around", (stop) => stop === this.#here),
      ...dots("station", (stop) => stop.file !== undefined && !this.#isAlone(stop) && stop !== this.#here),
      ...dots("alone", (stop) => this.#isAlone(stop)),
      ...dots("planned", (stop) => stop.file === undefined),
      ...dots("inner", (stop) => stop !== this.#here && !this.#isAlone(stop)),
      ...dots("current", (stop) => stop === this.#here),
    ];
  }

  #station(stop: Stop): Element {
    const row = this.#row(stop);
    const isHere = stop === this.#here;
    const className = [isHere ? "here" : "", stop.file ? "" : "planned", this.#isAlone(stop) ? "alone" : ""].filter(
      Boolean,
    );
    const href = stop.file && stop.station ? this.#host.stationAddress(stop.file, undefined) : undefined;
    const title = this.#titles[row]!;
    const name = [h("strong", String(stop.number)), " ", { type: "text" as const, value: title }];
    const note = stop.file ? (this.#isAlone(stop) ? "on its own" : "") : "planned";
    const terms = this.#termsOf.get(stop) ?? [];
    return h("li", { id: idOf(row), ...(className.length > 0 && { className }) }, [
      href === undefined
        ? h("span", { className: "name" }, name)
        : h(
            "a",
            {
              className: "name",
              href,
              ...fileOf(this.#host, stop.file),
              ...(title.length > LONGEST_SHOWN && { title }),
              ...(isHere && { ariaCurrent: "page" }),
            },
            name,
          ),
      ...(note || terms.length > 0
        ? [
            h("span", { className: "terms" }, [
              ...(note ? [h("small", note)] : []),
              ...terms.flatMap(({ id, trail }) => this.#term(id, trail)),
            ]),
          ]
        : []),
      h("span", { className: "words" }, this.#inWords(stop)),
      this.#lit(stop, row),
    ]);
  }

  #isJoined(stop: Stop, next: Stop): boolean {
    const refers = (from: Stop, to: Stop) => this.#connections.refersTo(from).includes(to);
    return refers(stop, next) || refers(next, stop);
  }

  #term(id: string, { term, from, usedIn, isUnused }: TermTrail): Element[] {
    const row = this.#row(from);
    const rows = usedIn.slice(0, MOST_DRAWN).map((stop) => this.#row(stop));
    const where = isUnused
      ? "never used again"
      : usedIn.length === 0
        ? "used in this station alone"
        : `used in ${named(usedIn, ({ number }) => String(number))}`;
    const title = `Defined in ${from.number}, ${where}`;
    return [
      h(
        "a",
        { id, href: `#${id}`, title, ...(isUnused && { className: "unused" }) },
        shorten(term.name, LONGEST_MENTION),
      ),
      lit([...bands("", [row, ...rows]), ...line("term", comb(TERMS, row, rows))]),
    ];
  }

  /** What belongs to a station, drawn over everything else while the station is lit. */
  #lit(stop: Stop, row: number): Element {
    const { refersTo, referredToBy } = this.#connections;
    const others = [...refersTo(stop), ...referredToBy(stop)].slice(0, MOST_DRAWN).map((each) => this.#row(each));
    const own = (["back", "ahead"] as const).flatMap((side) => this.#branchTo[side].get(row) ?? []);
    const toOthers = refersTo(stop).flatMap((to) => {
      const hub = this.#row(to);
      const whole = this.#branchTo[hub < row ? "back" : "ahead"].get(hub);
      return whole && Math.abs(hub - row) > 1 ? [{ ...whole, rows: [row] }] : [];
    });
    const drawn = (wanted: Side) =>
      [...own, ...toOthers]
        .filter(({ side }) => side === wanted)
        .map(({ side, across, hub, rows }) => branch(side, across, hub, rows))
        .join("");
    const byTerms = this.#byTerms(stop).filter((other) => !others.includes(other));
    return lit([
      ...bands("faint", byTerms),
      ...bands("", [row, ...others]),
      ...line("back", drawn("back")),
      ...line("ahead", drawn("ahead")),
    ]);
  }

  /** The stations that define what one uses, and those that use what it defines. */
  #byTerms(stop: Stop): readonly number[] {
    const found = new Set<Stop>();
    for (const { from } of this.#usesTermsOf.get(stop) ?? []) found.add(from);
    for (const { trail } of this.#termsOf.get(stop) ?? []) for (const use of trail.usedIn) found.add(use);
    found.delete(stop);
    return [...found].slice(0, MOST_DRAWN).map((each) => this.#row(each));
  }

  /** What is drawn of a station, for those who read it. */
  #inWords(stop: Stop): string {
    const { refersTo, referredToBy } = this.#connections;
    const stations = (found: readonly Stop[]) =>
      named(found, (each) => `${each.number} ${shorten(this.#titles[this.#row(each)]!, LONGEST_MENTION)}`);
    const [to, by] = [refersTo(stop), referredToBy(stop)];
    const uses = this.#usesTermsOf.get(stop) ?? [];
    const parts = [
      to.length > 0 ? `It refers to ${stations(to)}.` : "",
      by.length > 0 ? `It is referred to by ${stations(by)}.` : "",
      this.#isAlone(stop) ? "No station refers to it, and it refers to none." : "",
      uses.length > 0
        ? `It uses ${named(uses, ({ term, from }) => `${shorten(term.name, LONGEST_MENTION)} (${from.number})`)}.`
        : "",
    ];
    return parts.filter(Boolean).join(" ");
  }
}

function idOf(row: number): string {
  return `map-${row + 1}`;
}

/** A drawing that is shown while what it belongs to is lit. */
function lit(paths: Element[]): Element {
  return s("svg", { className: "lit" }, paths);
}

function line(className: string, d: string): Element[] {
  return d
    ? [{ type: "element", tagName: "path", properties: { className: className.split(" "), d }, children: [] }]
    : [];
}

/** A band behind each of some rows. */
function bands(className: string, rows: readonly number[]): Element[] {
  return line(`band ${className}`.trim(), rows.map((row) => `M0 ${row}h4e3`).join(""));
}

/** “1, 2 and 3”, or “1, 2 and 40 more”. */
function named<Item>(items: readonly Item[], nameOf: (item: Item) => string): string {
  const shown = items.slice(0, items.length > MOST_NAMED ? MOST_NAMED - 1 : MOST_NAMED).map(nameOf);
  const rest = items.length - shown.length;
  const last = rest > 0 ? `${rest} more` : shown.pop()!;
  return shown.length > 0 ? `${shown.join(", ")} and ${last}` : last;
}

function listed(items: readonly ElementContent[]): ElementContent[] {
  const shown = items
    .slice(0, MOST_LISTED)
    .flatMap((item, at) => (at > 0 ? [{ type: "text" as const, value: ", " }, item] : [item]));
  const rest = items.length - MOST_LISTED;
  return rest > 0 ? [...shown, { type: "text", value: ` and ${rest} more` }] : shown;
}

/** At most this many links are listed above the map for each thing that deserves a look. */
const MOST_LISTED = 40;
