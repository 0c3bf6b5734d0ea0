import { CONFIG_SCHEMA } from "../../src/config/config-schema.ts";
import { isJsonObject, type Json } from "../../src/model/json.ts";
import { code, table } from "./markdown.ts";

type Schema = { readonly [key: string]: Json };

/** Every key of the configuration file: where it stands, what it takes, what it means. */
export function fileLines(): readonly string[] {
  const sections = Object.entries(childrenOf(CONFIG_SCHEMA, "properties"));
  return ["## The configuration file", "", ...sections.flatMap(([name, schema]) => sectionLines(name, schema))];
}

/** The two little languages in which rules are written. */
export function languageLines(): readonly string[] {
  const defined = Object.entries(childrenOf(CONFIG_SCHEMA, "$defs"));
  return ["## Rules", "", ...defined.flatMap(([name, schema]) => sectionLines(name, schema))];
}

interface Row {
  readonly path: string;
  readonly schema: Schema;
  readonly required: boolean;
}

function sectionLines(name: string, schema: Schema): readonly string[] {
  const rows = below(name, schema).filter((row) => !row.path.startsWith("environments.NAME."));
  const keys = rows.map((row) => [
    `${code(row.path)}${row.required ? " (needed)" : ""}`,
    kindOf(row.schema),
    textOf(row.schema),
  ]);
  return [
    `### ${name}`,
    "",
    textOf(schema),
    "",
    ...(keys.length === 0 ? [] : [...table(["key", "takes", "means"], keys), ""]),
    ...exampleLines(name, schema),
  ];
}

function below(path: string, schema: Schema): readonly Row[] {
  const required = Array.isArray(schema["required"]) ? schema["required"] : [];
  const named = Object.entries(childrenOf(schema, "properties")).flatMap(([key, child]) => [
    { path: `${path}.${key}`, schema: child, required: required.includes(key) },
    ...below(`${path}.${key}`, child),
  ]);
  const others = schema["additionalProperties"];
  const entries = isJsonObject(others) && saysMore(others) ? nested(`${path}.NAME`, others) : [];
  const items = isJsonObject(schema["items"]) && saysMore(schema["items"]) ? below(`${path}[]`, schema["items"]) : [];
  const forms = (Array.isArray(schema["anyOf"]) ? schema["anyOf"] : []).filter(isJsonObject);
  return [...named, ...entries, ...items, ...forms.flatMap((form) => below(path, form))];
}

function nested(path: string, schema: Schema): readonly Row[] {
  return [{ path, schema, required: false }, ...below(path, schema)];
}

function saysMore(schema: Schema): boolean {
  return "description" in schema || "properties" in schema;
}

function childrenOf(schema: Schema, key: string): Readonly<Record<string, Schema>> {
  const children = schema[key];
  if (!isJsonObject(children)) return {};
  return Object.fromEntries(
    Object.entries(children).flatMap(([name, child]) => (isJsonObject(child) ? [[name, child]] : [])),
  );
}

function kindOf(schema: Schema): string {
  if (typeof schema["$ref"] === "string") return `a ${schema["$ref"].split("/").at(-1)}`;
  if (Array.isArray(schema["enum"])) return schema["enum"].map((one) => code(String(one))).join(", ");
  if (schema["const"] !== undefined) return code(String(schema["const"]));
  if (Array.isArray(schema["anyOf"]))
    return [...new Set(schema["anyOf"].filter(isJsonObject).map(kindOf))].join(", or ");
  const types = Array.isArray(schema["type"]) ? schema["type"] : [schema["type"]];
  const words = types.filter((type) => type !== "null").map((type) => KINDS[String(type)] ?? "anything");
  return words.join(" or ");
}

const KINDS: Readonly<Record<string, string>> = {
  string: "a text",
  integer: "a whole number",
  number: "a number",
  boolean: "`true` or `false`",
  array: "a list",
  object: "a mapping",
};

function textOf(schema: Schema): string {
  return typeof schema["description"] === "string" ? schema["description"] : "";
}

function exampleLines(name: string, schema: Schema): readonly string[] {
  const [example] = Array.isArray(schema["examples"]) ? schema["examples"] : [];
  if (example === undefined || name in childrenOf(CONFIG_SCHEMA, "$defs")) return [];
  return ["```yaml", `${name}: ${flow(example)}`, "```", ""];
}

function flow(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(", ")}]`;
  if (isJsonObject(value)) {
    return `{ ${Object.entries(value)
      .map(([key, one]) => `${quoted(key)}: ${flow(one)}`)
      .join(", ")} }`;
  }
  return typeof value === "string" ? quoted(value) : String(value);
}

function quoted(text: string): string {
  return /^[\w][\w. %-]*$/.test(text) ? text : JSON.stringify(text);
}
