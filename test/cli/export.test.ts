import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { folderWith, stationmaster } from "../support/command-line.ts";
import { expectSound, Page } from "../support/page.ts";

const samples = fileURLToPath(new URL("../../samples", import.meta.url));

describe("stationmaster export site", () => {
  test.each(["water-cycle", "music-theory", "personal-finance", "global-governance", "constitution"])(
    "writes sound pages of %s, and every link between them leads somewhere",
    async (sample) => {
      const folder = folderWith("");
      const { out, code } = await stationmaster(join(samples, sample), [
        "export",
        "site",
        "--output",
        join(folder, "site"),
      ]);
      expect(out).toMatch(/^Wrote \d+ pages/);
      expect(code).toBe(0);
      const names = readdirSync(join(folder, "site")).filter((name) => name.endsWith(".html"));
      const pages = new Map(names.map((name) => [name, new Page(readFileSync(join(folder, "site", name), "utf8"))]));
      expect(names).toContain("index.html");
      for (const [name, page] of pages) {
        await expectSound(page, name);
        for (const href of page.values("href")) {
          if (/^(?:https?:|mailto:)/.test(href)) continue;
          const [file, id] = href.split("#");
          const target = file ? pages.get(decodeURI(file)) : page;
          expect(target, `${name} -> ${href}`).toBeDefined();
          if (id) expect(target!.values("id"), `${name} -> ${href}`).toContain(decodeURIComponent(id));
        }
        for (const src of page.values("src"))
          expect(existsSync(join(folder, "site", dirname(name), decodeURI(src))), src).toBe(true);
      }
    },
  );

  test("writes the map as a page of its own, and each station leads to its place there", async () => {
    const folder = folderWith("");
    await stationmaster(folder, ["export", "site", join(samples, "water-cycle"), "--output", "site"]);
    const map = new Page(readFileSync(join(folder, "site/map.html"), "utf8"));
    expect(map.values("href")).toContain("rivers-and-watersheds.html");
    expect(map.values("id")).toContain("map-2");
    expect(readFileSync(join(folder, "site/index.html"), "utf8")).toContain('<a href="map.html">Map</a>');
    const station = readFileSync(join(folder, "site/rivers-and-watersheds.html"), "utf8");
    expect(station).toMatch(/<a href="map\.html#map-\d+">Place on the map<\/a>/);
  });

  test("gives pictures names that say nothing of folders, each its own", async () => {
    const folder = folderWith(`
      -- course/secret/path.yaml --
      stations: [a.station.md, b.station.md]
      -- course/secret/a.station.md --
      # A

      ![Rain](images/drop.png) and ![snow](../old/Drop.png).
      -- course/secret/b.station.md --
      # B

      ![Rain](images/drop.png) again, and ![hail](hail.png).
    `);
    mkdirSync(join(folder, "course/secret/images"));
    mkdirSync(join(folder, "course/old"));
    mkdirSync(join(folder, ".git"));
    for (const name of ["secret/images/drop.png", "old/Drop.png", "secret/hail.png"])
      writeFileSync(join(folder, "course", name), name);
    await stationmaster(folder, ["export", "site", "course/secret", "--output", "site"]);
    const pictures = readdirSync(join(folder, "site/pictures")).sort();
    expect(pictures).toEqual(["Drop-2.png", "drop.png", "hail.png"]);
    const [a, b] = ["a.html", "b.html"].map((name) => new Page(readFileSync(join(folder, "site", name), "utf8")));
    expect(a!.values("src")).toEqual(["pictures/drop.png", "pictures/Drop-2.png"]);
    expect(b!.values("src")).toEqual(["pictures/drop.png", "pictures/hail.png"]);
  });

  test("writes over nothing unless asked to", async () => {
    const folder = folderWith("-- out/mine.txt --\nkeep\n");
    const site = ["export", "site", join(samples, "water-cycle"), "--output", "out"];
    const { err, code } = await stationmaster(folder, site);
    expect(err).toContain("“out” is not empty. Please choose another folder, or add --force");
    expect(code).toBe(2);
    expect((await stationmaster(folder, [...site, "--force"])).code).toBe(0);
    expect(readFileSync(join(folder, "out/mine.txt"), "utf8")).toBe("keep\n");
  });
});

describe("stationmaster export html", () => {
  test("writes every sample as one sound page that needs nothing else", async () => {
    const names = readdirSync(samples, { recursive: true, encoding: "utf8" }).filter((name) =>
      /\.station\.(?:md|txt)$/.test(name),
    );
    expect(names.length).toBeGreaterThan(10);
    for (const name of names.filter((each) => !each.startsWith("broken"))) {
      const { out } = await stationmaster(samples, ["export", "html", name]);
      const page = new Page(out);
      await expectSound(page, name);
      expect(
        page.values("src").every((src) => src.startsWith("data:image/")),
        name,
      ).toBe(true);
    }
  });

  test("draws formulas as MathML on sound pages, and shows the others as they are written", async () => {
    const folder = folderWith(String.raw`
      -- rain.station.md --
      # Rain

      A drop of radius $r$ weighs $$m = \frac{4}{3}\pi r^3$$ and costs $\rainfall{1}$.

      $$
      \begin{aligned} v &= 2 r^2 \\ &= 8 \end{aligned}
      $$ {#eq-speed}

      > See [the speed](#eq-speed):
      >
      > ~~~math
      > x_1
      > ~~~
    `);
    const { out } = await stationmaster(folder, ["export", "html", "rain.station.md"]);
    const page = new Page(out);
    await expectSound(page, "rain");
    expect(page.all("math").map(({ attrs }) => attrs.map(({ value }) => value).join())).toEqual([
      "",
      "block",
      "block",
      "block",
    ]);
    expect(page.values("id")).toContain("h-eq-speed");
    expect(out).toContain("$\\rainfall{1}$");
    expect(page.values("style")).toEqual([]);
  });

  test("writes a whole path as one sound page, with contents that lead to every station", async () => {
    for (const sample of ["water-cycle", "music-theory", "personal-finance", "global-governance"]) {
      const page = new Page((await stationmaster(samples, ["export", "html", sample])).out);
      await expectSound(page, sample);
      const ids = page.values("id");
      const places = page.values("href").filter((href) => href.startsWith("#"));
      expect(places.length, sample).toBeGreaterThan(page.all("h2").length / 10);
      for (const href of places) expect(ids, `${sample} ${href}`).toContain(decodeURIComponent(href.slice(1)));
      expect(places.filter((href) => href.endsWith("-head")).length, sample).toBeGreaterThanOrEqual(3);
      const map = page.all("section").find(({ attrs }) => attrs.some(({ value }) => value === "map"));
      expect(map, sample).toBeDefined();
    }
  });

  test("takes in pictures from the workspace only, by where they really lie", async () => {
    const folder = folderWith(`
      -- secret/x.png --
      secret
      -- here/a.png --
      inside
      -- here/rain.station.md --
      # Rain

      ![inside](a.png) ![out](../secret/x.png) ![linked](b.png) ![far](https://example.org/x.png)
    `);
    symlinkSync(join(folder, "secret/x.png"), join(folder, "here/b.png"));
    const { out } = await stationmaster(join(folder, "here"), ["export", "html", "rain.station.md"]);
    expect(new Page(out).values("src")).toEqual([
      `data:image/png;base64,${Buffer.from("inside\n").toString("base64")}`,
    ]);
    expect(out).not.toContain(Buffer.from("secret").toString("base64").slice(0, 6));
  });

  test("names no folder of the computer that it was made on", async () => {
    const folder = folderWith(`
      -- path.yaml --
      title: Water
      stations: [a.station.md, b.station.md]
      -- a.station.md --
      # A

      See [below](#part), Station 2 and [snow](b.station.md).

      ## Part
      -- b.station.md --
      # B
    `);
    await stationmaster(folder, ["export", "site", ".", "--output", "site"]);
    const pages = readdirSync(join(folder, "site")).filter((name) => name.endsWith(".html"));
    const { out } = await stationmaster(folder, ["export", "html", "a.station.md"]);
    for (const page of [out, ...pages.map((name) => readFileSync(join(folder, "site", name), "utf8"))])
      expect(page).not.toContain(folder);
    expect(out).toContain('href="#h-part"');
  });

  test("runs nothing of what a writer has put into a station", async () => {
    const folder = folderWith("");
    const evil = "</script><script>alert(1)</script>";
    writeFileSync(
      join(folder, "a.station.md"),
      `# ${evil}\n\nKey term: ${evil} — ${evil}.\n\n${evil} <img src=x onerror=alert(1)> [x](javascript:alert(1)).\n`,
    );
    const { out } = await stationmaster(folder, ["export", "html", "a.station.md"]);
    const page = new Page(out);
    await expectSound(page, "a");
    expect(page.all("script")).toHaveLength(1);
    expect(
      page.elements.flatMap(({ attrs }) => attrs).filter(({ name, value }) => /^on|javascript:/.test(name + value)),
    ).toEqual([]);
  });
});
