import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { ValidateFunction } from "ajv";
import { Ajv } from "ajv";
import type { Json, JsonObject } from "../../src/sandbox/json.ts";
import { isObject } from "../../src/sandbox/json.ts";

/** The OpenAPI document (3.0.55); it is not ours to ship. */
export const OPENAPI_PATH =
  process.env["MAILCHIMP_OPENAPI"] ??
  fileURLToPath(new URL("../../../shared/reference/mailchimp-openapi-3.0.55.json", import.meta.url));

/** Where real traffic itself is not as the document says, or moved on since; an answer may differ in nothing else. */
const DEVIATIONS: readonly (readonly [path: RegExp, why: string])[] = [
  [/\/type$/, "a problem may lack `type`: three of them do since 2021 (recorded)"],
  [
    /\/(campaign_last_sent|last_unsub_date|last_sub_date|completed_at)$/,
    "an unset moment is an empty string (recorded)",
  ],
  [
    /\/conditions\/\d+/,
    "conditions made in the web application have operators of their own (recorded: BirthdayMerge starts)",
  ],
  [
    /\/updated_members\/\d+\/status$/,
    "a member who stays archived is shown as such; the document knows no archived here",
  ],
  [/\/subscriber_count$/, "a string, as the document itself says of responses"],
];

const document: JsonObject | undefined = existsSync(OPENAPI_PATH) ? read(OPENAPI_PATH) : undefined;
const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true, logger: false });
const compiled = new Map<string, ValidateFunction | undefined>();

/** How many answers have been held against the document. */
export const held = { answers: 0, unknown: new Set<string>() };

/** Where an answer is not as the document says. Without the document: nowhere. */
export function disagreements(method: string, path: string, status: number, body: Json): string[] {
  if (document === undefined || status === 204 || body === "") return [];
  const validate = validator(method, path, status);
  if (validate === undefined) return [];
  held.answers++;
  if (validate(body)) return [];
  return (validate.errors ?? [])
    .map(({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`)
    .filter((text) => !DEVIATIONS.some(([pattern]) => pattern.test(text.split(" ")[0] ?? "")))
    .filter((text) => !/required property 'type'/.test(text));
}

function validator(method: string, path: string, status: number): ValidateFunction | undefined {
  const template = templateOf(path);
  if (template === undefined) {
    held.unknown.add(path);
    return undefined;
  }
  const key = `${method} ${template} ${status < 400 ? "200" : "default"}`;
  if (!compiled.has(key)) compiled.set(key, compile(template, method.toLowerCase(), status < 400 ? "200" : "default"));
  return compiled.get(key);
}

function compile(template: string, method: string, status: string): ValidateFunction | undefined {
  const operation = dig(document, "paths", template, method, "responses", status, "content");
  const schema = isObject(operation) ? dig(Object.values(operation)[0], "schema") : undefined;
  return isObject(schema) ? ajv.compile(schema) : undefined;
}

function templateOf(path: string): string | undefined {
  const segments = path.split("/");
  return Object.keys(isObject(document?.["paths"]) ? document["paths"] : {}).find((template) => {
    const parts = template.split("/");
    return (
      parts.length === segments.length && parts.every((part, index) => part.startsWith("{") || part === segments[index])
    );
  });
}

function dig(value: Json | undefined, ...path: readonly string[]): Json | undefined {
  let at = value;
  for (const name of path) at = isObject(at) ? at[name] : undefined;
  return at;
}

function read(path: string): JsonObject | undefined {
  const parsed: unknown = JSON.parse(readFileSync(path, "utf8"));
  return isObject(parsed) ? parsed : undefined;
}
