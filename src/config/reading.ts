import type { Path } from "../model/diagnostic.ts";
import type { Json } from "../model/json.ts";
import { type ConfigNode, mapScalars, plain, type ScalarNode } from "./tree.ts";

/** A text as one of the wanted types, where it reads as one; else as it is. */
export function readAs(value: ScalarNode["value"], types: readonly Json[]): ScalarNode["value"] {
  if (typeof value !== "string") return value;
  const isNumber = types.includes("number") || types.includes("integer");
  if (isNumber && /^-?\d+(\.\d+)?$/.test(value.trim())) return Number(value);
  return types.includes("boolean") && /^(true|false)$/.test(value) ? value === "true" : value;
}

/** A rule in which the variables at some paths are numbers, `true` or `false` where they read as such. */
export function withReadings(rule: ConfigNode, at: Path, paths: readonly Path[]): Json {
  const meant = new Set(paths.map((path) => JSON.stringify(path)));
  const read = mapScalars(
    rule,
    (scalar, path) =>
      scalar.filled !== undefined && meant.has(JSON.stringify(path))
        ? { ...scalar, value: readAs(scalar.value, ["number", "boolean"]) }
        : scalar,
    at,
  );
  return plain(read);
}
