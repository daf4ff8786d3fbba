import { type Checking, checkGroups } from "./check-targets.ts";

// What runs in each process of a check: groups of files in, what was found out. It ends with the program that asks.
process.on("message", async ({ groups, checking }: { groups: readonly (readonly string[])[]; checking: Checking }) => {
  try {
    process.send!({ results: await checkGroups(groups, checking) });
  } catch (error) {
    process.send!({ error });
  }
});
process.on("disconnect", () => process.exit());
