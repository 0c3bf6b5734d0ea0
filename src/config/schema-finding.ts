import type { Finding } from "../model/diagnostic.ts";
import { nearestOffer } from "../model/nearest-name.ts";
import { missingKey, notHere, unknownKey } from "./key-finding.ts";
import { spokenTypes, spokenValue } from "./spoken-value.ts";
import { type ConfigNode, plain } from "./tree.ts";
import type { Violation } from "./violation.ts";
import { list, spoken } from "./wording.ts";

/** A violation in the words of the file; undefined where another check says it better, or an unset variable is to blame. */
export function schemaFinding(violation: Violation, node: ConfigNode | undefined): Finding | undefined {
  if (node?.is === "scalar" && node.filled?.unset === true) return undefined;
  if (violation.path[0] === "version" || violation.params["missingProperty"] === "version") return undefined;
  return WORDS[violation.keyword]?.(violation, node) ?? unforeseen(violation);
}

type Wording = (violation: Violation, node: ConfigNode | undefined) => Finding;

const WORDS: Readonly<Record<string, Wording>> = {
  additionalProperties: unknownKey,
  "false schema": notHere,
  required: missingKey,
  dependentRequired: missingKey,
  type: wrongType,
  enum: unknownChoice,
  minimum: tooSmall,
  minLength: tooShort,
  minItems: tooShort,
  minProperties: tooShort,
  maxLength: tooLong,
  uniqueItems: twice,
  pattern: wrongForm,
};

function wrongType({ path, params }: Violation, node: ConfigNode | undefined): Finding {
  const types = [params["type"]].flat().map(String);
  const way = path[0] === "limits" ? LIMIT_FORMS : remedy(types, node);
  return {
    severity: "error",
    code: "wrong-type",
    summary: "Wrong type of value",
    detail: `${spoken(path)} must be ${spokenTypes(types)}, but it is ${spokenValue(node)}.${way}`,
    path,
    mark: "value",
  };
}

const LIMIT_FORMS = " A limit is a number (`1000`), a share (`30%`), or both (`{ count: 100, share: 5% }`).";

function remedy(types: readonly string[], node: ConfigNode | undefined): string {
  if (node?.is !== "scalar") return "";
  if (node.value === null) return " Fill it, or take the key out.";
  const written = node.filled?.written ?? node.spelt ?? String(node.value);
  if (types.includes("string") && typeof node.value !== "string")
    return ` Put it in quotes: ${JSON.stringify(written)}.`;
  if (types.includes("array")) return ` Put it in brackets: [${written}].`;
  if (types.includes("boolean") && BOOLEANS[written] !== undefined) return ` Write \`${BOOLEANS[written]}\`.`;
  return types.some((type) => type === "number" || type === "integer") && /^\d+$/.test(written)
    ? ` Take the quotes away: ${written}.`
    : "";
}

const BOOLEANS: Readonly<Record<string, string>> = {
  yes: "true",
  on: "true",
  true: "true",
  no: "false",
  off: "false",
  false: "false",
};

function unknownChoice({ path, rule, otherwise }: Violation, node: ConfigNode | undefined): Finding {
  const choices = (Array.isArray(rule) ? rule : []).map(String);
  const value = node === undefined ? undefined : plain(node);
  const offer = typeof value === "string" ? nearestOffer(value, choices) : "";
  const others = otherwise.length === 0 ? "" : `, or ${spokenTypes(otherwise)}`;
  return {
    severity: "error",
    code: "unknown-choice",
    summary: "Value is not one of the choices",
    detail: `${spoken(path)} is ${spokenValue(node)}.${offer} It can be ${list(choices, "or")}${others}.`,
    path,
    mark: "value",
  };
}

function tooSmall({ path, params }: Violation, node: ConfigNode | undefined): Finding {
  return outOfRange(
    path,
    `${spoken(path)} must be ${String(params["limit"])} or more, but it is ${spokenValue(node)}.`,
  );
}

function tooLong({ path, params }: Violation, node: ConfigNode | undefined): Finding {
  const length = node?.is === "scalar" ? ` It has ${[...String(node.value)].length}.` : "";
  const limit = String(params["limit"]);
  return outOfRange(path, `${spoken(path)} can have at most ${limit} character${limit === "1" ? "" : "s"}.${length}`);
}

function outOfRange(path: Violation["path"], detail: string): Finding {
  return { severity: "error", code: "out-of-range", summary: "Value is out of range", detail, path, mark: "value" };
}

function tooShort({ path }: Violation, node: ConfigNode | undefined): Finding {
  const what = node?.is === "map" ? "has no keys" : node?.is === "list" ? "has no items" : "is empty";
  return {
    severity: "error",
    code: "empty-value",
    summary: "Value is empty",
    detail: `${spoken(path)} ${what}. Say what is meant, or take the key out.`,
    path,
    mark: "value",
  };
}

function twice({ path, params }: Violation, node: ConfigNode | undefined): Finding {
  const index = Math.max(Number(params["i"]), Number(params["j"]));
  const item = node?.is === "list" ? node.items[index] : undefined;
  return {
    severity: "error",
    code: "duplicate-item",
    summary: "An item stands twice in a list",
    detail: `${spoken(path)} names ${spokenValue(item)} twice. Once is enough.`,
    path: [...path, index],
    mark: "value",
  };
}

function wrongForm({ path }: Violation, node: ConfigNode | undefined): Finding {
  if (path.at(-1) === "keyFrom") return misformed(path, `${spoken(path)} ${NO_VARIABLE}`);
  const number = node?.is === "scalar" && node.filled === undefined && /^\d+$/.test(String(node.value));
  const way = path[0] !== "limits" ? "" : number ? ` Take the quotes away: ${plain(node)}.` : LIMIT_FORMS;
  return misformed(path, `${spoken(path)} is ${spokenValue(node)}.${way}`);
}

/** What stands there may be the key itself, so it is not repeated. */
const NO_VARIABLE =
  "must be the name of an environment variable, in capitals, such as `PARTNERO_API_KEY`. The key itself never stands in the file: if it did, revoke it.";

/** A keyword of the schema that nobody has found words for. */
function unforeseen({ path, keyword }: Violation): Finding {
  return misformed(path, `${spoken(path)} breaks the rule \`${keyword}\` of the schema.`);
}

function misformed(path: Violation["path"], detail: string): Finding {
  const summary = "Value is not written as it must be";
  return { severity: "error", code: "wrong-form", summary, detail, path, mark: "value" };
}
