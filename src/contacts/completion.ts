import type { RefusedValue } from "../model/contact.ts";
import type { ContactRules, Vocabulary } from "../model/desired.ts";
import type { Facts } from "../rules/facts.ts";
import { compileEvents, type EventSubject } from "./events.ts";
import { decodeLiveRow } from "./live-row.ts";
import { tagRules } from "./managed-tags.ts";
import { keyOfEmail, memberId } from "./member-id.ts";
import type { RecordShelves } from "./record-shelves.ts";
import type { Roll } from "./roll.ts";
import type { BareChange } from "./row-change.ts";
import type { Spool } from "./spool.ts";

/** Where completing looks people up. */
export interface CompletionInput {
  readonly rules: ContactRules;
  readonly vocabulary: Vocabulary;
  readonly roll: Roll;
  readonly shelves: RecordShelves;
  readonly lives: Spool;
  /** What of a change this run takes up. */
  readonly take: (change: BareChange) => BareChange | undefined;
  readonly refuse: (value: RefusedValue) => void;
}

/** Says of a change what else it does: the events that it sends, and the tags that it puts on quietly. */
export function completing(input: CompletionInput): (change: BareChange, person: number) => BareChange | undefined {
  const { rules, take } = input;
  const { events = [] } = rules;
  const quietOf = quietTags(rules);
  if (events.length === 0 && quietOf === undefined) return take;
  const eventsOf = compileEvents(events, input.vocabulary);
  const told = new Set<string>();
  return (change, person) => {
    const taken = take(change);
    if (taken === undefined) return undefined;
    const quiet = quietOf?.(taken.tags.add) ?? [];
    const loud = quiet.length === 0 ? taken : { ...taken, quiet };
    // Who is taken in part only, by the address of a field, is sent nothing.
    if (taken !== change) return loud;
    const found = eventsOf(change, () => subjectOf(change, person, input));
    for (const { rule, reason } of found.notes) {
      const key = `${rule} ${change.email}`;
      if (!told.has(key)) input.refuse({ email: change.email, field: rule, reason });
      told.add(key);
    }
    return found.events.length === 0 ? loud : { ...loud, events: found.events };
  };
}

function quietTags(rules: ContactRules): ((names: readonly string[]) => readonly string[]) | undefined {
  const quiet = {
    tags: rules.tags.filter((rule) => rule.quiet === true),
    families: rules.families.filter((rule) => rule.quiet === true),
  };
  if (quiet.tags.length + quiet.families.length === 0) return undefined;
  const ruleOf = tagRules(quiet);
  return (names) => names.filter((name) => ruleOf(name) !== undefined);
}

/** The contact that a change is about, and the person's records, which may stand under another address. */
function subjectOf(change: BareChange, person: number, { roll, lives, shelves }: CompletionInput): EventSubject {
  const standing = roll.find(keyOfEmail(change.from ?? change.email));
  const place = standing < 0 ? undefined : roll.liveAt.at(standing);
  const live = place === undefined ? undefined : decodeLiveRow(lives.read(place));
  const facts: Facts = { records: shelves.of(person), wished: [] };
  return { contactId: live?.contactId ?? memberId(change.from ?? change.email), facts };
}
