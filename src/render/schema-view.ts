import { type Address, formatAddress } from "../model/address.ts";
import type { Action, Change, Spec, Step } from "../model/change.ts";
import { isJsonObject, type Json } from "../model/json.ts";
import type { Plan, UndeclaredCount } from "../model/plan.ts";
import { deletionDetails } from "./loss-text.ts";
import { counted } from "./text/quantity.ts";
import { changeText, valueText } from "./value-text.ts";

/** The schema's half of a plan as a person reads it: what is risky first, what stays as it is only counted. */
export interface SchemaView {
  readonly steps: readonly StepView[];
  readonly unchanged: number;
  readonly totals: SchemaTotals;
  /** What stands in the audience without being declared, `12 merge fields`. */
  readonly undeclared: readonly string[];
  /** The same by name, kind by kind, where the file asks for it. */
  readonly reported: readonly ReportedView[];
  /** What `removed` names and stands no more, as addresses. */
  readonly gone: readonly string[];
}

/** What of one kind stands without being declared. */
export interface ReportedView {
  /** The kind in words, for as many as there are. */
  readonly kind: string;
  readonly names: readonly string[];
}

/** How many steps do what; held ones are counted as nothing else. */
export interface SchemaTotals {
  readonly add: number;
  readonly change: number;
  readonly destroy: number;
  readonly held: number;
}

/** One step of the schema. */
export interface StepView {
  readonly action: SchemaAction;
  /** The kind in words, `merge field`. */
  readonly kind: string;
  readonly key: string;
  /** `type: dropdown`, or, of an update, `public: true → false`. */
  readonly details: readonly string[];
  readonly declared?: string;
  /** Why it is held, and the way out; present exactly where it is held. */
  readonly held?: string;
}

export type SchemaAction = Exclude<Action, "none">;

/** Shows the steps and what stands beside them. */
export function schemaView(schema: Plan["schema"]): SchemaView {
  const steps = schema.steps.flatMap(stepView).sort((a, b) => risk(a) - risk(b));
  const going = (action: SchemaAction) =>
    steps.filter((step) => step.action === action && step.held === undefined).length;
  return {
    steps,
    unchanged: schema.steps.length - steps.length,
    totals: {
      add: going("create"),
      change: going("update"),
      destroy: going("delete"),
      held: steps.filter((step) => step.held !== undefined).length,
    },
    undeclared: schema.undeclared.flatMap(undeclaredText),
    reported: schema.undeclared.flatMap(reported),
    gone: (schema.gone ?? []).map(formatAddress),
  };
}

/** The name of a kind in words: `mergeField` is a merge field. */
export function kindLabel(kind: string): string {
  return kind.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

const RISK: Readonly<Record<SchemaAction, number>> = { delete: 1, update: 2, create: 3 };

function risk(step: StepView): number {
  return step.held === undefined ? RISK[step.action] : 0;
}

function stepView(step: Step): readonly StepView[] {
  const { change, declared } = step;
  if (change.action === "none") return [];
  return [
    {
      action: change.action,
      kind: kindLabel(change.at.kind),
      key: change.at.key,
      details: [...details(change), ...affected(step), ...deletionDetails(step)],
      ...(declared === undefined ? {} : { declared }),
      ...(step.verdict === "hold" ? { held: step.reason ?? "No reason was given." } : {}),
    },
  ];
}

function affected({ affects }: Step): readonly string[] {
  if (affects === undefined) return [];
  const { contacts, what } = affects;
  return [`${contacts === undefined ? "an unknown number of contacts" : counted(contacts, "contact")} ${what}`];
}

function details(change: Exclude<Change, { action: "none" }>): readonly string[] {
  switch (change.action) {
    case "create":
      return properties(change.after, change.at);
    case "update":
      return change.fields.map(({ field, before, after, told }) => `${field}: ${told ?? changeText(before, after)}`);
    case "delete":
      return properties(telling(change.before), change.at);
  }
}

/** Of what goes, only what tells which it is. */
function telling(spec: Spec): Spec {
  return Object.fromEntries(Object.entries(spec).filter(([field]) => TELLING.includes(field)));
}

const TELLING: readonly string[] = ["name", "title", "type", "url"];

/** Every property but those that only repeat the key. */
function properties(spec: Spec, at: Address): readonly string[] {
  return flattened(spec).flatMap(([field, value]) =>
    value === null || repeats(value, at) ? [] : [`${field}: ${valueText(value)}`],
  );
}

function repeats(value: Json, at: Address): boolean {
  return value === at.key || (at.kind === "interest" && at.key.endsWith(`/${String(value)}`));
}

function flattened(spec: Spec): readonly (readonly [string, Json])[] {
  return Object.entries(spec).flatMap(([key, value]): readonly (readonly [string, Json])[] =>
    isJsonObject(value) ? flattened(value).map(([inner, leaf]) => [`${key}.${inner}`, leaf]) : [[key, value]],
  );
}

function undeclaredText({ kind, count, names }: UndeclaredCount): readonly string[] {
  return count === 0 || names !== undefined ? [] : [counted(count, kindLabel(kind))];
}

function reported({ kind, names = [] }: UndeclaredCount): readonly ReportedView[] {
  if (names.length === 0) return [];
  return [{ kind: names.length === 1 ? kindLabel(kind) : `${kindLabel(kind)}s`, names }];
}
