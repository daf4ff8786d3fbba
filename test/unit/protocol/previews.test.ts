import { describe, expect, test } from "vitest";
import { preview } from "../../../server/src/features/preview.ts";
import { lintFile } from "../../../server/src/lint/lint.ts";
import type { PreviewAnswer } from "../../../server/src/protocol/messages.ts";
import { Previews, previewHost } from "../../../server/src/protocol/previews.ts";
import { fixtureWorkspace, LONE_FILE, parseFixture, ROOT } from "../../support/fixture.ts";

/** A preview that is drawn again for each text; says what it was sent, block by block. */
function viewer(): (text: string) => { sent: string[]; page: string[]; answer: PreviewAnswer } {
  const previews = new Previews();
  const page = new Map<string, string>();
  let revision = 0;
  return (text) => {
    const answer = previews.answer("one", revision, shownOf(text));
    revision = answer.revision;
    if (answer.whole) page.clear();
    for (const [key, html] of Object.entries(answer.changed)) page.set(key, html);
    for (const key of page.keys()) if (!answer.order.includes(key)) page.delete(key);
    return {
      sent: Object.values(answer.changed).map(plain),
      page: answer.order.map((key) => plain(page.get(key)!)),
      answer,
    };
  };
}

/** What a preview of a station by itself has to show. */
function shownOf(text: string) {
  const workspace = fixtureWorkspace(new Map([[LONE_FILE, text]]));
  const host = previewHost(workspace, () => "missing");
  return preview(workspace, LONE_FILE, [], host, undefined)!;
}

function plain(html: string): string {
  return html.replace(/<[^>]+>/g, "");
}

const RAIN = "# Rain\n\nIt rains. It pours.\n\n## Why\n\nNobody knows.\n\n- one\n- two\n";

test("two previews whose stations look alike are each sent their own, whatever the other was sent", () => {
  const previews = new Previews();
  const show = (id: string, revision: number, text: string) => {
    return previews.answer(id, revision, shownOf(text));
  };
  const [one, other] = [show("one", 0, RAIN), show("other", 0, RAIN)];
  expect([one.whole, other.whole]).toEqual([true, true]);
  const typed = show("one", one.revision, RAIN.replace("It pours", "It hails"));
  expect(Object.values(typed.changed).map(plain).join()).toContain("It hails");
  expect(Object.values(show("other", other.revision, RAIN).changed)).toEqual([]);
  // A revision of another preview, or of none, is not taken for one's own.
  for (const revision of [typed.revision, 99, -1, Number.NaN]) expect(show("other", revision, RAIN).whole).toBe(true);
});

test("marks that turn the writing direction are spelled out in all that a preview shows", () => {
  const files = parseFixture(`
    -- path.yaml --
    title: The \u2066Path
    stations: [rain.station.md, here.station.md, seas.station.md, { planned: Blue \u202dIce }]
    -- rain.station.md --
    # Rain

    Key term: Drop — a bit \u202eof water.
    -- here.station.md --
    # Over \u2067Here

    A drop comes to Station 3 and Station 4 [so](no\u202bsuch.md). ![Blue \u202aice](in.svg) ![Old \u202aice](no.svg)
    -- seas.station.md --
    # High \u2068Seas
  `);
  const workspace = fixtureWorkspace(files);
  const file = `${ROOT}/here.station.md`;
  const lookUp = (name: string) => (name.endsWith("in.svg") ? "found" : "missing");
  const findings = lintFile(workspace, file, { given: {}, lookUp });
  const { title, stations, blocks } = preview(workspace, file, findings, previewHost(workspace, lookUp))!;
  const html = blocks.map((block) => block.html).join("\n");
  const messages = blocks.flatMap(({ marks }) => marks.map(({ message }) => message));
  const told = [title, ...stations.map((each) => each.title), html, ...messages].join("\n");
  expect(html).toContain('title="a bit <U+202E>of water." data-term="Drop"');
  expect(html).toContain('data-title="Blue <U+202D>Ice"');
  expect(messages).toContain("There is no file “no<U+202B>such.md” here.");
  expect(told).not.toMatch(/[\u202a-\u202e\u2066-\u2069]|&#x20(?:2[a-e]|6[6-9]);/i);
});

describe("a preview is sent", () => {
  test("everything at first, and nothing where nothing has changed", () => {
    const show = viewer();
    const first = show(RAIN);
    expect(first.answer.whole).toBe(true);
    expect(first.sent).toEqual(first.page);
    expect(show(RAIN).sent).toEqual([]);
  });

  test("the one block in which a sentence has changed, under the same key, and the count of words", () => {
    const show = viewer();
    const before = show(RAIN).answer.order;
    const { sent, answer } = show(RAIN.replace("It pours", "It pours hard"));
    expect(sent).toEqual([expect.stringContaining("Rain"), "It rains. It pours hard."]);
    expect(answer.order).toEqual(before);
  });

  test("only what is new where a block comes in between, and tells which is gone", () => {
    const show = viewer();
    const before = show(RAIN).answer.order;
    const more = show(RAIN.replace("## Why", "It hails.\n\n## Why"));
    expect(more.sent).toEqual([expect.stringContaining("Rain"), "It hails."]);
    expect(more.answer.order.filter((key) => !before.includes(key))).toHaveLength(1);
    expect(show(RAIN).answer.order).toEqual(before);
  });

  test("everything anew if it has not what was sent last", () => {
    const show = viewer();
    show(RAIN);
    const stranger = new Previews();
    const workspace = fixtureWorkspace(new Map([[LONE_FILE, RAIN]]));
    const shown = preview(
      workspace,
      LONE_FILE,
      [],
      previewHost(workspace, () => "missing"),
      undefined,
    )!;
    expect(stranger.answer("one", 7, shown).whole).toBe(true);
  });
});

test("whatever is typed, the page is that of a fresh preview", { tags: "slow" }, () => {
  const show = viewer();
  const pieces = [
    "# Rain\n\n",
    "It rains. ",
    "It pours.\n\n",
    "## Why\n\n",
    "- one\n",
    "\n",
    "| a | b |\n|---|---|\n",
    "> so\n\n",
  ];
  let seed = 1;
  const random = (most: number) => {
    seed = (seed * 16807) % 2147483647;
    return seed % most;
  };
  let text = "";
  for (let count = 0; count < 150; count++) {
    const at = random(text.length + 1);
    text = random(3)
      ? text.slice(0, at) + pieces[random(pieces.length)] + text.slice(at)
      : text.slice(0, at) + text.slice(at + random(12));
    expect(show(text).page).toEqual(viewer()(text).page);
  }
});
