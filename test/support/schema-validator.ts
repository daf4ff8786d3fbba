import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv, type ValidateFunction } from "ajv";
import { expect } from "vitest";

const validators = new Map<string, ValidateFunction>();

/**
 * Expects that a value is what a published schema says, and has nothing that the schema does not name.
 * @param schema such as `check-report`
 */
export function expectValid(schema: string, value: unknown): void {
  const validate = validators.get(schema) ?? validatorOf(schema);
  validators.set(schema, validate);
  validate(value);
  expect(validate.errors ?? [], schema).toEqual([]);
}

function validatorOf(name: string): ValidateFunction {
  const file = join(import.meta.dirname, "../../schemas", `${name}.schema.json`);
  return new Ajv({ allErrors: true }).compile(closed(JSON.parse(readFileSync(file, "utf8"))) as object);
}

/** A schema whose objects may have no other properties than it names. */
function closed(schema: unknown): unknown {
  if (typeof schema !== "object" || schema === null) return schema;
  if (Array.isArray(schema)) return schema.map(closed);
  const parts = Object.fromEntries(Object.entries(schema).map(([name, part]) => [name, closed(part)]));
  return "properties" in parts && parts.type === "object" ? { additionalProperties: false, ...parts } : parts;
}
