import { hash } from "node:crypto";
import type { Vocabulary } from "../model/desired.ts";
import type { ContactEvent, EventRule } from "../model/event.ts";
import type { FieldValue } from "../model/source.ts";
import { compileValue } from "../rules/compiled-value.ts";
import { type Facts, textOf } from "../rules/facts.ts";
import { asciiText } from "./ascii-text.ts";
import type { BareChange } from "./row-change.ts";
import { transitionMark } from "./transition.ts";

/** Whom a change is about. */
export interface EventSubject {
  /** Mailchimp's own id of the contact, which survives a change of address. */
  readonly contactId: string;
  readonly facts: Facts;
}

/** The events that a change sends, and what of them cannot be said. */
export interface EventsFound {
  readonly events: readonly ContactEvent[];
  /** By the rule, `event.first_sale`. */
  readonly notes: readonly { readonly rule: string; readonly reason: string }[];
}

/** Makes the rules of events into one function. Only subscribed contacts that are ours already are sent any. */
export function compileEvents(
  rules: readonly EventRule[],
  vocabulary: Vocabulary,
): (change: BareChange, subject: () => EventSubject) => EventsFound {
  const compiled = rules.map((rule) => compileEvent(rule, vocabulary));
  return (change, subject) => {
    if (!mayHaveTransitions(change)) return NONE;
    const found = compiled.flatMap((event) => event(change, subject) ?? []);
    return found.length === 0
      ? NONE
      : { events: found.map(({ event }) => event), notes: found.flatMap(({ notes }) => notes) };
  };
}

const NONE: EventsFound = { events: [], notes: [] };

/** Somebody who is new or taken on in this run has no old value that we wrote. */
function mayHaveTransitions({ action, status, verdict, fields }: BareChange): boolean {
  const standing = action === "update" || action === "rename";
  return standing && status === "subscribed" && verdict === "go" && fields.length > 0;
}

interface EventFound {
  readonly event: ContactEvent;
  readonly notes: EventsFound["notes"];
}

function compileEvent(
  rule: EventRule,
  vocabulary: Vocabulary,
): (change: BareChange, subject: () => EventSubject) => EventFound | undefined {
  const { name, when } = rule;
  const properties = rule.properties.map(({ key, value }) => ({ key, find: compileValue(value, vocabulary) }));
  const moment = rule.occurredAt === undefined ? undefined : compileValue(rule.occurredAt, vocabulary);
  return (change, subject) => {
    const diff = change.fields.find(({ field }) => field === when.field);
    const mark = diff === undefined ? undefined : transitionMark(when, diff);
    if (mark === undefined) return undefined;
    const { contactId, facts } = subject();
    const told = properties.map(({ key, find }) => ({ key, text: textOf(find(facts).value) }));
    const { sayable, notes } = inAscii(name, told);
    const occurredAt = moment === undefined ? undefined : momentOf(moment(facts).value);
    return {
      event: {
        name,
        id: eventId(contactId, name, mark),
        properties: sayable,
        ...(occurredAt === undefined ? {} : { occurredAt }),
        field: when.field,
        ...(when.is === "crosses" ? {} : { again: rule.again }),
      },
      notes,
    };
  };
}

/** The same transition of the same contact has the same id in every run. */
function eventId(contactId: string, name: string, mark: string): string {
  return hash("sha256", JSON.stringify([contactId, name, mark]), "hex").slice(0, 20);
}

/** Where one property is not ASCII, Mailchimp drops them all. */
function inAscii(
  name: string,
  told: readonly { readonly key: string; readonly text: string | undefined }[],
): { readonly sayable: ContactEvent["properties"]; readonly notes: EventsFound["notes"] } {
  const sayable: Record<string, string> = {};
  const notes: { rule: string; reason: string }[] = [];
  for (const { key, text } of told) {
    const plain = text === undefined ? "" : asciiText(text);
    if (plain === undefined) notes.push({ rule: `event.${name}`, reason: unsayable(key) });
    else if (plain !== "") sayable[key] = plain;
  }
  return { sayable, notes };
}

function unsayable(key: string): string {
  return `Mailchimp keeps ASCII texts alone in events, and the property \`${key}\` cannot be spelled in ASCII: the event goes without it.`;
}

function momentOf(value: FieldValue): string | undefined {
  if (typeof value !== "string") return undefined;
  return /^\d{4}-\d{2}-\d{2}$/.test(value) ? `${value}T00:00:00Z` : value;
}
