import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "readable",
  group: "Housekeeping",
  kind: "fault",
  summary: "The file can be read as a station.",
  why: "What can't be read can't be checked: front matter that is not YAML, or a file that is much longer than any station.",
  severity: "error",
  options: {},
  *check(station) {
    for (const { range, message, fatal, mild } of station.tree.problems) {
      // Other programs read front matter that is not valid YAML.
      const kind = fatal ? undefined : "front matter";
      yield { range, message, severity: fatal || mild ? "information" : undefined, kind };
    }
  },
});

export const examples: readonly Example[] = [
  {
    title: "Values that go on in the next line, and a quotation mark that nothing closes",
    text: `
      -- rain.station.md --
      ---
      title: "Rain
             ^^^^^ This value goes on in the next line. Please indent that line, or put all of the value on one line.
      and snow"
      description: 'On
        weather'
      ---

      ## Drops
      -- snow.station.md --
      ---
      title: "Snow
             ^ A quotation mark opens here, and nothing closes it. Please add the other one.
      description: On weather
      author: Ann
      ---

      # Snow
    `,
  },
  {
    title: "A setting that stands twice",
    text: `
      ---
      title: Rain
      title: Snow
      ^^^^^ “title” is here twice. Please keep one.
      ---

      # Rain
    `,
  },
  {
    title: "Values that need quotation marks",
    text: `
      -- rain.station.md --
      ---
      title: Rain: A Start
             ^ This value has a colon and a space in it. Please put it in quotation marks.
      ---

      # Rain
      -- snow.station.md --
      ---
      author: @ann
              ^ A value can't start with “@”. Please put it in quotation marks.
      ---

      # Snow
    `,
  },
  {
    title: "Front matter in order",
    text: `
      ---
      requires: [clouds.station.md]
      ---

      # Rain
    `,
  },
];
