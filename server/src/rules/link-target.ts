import GithubSlugger from "github-slugger";
import { stationOf } from "../path/workspace.ts";
import { isLocal, type Link, splitTarget } from "../station/links.ts";
import type { Station } from "../station/station.ts";
import { baseName, folderOf, relativeFile, resolveFile } from "../text/file.ts";
import { nearestFile, nearestName } from "../text/nearest-name.ts";
import { type Context, defineRule, type Example, type Finding } from "./rule.ts";

export default defineRule({
  id: "link-target",
  group: "Cross-references and links",
  summary: "The file, heading or image that a local link names exists, inside the workspace.",
  why: `A link that leads nowhere stops the reader, and one that leads out of the workspace works on one computer only. Headings
are named as GitHub names them: small letters, hyphens for spaces.`,
  severity: "error",
  options: {},
  *check(station, context) {
    for (const link of station.links) if (isLocal(link.url)) yield* checkLink(station, link, context);
  },
});

function* checkLink(station: Station, link: Link, context: Context): Generator<Finding> {
  const { file: name, heading } = splitTarget(link.url);
  const what = link.kind === "image" ? "image" : "file";
  const target = name ? resolveFile(folderOf(context.file), name) : context.file;
  if (name) {
    const answer = context.lookUp(target);
    if (answer === "outside") {
      yield {
        range: link.urlRange,
        message: `“${name}” is outside the workspace. Please copy what is needed into it.`,
      };
      return;
    }
    if (answer === "missing") {
      const near = nearby(context, name);
      yield {
        range: link.urlRange,
        message: `There is no ${what} “${name}” here.${near ? ` Did you mean “${near}”?` : ""}`,
        suggestions: near
          ? [
              {
                title: `Change to “${near}”`,
                edits: [{ range: link.urlRange, newText: link.url.replace(/^[^#]*/, () => encodeURI(near)) }],
              },
            ]
          : [],
      };
      return;
    }
  }
  if (!heading || link.kind === "image") return;
  const other = name ? stationOf(context.workspace, target) : station;
  if (!other) return;
  const slugs = slugsOf(other);
  if (slugs.includes(heading.toLowerCase())) return;
  const near = nearestName(heading, slugs);
  yield {
    range: link.urlRange,
    message: `There is no heading “#${heading}” ${name ? `in “${baseName(target)}”` : "in this station"}.${near ? ` Did you mean “#${near}”?` : ""}`,
    suggestions: near
      ? [
          {
            title: `Change to “#${near}”`,
            edits: [{ range: link.urlRange, newText: link.url.replace(/#.*$/s, () => `#${near}`) }],
          },
        ]
      : [],
  };
}

/** The station of the folder, or of the same path, whose file name is nearest to a name that does not exist. */
function nearby({ workspace, file }: Context, name: string): string | undefined {
  const folder = folderOf(file);
  const names = [...(workspace.folders.get(folder)?.stations.keys() ?? [])].map((each) => relativeFile(folder, each));
  return nearestFile(name, names);
}

const known = new WeakMap<Station, readonly string[]>();

/** The names by which a station's headings can be linked to, in order. */
function slugsOf(station: Station): readonly string[] {
  let slugs = known.get(station);
  if (!slugs) {
    const slugger = new GithubSlugger();
    const headings = station.passages.filter(({ kind }) => kind === "title" || kind === "heading");
    slugs = headings.map(({ prose }) => slugger.slug(prose.text));
    known.set(station, slugs);
  }
  return slugs;
}

export const examples: readonly Example[] = [
  {
    title: "A misspelt file, a heading that is not there, an image that is not there, and a file elsewhere",
    text: `
      -- rain.station.md --
      # Rain
      -- rivers.station.md --
      # Rivers

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
];
