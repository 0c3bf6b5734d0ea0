import { Ajv2020, type ErrorObject } from "ajv/dist/2020.js";
import type { Finding, Path } from "../model/diagnostic.ts";
import { isJsonObject, type Json } from "../model/json.ts";
import { SHAPE_SCHEMA } from "./config-schema.ts";
import { breaks, withoutConsequences } from "./consequence.ts";
import { readAs } from "./reading.ts";
import { schemaFinding } from "./schema-finding.ts";
import { type ConfigNode, mapScalars, nodeAt, plain } from "./tree.ts";
import type { Violation } from "./violation.ts";

/** What checking a tree against the schema gave. */
export interface Checked {
  /** The tree with interpolated texts made numbers and booleans where the schema wants those. */
  readonly root: ConfigNode;
  readonly findings: readonly Finding[];
  /** What breaks the form, also where a stand-in for an unset variable is to blame and nobody is told. */
  readonly broken: readonly Path[];
}

/** Checks the form of a file: which keys there are, and what type of value each has. */
export function checkSchema(root: ConfigNode): Checked {
  const first = violations(root);
  const converted = convert(root, first);
  const found = withoutConsequences(converted === root ? first : violations(converted));
  const findings = found.flatMap((violation) => schemaFinding(violation, nodeAt(converted, violation.path)) ?? []);
  return { root: converted, findings, broken: found.flatMap(breaks) };
}

let compiled: ReturnType<Ajv2020["compile"]> | undefined;

/** Compiled at the first use: that takes a while, and not every command needs it. */
function validator(): ReturnType<Ajv2020["compile"]> {
  compiled ??= new Ajv2020({
    allErrors: true,
    verbose: true,
    strict: true,
    strictRequired: false,
    strictTypes: false,
    logger: false,
  }).compile(SHAPE_SCHEMA);
  return compiled;
}

function violations(root: ConfigNode): readonly Violation[] {
  const validate = validator();
  return validate(plain(root)) ? [] : withoutEchoes(validate.errors ?? []).map((error) => violationOf(error, root));
}

/** `anyOf` says one mistake once for each branch: only the branch that has the type of the value is worth hearing. */
function withoutEchoes(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  return errors.reduce<readonly ErrorObject[]>((kept, choice) => {
    if (choice.keyword === "if") return kept.filter((error) => error !== choice);
    if (choice.keyword !== "anyOf") return kept;
    return [...kept.filter((error) => error !== choice && !isBranch(error, choice)), ...meantBranch(kept, choice)];
  }, errors);
}

function meantBranch(errors: readonly ErrorObject[], choice: ErrorObject): readonly ErrorObject[] {
  const said = errors.filter((error) => isBranch(error, choice));
  const branches = branchTypes(choice).map((_, index) =>
    said.filter((error) => error.schemaPath.startsWith(`${choice.schemaPath}/${index}/`)),
  );
  const meant = branches.find(
    (branch) => !branch.some((error) => error.keyword === "type" && error.instancePath === choice.instancePath),
  );
  if (meant === undefined) return [{ ...choice, keyword: "type", params: { type: branchTypes(choice) } }];
  const others = branchTypes(choice).filter((_, index) => branches[index] !== meant);
  return meant.map((error) =>
    error.instancePath === choice.instancePath ? { ...error, params: { ...error.params, otherwise: others } } : error,
  );
}

function isBranch(error: ErrorObject, choice: ErrorObject): boolean {
  return error.instancePath.startsWith(choice.instancePath) && error.schemaPath.startsWith(`${choice.schemaPath}/`);
}

function branchTypes(choice: ErrorObject): readonly string[] {
  const branches: unknown = choice.schema;
  return Array.isArray(branches) ? branches.map((branch) => String(branch?.type)) : [];
}

function violationOf(error: ErrorObject, root: ConfigNode): Violation {
  const path = pathOf(error.instancePath, root);
  const key = error.params["additionalProperty"];
  const parent: unknown = error.parentSchema;
  const otherwise: unknown = error.params["otherwise"];
  return {
    keyword: error.keyword,
    path: typeof key === "string" ? [...path, key] : path,
    params: error.params,
    rule: error.schema,
    otherwise: Array.isArray(otherwise) ? otherwise.map(String) : [],
    siblings: isJsonObject(parent) && isJsonObject(parent["properties"]) ? Object.keys(parent["properties"]) : [],
  };
}

/** A JSON pointer as a path; whether a step is a key or an index, the tree knows. */
function pathOf(pointer: string, root: ConfigNode): Path {
  const path: (string | number)[] = [];
  for (const escaped of pointer.split("/").slice(1)) {
    const step = escaped.replaceAll("~1", "/").replaceAll("~0", "~");
    path.push(nodeAt(root, path)?.is === "list" ? Number(step) : step);
  }
  return path;
}

/** A variable arrives as text; where a number, `true` or `false` is wanted and the text reads as one, it becomes that. */
function convert(root: ConfigNode, found: readonly Violation[]): ConfigNode {
  const wanted = new Map(
    found.flatMap(({ keyword, path, params, rule }) =>
      ["type", "pattern", "enum"].includes(keyword) ? [[JSON.stringify(path), wantedTypes(keyword, params, rule)]] : [],
    ),
  );
  if (wanted.size === 0) return root;
  return mapScalars(root, (scalar, path) => {
    const types = scalar.filled === undefined ? undefined : wanted.get(JSON.stringify(path));
    return types === undefined ? scalar : { ...scalar, value: readAs(scalar.value, types) };
  });
}

function wantedTypes(keyword: string, params: Violation["params"], rule: unknown): readonly Json[] {
  // A text that fails the pattern of a share may still be a count.
  if (keyword === "pattern") return ["number"];
  if (keyword === "enum") return Array.isArray(rule) ? rule.map((choice) => typeof choice) : [];
  return [params["type"]].flat().map(String);
}
