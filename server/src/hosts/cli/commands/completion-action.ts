import type { Shell } from "../choices.ts";
import bash from "../completion/stationmaster.bash";
import fish from "../completion/stationmaster.fish";
import powershell from "../completion/stationmaster.ps1";
import zsh from "../completion/stationmaster.zsh";
import { print } from "../terminal.ts";

const SCRIPTS: Readonly<Record<Shell, string>> = { bash, zsh, fish, powershell };

/** Prints what a shell runs to complete what is typed. It asks `stationmaster complete`, so that it never lags behind. */
export async function printCompletion(shell: Shell): Promise<number> {
  await print(SCRIPTS[shell]);
  return 0;
}
