import { compile, type JSONSchema } from "json-schema-to-typescript";
import { CONFIG_SCHEMA } from "../src/config/config-schema.ts";
import { isJsonObject, type Json } from "../src/model/json.ts";

const HEADER = `// Made from the schema of the configuration file by \`npm run schema\`. Do not edit.`;

/** The published JSON Schema of the configuration file. */
export function schemaText(): string {
  return `${JSON.stringify(CONFIG_SCHEMA, null, 2)}\n`;
}

/** The TypeScript types of a file that fits the schema. */
export function configFileText(): Promise<string> {
  // The package has its own, older idea of what a JSON Schema may say; what it does not know it ignores.
  const schema = typed(CONFIG_SCHEMA) as JSONSchema;
  return compile(schema, "ConfigFile", {
    bannerComment: HEADER,
    additionalProperties: false,
    ignoreMinAndMaxItems: true,
    strictIndexSignatures: false,
    unknownAny: true,
    format: true,
    style: { printWidth: 120 },
  });
}

/** Without what says more than a type can, and without descriptions, which the schema has. */
function typed(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map(typed);
  if (!isJsonObject(schema)) return schema;
  // Rules are read by `rules/`, which trusts no type.
  if (typeof schema["$ref"] === "string") return {};
  const kept = Object.entries(schema).filter(([key]) => !UNTYPED.includes(key));
  return Object.fromEntries(
    kept.map(([key, value]) => [key, key === "properties" ? propertiesOf(value) : typed(value)]),
  );
}

function propertiesOf(properties: Json): Json {
  if (!isJsonObject(properties)) return properties;
  return Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, typed(property)]));
}

const UNTYPED = [
  "allOf",
  "dependentRequired",
  "description",
  "examples",
  "minItems",
  "title",
  "$id",
  "$schema",
  "$defs",
];
