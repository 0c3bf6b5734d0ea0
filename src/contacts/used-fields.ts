import type { Condition, FieldRef, Operand } from "../model/condition.ts";
import type { ContactRules } from "../model/desired.ts";
import { conditionOperands, valueFields } from "../rules/reference.ts";

/** The fields of each source that some rule looks at, by the source's name: no others can make a difference. */
export function usedFields(rules: ContactRules): ReadonlyMap<string, ReadonlySet<string>> {
  const used = new Map<string, Set<string>>();
  for (const { source, field } of [...fieldsOfValues(rules), ...conditions(rules).flatMap(fieldsOfCondition)]) {
    const names = used.get(source) ?? new Set();
    used.set(source, names.add(field));
  }
  return used;
}

/** The fields that decide who is let in, by the source's name. */
export function fieldsOfInclude(rules: ContactRules): ReadonlyMap<string, ReadonlySet<string>> {
  const { include } = rules;
  const asked = include === undefined ? [] : conditionOperands(include);
  const fields = rules.fields.filter(({ key }) => asked.some((one) => one.on === "mergeField" && one.key === key));
  return usedFields({ ...rules, fields, tags: [], families: [], interests: [], events: [], newContacts: [] });
}

function fieldsOfValues({ fields, families, events = [] }: ContactRules): readonly FieldRef[] {
  const properties = events.flatMap((event) => [
    ...event.properties.map(({ value }) => value),
    ...(event.occurredAt === undefined ? [] : [event.occurredAt]),
  ]);
  return [...fields.map(({ value }) => value), ...families.map(({ value }) => value), ...properties].flatMap(
    valueFields,
  );
}

function conditions({ tags, interests, newContacts, include }: ContactRules): readonly Condition[] {
  const doors = newContacts.flatMap(({ when }) => (when === undefined ? [] : [when]));
  const whens = [...tags, ...interests].map(({ when }) => when);
  return [...whens, ...doors, ...(include === undefined ? [] : [include])];
}

/** Of a merge field's wished value the field itself has told already. */
function fieldsOfCondition(condition: Condition): readonly FieldRef[] {
  return conditionOperands(condition).filter(
    (operand): operand is Extract<Operand, { readonly on: "field" }> => operand.on === "field",
  );
}
