import type {
  ExplainedCondition,
  ExplainedEvent,
  ExplainedField,
  ExplainedMember,
  ExplainedPerson,
  ExplainedRecord,
  ExplainedRules,
  PersonVerdict,
  ShownValue,
} from "../model/explained-person.ts";
import type { Json } from "../model/json.ts";
import type { Mask } from "./mask.ts";
import { maskedChange } from "./masked-contact.ts";

/** Everything about a person with nothing personal left in it. */
export function maskedPerson(person: ExplainedPerson, mask: Mask): ExplainedPerson {
  const { nearest, rules } = person;
  const verdicts = (all: readonly PersonVerdict[]) => all.map((verdict) => maskedVerdict(verdict, mask));
  return {
    ...person,
    email: mask.email(person.email),
    verdicts: verdicts(person.verdicts),
    elsewhere: person.elsewhere.map((place) => ({
      email: mask.email(place.email),
      verdicts: verdicts(place.verdicts),
    })),
    ...(nearest === undefined ? {} : { nearest: mask.email(nearest) }),
    records: person.records.map((record) => maskedRecord(record, mask)),
    ...(rules === undefined ? {} : { rules: maskedRules(rules, mask) }),
    members: person.members.map((member) => maskedMember(member, mask)),
  };
}

function maskedVerdict(verdict: PersonVerdict, mask: Mask): PersonVerdict {
  return verdict.is === "change" ? { ...verdict, change: maskedChange(verdict.change, mask) } : verdict;
}

function maskedRecord(record: ExplainedRecord, mask: Mask): ExplainedRecord {
  const { email } = record;
  return {
    ...record,
    email: email === "" ? "" : mask.email(email),
    problems: record.problems.map((problem) => mask.text(problem, { email })),
    values: record.values.map(({ name, ...shown }) => ({ name, ...maskedShown(shown, mask) })),
  };
}

function maskedShown({ value, personal }: ShownValue, mask: Mask): ShownValue {
  return { value: personal ? hidden(value, mask) : masked(value, mask), personal };
}

/** What no field is known for counts as personal. */
function hidden(value: Json, mask: Mask): Json {
  return mask.valueOf(undefined, value);
}

/** A value that is not personal itself may still hold an address. */
function masked(value: Json, mask: Mask): Json {
  if (typeof value === "string") return mask.text(value);
  return Array.isArray(value) ? value.map((item) => masked(item, mask)) : value;
}

function maskedRules(rules: ExplainedRules, mask: Mask): ExplainedRules {
  const text = (sentence: string): string => mask.text(sentence, { email: rules.email });
  const condition = (one: ExplainedCondition): ExplainedCondition => maskedCondition(one, mask);
  const when = (one: ExplainedCondition | undefined) => (one === undefined ? {} : { when: condition(one) });
  return {
    ...rules,
    email: mask.email(rules.email),
    include: { ...rules.include, ...when(rules.include.when) },
    newContacts: {
      ...rules.newContacts,
      doors: rules.newContacts.doors.map((door) => ({ ...door, ...when(door.when) })),
    },
    tags: rules.tags.map((tag) => ({ ...tag, name: text(tag.name), when: condition(tag.when) })),
    families: rules.families.map(({ tag, refused, ...family }) => ({
      ...family,
      ...(tag === undefined ? {} : { tag: text(tag) }),
      ...(refused === undefined ? {} : { refused: { tag: text(refused.tag), reason: text(refused.reason) } }),
      held: family.held.map(text),
      add: family.add.map(text),
      remove: family.remove.map(text),
    })),
    interests: rules.interests.map((interest) => ({ ...interest, when: condition(interest.when) })),
    fields: rules.fields.map((field) => maskedField(field, rules.email, mask)),
    events: rules.events.map((event) => maskedEvent(event, mask)),
  };
}

function maskedCondition({ found, parts, ...rest }: ExplainedCondition, mask: Mask): ExplainedCondition {
  return {
    ...rest,
    text: mask.text(rest.text),
    ...(found === undefined ? {} : { found: maskedShown(found, mask) }),
    parts: parts.map((part) => maskedCondition(part, mask)),
  };
}

function maskedField(field: ExplainedField, email: string, mask: Mask): ExplainedField {
  const { key, held, refused } = field;
  return {
    ...field,
    wished: mask.value(key, field.wished),
    ...(held === undefined ? {} : { held: mask.value(key, held) }),
    ...(refused === undefined ? {} : { refused: mask.reason(key, refused, { email }) }),
  };
}

function maskedEvent({ before, after, ...event }: ExplainedEvent, mask: Mask): ExplainedEvent {
  return {
    ...event,
    ...(before === undefined ? {} : { before: mask.value(event.field, before) }),
    ...(after === undefined ? {} : { after: mask.value(event.field, after) }),
  };
}

function maskedMember(member: ExplainedMember, mask: Mask): ExplainedMember {
  const text = (sentence: string): string => mask.text(sentence, { email: member.email });
  const reason = member.unsubscribeReason;
  return {
    ...member,
    email: mask.email(member.email),
    ...(reason === undefined ? {} : { unsubscribeReason: text(reason) }),
    ids: maskedValues(member.ids, mask),
    fields: maskedValues(member.fields, mask),
    managedTags: member.managedTags.map(text),
    otherTags: member.otherTags.map(text),
    otherFields: member.otherFields.map((field) => ({
      ...field,
      value: mask.valueOf(field.type, field.value),
    })),
  };
}

function maskedValues(values: ExplainedMember["fields"], mask: Mask): ExplainedMember["fields"] {
  return values.map(({ key, value }) => ({ key, value: mask.value(key, value) }));
}
