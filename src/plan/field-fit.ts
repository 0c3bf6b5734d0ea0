import type { StandingField } from "../contacts/projection.ts";
import type { ContactRules, FieldRule, Vocabulary } from "../model/desired.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import { mergeFieldMisfit } from "../rules/merge-field-fit.ts";

/** What only the audience can tell of the fields that contacts get: that identities stand, and that values fit the live types. */
export function checkFields(
  rules: ContactRules,
  vocabulary: Vocabulary,
  standing: (tag: string) => StandingField | undefined,
): readonly Diagnostic[] {
  const missing = missingIdentities(rules, standing);
  const misfits = rules.fields.flatMap((rule, index): Diagnostic[] => {
    const live = standing(rule.tag);
    const wished = vocabulary.mergeFields[index]?.type;
    if (rule.type !== undefined || live === undefined || wished === undefined) return [];
    const misfit = mergeFieldMisfit(wished, live.type);
    return misfit === undefined
      ? []
      : [{ ...MISFIT, detail: `mergeField.${rule.key}: ${misfit}`, place: rule.declaredAt }];
  });
  return [...missing.map(identityMissing), ...misfits];
}

/** The identity fields that do not stand and are not made in this run. */
export function missingIdentities(
  rules: ContactRules,
  standing: (tag: string) => StandingField | undefined,
): readonly FieldRule[] {
  return rules.fields.filter((rule) => rules.identity.includes(rule.key) && standing(rule.tag) === undefined);
}

const MISFIT = {
  severity: "error",
  code: "value-does-not-fit",
  summary: "A value does not fit the audience's merge field",
} as const;

/** Without its identity fields nobody could be told to be ours: everybody would be taken on again and again. */
function identityMissing(rule: FieldRule): Diagnostic {
  return {
    severity: "error",
    code: "identity-not-standing",
    summary: "An identity field does not stand",
    detail: `Contacts are known by mergeField.${rule.key}, which does not stand in the audience as declared and is not made in this run. Apply the schema first (--scope schema), then the contacts.`,
    place: rule.declaredAt,
  };
}
