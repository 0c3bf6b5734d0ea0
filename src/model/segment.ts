import type { Operator } from "./condition.ts";
import type { Path, Place } from "./diagnostic.ts";
import type { Json, JsonObject } from "./json.ts";
import type { MergeFieldType } from "./merge-field-type.ts";

/** What a segment can ask of a contact beside its merge fields, tags and groups; `status` only to be told that it cannot. */
export const CONTACT_PROPERTIES = [
  "email",
  "status",
  "vip",
  "language",
  "rating",
  "source",
  "signup",
  "changed",
] as const;

export type ContactProperty = (typeof CONTACT_PROPERTIES)[number];

/** What a segment's test looks at: the value of a merge field, the tags, the interests of a group, a contact's own property. */
export type SegmentOperand =
  | { readonly on: "mergeField"; readonly key: string }
  | { readonly on: "tag" }
  | { readonly on: "group"; readonly title: string }
  | { readonly on: "contact"; readonly property: ContactProperty };

/** One test of a segment. Its value is as the file has it: what it means depends on the type of the field. */
export interface SegmentTest {
  readonly is: "test";
  readonly operand: SegmentOperand;
  readonly operator: Operator;
  readonly value: Json;
  readonly path: Path;
  /** What to mark where it is wrong: the operator's key, or the value that stands for `eq`. */
  readonly mark: "key" | "value";
}

/** A segment's condition, its names known to exist, its types not yet asked. */
export type SegmentCondition =
  | { readonly is: "all" | "any"; readonly of: readonly SegmentCondition[]; readonly path: Path }
  | { readonly is: "not"; readonly of: SegmentCondition; readonly path: Path }
  | SegmentTest;

/** What Mailchimp keeps of a segment: one level of conditions, in the canonical form in which both sides are compared. */
export interface SegmentOptions {
  readonly match: "all" | "any";
  readonly conditions: readonly JsonObject[];
}

/** A segment as the file declares it: by a condition, or in Mailchimp's own words. */
export interface SegmentRule {
  readonly name: string;
  readonly who:
    | { readonly by: "condition"; readonly when: SegmentCondition }
    | { readonly by: "options"; readonly options: SegmentOptions; readonly path: Path };
  readonly declaredAt: Place;
}

/** A merge field as a segment sees it; the type is absent where only the audience can tell it. */
export interface SegmentField {
  readonly key: string;
  readonly tag: string;
  readonly type?: MergeFieldType;
  readonly choices?: readonly string[];
}

/** How many subscribed contacts are in a segment; what asks for more than contacts show cannot be computed. */
export type SegmentSize = number | "unknown";
