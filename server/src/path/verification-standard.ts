import { PLAIN_STANDARD, PREMIUM_STANDARD, type Standard } from "../ledger/standard.ts";
import { pairOf, textOf, type YamlValue } from "../syntax/yaml.ts";
import type { PathFile } from "./path-file.ts";
import type { SettingsFile } from "./settings-file.ts";

/** What counts as verified on a path. */
export interface PathStandards {
  /** For its sentences: on a premium path the same as for its promises. */
  readonly sentences: Standard;
  /** For a promise that every fact is verified, whatever the path's tier is. */
  readonly promises: Standard;
}

/** The rule whose options say what counts. */
const RULE = "sentence-verified";

const known = new Map<string, PathStandards>();

/**
 * What counts as verified on a path: the options of the rule sentence-verified in its `path.yaml`, then in the nearest
 * `stationmaster.yaml`. What can't be understood there is left out. Equal standards are one value.
 */
export function pathStandards(pathFile: PathFile | undefined, settings: SettingsFile | undefined): PathStandards {
  const written = [settings?.rules, pathFile?.rules].map((rules) => pairOf(rules, RULE)?.value);
  const promises = written.reduce<Standard>(withOptions, PREMIUM_STANDARD);
  const premium = pathFile?.tier === "premium";
  const name = JSON.stringify([premium, promises]);
  let standards = known.get(name);
  if (!standards) {
    standards = {
      promises,
      sentences: premium ? promises : { ...PLAIN_STANDARD, days: promises.days, tables: promises.tables },
    };
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(name, standards);
  }
  return standards;
}

const MOST_KNOWN = 100;

function withOptions(standard: Standard, options: YamlValue | undefined): Standard {
  const said = (name: keyof Standard) => {
    const value = pairOf(options, name)?.value;
    return value?.kind === "scalar" ? value.value : undefined;
  };
  const flag = (name: "quote" | "stored" | "cited" | "independent" | "tables") => {
    const value = said(name);
    return typeof value === "boolean" ? value : standard[name];
  };
  const days = said("days");
  const methods = pairOf(options, "methods")?.value;
  const names = methods?.kind === "list" ? methods.items.map(textOf) : [undefined];
  return {
    days: typeof days === "number" && days >= 0 ? days : standard.days,
    quote: flag("quote"),
    stored: flag("stored"),
    cited: flag("cited"),
    methods: names.every((name) => name !== undefined) ? names : standard.methods,
    independent: flag("independent"),
    tables: flag("tables"),
  };
}
