// Put in front of a program (`node --require`): notes every file that it opens and every folder that it lists.
const fs = require("node:fs");
const { syncBuiltinESMExports } = require("node:module");

const { appendFileSync } = fs;
let isNoting = false;
for (const name of ["openSync", "readdirSync", "opendirSync"]) {
  const before = fs[name];
  fs[name] = function (...given) {
    // Writing this down opens a file, too.
    if (!isNoting) {
      isNoting = true;
      appendFileSync(process.env.DISK_LOG, `${name} ${given[0]}\n`);
      isNoting = false;
    }
    return before.apply(this, given);
  };
}
syncBuiltinESMExports();
