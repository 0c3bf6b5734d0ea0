import type { Address } from "./address.ts";
import type { Json, JsonObject } from "./json.ts";

/** A schema object in its normal form: only what is managed, in Mailchimp's own words. */
export type Spec = JsonObject;

/** One property that differs; null where it is unset on that side. */
export interface FieldDiff {
  readonly field: string;
  readonly before: Json;
  readonly after: Json;
  /** Said instead of the values, which do not show what differs because it may be a secret. */
  readonly told?: string;
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

/** The contacts that a step concerns. */
export interface Affected {
  /** Absent where the contacts were not read. */
  readonly contacts?: number;
  /** What they have to do with it, after the number: `hold a choice that goes (silver)`. */
  readonly what: string;
}

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
  /** Whom it concerns beside the schema, as contacts that hold a choice which goes. */
  readonly affects?: Affected;
  /** Where it is declared, `mailchimp.config.yaml:24`. */
  readonly declared?: string;
  /** Other steps of the plan that must be done before it: where one is not, this one is not reached. */
  readonly needs?: readonly Address[];
  /** Why it is done, in the words of the file, `replaced by TIER`. */
  readonly because?: string;
  /** What contacts lose by a deletion. */
  readonly lost?: Loss;
}

/** The contacts that hold a value of a merge field, or bear a tag, that is about to go. */
export type Loss =
  | { readonly counted: "contacts"; readonly ours: number; readonly others: number; readonly archived: number }
  /** As Mailchimp counts the bearers of a tag where this run reads no contacts; archived ones are not in it. */
  | { readonly counted: "bearers"; readonly contacts: number }
  | { readonly counted: "unknown" };
