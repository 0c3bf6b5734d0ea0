import type { Finding, Path } from "../model/diagnostic.ts";
import { didYouMean } from "../rules/nearest-name.ts";
import { LATER } from "./sections/index.ts";
import { type ConfigNode, plain } from "./tree.ts";
import { list, spoken } from "./wording.ts";

/** One way in which a value does not have the form that the schema asks for. */
export interface Violation {
  readonly keyword: string;
  /** Where it is; for a key that should not be there, the path of that key. */
  readonly path: Path;
  readonly params: Readonly<Record<string, unknown>>;
  /** What the keyword says in the schema. */
  readonly rule: unknown;
  /** The keys that may stand where the value stands. */
  readonly siblings: readonly string[];
}

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
  const: unknownChoice,
  minimum: tooSmall,
  minLength: tooShort,
  minItems: tooShort,
  minProperties: tooShort,
  maxLength: tooLong,
  uniqueItems: twice,
  pattern: wrongForm,
};

function unknownKey({ path, siblings }: Violation): Finding {
  const key = String(path.at(-1));
  const where = path.length === 1 ? "at the top level" : `in ${spoken(path.slice(0, -1))}`;
  if (LATER.includes(key)) {
    return {
      severity: "error",
      code: "unsupported-key",
      summary: "Not supported by this version",
      detail: `${spoken(path)} belongs to a later version of audiencectl than this one. Take it out, or update.`,
      path,
      mark: "key",
    };
  }
  const offer = didYouMean(key, siblings);
  const known = offer === "" && siblings.length > 0 ? ` The keys are ${list(siblings, "and")}.` : offer;
  return {
    severity: "error",
    code: "unknown-key",
    summary: "Unknown key",
    detail: `${JSON.stringify(key)} is not a key that can stand ${where}.${known}`,
    path,
    mark: "key",
  };
}

function notHere({ path }: Violation): Finding {
  return {
    severity: "error",
    code: "key-not-here",
    summary: "Key does not belong here",
    detail: NOT_HERE[String(path.at(-1))] ?? `${spoken(path)} cannot stand beside what is declared here.`,
    path,
    mark: "key",
  };
}

const NOT_HERE: Readonly<Record<string, string>> = {
  delimiter:
    "A `delimiter` is for `csv` alone; in NDJSON each line is one object. Take it out, or set the `type` to csv.",
};

function missingKey({ path, params }: Violation): Finding {
  const key = String(params["missingProperty"]);
  const where = path.length === 0 ? "The file" : spoken(path);
  return {
    severity: "error",
    code: "missing-key",
    summary: "Missing key",
    detail: `${where} needs \`${key}\`.${MISSING[key] ?? ""}`,
    path,
    mark: "key",
  };
}

const MISSING: Readonly<Record<string, string>> = {
  audience: " It says which audience is meant: `audience: { id: … }` or `audience: { name: … }`.",
  newContacts:
    " It has no default, because it decides who gets mail: `subscribed`, `pending` (double opt-in), `transactional` or `skip`.",
  identity:
    " It names the merge fields that hold the ids of people in the sources; a contact in which one is set is ours.",
  email: " It names the column or key that holds the e-mail address.",
  path: " It names the file, relative to this configuration.",
  type: " It is `csv` or `ndjson`.",
  name: " It is what people see.",
};

function wrongType({ path, params }: Violation, node: ConfigNode | undefined): Finding {
  const types = [params["type"]].flat().map(String);
  const wanted = types.map((type) => TYPES[type] ?? type);
  return {
    severity: "error",
    code: "wrong-type",
    summary: "Wrong type of value",
    detail: `${subject(path)} must be ${alternatives(wanted)}, but ${found(node)}.${remedy(types, node)}`,
    path,
    mark: "value",
  };
}

const TYPES: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  integer: "a whole number",
  boolean: "`true` or `false`",
  array: "a list",
  object: "a mapping (keys with values)",
  null: "empty",
};

function remedy(types: readonly string[], node: ConfigNode | undefined): string {
  if (node?.is !== "scalar" || node.value === null) return "";
  const shown = JSON.stringify(node.filled?.written ?? String(node.value));
  if (types.includes("string") && typeof node.value !== "string") return ` Put it in quotes: ${shown}.`;
  if (types.includes("array")) return ` Put it in brackets: [${node.filled?.written ?? node.value}].`;
  return "";
}

function unknownChoice({ path, rule, keyword }: Violation, node: ConfigNode | undefined): Finding {
  const choices = (keyword === "const" ? [rule] : Array.isArray(rule) ? rule : []).map(String);
  const value = node === undefined ? undefined : plain(node);
  const offer = typeof value === "string" ? didYouMean(value, choices) : "";
  const known =
    offer.includes("Known") || offer === ""
      ? ` It can be ${list(choices, "or")}.`
      : `${offer} It can be ${list(choices, "or")}.`;
  return {
    severity: "error",
    code: "unknown-choice",
    summary: "Value is not one of the choices",
    detail: `${subject(path)} ${found(node).replace(/^it /, "")}.${known}`,
    path,
    mark: "value",
  };
}

function tooSmall({ path, params }: Violation, node: ConfigNode | undefined): Finding {
  return outOfRange(path, `${subject(path)} must be ${String(params["limit"])} or more, but ${found(node)}.`);
}

function tooShort({ path }: Violation, node: ConfigNode | undefined): Finding {
  const what = node?.is === "map" ? "has no keys" : node?.is === "list" ? "has no items" : "is empty";
  return {
    severity: "error",
    code: "empty-value",
    summary: "Value is empty",
    detail: `${subject(path)} ${what}. Say what is meant, or take the key out.`,
    path,
    mark: "value",
  };
}

function tooLong({ path, params }: Violation, node: ConfigNode | undefined): Finding {
  const length = node?.is === "scalar" ? ` It has ${[...String(node.value)].length}.` : "";
  const limit = String(params["limit"]);
  return outOfRange(path, `${subject(path)} can have at most ${limit} character${limit === "1" ? "" : "s"}.${length}`);
}

function outOfRange(path: Path, detail: string): Finding {
  return { severity: "error", code: "out-of-range", summary: "Value is out of range", detail, path, mark: "value" };
}

function twice({ path, params }: Violation, node: ConfigNode | undefined): Finding {
  const index = Math.max(Number(params["i"]), Number(params["j"]));
  const item = node?.is === "list" ? node.items[index] : undefined;
  return {
    severity: "error",
    code: "duplicate-item",
    summary: "An item stands twice in a list",
    detail: `${subject(path)} names ${item === undefined ? "an item" : shown(item)} twice. Once is enough.`,
    path: [...path, index],
    mark: "value",
  };
}

function wrongForm({ path }: Violation, node: ConfigNode | undefined): Finding {
  return {
    severity: "error",
    code: "wrong-form",
    summary: "Value is not written as it must be",
    detail:
      `${subject(path)} ${found(node).replace(/^it /, "")}. ${path[0] === "limits" ? "A limit is a number (`1000`), a share (`30%`), or both (`{ count: 100, share: 5% }`)." : ""}`.trimEnd(),
    path,
    mark: "value",
  };
}

/** A keyword of the schema that nobody has found words for. */
function unforeseen({ path, keyword }: Violation): Finding {
  return {
    severity: "error",
    code: "wrong-form",
    summary: "Value is not written as it must be",
    detail: `${subject(path)} breaks the rule \`${keyword}\` of the schema.`,
    path,
    mark: "value",
  };
}

function subject(path: Path): string {
  return path.length === 0 ? "The file" : spoken(path);
}

function found(node: ConfigNode | undefined): string {
  if (node === undefined) return "it is not there";
  if (node.is !== "scalar") return `it is ${shown(node)}`;
  return node.value === null ? "it is empty" : `it is ${shown(node)}`;
}

function shown(node: ConfigNode): string {
  if (node.is === "list") return "a list";
  if (node.is === "map") return "a mapping";
  if (node.filled !== undefined) return `the value of \`${node.filled.written}\``;
  if (typeof node.value !== "string") return String(node.value);
  const text = node.value.length > 60 ? `${node.value.slice(0, 57)}…` : node.value;
  return JSON.stringify(text);
}

function alternatives(wanted: readonly string[]): string {
  return wanted.length < 2 ? (wanted[0] ?? "") : `${wanted.slice(0, -1).join(", ")} or ${wanted.at(-1)}`;
}
