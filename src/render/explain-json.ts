import type {
  ExplainedCondition,
  ExplainedMember,
  ExplainedPerson,
  ExplainedRecord,
  ExplainedRules,
  PersonVerdict,
} from "../model/explained-person.ts";
import { advice } from "./explain-advice.ts";
import type { ExplainView } from "./explain-view.ts";
import { changeJson } from "./plan-json.ts";
import { jsonText } from "./text/escape.ts";

/** One person explained, for programs, as `schema/explain.v1.schema.json` describes it; a section a line. */
export function explainJson(view: ExplainView, exit: number): string {
  const { audience, environment, person, blocking } = view;
  const document = {
    audience,
    ...(environment === undefined ? {} : { environment }),
    ...personJson(person),
    limits: blocking.map(({ name, text }) => ({ limit: name, message: text })),
    advice: advice(view),
    exit,
  };
  const lines = Object.entries(document).map(([key, value]) => `${jsonText(key)}:${jsonText(value)}`);
  return `{"format":"audiencectl.explain/1",\n${lines.join(",\n")}}\n`;
}

function personJson(person: ExplainedPerson): object {
  const { email, verdicts, elsewhere, nearest, records, rules, members, refusedBefore } = person;
  return {
    email,
    verdicts: verdicts.map(verdictJson),
    elsewhere: elsewhere.map((place) => ({ email: place.email, verdicts: place.verdicts.map(verdictJson) })),
    ...(nearest === undefined ? {} : { nearest }),
    refusedBefore,
    records: records.map(recordJson),
    ...(rules === undefined ? {} : { rules: rulesJson(rules) }),
    contacts: members.map(memberJson),
  };
}

function verdictJson(verdict: PersonVerdict): object {
  return verdict.is === "change" ? { is: verdict.is, change: changeJson(verdict.change) } : verdict;
}

function recordJson({ source, at, email, fate, problems, values }: ExplainedRecord): object {
  const fields = Object.fromEntries(values.map(({ name, value }) => [name, value]));
  return { source, at, email: email === "" ? null : email, fate, problems, fields };
}

function rulesJson(rules: ExplainedRules): object {
  const { email, applied, include, newContacts, tags, families, interests, fields, events, automations } = rules;
  return {
    of: email,
    applied,
    include: { holds: include.holds, ...whenJson(include.when) },
    newContacts: {
      ...newContacts,
      doors: newContacts.doors.map(({ when, ...door }) => ({ ...door, ...whenJson(when) })),
    },
    tags: tags.map(({ when, ...tag }) => ({ ...tag, ...whenJson(when) })),
    families,
    interests: interests.map(({ when, ...interest }) => ({ ...interest, ...whenJson(when) })),
    fields,
    events,
    automations,
  };
}

function whenJson(when: ExplainedCondition | undefined): object {
  return when === undefined ? {} : { when: conditionJson(when) };
}

function conditionJson({ is, text, holds, found, record, parts }: ExplainedCondition): object {
  if (is !== "test") return { is, holds, parts: parts.map(conditionJson) };
  return { is, text, holds, found: record ?? found?.value ?? null };
}

function memberJson({ otherFields, ids, fields, ...member }: ExplainedMember): object {
  return {
    ...member,
    ids: Object.fromEntries(ids.map(({ key, value }) => [key, value])),
    fields: Object.fromEntries(fields.map(({ key, value }) => [key, value])),
    otherFields: Object.fromEntries(otherFields.map(({ tag, value }) => [tag, value])),
  };
}
