import { describe, expect, test } from "vitest";
import { presetSeverity, presetSeverityElsewhere } from "../../../server/src/lint/presets.ts";
import { ruleById } from "../../../server/src/lint/settings.ts";
import { allRules } from "../../../server/src/rules/all.generated.ts";
import { SEVERITIES } from "../../../server/src/rules/rule.ts";

const severityOf = (preset: Parameters<typeof presetSeverity>[0], id: string) => presetSeverity(preset, ruleById(id)!);

test("only a fault is ever an error", () => {
  const errors = allRules.filter(({ severity, premium }) => severity === "error" || premium === "error");
  expect(errors.filter(({ kind }) => kind !== "fault").map(({ id }) => id)).toEqual([]);
});

test("on a path in another form, no rule weighs more, and no fault of a text alone weighs less", () => {
  const heavier = allRules.filter(
    ({ severity, elsewhere }) => elsewhere && SEVERITIES.indexOf(elsewhere) <= SEVERITIES.indexOf(severity),
  );
  expect(heavier.map(({ id }) => id)).toEqual([]);
  const faults = allRules.filter(({ kind, check, elsewhere }) => kind === "fault" && check && elsewhere);
  expect(faults.map(({ id }) => id)).toEqual([]);
});

test("by default, a matter of taste is a hint, or one note per station", () => {
  const taste = allRules.filter(({ kind, severity }) => kind === "taste" && severity !== "off" && severity !== "hint");
  expect(taste.filter(({ onePerStation }) => !onePerStation).map(({ id }) => id)).toEqual([]);
  expect(taste.filter(({ severity }) => severity !== "information").map(({ id }) => id)).toEqual([]);
});

describe("the preset", () => {
  test("draft has errors alone", () => {
    expect([severityOf("draft", "link-target"), severityOf("draft", "hook")]).toEqual(["error", "off"]);
  });

  test("adopt has faults as they are, form and taste as hints", () => {
    expect(["link-target", "no-repeated-word", "path-language"].map((id) => severityOf("adopt", id))).toEqual([
      "error",
      "warning",
      "information",
    ]);
    expect(["hook", "station-length", "bridge-topic", "sentence-length"].map((id) => severityOf("adopt", id))).toEqual([
      "hint",
      "hint",
      "hint",
      "hint",
    ]);
    expect([severityOf("adopt", "heading-case"), severityOf("adopt", "sentence-cited")]).toEqual(["off", "off"]);
  });

  test("recommended and adopt ask for our form where lessons have it, and elsewhere in hints, or not at all", () => {
    const elsewhere = (preset: Parameters<typeof presetSeverityElsewhere>[0], id: string) =>
      presetSeverityElsewhere(preset, ruleById(id)!);
    expect(["section-length", "list-length", "link-target"].map((id) => elsewhere("recommended", id))).toEqual([
      "hint",
      "off",
      "error",
    ]);
    expect(["reference-topic", "list-length", "link-target"].map((id) => elsewhere("adopt", id))).toEqual([
      "hint",
      "off",
      "error",
    ]);
    expect([elsewhere("strict", "list-length"), elsewhere("draft", "list-length")]).toEqual(["warning", "off"]);
  });

  test("recommended and adopt let a fault weigh elsewhere what it has earned there by having been right", () => {
    const elsewhere = (id: string) => presetSeverityElsewhere("adopt", ruleById(id)!);
    expect(["image-alt", "link-text", "no-repeated-word", "final-newline"].map(elsewhere)).toEqual([
      "error",
      "warning",
      "warning",
      "hint",
    ]);
    expect(presetSeverityElsewhere("recommended", ruleById("final-newline")!)).toBe("information");
    expect(presetSeverityElsewhere("adopt", ruleById("image-alt")!, "file name")).toBe("hint");
    // Often wrong there, and judged too seldom.
    expect(["table-shape", "unique-title", "provenance-claim", "no-self-reference"].map(elsewhere)).toEqual([
      "hint",
      "hint",
      "hint",
      "hint",
    ]);
    // They read what is written for Stationmaster alone.
    expect(["path-schema", "source-file", "prerequisites"].map(elsewhere)).toEqual(["error", "error", "error"]);
    expect(presetSeverityElsewhere("strict", ruleById("table-shape")!)).toBe("error");
  });

  test("strict has notes as warnings, and taste as notes", () => {
    expect(["station-length", "heading-case", "table-repeated-word"].map((id) => severityOf("strict", id))).toEqual([
      "warning",
      "information",
      "information",
    ]);
    expect(severityOf("strict", "bridge-topic")).toBe("hint");
  });
});
