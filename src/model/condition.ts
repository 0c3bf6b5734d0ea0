import type { Path } from "./diagnostic.ts";
import type { FieldType } from "./source.ts";

/** The operators of the condition language, in the words of the file. */
export const OPERATORS = [
  "eq",
  "ne",
  "gt",
  "gte",
  "lt",
  "lte",
  "in",
  "notIn",
  "contains",
  "notContains",
  "startsWith",
  "endsWith",
  "exists",
  "missing",
  "before",
  "after",
  "within",
  "olderThan",
] as const;

export type Operator = (typeof OPERATORS)[number];

/** What a field is compared with; a duration is in milliseconds. */
export type Literal =
  | string
  | number
  | boolean
  | readonly (string | number | boolean)[]
  | { readonly duration: number };

/** A field of a source, checked to exist. */
export interface FieldRef {
  readonly source: string;
  readonly field: string;
  readonly type: FieldType;
}

/** What a test looks at: a whole record, one field of it, or the wished value of a merge field. */
export type Operand =
  | { readonly on: "record"; readonly source: string }
  | ({ readonly on: "field" } & FieldRef)
  | { readonly on: "mergeField"; readonly key: string; readonly type: FieldType };

/** A parsed and type-checked condition. */
export type Condition =
  | { readonly is: "all" | "any"; readonly of: readonly Condition[]; readonly path: Path }
  | { readonly is: "not"; readonly of: Condition; readonly path: Path }
  | {
      readonly is: "test";
      readonly operand: Operand;
      readonly operator: Operator;
      /** Absent for `exists` and `missing`. */
      readonly value?: Literal;
      readonly path: Path;
    };

/** A parsed and type-checked value expression. */
export type ValueExpression =
  | { readonly is: "path"; readonly of: FieldRef; readonly path: Path }
  | {
      readonly is: "map";
      readonly of: FieldRef;
      readonly map: Readonly<Record<string, string | number | boolean>>;
      readonly otherwise?: string | number | boolean;
      readonly path: Path;
    }
  | { readonly is: "first"; readonly of: readonly FieldRef[]; readonly path: Path }
  | { readonly is: "template"; readonly parts: readonly (string | FieldRef)[]; readonly path: Path }
  | {
      /** What the star of `prefix*suffix` matched in a list of tags. */
      readonly is: "tagged";
      readonly prefix: string;
      readonly suffix: string;
      readonly of: FieldRef;
      readonly path: Path;
    };

/** Why a condition is true or false, leaf by leaf: data, for whoever shows it. */
export interface Explanation {
  readonly holds: boolean;
  readonly condition: Condition;
  /** The value that a test found; absent for a missing value and for all, any and not. */
  readonly found?: string | number | boolean | readonly string[];
  readonly parts: readonly Explanation[];
}
