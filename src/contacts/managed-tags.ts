import { formatAddress } from "../model/address.ts";
import type { ContactRules } from "../model/desired.ts";

/**
 * The rule that a contact's tag belongs to, as an address: its own, or its family's. Undefined for a tag that is not
 * managed: only managed ones are ever put on or taken away.
 */
export function tagRules(rules: Pick<ContactRules, "tags" | "families">): (name: string) => string | undefined {
  const declared = new Map(rules.tags.map((rule) => [rule.name.toLowerCase(), addressOf(rule.name)]));
  const families = rules.families.map(({ prefix, suffix, pattern }) => ({
    prefix: prefix.toLowerCase(),
    suffix: suffix.toLowerCase(),
    address: addressOf(pattern),
  }));
  return (name) => {
    const lower = name.toLowerCase();
    const own = declared.get(lower);
    if (own !== undefined) return own;
    return families.find(
      ({ prefix, suffix }) =>
        lower.length > prefix.length + suffix.length && lower.startsWith(prefix) && lower.endsWith(suffix),
    )?.address;
  };
}

/** Whether Mailchimp holds two names to be one tag. */
export function isSameTag(one: string, other: string): boolean {
  return one === other || one.toLowerCase() === other.toLowerCase();
}

/** Sorts the tags of one contact, in place, by their lower-case form. */
export function inTagOrder(names: string[]): readonly string[] {
  // By insertion: a contact has few, and sort() makes three copies of them for each of a million contacts.
  for (let end = 1; end < names.length; end++) {
    const name = names[end] ?? "";
    const key = name.toLowerCase();
    let at = end;
    for (; at > 0 && (names[at - 1] ?? "").toLowerCase() > key; at--) names[at] = names[at - 1] ?? "";
    names[at] = name;
  }
  return names;
}

function addressOf(key: string): string {
  return formatAddress({ kind: "tag", key });
}
