import type { ContactRules, FieldRule, LiveGiven, RuleTest } from "../model/desired.ts";
import { tagRules } from "./managed-tags.ts";
import { type NormalValue, type NormalWish, normalWish } from "./normal-form.ts";
import { interestsOf, type RuleTestInterests, ruleTestInterests } from "./rule-test-interests.ts";
import type { Wish } from "./wish.ts";
import { type WritePolicy, type Writing, writing } from "./write-policy.ts";

/** The contact that the person of a test ends up as. */
export interface RuleTestContact {
  /** The status with which the person enters, or the one that the contact has already. */
  readonly status: string | null;
  readonly tags: readonly string[];
  /** The interests that the contact has, by group; a sentence where a group stays as it is against the rules. */
  readonly interests: RuleTestInterests;
  /** By `rules.fields`, with a sentence where the value is not simply the wished one. */
  readonly values: readonly { readonly value: NormalValue; readonly note?: string }[];
  /** Why nothing is written, where nothing is. */
  readonly leftAlone?: string;
}

/** Puts what a test says that Mailchimp holds together with what the rules wish for. */
export function ruleTestContact(test: RuleTest, wish: Wish, rules: ContactRules): RuleTestContact {
  const live = typeof test.live === "object" ? test.live : undefined;
  const leftAlone = reasonToLeave(test, wish, live);
  const status = live === undefined ? (wish.included ? wish.newStatus : "skip") : (live.status ?? null);
  if (leftAlone !== undefined) {
    const values = rules.fields.map((field) => ({ value: held(field, live) }));
    return { status, tags: live?.tags ?? [], interests: interestsOf(live), values, leftAlone };
  }
  const owned = rules.identity.some((key) =>
    rules.fields.some((field) => field.key === key && held(field, live) !== ""),
  );
  const values = rules.fields.map((field, index) => {
    const clears = field.empty === "clear" && !rules.identity.includes(field.key);
    return written({ ...field, clears }, normalOf(field, wish.values[index]), live, owned);
  });
  return {
    status,
    tags: [...unmanaged(live, rules), ...wishedTags(wish, rules)],
    interests: ruleTestInterests(live, wish, rules),
    values,
  };
}

const KEPT_CURRENT: readonly string[] = ["subscribed", "unsubscribed", "transactional"];

function reasonToLeave(test: RuleTest, wish: Wish, live: LiveGiven | undefined): string | undefined {
  if (!wish.included) return "`sync.include` leaves this person out.";
  if (test.live === "none" && wish.newStatus === "skip")
    return "`sync.newContacts` creates no contact for this person.";
  if (live?.status === undefined || KEPT_CURRENT.includes(live.status)) return undefined;
  return `A contact that is ${live.status} is not written.`;
}

function normalOf(field: FieldRule, value: Wish["values"][number]): NormalWish {
  return normalWish(value, { ...field, type: field.type ?? "text" });
}

function held(field: FieldRule, live: LiveGiven | undefined): NormalValue {
  const given = live?.mergeFields ?? {};
  return Object.hasOwn(given, field.key) ? normalOf(field, given[field.key]).value : "";
}

function written(
  field: FieldRule & WritePolicy,
  wish: NormalWish,
  live: LiveGiven | undefined,
  owned: boolean,
): RuleTestContact["values"][number] {
  const before = held(field, live);
  if (wish.refused !== undefined)
    return { value: before, note: `Mailchimp would refuse the value, so it is not sent: ${wish.refused}.` };
  if (live === undefined) return { value: wish.value };
  const decision = writing(field, before, wish.value, owned);
  const note = NOTES[decision];
  if (note !== undefined) return { value: before, note };
  return { value: decision === "written" ? wish.value : before };
}

const NOTES: Readonly<Record<Writing, string | undefined>> = {
  written: undefined,
  same: undefined,
  "create-only": "`write: create_only` writes to new contacts alone.",
  filled: "`write: if_empty` keeps the value that stands.",
  kept: "`empty: keep` keeps a value that the sources no longer have.",
  "not-cleared-on-adoption": "In the run that adopts a contact nothing is cleared.",
};

function wishedTags(wish: Wish, rules: ContactRules): readonly string[] {
  const declared = rules.tags.filter((_, index) => wish.tags[index] === true).map((tag) => tag.name);
  return [...declared, ...wish.families.filter((tag) => tag !== undefined)];
}

function unmanaged(live: LiveGiven | undefined, rules: ContactRules): readonly string[] {
  const ruleOf = tagRules(rules);
  return (live?.tags ?? []).filter((tag) => ruleOf(tag) === undefined);
}
