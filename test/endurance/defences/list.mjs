/**
 * What keeps harm away, one place in the code each: what stands there, what stands there once it is switched off, and the test
 * (with words of its name, where one of a long file will do) that has to fail then.
 * @type {readonly { name: string, file: string, code: string, instead: string, test: string, named?: string }[]}
 */
export const defences = [
  {
    name: "the sanitiser",
    file: "server/src/render/html.ts",
    code: "sanitize(root, webPictures ? WITH_WEB_PICTURES : SCHEMA)",
    instead: "root",
    test: "test/sanitiser.test.ts",
  },
  {
    name: "ids that are a page's own",
    file: "server/src/render/html.ts",
    code: "-head$/]",
    instead: "-head$|/]",
    test: "test/sanitiser.test.ts",
  },
  {
    name: "one script a page",
    file: "client/src/preview-page.ts",
    code: "`script-src 'nonce-${key}'`",
    instead: "`script-src *`",
    test: "test/preview-page.test.ts",
  },
  {
    name: "a new key for each page",
    file: "client/src/preview-page.ts",
    code: "crypto.getRandomValues(new Uint8Array(16))",
    instead: "new Uint8Array(16)",
    test: "test/preview-page.test.ts",
  },
  {
    name: "sources of the policy that are servers",
    file: "client/src/preview-page.ts",
    code: ".filter((each) => SOURCE.test(each))",
    instead: "",
    test: "test/preview-page.test.ts",
  },
  {
    name: "real places of linked files",
    file: "server/src/hosts/disk.ts",
    code: "const real = stat.isSymbolicLink() ? realOf(file) : resolveFile(realFolder(folderOf(file)), baseName(file));",
    instead: "const real = file; void realFolder;",
    test: "test/command-line.test.ts",
  },
  {
    name: "a new file renamed over the old one",
    file: "server/src/hosts/disk.ts",
    code: "    renameSync(temporary, target);\n",
    instead: "    writeFileSync(target, after);\n",
    test: "test/killed.test.ts",
  },
  {
    name: "flushing before renaming",
    file: "server/src/hosts/disk.ts",
    code: "      fsyncSync(handle);\n    } finally {\n      closeSync(handle);\n    }\n    renameSync(temporary, target);",
    instead: "    } finally {\n      closeSync(handle);\n    }\n    renameSync(temporary, target);",
    test: "test/disk-faults.test.ts",
  },
  {
    name: "leaving alone what changed meanwhile",
    file: "server/src/hosts/disk.ts",
    code: "now.text !== before",
    instead: "false",
    test: "test/write-change.test.ts",
  },
  {
    name: "refusing stale texts",
    file: "server/src/hosts/write-change.ts",
    code: "if (read.text === textOf(file)) return undefined;",
    instead: "return undefined;",
    test: "test/write-change.test.ts",
  },
  {
    name: "undoing half a change",
    file: "server/src/hosts/write-change.ts",
    code: "for (const step of undo.reverse()) step();",
    instead: "",
    test: "test/write-change.test.ts",
  },
  {
    name: "text of files in a terminal",
    file: "server/src/lint/report-github.ts",
    code: '.replaceAll("\\n", "%0A")',
    instead: "",
    test: "test/reports.test.ts",
  },
];
