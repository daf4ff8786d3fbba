import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { Launcher } from "chrome-launcher";
import { fileAt } from "./disk.ts";
import { trustedEnvironment, trustedPath } from "./programs.ts";

/** A browser has this long to print, in milliseconds. */
const PATIENCE = 60_000;

/** Where browsers lie that chrome-launcher does not know. */
const OTHERS = [
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  `${process.env["ProgramFiles(x86)"] ?? "C:\\Program Files (x86)"}\\Microsoft\\Edge\\Application\\msedge.exe`,
  "/usr/bin/microsoft-edge",
];

/**
 * Prints a page with a browser of the Chromium family, as that prints it: with the page's own print style sheet.
 * @param browser its program; without one, the one that `CHROME_PATH` names or that is installed
 * @returns the PDF, which ends with a comment that says what made it, or a sentence that says why there is none
 */
export async function printPdf(html: string, browser = findBrowser(fileAt("."))): Promise<Uint8Array | string> {
  if (browser === undefined) {
    return "A PDF is printed by Chrome, Chromium or Edge, and none of them was found. Please install one, or name it in CHROME_PATH.";
  }
  const folder = mkdtempSync(join(tmpdir(), "stationmaster-pdf-"));
  try {
    const page = join(folder, "page.html");
    const file = join(folder, "page.pdf");
    writeFileSync(page, html);
    const given = ["--headless", "--disable-gpu", "--no-first-run", "--no-pdf-header-footer"];
    // A browser refuses to run as the superuser inside its sandbox, as in most containers.
    if (process.getuid?.() === 0) given.push("--no-sandbox");
    const profile = `--user-data-dir=${join(folder, "profile")}`;
    await promisify(execFile)(browser, [...given, profile, `--print-to-pdf=${file}`, pathToFileURL(page).href], {
      timeout: PATIENCE,
      env: trustedEnvironment(fileAt(".")), // many a browser is a script that runs other programs
    });
    if (!existsSync(file)) return `${browser} printed nothing.`;
    return Buffer.concat([readFileSync(file), Buffer.from("\n% Stationmaster\n")]);
  } catch (error) {
    return `${browser} could not print the page. ${(error as Error).message.split("\n")[0]}`;
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Browsers are looked for by programs such as `which`, none of which may be one of the workspace either. */
function findBrowser(folder: string): string | undefined {
  const before = process.env.PATH;
  /* defense: no-browser-of-the-workspace */ process.env.PATH = trustedPath(folder);
  try {
    const [found] = Launcher.getInstallations();
    if (found) return found;
  } catch {
    // There is none that chrome-launcher knows.
  } finally {
    if (before === undefined) delete process.env.PATH;
    else process.env.PATH = before;
  }
  return OTHERS.find((file) => existsSync(file));
}
