import type { ContactChange } from "../model/contact.ts";
import type { ContactRules } from "../model/desired.ts";
import type { AutomationRule } from "../model/event.ts";

/** What a plan sets off: events, automations, and the requests that events and quiet tags take. */
export class ReactionTally {
  readonly events: Record<string, number>;
  readonly automations: Record<string, number>;
  /** One look for each contact with events, one call for each event, and one for the quiet tags of a contact. */
  requests = 0;
  readonly #starts: readonly { readonly name: string; readonly isStarted: (change: ContactChange) => boolean }[];

  constructor({ events = [], automations = [] }: Pick<ContactRules, "events" | "automations">) {
    this.events = Object.fromEntries(events.map(({ name }) => [name, 0]));
    this.automations = Object.fromEntries(automations.map(({ name }) => [name, 0]));
    this.#starts = automations.map((rule) => ({ name: rule.name, isStarted: starter(rule) }));
  }

  change(change: ContactChange): void {
    const { events = [], quiet = [] } = change;
    for (const { name } of events) this.events[name] = (this.events[name] ?? 0) + 1;
    this.requests += (events.length > 0 ? events.length + 1 : 0) + (quiet.length > 0 ? 1 : 0);
    for (const { name, isStarted } of this.#starts) {
      if (isStarted(change)) this.automations[name] = (this.automations[name] ?? 0) + 1;
    }
  }
}

/** The tags that a change puts on aloud: these go with the batch, and may start an automation. */
export function loudTags({ tags, quiet }: Pick<ContactChange, "tags" | "quiet">): readonly string[] {
  return quiet === undefined ? tags.add : tags.add.filter((name) => !quiet.includes(name));
}

/** Whoever gets the tag or one of the events enters, once. A family stands for all its tags. */
function starter({ startsOn }: AutomationRule): (change: ContactChange) => boolean {
  if ("events" in startsOn) {
    const names = new Set(startsOn.events);
    return (change) => (change.events ?? []).some(({ name }) => names.has(name));
  }
  const [prefix = "", suffix] = startsOn.tag.toLowerCase().split("*");
  return (change) =>
    loudTags(change).some((name) => {
      const lower = name.toLowerCase();
      return suffix === undefined ? lower === prefix : lower.startsWith(prefix) && lower.endsWith(suffix);
    });
}
