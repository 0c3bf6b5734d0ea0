import type { SchemaFragment } from "../../kinds/kind.ts";

/** One top-level key of the configuration file. */
export interface Section {
  readonly name: string;
  /** What stands under the key, with descriptions that an editor shows. */
  readonly schema: SchemaFragment;
  /** A file without it is an error. */
  readonly required?: true;
  /** What an environment does with it: lays its own over it, replaces it whole, or nothing. */
  readonly overlay: "merged" | "replaced" | "fixed";
}

/** A condition, described once in the whole schema. */
export const CONDITION: SchemaFragment = { $ref: "#/$defs/condition" };

/** A condition of a segment, described once in the whole schema. */
export const SEGMENT_CONDITION: SchemaFragment = { $ref: "#/$defs/segmentCondition" };

/** What must happen to a value, described once in the whole schema. */
export const TRANSITION: SchemaFragment = { $ref: "#/$defs/transition" };

/** A value expression, described once in the whole schema. */
export const VALUE: SchemaFragment = { $ref: "#/$defs/value" };
