import { expect, test } from "vitest";
import { readableHtml } from "../../../server/src/syntax/html-text.ts";

/** What is left to read, without the spaces around and between it. */
const read = (html: string) => {
  const readable = readableHtml(html);
  expect(readable).toHaveLength(html.length);
  return readable.replace(/\s+/g, " ").trim();
};

test("of HTML, what a reader sees or hears is left where it is", () => {
  expect(read("<p>Every <b>fact</b> is <!-- not --> cited.</p>")).toBe("Every fact is cited.");
  expect(read('<img src="a.png" alt="Every fact" title=\'is cited\'>')).toBe("\"Every fact\" 'is cited'");
  expect(read("<script>let fact = 1;</script> seen <style>p > b {}</style>")).toBe("seen");
  expect(read("1 < 2 and <3 or <em>more</em>")).toBe("1 < 2 and <3 or more");
  expect(readableHtml("<p>It</p>")).toBe("   It    ");
});

test("HTML that does not end is read to its end", () => {
  expect(read("It <b")).toBe("It");
  expect(read("It <!-- rains")).toBe("It");
  expect(read("It <script>rains")).toBe("It");
  for (const piece of ["<!--", "<a ", "< ", '<a alt="', "<script>"]) expect(read(piece.repeat(50_000))).not.toBe("x");
});
