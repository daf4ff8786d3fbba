/** Builds what the tests of whole programs run: the command line and the server, as users get them. */
export default async function build(): Promise<void> {
  await import(new URL("../../tools/bundle.mjs", import.meta.url).href);
}
