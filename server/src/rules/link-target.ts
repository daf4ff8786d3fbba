import { isPageAddress } from "../files/link-places.ts";
import { baseName, folderOf, relativeFile, resolveFile } from "../files/names.ts";
import { nearestFile } from "../files/nearest-file.ts";
import { isInOurForm } from "../path/habit.ts";
import { linkedFile, placesOf } from "../path/linked-file.ts";
import { isOnSite } from "../path/on-site.ts";
import { isUnknownConvention } from "../path/unresolved-links.ts";
import { pathsOf, stationOf } from "../path/workspace.ts";
import { anchorOf, anchorsOf } from "../station/anchors.ts";
import { isLocal, type Link, splitTarget } from "../station/links.ts";
import type { Station } from "../station/station.ts";
import { type Prose, sourceRange } from "../syntax/prose.ts";
import { nearestName } from "../text/nearest-name.ts";
import { once } from "../text/once.ts";
import { type Range, slice } from "../text/range.ts";
import { wellFormed } from "../text/well-formed.ts";
import { type Context, defineRule, type Example, type Finding } from "./rule.ts";

export default defineRule({
  id: "link-target",
  group: "Cross-references and links",
  kind: "fault",
  summary: "The file, heading or image that a local link names exists, inside the workspace.",
  why: `A link that leads nowhere stops the reader, and one that leads out of the workspace works on one computer only. Headings
are named as GitHub names them: small letters, hyphens for spaces. Where a site is built from the lessons, its pages may have names of their
own (\`/people/plato/\`): a page that no file here makes is a hint. Where a path has many addresses that are written alike and
none of them leads anywhere, whatever builds the course finds them: they are hints, until \`root:\` in \`path.yaml\` says which
folder they count from. What a template fills in (\`{{ site.url }}/map\`) is not checked.`,
  severity: "error",
  options: {},
  *check(station, context) {
    const around: Around = { suggest: nearby(context), isOnSite: once(() => isOnSite(station, context)) };
    for (const link of station.links) {
      if (link.kind === "reference") continue; // its definition is a link of its own
      if (isElsewhere(link.url)) yield outside(link, link.url);
      else if (isLocal(link.url) && !isFilledIn(link.url)) yield* checkLink(station, link, context, around);
    }
    if (station.tree.form === "markdown") for (const { prose } of station.passages) yield* undefinedLinks(prose);
  },
});

interface Around {
  readonly suggest: (name: string) => string | undefined;
  /** Whether a site is built from the station, whose pages may have other names than files. */
  readonly isOnSite: () => boolean;
}

function* checkLink(station: Station, link: Link, context: Context, { suggest, isOnSite }: Around): Generator<Finding> {
  const { file: name, heading } = splitTarget(link.url);
  if (name.includes("\\")) {
    const right = name.replaceAll("\\", "/");
    const answer = context.lookUp(resolveFile(folderOf(context.file), right));
    yield answer === "outside" ? outside(link, name) : backslashes(link, name, right);
    return;
  }
  if (link.kind === "image" && /(?:^|\/)(?:\.{1,2})?$/.test(name) && name) {
    yield { range: link.urlRange, message: `“${name}” is a folder, and no image. Please name the image in it.` };
    return;
  }
  const target = linkedFile(context.workspace, context.file, name);
  if (name && !stationOf(context.workspace, target)) {
    const answers = placesOf(context.workspace, context.file, name).map((place) => context.lookUp(place));
    const answer = answers.includes("found") ? "found" : answers[0];
    if (answer !== "found" && link.kind !== "image" && isPageAddress(name) && (isRoute(name) || isOnSite()))
      yield missingPage(link, name);
    // What was opened without its folder has its neighbors outside, too.
    else if (answer === "outside") {
      if (context.lookUp(context.file) !== "outside") yield outside(link, name);
    } else if (answer === "missing" && isAddressOfWeb(name)) yield withoutScheme(link, name);
    else if (answer === "missing" && (isInFolderOfSite(name, context) || isMadeByBuild(name)) && isOnSite())
      yield missingPage(link, name);
    else if (answer === "missing" && link.kind === "image" && !name.includes("/") && isInVault(context))
      yield missingPage(link, name);
    else if (answer === "missing" && isWrittenAsMany(link, name, context)) yield missingAsMany(link, name);
    else if (answer === "missing") yield missingFile(link, name, link.kind === "image" ? undefined : suggest(name));
    if (answer !== "found") return;
  }
  if (!heading || link.kind === "image" || isMadeByBrowser(heading)) return;
  const other = name ? stationOf(context.workspace, target) : station;
  if (!other || anchorsOf(other).names.has(heading.toLowerCase())) return;
  if (includesOthers(other) || (isOnSite() && isHeadingOf(other, heading))) return;
  const meant = lineMeant(other, heading);
  const where = name ? `in “${baseName(target)}”` : "in this station";
  if (meant) yield withoutSpace(link, heading, where, meant, name ? target : context.file, isOnSite);
  else yield missingHeading(link, heading, where, other, isOnSite);
}

/** “[text][1]”, which Markdown takes for a link only where “[1]: address” is somewhere. “a[i][j]” is code. */
const UNDEFINED = /(?<![\w\]!\\])\[(?=[^[\]]*?\p{L}{2})[^[\]]*\]\[([\w.:-]{1,40})\](?![[(:])/gu;

function* undefinedLinks(prose: Prose): Generator<Finding> {
  if (!prose.masked.includes("][")) return;
  for (const { 0: written, 1: label, index } of prose.masked.matchAll(UNDEFINED)) {
    yield {
      range: sourceRange(prose, index, index + written.length),
      severity: "warning",
      message: `Nothing says where this link leads. Please add a line “[${label}]: ” with its address.`,
    };
  }
}

/** "file:///notes.md", "C:/notes.md": a place on one computer. */
function isElsewhere(url: string): boolean {
  return /^(?:file:|[a-z]:[\\/])/i.test(url);
}

/** `{{ site.url }}/map`, `{% link map.md %}`, `/{language}/map.md`, `@site/map.md`, `'maps:map'`, `@home@/map`, `%HOME%/map`, `$(HOME)/map`: only what builds the site knows what it says. */
function isFilledIn(url: string): boolean {
  return /[{}]|%7[BD]|<%|^["']|^%(?:22|27)|^\|\w+\||^[@~]\/|^@[\w-]+[@/]|\$\(|(?:^|\/)(?:%[A-Z_]{3,}%|\$[A-Z_]{2,})/i.test(
    url,
  );
}

/** An address from the root of a site, or with a slash at its end, is that of a page, and not of a file. */
function isRoute(name: string): boolean {
  return name.startsWith("/") || (name.endsWith("/") && !/^[./]*$/.test(name));
}

/** Whether a file's name from the root of a site is in a folder that is nowhere here: a theme or a server may have it. */
function isInFolderOfSite(name: string, { workspace, file, lookUp }: Context): boolean {
  const [, folder] = /^(\/[^/]+)\/[^/]/.exec(name) ?? [];
  return folder !== undefined && !placesOf(workspace, file, folder).some((place) => lookUp(place) === "found");
}

/** `/static/64d1fa511f6a86d8/rain.webp`: from the root, with a hash that a build writes. */
function isMadeByBuild(name: string): boolean {
  return /^\/(?:[^/]+\/)*(?=[a-f]*\d)[\da-f]{16,}\//.test(name);
}

/** Whether Obsidian or Quartz finds a file by its name alone, in whatever folder it is. */
function isInVault({ workspace, file, lookUp }: Context): boolean {
  const top = workspace.readers.rootOf?.(folderOf(file));
  for (let folder = folderOf(file); ; folder = folderOf(folder)) {
    if (VAULT_FILES.some((name) => lookUp(resolveFile(folder, name)) === "found")) return true;
    if (folder === top || folder === folderOf(folder) || lookUp(folder) === "outside") return false;
  }
}

const VAULT_FILES = [".obsidian", "quartz.config.ts"];

/** Whether a path is full of addresses like that of a link, none of which leads anywhere. */
function isWrittenAsMany(link: Link, name: string, { workspace, file, lookUp }: Context): boolean {
  return pathsOf(workspace, file).some(
    (path) => !isInOurForm(path) && isUnknownConvention(path, workspace, lookUp, { file, link, name }),
  );
}

/** `www.example.org`, `example.org/rain`, `info@example.org`: what was meant as an address of the Web or for mail. */
function isAddressOfWeb(name: string): boolean {
  return /^(?:www\d?\.|[\w.+-]+@[\w-]+\.\w|[\w-]+(?:\.[\w-]+){0,5}\.(?:com|org|net|edu|int|io|ly|eu|uk|de|fr)(?:\/|$))/i.test(
    name,
  );
}

/** `#/rain` is a page of docsify, `#:~:text=rain` words of a page. */
function isMadeByBrowser(heading: string): boolean {
  return /^(?:[!/]|:~:)/.test(heading);
}

/** Whether a page gets a part of its text, which may have headings, from elsewhere. */
function includesOthers({ text }: Station): boolean {
  return /\{%-?\s*include|\{\{[<%]\s*\w|(?:^|[\n\r])(?:```+\{include\}|--8<--|import\s[^"'\n\r]{0,200}["'])/.test(text);
}

/** Whether a place is a heading by the name that another builder of sites than GitHub gives it. */
function isHeadingOf(station: Station, name: string): boolean {
  const { conjunctions } = station.language.structure;
  const wanted = bareName(name, conjunctions);
  const headings = [...anchorsOf(station).headings.values()];
  return wanted !== "" && headings.some(({ prose }) => bareName(prose.text, conjunctions) === wanted);
}

/** Builders of sites differ in marks, accents, numbers at the start, and whether “&” is a word. */
function bareName(text: string, conjunctions: readonly string[]): string {
  const words =
    text
      .normalize("NFKD")
      .toLowerCase()
      .replace(/\p{M}/gu, "")
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return words
    .filter((word) => !conjunctions.includes(word))
    .join("")
    .replace(/^\p{N}+(?=\p{L})/u, "");
}

function missingPage({ kind, urlRange }: Link, name: string): Finding {
  const what = kind === "image" ? `is the image “${name}”` : `makes the page “${name}”`;
  return {
    range: urlRange,
    severity: "hint",
    message: `No file here ${what}. Please check that the site has it.`,
  };
}

/** What builds the course knows where these addresses lead: a whole way of writing them is no slip. */
function missingAsMany({ kind, urlRange }: Link, name: string): Finding {
  const what = kind === "image" ? "image" : "file";
  return {
    range: urlRange,
    severity: "hint",
    message: `There is no ${what} “${name}” here, and no address like it leads to one. If a folder is the site's root, set “root:”.`,
  };
}

function outside({ urlRange }: Link, name: string): Finding {
  return {
    range: urlRange,
    message: `“${name}” is outside the workspace. Please copy what is needed into it.`,
  };
}

/** Browsers take what has no scheme for a file. */
function withoutScheme({ url, urlRange }: Link, name: string): Finding {
  const scheme = /^[^/]*@/.test(name) ? "mailto:" : "https://";
  return {
    range: urlRange,
    message: `“${name}” has no “${scheme}”, so it leads to a file. Please add it.`,
    suggestions: [{ title: `Add “${scheme}”`, edits: [{ range: urlRange, newText: scheme + url }] }],
  };
}

/** Windows alone takes them for what parts a file's name from its folder's. */
function backslashes({ url, urlRange }: Link, name: string, right: string): Finding {
  const newText = url.replace(/^[^#]*/, () => encodeURI(wellFormed(right)));
  return {
    range: urlRange,
    message: `“${name}” has backslashes. Please write “${right}”.`,
    suggestions: [{ title: `Change to “${right}”`, edits: [{ range: urlRange, newText }] }],
  };
}

function missingFile({ kind, url, urlRange }: Link, name: string, near: string | undefined): Finding {
  const what = kind === "image" ? "image" : "file";
  if (!near) return { range: urlRange, message: `There is no ${what} “${name}” here.` };
  const newText = url.replace(/^[^#]*/, () => encodeURI(wellFormed(near)));
  return {
    range: urlRange,
    message: `There is no ${what} “${name}” here. Did you mean “${near}”?`,
    suggestions: [{ title: `Change to “${near}”`, edits: [{ range: urlRange, newText }] }],
  };
}

/** A line that older programs read as a heading (“##Wells”), by the name that it would have. */
function lineMeant({ text, passages }: Station, heading: string): Meant | undefined {
  for (const { kind, range } of passages) {
    if (kind !== "paragraph" || text[range.start] !== "#") continue;
    for (const { 0: line, 1: marks, 2: title, index } of slice(text, range).matchAll(WITHOUT_SPACE)) {
      const start = range.start + index;
      if (anchorOf(title!.trim()) === heading.toLowerCase())
        return { marks: marks!, range: { start, end: start + line.length } };
    }
  }
  return undefined;
}

interface Meant {
  readonly marks: string;
  readonly range: Range;
}

const WITHOUT_SPACE = /^(#{1,6})(?![#\s])([^\n\r#]+)#*/gm;

function withoutSpace(
  { urlRange }: Link,
  heading: string,
  where: string,
  { marks, range }: Meant,
  file: string,
  isOnSite: () => boolean,
): Finding {
  return {
    range: urlRange,
    // Some sites read it as a heading.
    severity: isOnSite() ? "hint" : undefined,
    message: `There is no heading “#${heading}” ${where}: its line has no space after “${marks}”. Please add it there.`,
    related: [{ file, range, message: "This is read as text." }],
  };
}

function missingHeading(
  { url, urlRange }: Link,
  heading: string,
  where: string,
  station: Station,
  isOnSite: () => boolean,
): Finding {
  const near = nearestName(heading, [...anchorsOf(station).names].slice(0, MOST_NAMES));
  // A site may name a heading otherwise, such as without its number, or without letters that are not Latin.
  const severity = isOnSite() && (near || hasOtherScript(station)) ? "hint" : undefined;
  if (!near) return { range: urlRange, severity, message: `There is no heading “#${heading}” ${where}.` };
  const newText = url.replace(/#.*$/s, () => `#${near}`);
  const edits = [{ range: urlRange, newText }];
  if (withoutInvisible(near) === withoutInvisible(heading)) {
    const title = anchorsOf(station).headings.get(near)?.prose.text ?? near;
    return {
      range: urlRange,
      message: `There is no heading “#${heading}” ${where}. The name of “${title}” also has an invisible character.`,
      suggestions: [{ title: `Link to “${title}”`, edits }],
    };
  }
  return {
    range: urlRange,
    severity,
    message: `There is no heading “#${heading}” ${where}. Did you mean “#${near}”?`,
    suggestions: [{ title: `Change to “#${near}”`, edits }],
  };
}

/** Whether a heading has letters that some sites leave out of its name, of which “_1” may be left. */
function hasOtherScript(station: Station): boolean {
  return [...anchorsOf(station).headings.values()].some(({ prose }) => /[^\p{Script=Latin}\P{L}]/u.test(prose.text));
}

/** What a name shows: emoji leave a selector of their form in the names of headings. */
function withoutInvisible(name: string): string {
  return name.replace(/[\uFE0E\uFE0F\u200D]/g, "");
}

/** Looking for the nearest name compares with each, which is too much for thousands of links to thousands of names. */
const MOST_NAMES = 500;

/** Finds the station, of the same folder or the same path, whose file name is nearest to one that does not exist. */
function nearby(context: Context): Around["suggest"] {
  const names = once(() => namesNearby(context));
  const known = new Map<string, string | undefined>();
  return (name) => {
    if (!known.has(name) && known.size < MOST_NAMES) known.set(name, nearestFile(name, names()));
    return known.get(name);
  };
}

function namesNearby({ workspace, file }: Context): readonly string[] {
  const folder = folderOf(file);
  const onPaths = pathsOf(workspace, file).flatMap((path) => path.stops.map((stop) => stop.station && stop.file));
  const beside = workspace.folders.get(folder)?.stations.keys() ?? [];
  const files = new Set([...beside, ...onPaths].filter((each) => each !== undefined).slice(0, MOST_NAMES));
  return [...files].map((each) => relativeFile(folder, each));
}

export const examples: readonly Example[] = [
  {
    title: "A heading that a site may name by a number alone",
    text: `
      -- mkdocs.yml --
      site_name: Water
      -- rivers.station.md --
      # Rivers

      ## 川

      See [the word](#_1).
                     ^^^ There is no heading “#_1” in this station. Did you mean “#川”?
    `,
  },
  {
    title: "A folder in place of a picture",
    text: `
      -- img/rain.png --
      A picture
      -- rivers.station.md --
      # Rivers

      ![Rain](img/rain.png) ![Snow](img/)
                                    ^^^^ “img/” is a folder, and no image. Please name the image in it.
    `,
  },
  {
    title: "A picture that Quartz finds by its name alone",
    text: `
      -- quartz.config.ts --
      export default {};
      -- rivers.station.md --
      # Rivers

      ![Rain](rain.png) ![Snow](images/snow.png)
              ^^^^^^^^ No file here is the image “rain.png”. Please check that the site has it.
                                ^^^^^^^^^^^^^^^ There is no image “images/snow.png” here.
    `,
  },
  {
    title: "Pictures that a build writes, in a folder with a hash",
    text: `
      -- gatsby-config.js --
      module.exports = {};
      -- static/map.png --
      A picture
      -- rivers.station.md --
      # Rivers

      ![Rain](/static/64d1fa511f6a86d89f56/rain.webp)
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ No file here is the image “/static/64d1fa511f6a86d89f56/rain.webp”. Please check that the site has it.

      ![Snow](/static/snow.webp)
              ^^^^^^^^^^^^^^^^^ There is no image “/static/snow.webp” here.
    `,
  },
  {
    title: "A misspelled file, a heading that is not there, an image that is not there, and a file elsewhere",
    text: `
      -- rain.station.md --
      # Rain
      -- precipitation/hail.station.md --
      # Hail
      -- path.yaml --
      title: Water
      stations: [rain.station.md, precipitation/hail.station.md, rivers.station.md]
      -- rivers.station.md --
      # Rivers

      ![Hail](precipitation/hail.png) shows no station.
              ^^^^^^^^^^^^^^^^^^^^^^ There is no image “precipitation/hail.png” here.

      ![A river](images/river.png) See [the rain](rian.station.md), [its drops](rain.station.md#drops), [more](#delta), [notes](../../notes.md).
                 ^^^^^^^^^^^^^^^^ There is no image “images/river.png” here.
                                                  ^^^^^^^^^^^^^^^ There is no file “rian.station.md” here. Did you mean “rain.station.md”?
                                                                                ^^^^^^^^^^^^^^^^^^^^^ There is no heading “#drops” in “rain.station.md”.
                                                                                                               ^^^^^^ There is no heading “#delta” in this station.
                                                                                                                                ^^^^^^^^^^^^^^ “../../notes.md” is outside the workspace. Please copy what is needed into it.
    `,
  },
  {
    title: "Links that lead somewhere: files, headings, definitions, spaces, the web",
    text: `
      -- heavy rain.station.md --
      # Heavy Rain

      ## When It's *Cold*
      -- rivers.station.md --
      # Rivers

      See [the rain](heavy%20rain.station.md#when-its-cold), [the title](#rivers), [a page](https://example.org/rain), [mail](mailto:a@example.org), [rain][r].

      [r]: <heavy rain.station.md>
    `,
  },
  {
    title: "A link whose address is missing",
    text: `
      # Rain

      Read [about drops][1], [about ice][ice], and the cell rows[i][j] of \`[a b][c]\`.
           ^^^^^^^^^^^^^^^^ Nothing says where this link leads. Please add a line “[1]: ” with its address.

      [ice]: https://example.org/ice
    `,
  },
  {
    title: "A heading without a space after its “##”",
    text: `
      -- rain.station.md --
      # Rain

      ##Heavy Rain##

      It falls in [drops](#drops), and [a lot](#heavy-rain).
                          ^^^^^^ There is no heading “#drops” in this station.
                                               ^^^^^^^^^^^ There is no heading “#heavy-rain” in this station: its line has no space after “##”. Please add it there.
    `,
  },
  {
    title: "Links from the root of the site: of the repository, of a folder in it, or of the folder that `root:` names",
    text: `
      -- images/map.png --
      PNG
      -- unit/images/drop.png --
      PNG
      -- unit/rain.station.md --
      # Rain

      ![A map](/images/map.png) ![A drop](/images/drop.png) ![Ice](/images/ice.png) See [snow](/unit/snow.station.md#flakes).
                                                                   ^^^^^^^^^^^^^^^ There is no image “/images/ice.png” here.
      -- unit/snow.station.md --
      # Snow

      ## Flakes
      -- site/path.yaml --
      title: Site
      root: static
      stations: [hail.station.md]
      -- site/static/hail.png --
      PNG
      -- site/hail.station.md --
      # Hail

      ![Hail](/hail.png) ![A map](/images/map.png)
                                  ^^^^^^^^^^^^^^^ There is no image “/images/map.png” here.
    `,
  },
  {
    title: "A picture in HTML, as seen from the page that a site makes of the lesson",
    text: `
      -- docs/img/otter.png --
      PNG
      -- docs/lessons/rain.station.md --
      # Rain

      <img src="../../img/otter.png" alt="An otter in the rain">

      <img src="../../img/beaver.png" alt="A beaver in the rain">
                ^^^^^^^^^^^^^^^^^^^^ There is no image “../../img/beaver.png” here.
    `,
  },
  {
    title: "Addresses of the built site lead to the one station that the page is made of",
    text: `
      -- 02-wells.station.md --
      # Wells

      ## Deep Wells
      -- dry/rain.station.md --
      # Rain
      -- wet/rain.station.md --
      # Rain
      -- rivers.station.md --
      # Rivers

      See [a](wells.html), [b](/2020/wells/), [c](../wells/#deep-wells), [d](02-wells.html#shallow), [e](/rain/), [f](seas.html).
                                                                             ^^^^^^^^^^^^^^^^^^^^^ There is no heading “#shallow” in “02-wells.station.md”.
                                                                                                         ^^^^^^ No file here makes the page “/rain/”. Please check that the site has it.
                                                                                                                      ^^^^^^^^^ There is no file “seas.html” here.
    `,
  },
  {
    title:
      "Pages by the names of their files without endings, from the page's place on the site, and by what front matter says",
    text: `
      -- de/rain.station.md --
      # Regen
      -- en/rain.station.md --
      # Rain
      -- en/wells/_index.md --
      Wells
      -- en/sources.station.md --
      ---
      permalink: /springs/
      aliases: [/old/fountains/]
      ---
      # Sources

      ## Deep
      -- en/rivers.station.md --
      # Rivers

      See [a](rain), [b](./rain/), [c](wells), [d](../rain), [e](/springs/#deep), [f](/fountains), [g](snow).
                                                                                                       ^^^^ There is no file “snow” here.
    `,
  },
  {
    title: "Pages that a site makes of something else",
    text: `
      -- mkdocs.yml --
      site_name: Water
      -- rivers.station.md --
      # Rivers & Streams

      See [a](/people/plato/), [b](glossary), [c](lists/terms.html), [d](words.md), [e](/map.png), [f](#rivers-streams), [g](#seas).
              ^^^^^^^^^^^^^^ No file here makes the page “/people/plato/”. Please check that the site has it.
                                   ^^^^^^^^ No file here makes the page “glossary”. Please check that the site has it.
                                                  ^^^^^^^^^^^^^^^^ No file here makes the page “lists/terms.html”. Please check that the site has it.
                                                                         ^^^^^^^^ There is no file “words.md” here.
                                                                                        ^^^^^^^^ There is no file “/map.png” here.
                                                                                                                             ^^^^^ There is no heading “#seas” in this station.
    `,
  },
  {
    title: "Addresses that a template fills in, places that a browser makes, and parts of a page from elsewhere",
    text: `
      -- parts.station.md --
      # Parts

      {% include seas.md %}
      -- rivers.station.md --
      # Rivers

      See [a]({{site.url}}/map), [b](@site/map.md), [c]({filename}/map.md), [d](#/map), [e](#:~:text=Rivers), [f](parts.station.md#seas).

      See [g]('maps:map'), [h]("maps:map" "seas"), [i](@home@/map.md), [j](%HOME%/map.md), [k]($(HOME)/map.md), [l](/{language}/map.md).

      ![A map]({{page.folder}}map.png)
    `,
  },
  {
    title: "Addresses without a scheme",
    text: `
      # Rivers

      See [a](www.example.org), [b](example.org/rivers), or write to [us](info@example.org).
              ^^^^^^^^^^^^^^^ “www.example.org” has no “https://”, so it leads to a file. Please add it.
                                    ^^^^^^^^^^^^^^^^^^ “example.org/rivers” has no “https://”, so it leads to a file. Please add it.
                                                                          ^^^^^^^^^^^^^^^^ “info@example.org” has no “mailto:”, so it leads to a file. Please add it.
    `,
  },
  {
    title: "A folder that only the site has, and one that is here",
    text: `
      -- hugo.toml --
      title = "Water"
      -- static/images/rain.png --
      PNG
      -- rivers.station.md --
      # Rivers

      ![A map](/theme/map.png) ![Rain](/images/rain.png) ![Snow](/images/snow.png)
               ^^^^^^^^^^^^^^ No file here is the image “/theme/map.png”. Please check that the site has it.
                                                                 ^^^^^^^^^^^^^^^^ There is no image “/images/snow.png” here.
    `,
  },
  {
    title: "Folders whose pages are beside each other on the site",
    text: `
      -- episodes/rain.station.md --
      # Rain

      See [setup](setup.md), [the license](LICENSE.md), and [the others](others.md).
                                                                         ^^^^^^^^^ There is no file “others.md” here.
      -- learners/setup.md --
      # Setup
      -- LICENSE.md --
      # License
    `,
  },
  {
    title: "Files that sites copy to their root",
    text: `
      -- docs/static/map.png --
      PNG
      -- docs/rivers.station.md --
      # Rivers

      ![A map](/map.png)
    `,
  },
  {
    title: "Places that are named in braces, by HTML and by labels",
    text: `
      # Rain

      ## Wells {#deep}

      Water.
      {: #wet .note}

      (label-1)=

      <section id="part"></section>

      See [a](#deep), [b](#wet), [c](#label-1), [d](#part), [e](#wells), [f](#dry).
                                                                             ^^^^ There is no heading “#dry” in this station.
    `,
  },
  {
    title: "Places on one computer, and an address that is no good",
    text: `
      # Rivers

      See [my notes](file:///C:/notes.md), [these](C:/notes.md), and [those](notes%C3.md).
                     ^^^^^^^^^^^^^^^^^^^ “file:///C:/notes.md” is outside the workspace. Please copy what is needed into it.
                                                   ^^^^^^^^^^^ “C:/notes.md” is outside the workspace. Please copy what is needed into it.
                                                                             ^^^^^^^^^^^ There is no file “notes%C3.md” here.

      ![A drop](images\\drop.png) ![A flake](..%5Cflake.png)
                ^^^^^^^^^^^^^^^ “images\\drop.png” has backslashes. Please write “images/drop.png”.
                                            ^^^^^^^^^^^^^^ “..\\flake.png” is outside the workspace. Please copy what is needed into it.
    `,
  },
  {
    title: "A heading whose name has an invisible character",
    text: `
      # Work

      See [the tools](#-tools).
                      ^^^^^^^ There is no heading “#-tools” in this station. The name of “🛠\uFE0F Tools” also has an invisible character.

      ## 🛠\uFE0F Tools
    `,
  },
  {
    title: "A picture that is a link, a definition, and headings of one name",
    text: `
      # Rain

      ## Drops

      ## Drops

      <a id="clouds"></a>

      See [the second](#drops-1), [the clouds](#clouds), [the third](#drops-2), and [snow].
                                                                     ^^^^^^^^ There is no heading “#drops-2” in this station. Did you mean “#drops-1”?

      [![A drop](https://example.org/drop.png)](drop.md)
                                                ^^^^^^^ There is no file “drop.md” here.

      [snow]: snow.station.md
              ^^^^^^^^^^^^^^^ There is no file “snow.station.md” here.
    `,
  },
];
