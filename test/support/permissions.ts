/** What a program is started with so that permissions bind it: root may do what they forbid, unless it gives that up. */
export const WITHOUT_RIGHTS: readonly string[] =
  process.getuid?.() === 0
    ? ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override,-dac_read_search"]
    : [];
