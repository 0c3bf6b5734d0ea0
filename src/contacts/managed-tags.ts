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

function addressOf(key: string): string {
  return formatAddress({ kind: "tag", key });
}
