import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileKind, isPicture, pictureType } from "../../../files/kinds.ts";
import { baseName, folderOf, isInside, relativeFile } from "../../../files/names.ts";
import { type LearningPath, pathOfOne, type Stop } from "../../../path/learning-path.ts";
import { makeWorkspace, pathsOf, stationOf } from "../../../path/workspace.ts";
import type { TexReader } from "../../../render/math.ts";
import { pathDocument, sitePages, stationDocument } from "../../../render/site.ts";
import { hasFormula } from "../../../syntax/math.ts";
import { lookWithin, rootOf, rootsOf } from "../../bounds.ts";
import { fileAt, isFolder, isLink, readText } from "../../disk.ts";
import { readersFor } from "../../readers.ts";
import { surroundings } from "../../surroundings.ts";
import { readPath } from "../reorder.ts";
import { print, say, UsageError } from "../terminal.ts";
import { expectOurs, overwriteFile } from "../write-file.ts";

interface Options {
  readonly output: string;
  /** Whether what somebody else wrote may be overwritten. */
  readonly force?: boolean;
}

/** Writes a station, or a whole path, as one HTML file with everything in it. */
export async function exportHtml(name: string, { output, force }: Partial<Options>): Promise<number> {
  if (output !== undefined) expectOurs(output, force);
  const html = await pageOf(name);
  if (output === undefined) await print(html);
  else {
    overwriteFile(output, html, force);
    await say(`Wrote ${output}.`);
  }
  return 0;
}

/** Prints a station, or a whole path, into a PDF. */
export async function exportPdf(
  name: string,
  { output, force, browser }: Options & { readonly browser?: string },
): Promise<number> {
  expectOurs(output, force);
  const html = await pageOf(name);
  const pdf = await (await import("../../pdf.ts")).printPdf(html, browser);
  if (typeof pdf === "string") throw new UsageError(pdf);
  overwriteFile(output, pdf, force);
  await say(`Wrote ${output}.`);
  return 0;
}

/** The page of a station, or of the path that a folder or a path.yaml stands for. */
async function pageOf(name: string): Promise<string> {
  const file = fileAt(name);
  if (isFolder(file) || fileKind(file) === "path") {
    const { path } = await readPath(name);
    const first = firstFile(path) ?? `${file}/x`;
    const root = rootOf(first, folderOf(first));
    const readTex = await texReaderFor(path.stops.map(({ station }) => station?.text));
    return pathDocument(path, { pictureAddress: (picture) => asData(picture, root), readTex });
  }
  const read = readText(file);
  if (!("text" in read)) throw new UsageError(`${name}: ${read.reason}`);
  const own = { file, text: read.text, kind: "station" as const };
  const around = surroundings([file], rootsOf([folderOf(file)], fileAt(".")), { known: new Map([[file, own]]) });
  const texts = [own, ...around.texts];
  const workspace = makeWorkspace(await readersFor(texts.map((each) => each.file)), texts);
  const station = stationOf(workspace, file)!;
  const path = pathsOf(workspace, file)[0] ?? pathOfOne(file, station);
  const root = rootOf(file, fileAt("."));
  const readTex = await texReaderFor([station.text]);
  return stationDocument(path, path.stopOf(file)!, file, {
    pictureAddress: (picture) => asData(picture, root),
    readTex,
  });
}

/** What draws the formulas of some texts; undefined where there are none, for it is large. */
async function texReaderFor(texts: readonly (string | undefined)[]): Promise<TexReader | undefined> {
  return texts.some((text) => text !== undefined && hasFormula(text))
    ? (await import("../../tex.ts")).readTex
    : undefined;
}

/** Writes a path as a folder of pages. */
export async function exportSite(name: string, options: Options): Promise<number> {
  const { path } = await readPath(name);
  const folder = fileAt(options.output);
  if (existsSync(folder) && readdirSync(folder).length > 0 && !options.force) {
    throw new UsageError(
      `“${options.output}” is not empty. Please choose another folder, or add --force to write over what is there.`,
    );
  }
  const from = folderOf(firstFile(path) ?? path.id);
  const root = rootOf(firstFile(path) ?? `${from}/x`, from);
  const pictures = new Map<string, string>();
  const readTex = await texReaderFor(path.stops.map(({ station }) => station?.text));
  const pages = sitePages(path, {
    readTex,
    pictureAddress: (picture) => {
      if (!realPicture(picture, root)) return undefined;
      const address = pictures.get(picture) ?? `pictures/${freeName(baseName(picture), pictures)}`;
      pictures.set(picture, address);
      return encodeURI(address);
    },
  });
  const addresses = [...pages.keys(), ...pictures.values()];
  const astray = addresses.map((address) => linkOnTheWay(folder, address)).find((link) => link !== undefined);
  // defense: no-sites-through-links
  if (astray !== undefined) {
    throw new UsageError(
      `${relativeFile(fileAt("."), astray)}: It is a link to another place, where nothing is written. Please remove it, or choose another folder.`,
    );
  }
  for (const [page, html] of pages) overwriteFile(join(options.output, page), html, true);
  for (const [picture, address] of pictures) overwriteFile(join(options.output, address), readFileSync(picture), true);
  const shown = pictures.size ? ` and ${pictures.size} ${pictures.size === 1 ? "picture" : "pictures"}` : "";
  await say(
    `Wrote ${pages.size} pages${shown} to ${options.output}. Open ${join(options.output, "index.html")} to read them.`,
  );
  return 0;
}

/** The name of a picture on a site: readers need not learn which folders it was in. Two that differ in case only are one file to some disks. */
function freeName(name: string, pictures: ReadonlyMap<string, string>): string {
  const taken = new Set([...pictures.values()].map((address) => baseName(address).toLowerCase()));
  const dot = name.lastIndexOf(".");
  for (let count = 1; ; count++) {
    const free = count === 1 ? name : `${name.slice(0, dot)}-${count}${name.slice(dot)}`;
    if (!taken.has(free.toLowerCase())) return free;
  }
}

function firstFile({ stops }: LearningPath): string | undefined {
  return stops.find((stop: Stop) => stop.station)?.file;
}

/**
 * A link to a folder among those that a file of a site would lie in; undefined where there is none. The site's own folder may be
 * linked by whoever names it, but not by a workspace that a link leads out of.
 */
function linkOnTheWay(folder: string, address: string): string | undefined {
  const steps = address.split("/").slice(0, -1);
  const inSite = steps.map((_, at) => `${folder}/${steps.slice(0, at + 1).join("/")}`).find(isLink);
  const root = rootOf(`${folder}/x`, fileAt("."));
  return inSite ?? (isInside(root, folder) && lookWithin([root])(folder) === "outside" ? folder : undefined);
}

/** The largest picture that is put into a page, in bytes. */
const LARGEST = 5_000_000;

/** Whether a picture really lies below a folder, links on disk followed. */
function realPicture(file: string, root: string): boolean {
  if (!isInside(root, file) || !isPicture(file)) return false;
  try {
    return (
      /* defense: pictures-in-the-folder */ isInside(realpathSync(root), realpathSync(file)) &&
      statSync(file).isFile() &&
      statSync(file).size <= LARGEST
    );
  } catch {
    return false;
  }
}

function asData(file: string, root: string): string | undefined {
  if (!realPicture(file, root)) return undefined;
  return `data:${pictureType(file)};base64,${readFileSync(file).toString("base64")}`;
}
