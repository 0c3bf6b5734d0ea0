import type { Json, JsonObject, OpenObject } from "../json.ts";
import { isList, isObject } from "../json.ts";
import { Problem } from "../problem.ts";

/** A tree of wanted or unwanted names; an empty one stands for everything below. */
interface Tree {
  readonly [name: string]: Tree;
}

/** What `fields` and `exclude_fields` leave of an answer. */
export interface Selection {
  readonly only: Tree | undefined;
  readonly without: Tree | undefined;
  /** The two parameters, to tell selections apart. */
  readonly key: string;
}

const ALL: Selection = { only: undefined, without: undefined, key: "" };

/** Reads `fields` and `exclude_fields`; the two exclude each other, an empty name is 422 (recorded: `._links`). */
export function selectionIn(query: URLSearchParams): Selection {
  const [fields, excluded] = [names(query, "fields"), names(query, "exclude_fields")];
  if (fields === undefined && excluded === undefined) return ALL;
  if (fields !== undefined && excluded !== undefined) {
    throw new Problem(
      422,
      "Requested Fields Invalid",
      "The fields and exclude_fields parameters are mutually exclusive.",
    );
  }
  const wrong = [...(fields ?? []), ...(excluded ?? [])].filter((name) => name.split(".").includes(""));
  if (wrong.length > 0) throw fieldsInvalid(wrong);
  return {
    only: fields && tree(fields),
    without: excluded && tree(excluded),
    key: `${fields?.join(",") ?? ""}!${excluded?.join(",") ?? ""}`,
  };
}

/** 422 for names that the resource does not have. */
export function fieldsInvalid(names: readonly string[]): Problem {
  return new Problem(422, "Requested Fields Invalid", `Some of the fields requested were invalid: ${names.join(", ")}`);
}

// Keys that a resource has only now and then: asking for them is no mistake.
const OCCASIONAL = [
  "_links",
  "total_items",
  "unsubscribe_reason",
  "interests",
  "marketing_permissions",
  "last_note",
  "options",
  "signing_secret",
  "total_contacts",
];
// Their keys differ from one to the next.
const OPEN = ["merge_fields", "interests", "options", "properties"];

/** Refuses `fields` that the answer does not have; what is to be left out may be absent anyway. */
export function refuseUnknown(selection: Selection, body: Json | undefined): void {
  const unknown = body === undefined ? [] : unknownIn(selection.only ?? {}, body, "");
  if (unknown.length > 0) throw fieldsInvalid(unknown);
}

// Items of a list are not all alike: a name is unknown when none has it, and an empty list tells nothing.
function unknownIn(wanted: Tree, value: Json, path: string): string[] {
  const objects = (isList(value) ? value : [value]).filter(isObject);
  if (objects.length === 0) return [];
  return Object.entries(wanted).flatMap(([name, inner]) => {
    const found = objects.flatMap((object) => (object[name] === undefined ? [] : [object[name]]));
    if (found.length === 0) return OCCASIONAL.includes(name) ? [] : [`${path}${name}`];
    return OPEN.includes(name) ? [] : unknownIn(inner, found.flat(), `${path}${name}.`);
  });
}

/** What the selection leaves of a value. */
export function selected(value: Json, selection: Selection): Json {
  if (selection.only !== undefined) return kept(value, selection.only);
  return selection.without === undefined ? value : stripped(value, selection.without);
}

/** The selection below one key, for items that are built one by one; undefined when the key itself is unwanted. */
export function below(selection: Selection, name: string): Selection | undefined {
  if (selection.only !== undefined) {
    const only = selection.only[name];
    if (only === undefined) return undefined;
    return isEmpty(only) ? ALL : { only, without: undefined, key: selection.key };
  }
  const without = selection.without?.[name];
  if (without === undefined) return ALL;
  return isEmpty(without) ? undefined : { only: undefined, without, key: selection.key };
}

/** Of these keys the ones that the selection leaves, at least in part. */
export function keysLeft(selection: Selection, keys: Iterable<string>): string[] {
  return [...keys].filter((key) => below(selection, key) !== undefined);
}

function names(query: URLSearchParams, parameter: string): string[] | undefined {
  const given = query.getAll(parameter).join(",");
  return given === "" ? undefined : given.split(",").map((name) => name.trim());
}

function tree(paths: readonly string[]): Tree {
  const root: Record<string, Tree> = Object.create(null);
  for (const path of paths) {
    let node: Record<string, Tree> = root;
    let whole = false;
    for (const name of path.split(".")) {
      const next: Record<string, Tree> = node[name] ?? Object.create(null);
      // "a" beside "a.b" wants all of a.
      whole = node[name] !== undefined && isEmpty(next);
      if (whole) break;
      node[name] = next;
      node = next;
    }
    if (!whole) for (const name of Object.keys(node)) delete node[name];
  }
  return root;
}

function isEmpty(node: Tree): boolean {
  for (const _ in node) return false;
  return true;
}

function kept(value: Json, wanted: Tree): Json {
  if (isEmpty(wanted)) return value;
  if (isList(value)) return value.map((item) => kept(item, wanted));
  if (!isObject(value)) return value;
  return filtered(value, (name, inner) => {
    const node = wanted[name];
    return node === undefined ? undefined : kept(inner, node);
  });
}

function stripped(value: Json, unwanted: Tree): Json {
  if (isList(value)) return value.map((item) => stripped(item, unwanted));
  if (!isObject(value)) return value;
  return filtered(value, (name, inner) => {
    const node = unwanted[name];
    if (node === undefined) return inner;
    return isEmpty(node) ? undefined : stripped(inner, node);
  });
}

function filtered(value: JsonObject, pick: (name: string, inner: Json) => Json | undefined): JsonObject {
  const result: OpenObject = {};
  for (const [name, inner] of Object.entries(value)) {
    const left = pick(name, inner);
    if (left !== undefined) result[name] = left;
  }
  return result;
}
