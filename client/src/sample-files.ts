/** The files of the sample, which the extension's package has in `samples/`. A folder of a web page can't be listed. */
export const SAMPLE = {
  folder: "water-cycle",
  files: [
    "path.yaml",
    "water-on-the-move.station.md",
    "from-vapor-to-rain.station.md",
    "rivers-and-watersheds.station.md",
    "water-underground.station.md",
    "sources.bib",
    "images/water-cycle.svg",
  ],
} as const;
