import { CLEARLY_ABOVE, hardReading } from "../path/reading-level.ts";
import { defineRule, type Example } from "./rule.ts";

export default defineRule({
  id: "reading-level",
  group: "Prose",
  kind: "form",
  summary: "A station reads at the grade that its path is written for.",
  why: `\`audience: { readingGrade: 11 }\` says whom a path is for; a text two grades above it loses them. Formulas err, so two
have to agree: Flesch-Kincaid, which counts syllables, and Coleman-Liau, which counts letters. Names and the path's key terms are
left out, since every reader has to learn them. A path that names no grade is not measured.`,
  severity: "information",
  elsewhere: "hint",
  needs: "language",
  options: {
    above: { default: CLEARLY_ABOVE, minimum: 1, description: "By this many grades or more, by both formulas." },
  },
  *checkInPath(station, { path, file, options }) {
    const hard = hardReading(path, station, options.above);
    if (!hard) return;
    const { grade, goal, hardest } = hard;
    yield {
      range: station.title?.range ?? station.passages[0]!.range,
      message: `This station reads at grade ${grade}, and “${path.title}” is written for grade ${goal}. Please start with its hardest sentences.`,
      related: hardest.map(({ sentence, grade: own }) => ({
        file,
        range: sentence.range,
        message: `This sentence reads at grade ${own}.`,
      })),
    };
  },
});

export const examples: readonly Example[] = [
  {
    title: "A text far above its readers",
    text: `
      -- path.yaml --
      title: Water
      audience: { readingGrade: 11 }
      stations: [rivers.station.md]
      -- rivers.station.md --
      # Sharing a River
      ^^^^^^^^^^^^^^^^^ This station reads at grade 23, and “Water” is written for grade 11. Please start with its hardest sentences.

      Governments along an international river usually establish a permanent commission, because separate administrations
      rarely have reliable information about each other. The commission determines how much water every country receives,
      investigates environmental damage, and recommends improvements for agricultural areas.

      Disagreements often originate in expanding agriculture, since additional irrigation reduces the quantity available
      downstream and damages its quality. Representatives therefore negotiate temporary arrangements that compensate
      disadvantaged communities and support the modernization of irrigation equipment.

      Independent monitoring remains essential, because unverified announcements undermine confidence between the participating
      governments. Cooperation becomes permanent only where measurements are accessible, responsibilities are documented, and
      violations have immediate consequences for the administration that is responsible.
    `,
  },
  {
    title: "A text for its readers",
    text: `
      -- path.yaml --
      title: Water
      audience: { readingGrade: 6 }
      stations: [rivers.station.md]
      -- rivers.station.md --
      # Sharing a River

      Two towns drink from one river. The town upstream waters its fields in May, and then the town below has little left. So both
      send someone to a meeting by the bridge. They count what comes down the river each month, and they write it on a board that
      all can see. The fields get water at night, when the air is cool and less of it is lost. In a dry year, each town takes a
      third less. Nobody likes that, but nobody is left with a dry well.

      What keeps the peace is the board. A town that says it took less than it did would be found out by the next month. Once a
      year the two towns eat together, and the older people tell how it was before there was a board.
    `,
  },
  {
    title: "A path that names no grade",
    text: `
      -- path.yaml --
      title: Water
      stations: [rivers.station.md]
      -- rivers.station.md --
      # Sharing a River

      Neighboring governments coordinate their consumption through permanent institutions, since independent administrations
      seldom possess sufficient information about precipitation.
    `,
  },
];
