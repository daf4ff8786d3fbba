// Stations that hold vectors in every place from which text comes onto the page.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What must be found on the page, so that it is known that each place was tried; `zq` begins no other word. */
export const PLACES = {
  markdown: [
    ..."title path planned hook term definition tooltip heading paragraph entity alt link code leadin item cellhead cell".split(
      " ",
    ),
    ..."quote fence block footnote reference autolink family source container publisher town genre edition credit".split(
      " ",
    ),
    ..."url volume page oddkey finding takeaway bridge".split(" "),
  ],
  paste: "title path planned hook term definition paragraph leadin item cell takeaway bridge block file".split(" "),
};

/** A longer vector has a station to itself: each stands in every place. */
const LONG = 1_000;

/**
 * Writes stations, two for some vectors each, one in either written form.
 * @param together at most this many vectors are in one station
 * @returns for each station its file, what its title says, and which vectors and places it has
 */
export function writeStations(folder, vectors, together) {
  // Vectors that are next to each other are alike: a text of nothing but ones with “@” would hold less than others.
  const short = vectors.filter(({ html }) => html.length <= LONG);
  const count = Math.ceil(short.length / together);
  const groups = [
    ...Array.from({ length: count }, (_, at) => short.filter((_, index) => index % count === at)),
    ...vectors.filter(({ html }) => html.length > LONG).map((vector) => [vector]),
  ];
  return groups.flatMap((group, at) => {
    const home = join(folder, `group-${at}`);
    mkdirSync(home, { recursive: true });
    const all = group.map(({ html }) => html).join(" ");
    const name = `zqfile ${namePart(group[0].html, 150)}`;
    // A station without a title is called by its file's name, which can't be much longer.
    const untitled = group.map(({ html }, index) => `zqname${index} ${namePart(html, 220)}.station.md`);
    const path = {
      title: `zqpath ${all}`,
      category: all,
      stations: [`${name}.station.md`, "pasted.station.txt", { planned: `zqplanned ${all}` }, ...untitled],
      sources: "sources.json",
    };
    const sources = [
      {
        id: "zqkey",
        author: [{ family: `zqfamily ${all}` }],
        title: `zqsource ${all}`,
        issued: { raw: `zqyear ${all}` },
        "container-title": `zqcontainer ${all}`,
        publisher: `zqpublisher ${all}`,
        "publisher-place": `zqtown ${all}`,
        genre: `zqgenre ${all}`,
        edition: `zqedition ${all}`,
        attribution: `zqcredit ${all}`,
        volume: `zqvolume ${all}`,
        page: `zqpage ${all}`,
        URL: `${group.find(({ url }) => url)?.url ?? ""} zqurl ${all}`,
        note: all,
      },
    ];
    const [markdown, pasted] = [`zqtitle m${at}`, `zqtitle p${at}`];
    writeFileSync(join(home, "path.yaml"), JSON.stringify(path));
    writeFileSync(join(home, "sources.json"), JSON.stringify(sources));
    writeFileSync(join(home, "in.svg"), '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');
    writeFileSync(join(home, `${name}.station.md`), markdownOf(`${markdown} ${all}`, group, all));
    writeFileSync(join(home, "pasted.station.txt"), pasteOf(`${pasted} ${all}`, group, all));
    for (const each of untitled) writeFileSync(join(home, each), "It rains.\n");
    const names = untitled.map((_, index) => `name${index}`);
    return [
      {
        file: join(home, `${name}.station.md`),
        title: markdown,
        vectors: group,
        places: [...PLACES.markdown, ...names],
      },
      { file: join(home, "pasted.station.txt"), title: pasted, vectors: group, places: [...PLACES.paste, ...names] },
    ];
  });
}

/** As much of a text as a part of a file's name may have bytes. */
function namePart(text, bytes) {
  const part = Buffer.from(text.replaceAll("/", "&#47;").replaceAll("\0", "")).subarray(0, bytes).toString();
  return part.replace(/\ufffd+$/, "");
}

function markdownOf(title, group, all) {
  const each = (make) =>
    group.map(({ html, url }, at) => make(html, address(url ?? `missing-${at}-${html}`), at)).join("\n\n");
  const cell = (html) => html.replaceAll("|", "\\|");
  // Braces end a key, and are filled in by a template in an address.
  const plain = all.replace(/[{}]/g, "");
  return `---
title: ${JSON.stringify(title)}
description: ${JSON.stringify(all)}
---

# ${title}

${each((html) => `zqhook ${html} goes on.`)}

${each((html) => `Key term: zqterm ${html} — zqdefinition ${html}.`)}

Key term: Plainword — zqtooltip ${all}.

${each((html) => `## zqheading ${html}`)}

${each((html, url, at) => `A plainword, zqparagraph ${html} as Station 3 shows.[^${at}] See [zqlink ${html}](<${url}> "${title.replaceAll('"', '\\"')}") and [go](<${url}>).`)}

${each((html) => `zqentity ${references(html)} and \`zqcode ${html}\` [@zqkey, ${html}] [@constructor; @__proto__].`)}

${each((html, url) => `![zqalt ${references(html)}](in.svg) ![${references(html)}](<${url}>) ![${html}](missing.png)`)}

${each((_, url, at) => `zqreference [go][r${at}], ![go][r${at}] zqautolink <${url}>.`)}

${group.map(({ html, url }, at) => `[r${at}]: <${address(url ?? html)}> "x"`).join("\n")}

See @{zqoddkey ${plain}}. See [zqfinding](<zqfinding${references(plain)}.md>). Zqfinding Station 99.

The zqleadin ${all} shows two things:

${group.map(({ html }) => `- zqitem ${html}`).join("\n")}

The zqleadin ${all} holds them:

| zqcellhead ${cell(all)} | b |
| --- | --- |
${group.map(({ html }) => `| zqcell ${cell(html)} | b |`).join("\n")}

${each((html) => `> zqquote ${html}`)}

${each((html) => `\`\`\`${html.replaceAll("`", "")}\nzqfence ${html}\n\`\`\``)}

${each((html) => `<i>zqblock</i> ${html}`)}

${each((html) => html)}

${group.map(({ html }, at) => `[^${at}]: zqfootnote ${html}`).join("\n")}

Takeaway: zqtakeaway ${all}.

Bridge: zqbridge ${all}.
`;
}

function pasteOf(title, group, all) {
  const each = (make) => group.map(({ html }) => make(html.replace(/[\r\n]/g, " "))).join("\n");
  return `${title}

${each((html) => `zqhook ${html} goes on.`)}
Why It Matters
${each((html) => `Key term: zqterm ${html} — zqdefinition ${html}.`)}
${each((html) => `A zqparagraph ${html} as Station 3 shows [@zqkey].`)}
${each((html) => `zqblock ${html}`)}
The zqleadin ${all} shows two things:
${each((html) => `- zqitem ${html}`)}
The zqleadin ${all} holds them:
| zqcell ${all.replaceAll("|", "/")} | b |
| zqcell | c |
Takeaway: zqtakeaway ${all}.
Bridge: zqbridge ${all}.
`;
}

/** A text of which Markdown keeps every character, and takes none for markup. */
function references(text) {
  return text.replace(/[^\w ]/gu, (character) => `&#${character.codePointAt(0)};`);
}

/** The same for an address between angle brackets. */
function address(text) {
  return text.replace(/[<>\\"&()\u0000-\u001f]/g, (character) => `&#${character.charCodeAt(0)};`);
}
