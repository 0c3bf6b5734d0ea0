import { existsSync, readFileSync } from "node:fs";
import type { ErrorObject, ValidateFunction } from "ajv";
import { Ajv } from "ajv";
import type { Json, JsonObject, OpenObject } from "../../src/sandbox/json.ts";
import { isList, isObject } from "../../src/sandbox/json.ts";

/** Mailchimp's OpenAPI document (3.0.55); it is not ours to ship. */
const OPENAPI_PATH = process.env["MAILCHIMP_OPENAPI"] ?? "";

/** Whether the document is there to check against. */
export const hasDocument = existsSync(OPENAPI_PATH);

/** An operation of the document, compiled. */
export interface Operation {
  /** `PUT /lists/{list_id}/members/{subscriber_hash}`. */
  readonly name: string;
  /** The query, its values as text; names that the document does not know are errors. */
  readonly query: ValidateFunction;
  /** The body; properties that the document does not know are errors. None where it takes no body. */
  readonly body: ValidateFunction | undefined;
  /** Whether the document knows an answer of that status. */
  knows(status: number): boolean;
  answer(status: number): ValidateFunction | undefined;
}

const formless = { strict: false, validateFormats: false, allErrors: true, logger: false } as const;
const ajv = new Ajv(formless);
const coercing = new Ajv({ ...formless, coerceTypes: "array" });
const document: JsonObject = hasDocument ? read(OPENAPI_PATH) : {};
const operations = new Map<string, Operation | undefined>();

/** The operation of a method and a path, undefined where the document has none. */
export function operationOf(method: string, path: string): Operation | undefined {
  const template = templateOf(path);
  const name = `${method} ${template}`;
  if (!operations.has(name)) {
    const found = template === undefined ? undefined : dig(document, "paths", template, method.toLowerCase());
    operations.set(name, isObject(found) ? compiled(name, found) : undefined);
  }
  return operations.get(name);
}

/** Where a value is not as a schema says; of a value that is none of several, only that, and the value. */
export function misfits(validate: ValidateFunction, value: Json): readonly string[] {
  if (validate(value)) return [];
  const errors = validate.errors ?? [];
  const choices = errors.filter(({ keyword }) => keyword === "anyOf" || keyword === "oneOf");
  const within = ({ instancePath, keyword }: ErrorObject) =>
    choices.some((choice) => instancePath.startsWith(choice.instancePath) && keyword !== choice.keyword);
  return errors.filter((error) => !within(error)).map((error) => said(error, value));
}

function said({ instancePath, message, params, keyword }: ErrorObject, value: Json): string {
  const at = instancePath || "/";
  if (keyword === "anyOf" || keyword === "oneOf") {
    return `${at} is none of these: ${JSON.stringify(dig(value, ...instancePath.split("/").slice(1)))}`;
  }
  const more = keyword === "additionalProperties" || keyword === "enum" ? ` ${JSON.stringify(params)}` : "";
  return `${at} ${message}${more}`;
}

function compiled(name: string, operation: JsonObject): Operation {
  const answers = new Map<number, ValidateFunction | undefined>();
  const responses = dig(operation, "responses");
  const body = schemaIn(resolved(operation["requestBody"]));
  return {
    name,
    query: coercing.compile(querySchema(operation)),
    body: body && ajv.compile(closed(body)),
    knows: (status) => status >= 400 || dig(responses, String(status)) !== undefined,
    answer(status) {
      if (!answers.has(status)) {
        const schema = schemaIn(resolved(dig(responses, status < 400 ? String(status) : "default")));
        answers.set(status, schema && ajv.compile(schema));
      }
      return answers.get(status);
    },
  };
}

function querySchema(operation: JsonObject): JsonObject {
  const given = isList(operation["parameters"]) ? operation["parameters"] : [];
  const parameters = given.map(resolved).filter((parameter) => dig(parameter, "in") === "query");
  const properties = parameters.map((parameter) => [String(dig(parameter, "name")), dig(parameter, "schema") ?? {}]);
  const required = parameters.filter((parameter) => dig(parameter, "required") === true);
  return {
    type: "object",
    properties: Object.fromEntries(properties),
    required: required.map((parameter) => String(dig(parameter, "name"))),
    additionalProperties: false,
  };
}

/** A copy in which an object may have the properties that are named, and no others. */
function closed(schema: Json): JsonObject {
  const shut = shutWithin(schema);
  return isObject(shut) ? shut : {};
}

function shutWithin(schema: Json): Json {
  if (isList(schema)) return schema.map(shutWithin);
  if (!isObject(schema)) return schema;
  const copy: OpenObject = {};
  for (const [key, part] of Object.entries(schema)) {
    const properties = key === "properties" && isObject(part);
    copy[key] = properties
      ? Object.fromEntries(Object.entries(part).map(([name, inner]) => [name, shutWithin(inner)]))
      : shutWithin(part);
  }
  if (isObject(schema["properties"])) copy["additionalProperties"] ??= false;
  return copy;
}

function schemaIn(holder: Json | undefined): JsonObject | undefined {
  const content = dig(holder, "content");
  const schema = isObject(content) ? dig(Object.values(content)[0], "schema") : undefined;
  return isObject(schema) ? schema : undefined;
}

function resolved(value: Json | undefined): Json | undefined {
  const ref = dig(value, "$ref");
  return typeof ref === "string" ? dig(document, ...ref.slice("#/".length).split("/")) : value;
}

function templateOf(path: string): string | undefined {
  const segments = path.split("/");
  return Object.keys(isObject(document["paths"]) ? document["paths"] : {}).find((template) => {
    const parts = template.split("/");
    return (
      parts.length === segments.length && parts.every((part, index) => part.startsWith("{") || part === segments[index])
    );
  });
}

function dig(value: Json | undefined, ...path: readonly string[]): Json | undefined {
  let at = value;
  for (const name of path) at = isList(at) ? at[Number(name)] : isObject(at) ? at[name] : undefined;
  return at;
}

function read(path: string): JsonObject {
  const parsed: unknown = JSON.parse(readFileSync(path, "utf8"));
  if (!isObject(parsed)) throw new Error("MAILCHIMP_OPENAPI names a file that is no OpenAPI document");
  return parsed;
}
