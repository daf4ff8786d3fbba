// What is marked in the code as a defense, by a comment such as `// defense: real-places`, and the code without it.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseSync } from "oxc-parser";

const MARK = /^\s*defense: ([a-z\d]+(?:-[a-z\d]+)*)\s*$/;

/**
 * The marks in the project's code, each with its file's path from the root. What begins as a mark does but is not one has the
 * name "".
 */
export function findMarks(root) {
  return filesIn(root, "client", "server", "tools").flatMap((file) => {
    if (!/\.(?:ts|mjs)$/.test(file)) return [];
    const text = readFileSync(join(root, file), "utf8");
    if (!text.includes("defense:")) return [];
    const marks = parseSync(file, text).comments.filter(({ value }) => /^\s*defense:/.test(value));
    return marks.map(({ value }) => ({ name: MARK.exec(value)?.[1] ?? "", file }));
  });
}

/** Which of the files is the test or script that has to fail without a defense. */
export function guardOf(files, { test, script }) {
  const end = script ? `/${script}.mjs` : `/${test}.test.ts`;
  const [guard, another] = files.filter((file) => file.endsWith(end));
  if (!guard || another) throw new Error(`${another ? "several files end" : "no file ends"} with ${end}`);
  return guard;
}

/** The project's files that are there, or those in some of its folders. */
export function filesIn(root, ...folders) {
  const args = ["ls-files", "-co", "--exclude-standard", "-z", ...folders];
  const files = execFileSync("git", args, { cwd: root, encoding: "utf8" }).split("\0");
  return files.filter((file) => file && existsSync(join(root, file)));
}

/**
 * The code in which one defense is switched off. The mark stands before a statement, an expression, a property, an element, an
 * argument, or the dot of a call in a chain, which is cut (of a number: made infinite). `keep` names the part of the expression
 * that stays instead, as in ESTree ("arguments.0"). `instead` stands there instead of the expression, or, where it ends with a
 * semicolon, instead of the statement. The expression of a statement or property is what it returns, throws, tests or sets.
 * @throws Error where the mark is not found or nothing can be cut
 */
export function switchOff(file, text, name, { keep, instead } = {}) {
  const { program, comments } = parseSync(file, text);
  const mark = comments.find(({ value }) => MARK.exec(value)?.[1] === name);
  if (!mark) throw new Error(`${file} has no mark “${name}”`);
  const { node, parent } = nodeAt(program, afterComments(text, comments, mark));
  if (!node) throw new Error(`nothing that can be switched off follows the mark “${name}”`);
  const { start, end, text: newText } = edit();
  return text.slice(0, start) + newText + text.slice(end);

  function edit() {
    if (instead?.endsWith(";")) return { start: node.start, end: node.end, text: instead };
    if (instead === undefined && keep === undefined) return cut(node, parent, name);
    const { start, end } = expressionOf(node);
    return { start, end, text: `(${instead ?? keptText()})` };
  }

  function keptText() {
    const kept = keep.split(".").reduce((each, key) => each?.[key], expressionOf(node));
    if (!kept) throw new Error(`what follows the mark “${name}” has no ${keep}`);
    return text.slice(kept.start, kept.end);
  }
}

/** Where the code goes on after a comment. */
function afterComments(text, comments, mark) {
  let at = mark.end;
  for (;;) {
    at += /^\s*/.exec(text.slice(at))[0].length;
    const comment = comments.find(({ start }) => start === at);
    if (!comment) return at;
    at = comment.end;
  }
}

/** The outermost node that begins at an offset, or the call whose dot stands there, with what it is a part of. */
function nodeAt(node, offset, parent) {
  if (node.start === offset && node.type !== "Program") return { node, parent };
  if (node.type === "CallExpression" && node.callee.type === "MemberExpression") {
    const { object, property } = node.callee;
    if (object.end <= offset && offset < property.start) return { node: { ...node, type: "Link" }, parent };
  }
  for (const child of Object.values(node).flat()) {
    if (typeof child?.type !== "string" || offset < child.start || offset >= child.end) continue;
    const found = nodeAt(child, offset, node);
    if (found.node) return found;
  }
  return {};
}

function cut(node, parent, name) {
  const { start, end, type } = node;
  const as = (text) => ({ start, end, text });
  if (type === "Link") return { start: node.callee.object.end, end, text: "" };
  if (isStatement(node)) return as(";");
  if (type === "LogicalExpression") return cut(node.left, node, name);
  if (parent.type === "LogicalExpression") return as(parent.operator === "&&" ? "true" : "false");
  if (type === "Literal" && typeof node.value === "number") return as("Infinity");
  if (parent.type === "ObjectExpression") return as("...{}");
  if (parent.elements || parent.arguments) return as("...[]");
  throw new Error(`what follows the mark “${name}” can't be cut`);
}

function isStatement({ type }) {
  return /(?:Statement|Declaration)$/.test(type);
}

/** What a statement or property returns, throws, tests or sets; an expression itself. */
function expressionOf(node) {
  if (node.type === "ParenthesizedExpression") return expressionOf(node.expression);
  if (node.type === "Property") return node.value;
  if (node.type === "VariableDeclaration") return node.declarations[0].init;
  if (node.type === "ExportNamedDeclaration") return expressionOf(node.declaration);
  if (isStatement(node)) return node.argument ?? node.test ?? node.right ?? node.expression;
  return node.type === "SpreadElement" ? node.argument : node;
}
