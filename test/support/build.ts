/**
 * Builds what the tests of whole programs run: the command line and the server, as users get them. `npm test` has done so where
 * editors run the same programs meanwhile.
 */
export default async function build(): Promise<void> {
  if (process.env.STATIONMASTER_BUILT) return;
  await import(new URL("../../tools/bundle.mjs", import.meta.url).href);
}
