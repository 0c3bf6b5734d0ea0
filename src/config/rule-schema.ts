import type { SchemaFragment } from "../kinds/kind.ts";

const CONDITION = { $ref: "#/$defs/condition" };

/** How an editor sees a condition. Names and operators are checked with the sources' fields at hand, not here. */
export const CONDITION_SCHEMA: SchemaFragment = {
  type: "object",
  minProperties: 1,
  description:
    "A condition. Its keys are paths into sources (`partner.status`), sources (`partner`) or merge fields' keys (`TIER`); all of them must hold. A value alone means equal; `{ gte: 10 }` applies an operator: eq ne gt gte lt lte in notIn contains notContains startsWith endsWith exists missing before after within olderThan. `exists` and `missing` are words. A missing value fails every comparison.",
  properties: {
    all: { type: "array", items: CONDITION, description: "Each of these conditions must hold." },
    any: { type: "array", items: CONDITION, description: "One of these conditions must hold." },
    not: { ...CONDITION, description: "This condition must not hold." },
  },
  additionalProperties: {
    description:
      "What is asked of it: a value, `exists`, `missing`, or an operator such as `{ in: [active, pending] }` or `{ within: 30d }`.",
  },
  examples: [
    { "partner.status": "active" },
    { all: [{ partner: "exists" }, { "partner.created_at": { within: "30d" } }] },
  ],
};

const SEGMENT_CONDITION = { $ref: "#/$defs/segmentCondition" };

/** How an editor sees the condition of a segment. */
export const SEGMENT_CONDITION_SCHEMA: SchemaFragment = {
  type: "object",
  minProperties: 1,
  description:
    "A condition that Mailchimp can decide. Its keys are merge fields' keys (`TIER`), `tag`, `group: { TITLE: INTEREST }`, and of the contact `email`, `vip`, `language`, `rating`, `source`, `signup`, `changed`; all of them must hold. Operators depend on the type of the field: eq ne gt lt in notIn contains notContains startsWith endsWith exists missing before after, and within olderThan for `signup` and `changed`. Mailchimp knows no gte or lte, one level of all and any, and at most 10 conditions.",
  properties: {
    all: { type: "array", items: SEGMENT_CONDITION, description: "Each of these conditions must hold." },
    any: { type: "array", items: SEGMENT_CONDITION, description: "One of these conditions must hold." },
    not: { ...SEGMENT_CONDITION, description: "This condition must not hold." },
    tag: { description: "A tag that the contact bears: `tag: partner`, `tag: { in: [partner, customer] }`." },
    group: { description: "Interests by the group's title: `group: { Program type: Affiliate }`." },
    vip: { description: "Whether the contact is a VIP." },
    rating: { description: "The contact's stars, 1 to 5: `rating: { gt: 3 }`." },
    signup: { description: "The day of signup: `signup: { within: 30d }`, `signup: { after: 2025-03-31 }`." },
  },
  additionalProperties: {
    description: "What is asked of it: a value, `exists`, `missing`, or an operator such as `{ in: [silver, gold] }`.",
  },
  examples: [{ all: [{ tag: "partner" }, { TIER: "gold" }] }, { TOTAL_SALES: { gt: 10 } }],
};

const SIDE: SchemaFragment = {
  type: ["string", "number", "boolean", "array"],
  items: { type: ["string", "number", "boolean"] },
  description: "A value, or a list of which it is one. Any value where it is left out.",
};

/** How an editor sees a transition. */
export const TRANSITION_SCHEMA: SchemaFragment = {
  type: "object",
  minProperties: 1,
  maxProperties: 1,
  description:
    "What must happen to the value of a merge field, by its key. The value that Mailchimp holds, which must be set, is compared with the one about to be written; a contact that is created or taken on has no transition.",
  additionalProperties: false,
  properties: {
    crosses: {
      type: "object",
      minProperties: 1,
      maxProperties: 1,
      additionalProperties: { type: "number" },
      description: "A number that was below a threshold reaches it: `{ TOTAL_SALES: 10 }`. Once in a contact's life.",
    },
    changes: {
      type: "object",
      minProperties: 1,
      maxProperties: 1,
      additionalProperties: { type: "object", additionalProperties: false, properties: { from: SIDE, to: SIDE } },
      description: "A value becomes another one: `{ TIER: { from: silver, to: gold } }`.",
    },
    increases: { type: "string", description: "A number becomes larger: `TOTAL_PAID`." },
  },
  examples: [{ crosses: { TOTAL_SALES: 10 } }, { changes: { TIER: { to: "gold" } } }, { increases: "TOTAL_PAID" }],
};

/** How an editor sees a value expression. */
export const VALUE_SCHEMA: SchemaFragment = {
  type: ["string", "object"],
  description:
    'Where a value comes from: a path (`partner.status`), a translation (`{ from: partner.status, map: { active: A }, default: X }`), the first that is there (`{ first: [partner.name, customer.name] }`), a text with holes (`{ template: "{partner.name} {partner.surname}" }`), or what a star matches in a list of tags (`{ tag: "tier:*", of: partner.tags }`).',
  additionalProperties: false,
  properties: {
    from: { type: "string", description: "The path whose value is translated by `map`." },
    map: {
      type: "object",
      description: "What each value becomes.",
      additionalProperties: { type: ["string", "number", "boolean"] },
    },
    default: { type: ["string", "number", "boolean"], description: "What a value that `map` does not have becomes." },
    first: {
      type: "array",
      items: { type: "string" },
      minItems: 1,
      description: "Paths, of which the first that has a value counts.",
    },
    template: { type: "string", description: "A text with paths in braces. A missing value leaves an empty place." },
    tag: { type: "string", description: "A pattern with one star, such as `tier:*`." },
    of: { type: "string", description: "The list of tags in which the pattern is looked for." },
  },
  examples: ["partner.status", { tag: "tier:*", of: "partner.tags" }],
};
