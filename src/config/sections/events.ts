import type { Section } from "./section.ts";
import { TRANSITION, VALUE } from "./section.ts";

/** The events that contacts are sent, each with the transition that sends it. */
export const events: Section = {
  name: "events",
  overlay: "merged",
  schema: {
    type: "object",
    description:
      "Events that subscribed contacts are sent when a value of theirs changes in a certain way, each once, before the new value is written. The key is the event's name: 2 to 30 characters of `a-z`, `0-9` and `_`.",
    additionalProperties: {
      type: "object",
      description: "An event and what sends it.",
      additionalProperties: false,
      required: ["when"],
      properties: {
        when: {
          ...TRANSITION,
          description:
            "What sends it: `{ crosses: { TOTAL_SALES: 10 } }`, `{ changes: { TIER: { from: silver, to: gold } } }` or `{ increases: TOTAL_PAID }`.",
        },
        properties: {
          type: "object",
          description:
            "What the event tells beside its name, as values of the sources. Mailchimp keeps ASCII texts alone: accents are taken off.",
          additionalProperties: VALUE,
          examples: [{ sales: "partner.referrals.sales_count" }],
        },
        occurredAt: {
          ...VALUE,
          description: "When it happened: a date or an instant of the sources. When it is sent, unless given.",
          examples: ["partner.last_sale_at"],
        },
        again: {
          type: "string",
          description:
            "After how long the same change counts anew: `12h`, `30d`, at least an hour, `7d` unless given. A threshold is crossed once in a contact's life.",
          examples: ["7d"],
        },
      },
    },
    examples: [{ first_sale: { when: { crosses: { TOTAL_SALES: 1 } } } }],
  },
};
