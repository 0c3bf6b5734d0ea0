import type { Section } from "./section.ts";

/** Mailchimp's automations, as far as a plan must know of them. */
export const automations: Section = {
  name: "automations",
  overlay: "merged",
  schema: {
    type: "object",
    description:
      "Automations that are made in Mailchimp, for no API makes them. Declared here, a plan tells how many people will enter each, and stops where there are too many.",
    additionalProperties: {
      type: "object",
      description: "An automation and what starts it.",
      additionalProperties: false,
      required: ["startsOn"],
      properties: {
        startsOn: {
          type: "object",
          description: "What starts it for a contact: one of its keys.",
          additionalProperties: false,
          minProperties: 1,
          properties: {
            tag: { type: "string", minLength: 1, description: "A tag that is put on the contact." },
            event: {
              type: "array",
              minItems: 1,
              uniqueItems: true,
              items: { type: "string", minLength: 1 },
              description: "One of these events.",
            },
          },
          examples: [{ tag: "new-partner" }, { event: ["first_sale", "tenth_sale"] }],
        },
        limit: {
          type: "integer",
          minimum: 0,
          description: "How many people may enter it by one plan. 0 unless given: each time it must be allowed.",
        },
      },
    },
    examples: [{ "Partner welcome series": { startsOn: { tag: "new-partner" }, limit: 100 } }],
  },
};
