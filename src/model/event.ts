import type { ValueExpression } from "./condition.ts";
import type { Place } from "./diagnostic.ts";

/** What must happen to the value of a merge field; compared are the value that Mailchimp holds and the one to come. */
export type Transition =
  /** From below the threshold to it, or over it. */
  | { readonly is: "crosses"; readonly field: string; readonly threshold: number }
  /** From one of some values to one of others; any, where a side is not said. */
  | {
      readonly is: "changes";
      readonly field: string;
      readonly from?: readonly TransitionValue[];
      readonly to?: readonly TransitionValue[];
    }
  | { readonly is: "increases"; readonly field: string };

export type TransitionValue = string | number | boolean;

/** An event that a contact is sent when a value of it changes in a certain way. */
export interface EventRule {
  readonly name: string;
  readonly when: Transition;
  readonly properties: readonly { readonly key: string; readonly value: ValueExpression }[];
  /** When it happened; absent: when it is sent. */
  readonly occurredAt?: ValueExpression;
  /** After how many milliseconds the same transition counts anew; a threshold is crossed once in a contact's life. */
  readonly again: number;
  readonly declaredAt: Place;
}

/** An event that a contact of the plan is about to be sent. */
export interface ContactEvent {
  readonly name: string;
  /** Tells it from all others of the contact: the same transition has the same id in every run. */
  readonly id: string;
  readonly properties: Readonly<Record<string, string>>;
  /** ISO 8601 in UTC; absent: when it is sent. */
  readonly occurredAt?: string;
  /** The merge field whose value changes, by its key: without the new value there is no event. */
  readonly field: string;
  /** After how many milliseconds it may be sent anew; absent: never. */
  readonly again?: number;
}

/** An automation of Mailchimp, declared so that a plan can tell how many people will enter it. */
export interface AutomationRule {
  readonly name: string;
  readonly startsOn: { readonly tag: string } | { readonly events: readonly string[] };
  readonly declaredAt: Place;
}
