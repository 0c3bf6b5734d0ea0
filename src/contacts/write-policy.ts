import { type NormalValue, sameNormal } from "./normal-form.ts";

/** When a field is written, as the file says it. */
export interface WritePolicy {
  readonly write: "always" | "if_empty" | "create_only";
  /** Whether a missing value empties the field: never an identity or a required one. */
  readonly clears: boolean;
}

/** What becomes of one value of a contact that stands: it is written, it is the same already, or why it is kept. */
export type Writing = "written" | "same" | "create-only" | "filled" | "kept" | "not-cleared-on-adoption";

/** Decides over one value; `after` is `""` where the sources have none. In the run that adopts a contact nothing is cleared. */
export function writing(policy: WritePolicy, before: NormalValue, after: NormalValue, owned: boolean): Writing {
  if (sameNormal(before, after)) return "same";
  if (policy.write === "create_only") return "create-only";
  if (policy.write === "if_empty" && before !== "") return "filled";
  if (after !== "") return "written";
  if (!policy.clears) return "kept";
  return owned ? "written" : "not-cleared-on-adoption";
}
