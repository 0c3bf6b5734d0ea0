import type { EventRule, Transition } from "../model/event.ts";
import type { EventSilence, ExplainedEvent } from "../model/explained-person.ts";
import type { Comparing } from "./comparing.ts";
import { ReactionTally } from "./reaction-tally.ts";

/** Which events the change of a person sends, and why the others are not sent. */
export function explainedEvents({ declared, change, current }: Comparing): readonly ExplainedEvent[] {
  return (declared.events ?? []).map((rule) => {
    const sent = change?.events?.some(({ name }) => name === rule.name) === true;
    const diff = change?.fields.find(({ field }) => field === rule.when.field);
    return {
      name: rule.name,
      when: transitionText(rule.when),
      field: rule.when.field,
      sent,
      once: rule.when.is === "crosses",
      ...(diff === undefined ? {} : { before: diff.before, after: diff.after }),
      ...(sent ? {} : { why: silence(rule, change, current) }),
    };
  });
}

/** The automations that the change of a person starts. */
export function startedAutomations({ declared, change }: Comparing): readonly string[] {
  if (change === undefined) return [];
  const tally = new ReactionTally(declared);
  tally.change(change);
  return Object.keys(tally.automations).filter((name) => tally.automations[name] !== 0);
}

function silence({ when }: EventRule, change: Comparing["change"], current: boolean): EventSilence {
  if (change === undefined) return current ? "value-stays" : "not-written";
  if (change.action === "untag" || change.action === "archive") return "not-written";
  if (change.action === "create" || change.action === "adopt") return "new";
  if (change.status !== "subscribed") return "not-subscribed";
  const diff = change.fields.find(({ field }) => field === when.field);
  if (diff === undefined) return "value-stays";
  return diff.before === null || diff.before === "" ? "no-old-value" : "no-transition";
}

function transitionText(when: Transition): string {
  switch (when.is) {
    case "crosses":
      return `${when.field} crosses ${when.threshold}`;
    case "increases":
      return `${when.field} increases`;
    case "changes": {
      const from = when.from === undefined ? "" : ` from ${when.from.join(" or ")}`;
      return `${when.field} changes${from}${when.to === undefined ? "" : ` to ${when.to.join(" or ")}`}`;
    }
  }
}
