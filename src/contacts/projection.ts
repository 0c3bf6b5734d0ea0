import type { ContactRules } from "../model/desired.ts";
import type { MergeFieldType } from "../model/merge-field-type.ts";
import { type ManagedInterests, managedInterests, type StandingInterest } from "./managed-interests.ts";
import { tagRules } from "./managed-tags.ts";
import type { WritePolicy } from "./write-policy.ts";

/** A merge field as the audience has it, or will have it once the schema's steps are done. */
export interface StandingField {
  readonly tag: string;
  readonly type: MergeFieldType;
  readonly choices?: readonly string[];
  /** Of an address: the two letters of the country that one without gets, `""` where nobody knows it. */
  readonly defaultCountry?: string;
  /** Of a phone number: the only format that is taken. */
  readonly phoneFormat?: "US";
  readonly required: boolean;
  /** The tag under which contacts hold it while the plan is made, where a step of the plan changes that. */
  readonly readAs?: string;
}

/** One managed merge field. */
export interface ManagedField extends StandingField, WritePolicy {
  /** The key that the file uses. */
  readonly key: string;
  /** Its place among the values of a wish. */
  readonly index: number;
  readonly identity: boolean;
}

/** What of a contact is managed: only this is read, held, compared and written. */
export interface Projection extends ManagedInterests {
  readonly fields: readonly ManagedField[];
  /** The place among them of the one that keeps the address that the source had; absent where there is none. */
  readonly lastAddress?: number;
  /** The declared tags as they are spelled in the audience, in the order of the rules. */
  readonly tags: readonly string[];
  /** The address of the rule that a contact's tag belongs to; undefined for a tag that is not managed. */
  tagRule(name: string): string | undefined;
  /** A tag as Mailchimp spells it already, else as it is given. */
  spelled(name: string): string;
  /** What a tag that a contact bears now is called once the schema's steps are done. */
  called(name: string): string;
}

const NONE_RENAMED: ReadonlyMap<string, string> = new Map();

/**
 * Resolves the rules against the audience. `standing` answers by merge tag; a field that it does not know is left out:
 * its own schema step is held, and a value for a field that is not as declared is never sent.
 */
export function projection(
  rules: ContactRules,
  standing: (tag: string) => StandingField | undefined,
  liveTags: Iterable<string>,
  interests: readonly StandingInterest[] = [],
  renamed: ReadonlyMap<string, string> = NONE_RENAMED,
): Projection {
  const fields = rules.fields.flatMap((rule, index): ManagedField[] => {
    const field = standing(rule.tag);
    if (field === undefined) return [];
    const identity = rules.identity.includes(rule.key);
    const clears = rule.empty === "clear" && !identity && !field.required;
    return [{ ...field, key: rule.key, index, write: rule.write, clears, identity }];
  });
  const lastAddress = fields.length;
  const kept = rules.lastAddress === undefined ? undefined : standing(rules.lastAddress.tag);
  if (rules.lastAddress !== undefined && kept !== undefined) {
    fields.push({ ...kept, key: rules.lastAddress.key, index: -1, write: "always", clears: false, identity: false });
  }
  const spelling = new Map<string, string>();
  const called = (name: string): string => renamed.get(name.toLowerCase()) ?? name;
  for (const name of liveTags) spelling.set(called(name).toLowerCase(), called(name));
  const spelled = (name: string): string => spelling.get(name.toLowerCase()) ?? name;
  const tags = rules.tags.map((rule) => spelled(rule.name));
  return {
    fields,
    ...(fields.length > lastAddress ? { lastAddress } : {}),
    tags,
    tagRule: tagRules(rules),
    spelled,
    called,
    ...managedInterests(rules.interests, interests),
  };
}
