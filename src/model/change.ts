import type { Address } from "./address.ts";
import type { Json, JsonObject } from "./json.ts";

/** A schema object in its normal form: only what is managed, in Mailchimp's own words. */
export type Spec = JsonObject;

/** One property that differs; null where it is unset on that side. */
export interface FieldDiff {
  readonly field: string;
  readonly before: Json;
  readonly after: Json;
}

/** What becomes of one schema object. */
export type Change =
  | { readonly action: "create"; readonly at: Address; readonly after: Spec }
  | {
      readonly action: "update";
      readonly at: Address;
      readonly before: Spec;
      readonly after: Spec;
      readonly fields: readonly FieldDiff[];
    }
  | { readonly action: "delete"; readonly at: Address; readonly before: Spec }
  | { readonly action: "none"; readonly at: Address; readonly before: Spec };

export type Action = Change["action"];

/** One line of the schema's half of a plan. Everything that decides is in it. */
export interface Step {
  readonly change: Change;
  /** What makes the declared and the live object the same one; an opaque word that is never shown. */
  readonly match: string;
  /** The object that it stands in, as an interest in its group. */
  readonly within?: Address;
  /** Mailchimp's id where the object stands already. */
  readonly id?: string;
  readonly verdict: "go" | "hold";
  /** Why it is held, and the way out; only on a held step. */
  readonly reason?: string;
  /** Where it is declared, `mailchimp.config.yaml:24`. */
  readonly declared?: string;
}
