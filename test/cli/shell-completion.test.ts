import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { CLI, folderWith, stationmaster } from "../support/command-line.ts";

const FILES = "-- rain.station.md --\n# Rain\n-- notes.txt --\nNotes\n";

/** What the command answers a shell, where the words before the last one are typed already. */
async function answers(...typed: string[]): Promise<readonly string[]> {
  const words = [...typed.slice(0, -1), `:${typed.at(-1)}`];
  const { out } = await stationmaster(folderWith(""), ["complete", "--", ...words]);
  return out.split("\n").flatMap((line) => line.split("\t")[0] || []);
}

describe("what can stand here", () => {
  test.each([
    [["exp"], ["explain", "export"]],
    [
      ["export", ""],
      ["html", "pdf", "site"],
    ],
    [["export", "s"], ["site"]],
    [
      ["sources", ""],
      ["add", ":files"],
    ],
    [["sources", "water", ""], [":files"]],
    [["sources", "add", ""], []],
    [["sources", "add", "noah", ""], [":files"]],
    [
      ["check", "--m"],
      ["--max-warnings", "--min-coverage"],
    ],
    [
      ["check", "--preset", ""],
      ["draft", "adopt", "recommended", "strict", "premium"],
    ],
    [["check", "--preset=s"], ["--preset=strict"]],
    [
      ["check", "--rule", "list-le"],
      ["list-lead-in=", "list-length="],
    ],
    [["check", "--rule", "hook=w"], ["hook=warning"]],
    [["check", "--output", "sa"], ["sarif="]],
    [["check", "--output", "sarif="], [":files"]],
    [["check", "--fail-on", "n"], ["never"]],
    [["check", "--stdin-filename", ""], [":files"]],
    [["check", "--max-warnings", ""], []],
    [["check", "--quiet", ""], [":files"]],
    [["check", "a.md", "b.md", ""], [":files"]],
    [["check", "--", "--q"], [":files"]],
    [["explain", "list-lea"], ["list-lead-in"]],
    [["new", ""], []],
    [
      ["completion", ""],
      ["bash", "zsh", "fish", "powershell"],
    ],
    [
      ["stats", "--format", ""],
      ["text", "json", "markdown", "csv"],
    ],
    [[""], expect.arrayContaining(["check", "stats", "help"])],
  ])("after %j", async (typed, expected) => {
    const got = await answers(...typed);
    expect(got).toEqual(expected);
    expect(got).not.toContain("complete");
  });
});

/** A folder with files in it, in which a shell finds the command. */
function place(): { cwd: string; env: NodeJS.ProcessEnv } {
  const cwd = folderWith(FILES);
  const bin = join(folderWith(""), "bin");
  mkdirSync(bin);
  const run = `#!/bin/sh\nexec '${process.execPath}' '${CLI}' "$@"\n`;
  writeFileSync(join(bin, "stationmaster"), run, { mode: 0o755 });
  return { cwd, env: { ...process.env, PATH: `${bin}:${process.env.PATH}`, TERM: "dumb" } };
}

describe("in Bash", () => {
  const ask = (words: readonly string[]) => {
    const quoted = words.map((word) => `'${word}'`).join(" ");
    const script = `source <(stationmaster completion bash)
      COMP_WORDS=(stationmaster ${quoted}); COMP_CWORD=${words.length}
      _stationmaster; printf '%s\\n' "\${COMPREPLY[@]}"`;
    return execFileSync("bash", ["-uc", script], { ...place(), encoding: "utf8" })
      .split("\n")
      .filter(Boolean);
  };

  test.each([
    [["expl"], ["explain"]],
    [
      ["check", "--ba"],
      ["--baseline", "--baseline-file"],
    ],
    [["check", "--rule", "hook", "=", "w"], ["warning"]],
    [
      ["check", "--preset", "=", ""],
      ["draft", "adopt", "recommended", "strict", "premium"],
    ],
    [["check", "--rule", "list-lea"], ["list-lead-in="]],
    [["check", "$(touch hacked)", ""], []],
  ])("completes %j", (words, expected) => {
    expect(ask(words)).toEqual(expected);
  });

  test("obeys nothing that is typed, and leaves file names to Bash", () => {
    const at = place();
    const script = `source <(stationmaster completion bash)
      COMP_WORDS=(stationmaster check '$(touch hacked)' '; touch hacked' ''); COMP_CWORD=4; _stationmaster; ls`;
    expect(execFileSync("bash", ["-c", script], { ...at, encoding: "utf8" })).toBe("notes.txt\nrain.station.md\n");
  });
});

describe("in Fish", () => {
  test.each([
    ["stationmaster expl", "explain\texplain what a rule checks, and why\n"],
    ["stationmaster check --rule hook=w", "hook=warning\n"],
    ["stationmaster check ra", "rain.station.md\n"],
  ])("completes “%s”", (typed, expected) => {
    const script = `stationmaster completion fish | source; complete -C '${typed}'`;
    expect(execFileSync("fish", ["--no-config", "-c", script], { ...place(), encoding: "utf8" })).toBe(expected);
  });
});

describe("in Zsh", () => {
  // Zsh completes only where somebody types: a terminal of its own (zpty), in which a key lists what there is.
  test.each([
    ["stationmaster expl", "expl*ain"],
    ["stationmaster check --rule hook=w", "hook=w*arning"],
    ["stationmaster check ra", "ra*in.station.md"],
  ])("completes “%s”", (typed, expected) => {
    const script = `
      zmodload zsh/zpty
      zpty shell zsh -f -i
      zpty -w shell 'PS1=; autoload -Uz compinit && compinit -u -D; source <(stationmaster completion zsh); stty cols 200; echo RE""ADY'
      zpty -r -m shell out '*READY*'
      zpty -w -n shell '${typed}'$'\\t'
      zpty -r -m shell out '*${expected}*' && print -r -- found`;
    const { stdout } = spawnSync("zsh", ["-f", "-c", script], { ...place(), encoding: "utf8", timeout: 15_000 });
    expect(stdout).toContain("found");
  });
});

test("a shell that is not known is refused", async () => {
  const { err, code } = await stationmaster(folderWith(""), ["completion", "fis"]);
  expect([err, code]).toEqual(["stationmaster: There is no shell “fis”. Did you mean “fish”?\n", 2]);
});
