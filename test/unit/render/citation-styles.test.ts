import { describe, expect, test } from "vitest";
import { readBibtex } from "../../../server/src/hosts/bibtex.ts";
import type { CitationStyle } from "../../../server/src/path/path-file.ts";
import { readSourceFile } from "../../../server/src/path/sources.ts";
import { citedPage, fullEntry, type Run } from "../../../server/src/render/citation-styles.ts";
import { station } from "../../support/fixture.ts";

const SOURCES = `
@article{trenberth2007,
  author = {Trenberth, Kevin E. and Smith, Lesley and Qian, Taotao},
  title = {Estimates of the Global Water Budget},
  journal = {Journal of Hydrometeorology}, volume = 8, number = 4, pages = {758--769}, year = 2007,
  doi = {10.1175/JHM600.1}
}
@book{warren2005, author = {Warren, Elizabeth and Tyagi, Amelia Warren}, title = {All Your Worth: A Plan},
  publisher = {Free Press}, address = {New York}, year = 2005, edition = 2}
@book{warren2005b, author = {Warren, Elizabeth and Tyagi, Amelia Warren}, title = {More Worth}, publisher = {Free Press}, year = 2005}
@online{usgs, author = {{U.S. Geological Survey}}, title = {How Much Water Is There?}, year = 2019,
  url = {https://www.usgs.gov/water}, urldate = {2026-11-02}}
@book{edited, editor = {King, Jr., Martin and others}, title = {Rivers}, year = 1990}
@book{atlas, title = {Cloud Atlas}, year = 2017, retracted = {yes}, attribution = {Clouds by WMO, CC BY}}
@misc{bare}
`;

const { sources } = readSourceFile("/sources.bib", SOURCES, readBibtex);
const byKey = new Map(sources.map((source) => [source.key, source]));

const shown = (runs: readonly Run[]) => runs.map(({ text, italic }) => (italic ? `*${text}*` : text)).join("");

/** The citations of a sentence as a page has them, and under them what is listed at its end. */
function page(text: string, style: CitationStyle): string {
  const { citations } = station(`# Here\n\n${text}\n`);
  const { marks, entries, numbered } = citedPage(citations, byKey, style);
  const inText = [...marks.values()].map((parts) =>
    parts.map((part) => (part.raised ? `^${part.text}` : part.unknown ? `?${part.text}` : part.text)).join(""),
  );
  const list = entries.map(({ runs }, at) => `${numbered ? `${at + 1}.` : "-"} ${shown(runs)}`);
  return [inText.join(" | "), ...list].join("\n");
}

const CITED =
  "It rains [see @trenberth2007, pp. 3-4; @usgs]. So says @warren2005. It pours [-@trenberth2007]. Much [@warren2005b; @noah].";

describe("a station's citations", () => {
  test("by author and date, told apart by letters, in the order of the alphabet", () => {
    expect(`\n${page(CITED, "author-date")}\n`).toMatchInlineSnapshot(`
      "
      (see Trenberth et al. 2007, pp. 3-4; U.S. Geological Survey 2019) | Warren and Tyagi (2005a) | (2007) | (Warren and Tyagi 2005b; ?noah)
      - Trenberth, Kevin E., Lesley Smith, and Taotao Qian (2007). “Estimates of the Global Water Budget”. *Journal of Hydrometeorology* 8(4), 758–769. https://doi.org/10.1175/JHM600.1
      - U.S. Geological Survey (2019). *How Much Water Is There?* https://www.usgs.gov/water (accessed 2 November 2026)
      - Warren, Elizabeth, and Amelia Warren Tyagi (2005a). *All Your Worth: A Plan*. 2nd edition. New York: Free Press.
      - Warren, Elizabeth, and Amelia Warren Tyagi (2005b). *More Worth*. Free Press.
      "
    `);
  });

  test("by number, in the order of the text", () => {
    expect(`\n${page(CITED, "number")}\n`).toMatchInlineSnapshot(`
      "
      [see 1, pp. 3-4; 2] | Warren and Tyagi [3] | [1] | [4; ?noah]
      1. Trenberth, Kevin E., Lesley Smith, and Taotao Qian. “Estimates of the Global Water Budget”. *Journal of Hydrometeorology* 8(4), 758–769. 2007. https://doi.org/10.1175/JHM600.1
      2. U.S. Geological Survey. *How Much Water Is There?* 2019. https://www.usgs.gov/water (accessed 2 November 2026)
      3. Warren, Elizabeth, and Amelia Warren Tyagi. *All Your Worth: A Plan*. 2nd edition. New York: Free Press, 2005.
      4. Warren, Elizabeth, and Amelia Warren Tyagi. *More Worth*. Free Press, 2005.
      "
    `);
  });

  test("by notes, in full first and in short later", () => {
    expect(`\n${page(CITED, "note")}\n`).toMatchInlineSnapshot(`
      "
      ^1 | Warren and Tyagi^2 | ^3 | ^4
      1. See Kevin E. Trenberth, Lesley Smith, and Taotao Qian, “Estimates of the Global Water Budget”, *Journal of Hydrometeorology* 8, no. 4 (2007): 758–769, pp. 3-4, https://doi.org/10.1175/JHM600.1; U.S. Geological Survey, *How Much Water Is There?* (2019), https://www.usgs.gov/water (accessed 2 November 2026).
      2. Elizabeth Warren and Amelia Warren Tyagi, *All Your Worth: A Plan* (New York: Free Press, 2005).
      3. Trenberth et al., “Estimates of the Global Water Budget”.
      4. Elizabeth Warren and Amelia Warren Tyagi, *More Worth* (Free Press, 2005); noah.
      "
    `);
  });

  test("without any there is nothing to list", () => {
    expect(page("It rains.", "note")).toBe("");
  });
});

describe("an entry", () => {
  const all = (style: CitationStyle) =>
    `\n${sources.map((source) => `${source.key}: ${shown(fullEntry(source, style))}`).join("\n")}\n`;

  test("by author and date", () => {
    expect(all("author-date")).toMatchInlineSnapshot(`
      "
      trenberth2007: Trenberth, Kevin E., Lesley Smith, and Taotao Qian (2007). “Estimates of the Global Water Budget”. *Journal of Hydrometeorology* 8(4), 758–769. https://doi.org/10.1175/JHM600.1
      warren2005: Warren, Elizabeth, and Amelia Warren Tyagi (2005). *All Your Worth: A Plan*. 2nd edition. New York: Free Press.
      warren2005b: Warren, Elizabeth, and Amelia Warren Tyagi (2005). *More Worth*. Free Press.
      usgs: U.S. Geological Survey (2019). *How Much Water Is There?* https://www.usgs.gov/water (accessed 2 November 2026)
      edited: King, Martin, Jr. et al., eds. (1990). *Rivers*.
      atlas: *Cloud Atlas* [retracted] (2017). Clouds by WMO, CC BY.
      bare: 
      "
    `);
  });

  test("by number", () => {
    expect(all("number")).toMatchInlineSnapshot(`
      "
      trenberth2007: Trenberth, Kevin E., Lesley Smith, and Taotao Qian. “Estimates of the Global Water Budget”. *Journal of Hydrometeorology* 8(4), 758–769. 2007. https://doi.org/10.1175/JHM600.1
      warren2005: Warren, Elizabeth, and Amelia Warren Tyagi. *All Your Worth: A Plan*. 2nd edition. New York: Free Press, 2005.
      warren2005b: Warren, Elizabeth, and Amelia Warren Tyagi. *More Worth*. Free Press, 2005.
      usgs: U.S. Geological Survey. *How Much Water Is There?* 2019. https://www.usgs.gov/water (accessed 2 November 2026)
      edited: King, Martin, Jr. et al., eds. *Rivers*. 1990.
      atlas: *Cloud Atlas* [retracted]. 2017. Clouds by WMO, CC BY.
      bare: 
      "
    `);
  });

  test("as a note", () => {
    expect(all("note")).toMatchInlineSnapshot(`
      "
      trenberth2007: Kevin E. Trenberth, Lesley Smith, and Taotao Qian, “Estimates of the Global Water Budget”, *Journal of Hydrometeorology* 8, no. 4 (2007): 758–769, https://doi.org/10.1175/JHM600.1.
      warren2005: Elizabeth Warren and Amelia Warren Tyagi, *All Your Worth: A Plan* (New York: Free Press, 2005).
      warren2005b: Elizabeth Warren and Amelia Warren Tyagi, *More Worth* (Free Press, 2005).
      usgs: U.S. Geological Survey, *How Much Water Is There?* (2019), https://www.usgs.gov/water (accessed 2 November 2026).
      edited: Martin King, Jr. et al., eds., *Rivers* (1990).
      atlas: *Cloud Atlas* [retracted] (2017), Clouds by WMO, CC BY.
      bare: 
      "
    `);
  });

  test("leads to the web by DOI, or else by address", () => {
    const links = sources.flatMap((source) => fullEntry(source, "number").flatMap(({ href }) => href ?? []));
    expect(links).toEqual(["https://doi.org/10.1175/JHM600.1", "https://www.usgs.gov/water"]);
  });
});
