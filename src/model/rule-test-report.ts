import type { Place } from "./diagnostic.ts";
import type { Json } from "./json.ts";

/** One expectation of a test that the rules did not meet. */
export interface Mismatch {
  /** What was asked, `tag.active`, `mergeField.TIER`, `status`, `included`. */
  readonly on: string;
  /** For a tag: true where it was expected, false where it was not. Null expects no value. */
  readonly expected: Json;
  readonly found: Json;
  /** Why the rule decided so, one sentence a line: each condition with the value that it found. */
  readonly because?: readonly string[];
}

/** How one entry of `tests:` ended; it passed where nothing mismatches. */
export interface RuleTestResult {
  readonly name: string;
  readonly declaredAt: Place;
  readonly mismatches: readonly Mismatch[];
}

/** A rule that the tests leave unproven on one side or on both. */
export interface UnprovenRule {
  /** The rule, `tag.active`, `sync.include`. */
  readonly rule: string;
  /** What no test makes of it. */
  readonly never: "true" | "false" | "either";
  readonly declaredAt?: Place;
}

/** The report of all rule tests of a file. */
export interface RuleTestReport {
  readonly results: readonly RuleTestResult[];
  readonly unproven: readonly UnprovenRule[];
}
