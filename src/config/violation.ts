import type { Path } from "../model/diagnostic.ts";

/** One way in which a value does not have the form that the schema asks for. */
export interface Violation {
  readonly keyword: string;
  /** Where it is; for a key that should not be there, the path of that key. */
  readonly path: Path;
  readonly params: Readonly<Record<string, unknown>>;
  /** What the keyword says in the schema. */
  readonly rule: unknown;
  /** The keys that may stand where the value stands. */
  readonly siblings: readonly string[];
  /** The types that would do as well as what the rule asks for. */
  readonly otherwise: readonly string[];
}
