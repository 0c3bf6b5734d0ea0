import { readFileSync } from "node:fs";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";

/** A published schema, compiled; every keyword of it must be known. */
export function publishedSchema(name: string): { readonly source: unknown; readonly validate: ValidateFunction } {
  const source: unknown = JSON.parse(readFileSync(new URL(`../../schema/${name}`, import.meta.url), "utf8"));
  if (typeof source !== "object" || source === null) throw new Error(`${name} is no schema.`);
  return { source, validate: new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true }).compile(source) };
}

/** The pointers of objects in a schema that describe a value and say nothing about it. */
export function undescribed(node: unknown, at = "#"): readonly string[] {
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => {
    const properties = key === "properties" || key === "$defs" ? Object.entries(value as object) : [];
    const silent = properties.filter(([, property]) => !isDescribed(property)).map(([name]) => `${at}/${key}/${name}`);
    return [...silent, ...undescribed(value, `${at}/${key}`)];
  });
}

function isDescribed(property: unknown): boolean {
  return typeof property === "object" && property !== null && ("description" in property || "$ref" in property);
}

/** All of a stream of text. */
export async function whole(chunks: AsyncIterable<string>): Promise<string> {
  let text = "";
  for await (const chunk of chunks) text += chunk;
  return text;
}
