import { formatAddress } from "../model/address.ts";
import type { Change, Spec, Step } from "../model/change.ts";
import type { ContactChange, LeftOut } from "../model/contact.ts";
import type { ContactSummary, ContactsPlan, InterestCount, LimitCheck, Plan } from "../model/plan.ts";
import { type JsonPart, jsonStream, mapped } from "./json-stream.ts";
import { fieldTypes, type Mask, maskFor } from "./mask.ts";
import { maskedChange, maskedTags } from "./masked-contact.ts";
import { jsonText } from "./text/escape.ts";

/** What the JSON of a plan says beside the plan. */
export interface PlanJsonOptions {
  readonly showPii: boolean;
  readonly digest: string;
  /** The exit code that the command will end with. */
  readonly exit: number;
}

/** A plan for programs, as `schema/plan.v1.schema.json` describes it: every change, a line each, never all in memory. */
export function planJson(plan: Plan, { showPii, digest, exit }: PlanJsonOptions): AsyncIterable<string> {
  const mask = maskFor(showPii, fieldTypes(plan));
  const steps = plan.schema.steps.filter(({ change }) => change.action !== "none").map(stepJson);
  return jsonStream([
    `{"format":"audiencectl.plan/1",\n"audience":${jsonText(plan.audience)},\n"schema":{"steps":`,
    { items: steps },
    `,\n"undeclared":${jsonText(plan.schema.undeclared.filter(({ count }) => count > 0))}${goneJson(plan)}},\n`,
    ...(plan.contacts === undefined ? [] : contactsJson(plan.contacts, mask)),
    '"limits":',
    { items: plan.limits.map((limit) => limitJson(limit, mask)) },
    `,\n"requests":${jsonText(plan.requests)},\n"digest":${jsonText(digest)},\n"exit":${exit}}\n`,
  ]);
}

function goneJson({ schema: { gone = [] } }: Plan): string {
  return gone.length === 0 ? "" : `,\n"gone":${jsonText(gone.map(formatAddress))}`;
}

function stepJson({ change, affects, verdict, reason, because, lost, needs }: Step): unknown {
  return {
    address: formatAddress(change.at),
    action: change.action,
    fields: fieldsJson(change),
    ...(affects === undefined ? {} : { affects: { contacts: affects.contacts ?? "unknown", what: affects.what } }),
    ...(because === undefined ? {} : { because }),
    ...(lost === undefined ? {} : { lost }),
    ...(needs === undefined ? {} : { needs: needs.map(formatAddress) }),
    verdict,
    ...(reason === undefined ? {} : { reason }),
  };
}

function fieldsJson(change: Change): unknown {
  switch (change.action) {
    case "create":
      return properties(change.after).map(([field, value]) => ({ field, before: null, after: value }));
    case "update":
      return change.fields.map(({ field, before, after }) => ({ field, before, after }));
    case "delete":
      return properties(change.before).map(([field, value]) => ({ field, before: value, after: null }));
    case "none":
      return [];
  }
}

function properties(spec: Spec) {
  return Object.entries(spec).filter(([, value]) => value !== null);
}

function contactsJson(contacts: ContactsPlan, mask: Mask): readonly JsonPart[] {
  const tags = jsonText(maskedTags(contacts.tags, mask));
  return [
    `"contacts":{"summary":${jsonText(summaryJson(contacts.summary))},\n`,
    `"tags":${tags},\n"groups":${jsonText(groupsJson(contacts.interests ?? []))},\n"events":${jsonText(contacts.events ?? {})},\n"automations":${jsonText(contacts.automations ?? {})},\n${impactJson(contacts)}"segments":${jsonText(contacts.segments ?? {})},\n"changes":`,
    { items: mapped(contacts.changes, (change) => changeJson(maskedChange(change, mask))) },
    ',\n"leftOut":',
    { items: mapped(contacts.leftOut, (left) => leftOutJson(left, mask)) },
    "},\n",
  ];
}

/** A record that stands for nobody's address has a place alone. */
function leftOutJson({ email, reason, at }: LeftOut, mask: Mask): unknown {
  return {
    ...(email === "" ? {} : { address: formatAddress({ kind: "contact", key: mask.email(email) }) }),
    reason,
    ...(at === undefined ? {} : { at: mask.text(at, { email }) }),
  };
}

/** What the plan costs beside its changes: new contacts by status, and the bill. */
function impactJson({ entering, billable }: ContactsPlan): string {
  const told = Object.entries({ entering, billable }).filter(([, value]) => value !== undefined);
  return told.map(([key, value]) => `"${key}":${jsonText(value)},\n`).join("");
}

/** By group and interest. */
function groupsJson(counts: readonly InterestCount[]): unknown {
  return byGroup(counts.map(({ group, interest, add, remove }) => ({ group, interest, value: { add, remove } })));
}

function byGroup<T>(
  entries: readonly { readonly group: string; readonly interest: string; readonly value: T }[],
): Readonly<Record<string, Readonly<Record<string, T>>>> {
  const groups = new Map<string, Map<string, T>>();
  for (const { group, interest, value } of entries) {
    groups.set(group, (groups.get(group) ?? new Map<string, T>()).set(interest, value));
  }
  return Object.fromEntries([...groups].map(([group, interests]) => [group, Object.fromEntries(interests)]));
}

function summaryJson(summary: ContactSummary): unknown {
  const { desired, live, create, adopt, update, rename, untag, archive, unchanged, skipped } = summary;
  return { desired, live, create, adopt, update, rename, untag, archive, unchanged, skipped };
}

/** One change as the JSON of a plan has it. */
export function changeJson(change: ContactChange): unknown {
  const { ref, email, from, action, status, fields, tags, groups, events, because, verdict, reason } = change;
  return {
    ref,
    address: formatAddress({ kind: "contact", key: email }),
    ...(from === undefined ? {} : { from: formatAddress({ kind: "contact", key: from }) }),
    action,
    status,
    fields: fields.map(({ field, before, after }) => ({ field, before, after })),
    tags,
    groups: byGroup(groups.map(({ group, interest, after }) => ({ group, interest, value: after }))),
    events: (events ?? []).map(({ name }) => name),
    because,
    verdict,
    ...(reason === undefined ? {} : { reason }),
  };
}

function limitJson(limit: LimitCheck, mask: Mask): unknown {
  const { key, message } = limit;
  return {
    ...limit,
    ...(key === undefined ? {} : { key: mask.text(key) }),
    ...(message === undefined ? {} : { message: mask.text(message) }),
  };
}
