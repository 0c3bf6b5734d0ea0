import type { NewContactRule } from "../model/desired.ts";
import type { ExplainedEntrance, ExplainedRules } from "../model/explained-person.ts";
import type { Comparing } from "./comparing.ts";
import { explainedCondition } from "./explained-condition.ts";
import { explainedEvents, startedAutomations } from "./explained-events.ts";
import { explainedFields } from "./explained-fields.ts";
import { explainedFamilies, explainedInterests, explainedTags } from "./explained-tags.ts";

/** What every rule of the file says of one person, and what comes of it. */
export function explainedRules(comparing: Comparing): ExplainedRules {
  const { declared, wish, row, current, change } = comparing;
  return {
    email: row.email,
    applied: current || change?.action === "create",
    include: {
      holds: wish.included,
      ...(declared.include === undefined ? {} : { when: explainedCondition(declared.include, comparing) }),
    },
    newContacts: entrance(comparing),
    tags: explainedTags(comparing),
    families: explainedFamilies(comparing),
    interests: explainedInterests(comparing),
    fields: explainedFields(comparing),
    events: explainedEvents(comparing),
    automations: startedAutomations(comparing),
  };
}

function entrance(comparing: Comparing): ExplainedEntrance {
  const { declared, wish, live, change } = comparing;
  const doors = declared.newContacts.map((rule) => door(rule, comparing));
  const first = doors.findIndex(({ holds }) => holds);
  return {
    status: wish.newStatus,
    stands: live !== undefined && change?.action !== "create",
    doors: doors.map((one, index) => ({ ...one, taken: index === first })),
  };
}

function door(
  { when, status }: NewContactRule,
  comparing: Comparing,
): Omit<ExplainedEntrance["doors"][number], "taken"> {
  if (when === undefined) return { status, holds: true };
  const condition = explainedCondition(when, comparing);
  return { status, holds: condition.holds, when: condition };
}
