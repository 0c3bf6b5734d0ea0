import type { FieldRef } from "../model/condition.ts";
import type { Vocabulary } from "../model/desired.ts";
import type { Finding, Path } from "../model/diagnostic.ts";
import { didYouMean } from "../model/nearest-name.ts";
import type { FieldType } from "../model/source.ts";
import type { Resolved } from "./name.ts";
import { resolveField } from "./name.ts";
import { TYPE_WORDS } from "./operator-fit.ts";
import type { Parsed } from "./parsed.ts";
import { gather, isMapping, shown, sound, unsound } from "./parsed.ts";
import { ruleFinding } from "./rule-finding.ts";
import type { Typed } from "./typed.ts";

/** Reads `{ from: path, map: {..}, default: .. }`: another value for each value, and one for all else and for none. */
export function parseMap(raw: Readonly<Record<string, unknown>>, path: Path, vocabulary: Vocabulary): Parsed<Typed> {
  const field = resolveField(raw["from"], [...path, "from"], vocabulary);
  const misfit = field.value === undefined ? [] : unmappable(field.value, [...path, "from"]);
  const map = mapEntries(raw["map"], Object.hasOwn(raw, "map") ? [...path, "map"] : path);
  const otherwise = raw["default"] === undefined ? sound(undefined) : scalar(raw["default"], [...path, "default"]);
  const unheld = field.value === undefined ? [] : unheldKeys(field.value, map.value ?? [], [...path, "map"]);
  const findings = [...field.findings, ...misfit, ...map.findings, ...unheld, ...otherwise.findings];
  const wrong = findings.some((finding) => finding.severity === "error");
  if (field.value === undefined || map.value === undefined || wrong) return { findings };
  const { source, field: name, type } = field.value;
  const values = [...map.value.map(([, value]) => value), ...(otherwise.value === undefined ? [] : [otherwise.value])];
  const gives = typeOf(values);
  if (gives === undefined) return { findings: [...findings, mixed(path)] };
  const expression = {
    is: "map",
    of: { source, field: name, type },
    map: Object.fromEntries(map.value),
    ...(otherwise.value === undefined ? {} : { otherwise: otherwise.value }),
    path,
  } as const;
  return sound({ expression, type: gives }, findings);
}

type Scalar = string | number | boolean;

function unmappable(field: FieldRef, path: Path): readonly Finding[] {
  if (field.type !== "list" && field.type !== "address") return [];
  const detail = `${field.source}.${field.field} is ${TYPE_WORDS[field.type]}, and a map takes single values. From a list, \`{ tag: "tier:*", of: path }\` takes one.`;
  return [ruleFinding("value-type", detail, path, "value")];
}

function mapEntries(raw: unknown, path: Path): Parsed<readonly (readonly [string, Scalar])[]> {
  if (!isMapping(raw) || Object.keys(raw).length === 0) {
    const detail =
      "`from` needs a `map` with at least one entry: `map: { approved: active }`. To take the value as it is, write the path alone.";
    return unsound(ruleFinding("value-shape", detail, path, "value"));
  }
  return gather(
    Object.entries(raw).map(([key, value]) => {
      const { value: to, findings } = scalar(value, [...path, key]);
      return to === undefined ? { findings } : sound([key, to] as const, findings);
    }),
  );
}

function scalar(raw: unknown, path: Path): Parsed<Scalar> {
  if (typeof raw === "string" || typeof raw === "boolean") return sound(raw);
  if (typeof raw === "number" && Number.isFinite(raw)) return sound(raw);
  const detail = `A text, a number, true or false is needed here, not ${shown(raw)}.`;
  return unsound(ruleFinding("value-shape", detail, path, "value"));
}

function unheldKeys(
  field: FieldRef & Pick<Resolved, "values">,
  entries: readonly (readonly [string, Scalar])[],
  path: Path,
): readonly Finding[] {
  const { values } = field;
  if (values === undefined) return [];
  return entries.flatMap(([key]) => {
    if (values.includes(key)) return [];
    const detail = `${field.source}.${field.field} is never ${shown(key)}.${didYouMean(key, values)}`;
    return [ruleFinding("unlisted-value", detail, [...path, key], "key")];
  });
}

// An empty text in a map takes the value away; it says nothing about the type.
function typeOf(values: readonly Scalar[]): FieldType | undefined {
  const types = new Set(values.filter((value) => value !== "").map((value) => typeof value));
  if (types.size === 0) return "text";
  if (types.size > 1) return undefined;
  if (types.has("number")) return "number";
  return types.has("boolean") ? "boolean" : "text";
}

function mixed(path: Path): Finding {
  const detail =
    "The map gives values of several types. Make all of them, the default included, texts, numbers, or true and false.";
  return ruleFinding("value-type", detail, path, "value");
}
