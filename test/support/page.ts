import { HtmlValidate } from "html-validate";
import { type DefaultTreeAdapterMap, defaultTreeAdapter, parse } from "parse5";
import { expect } from "vitest";

export type Element = DefaultTreeAdapterMap["element"];

/** A page that is read as a browser reads it; what it would have to repair is an error. */
export class Page {
  readonly html: string;
  readonly errors: string[] = [];
  readonly elements: Element[] = [];

  constructor(html: string) {
    this.html = html;
    const document = parse(html, { onParseError: ({ code }) => this.errors.push(code) });
    const visit = (node: DefaultTreeAdapterMap["node"]): void => {
      if (defaultTreeAdapter.isElementNode(node)) this.elements.push(node);
      if ("childNodes" in node) node.childNodes.forEach(visit);
    };
    visit(document);
  }

  all(...names: string[]): Element[] {
    return this.elements.filter(({ tagName }) => names.includes(tagName));
  }

  values(name: string): string[] {
    return this.elements.flatMap(({ attrs }) => attrs.filter((each) => each.name === name).map(({ value }) => value));
  }
}

const validator = new HtmlValidate({ extends: ["html-validate:recommended"] });

/** What every page must hold to, whoever reads it. */
export async function expectSound(page: Page, name: string): Promise<void> {
  expect(page.errors, name).toEqual([]);
  const { results } = await validator.validateString(page.html, name);
  const wrong = results.flatMap(({ messages }) => messages);
  expect(wrong.map(({ ruleId, line, message }) => `${name}:${line} ${message} (${ruleId})`)).toEqual([]);
  expect(page.all("h1"), name).toHaveLength(1);
  expect(page.all("main"), name).toHaveLength(1);
  const levels = page.all("h1", "h2", "h3", "h4", "h5", "h6").map(({ tagName }) => Number(tagName[1]));
  for (const [at, level] of levels.entries())
    expect(level, `${name}: headings ${levels}`).toBeLessThanOrEqual((levels[at - 1] ?? 0) + 1);
  const ids = page.values("id");
  expect(new Set(ids).size, `${name}: ${ids}`).toBe(ids.length);
  for (const image of page.all("img"))
    expect(
      image.attrs.map((each) => each.name),
      name,
    ).toContain("alt");
  expect(page.all("html")[0]!.attrs.find((each) => each.name === "lang")?.value, name).toBeTruthy();
  const scripts = page.all("script");
  expect(
    scripts.every(({ attrs }) => attrs[0]?.value === "application/ld+json"),
    name,
  ).toBe(true);
  for (const script of scripts) JSON.parse((script.childNodes[0] as DefaultTreeAdapterMap["textNode"]).value);
}
