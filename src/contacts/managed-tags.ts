import type { ContactRules } from "../model/desired.ts";

/** Tells of a contact's tag whether it is declared or falls into a family: only such a one is ever put on or taken away. */
export function tagManager(rules: Pick<ContactRules, "tags" | "families">): (name: string) => boolean {
  const declared = new Set(rules.tags.map((rule) => rule.name.toLowerCase()));
  const families = rules.families.map((family) => [family.prefix.toLowerCase(), family.suffix.toLowerCase()] as const);
  return (name) => {
    const lower = name.toLowerCase();
    if (declared.has(lower)) return true;
    return families.some(
      ([prefix, suffix]) =>
        lower.length > prefix.length + suffix.length && lower.startsWith(prefix) && lower.endsWith(suffix),
    );
  };
}
