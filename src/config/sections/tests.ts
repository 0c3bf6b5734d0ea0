import { MEMBER_STATUSES } from "../../model/contact.ts";
import { NEW_CONTACT_STATUSES } from "../../model/desired.ts";
import type { Section } from "./section.ts";

const TAGS = { type: "array", items: { type: "string" } } as const;

const INTERESTS = { type: "object", additionalProperties: TAGS } as const;

const ANYTHING = { type: "object", additionalProperties: true } as const;

const live = {
  description:
    "What Mailchimp holds of this person: `none` for nobody, or a contact with these values. Left out, nothing is assumed.",
  anyOf: [
    { type: "string", enum: ["none"] },
    {
      type: "object",
      additionalProperties: false,
      properties: {
        status: { enum: MEMBER_STATUSES, description: "The contact's status." },
        tags: { ...TAGS, description: "The tags that the contact bears." },
        groups: { ...INTERESTS, description: "The interests that the contact has, by group." },
        mergeFields: { ...ANYTHING, description: "The values that the contact has, by key." },
      },
    },
  ],
} as const;

const expect = {
  type: "object",
  description: "What the rules must make of it. What is left out is not asked.",
  additionalProperties: false,
  minProperties: 1,
  properties: {
    included: { type: "boolean", description: "Whether `sync.include` lets the person in." },
    status: { enum: NEW_CONTACT_STATUSES, description: "The status with which the person would enter." },
    tags: { ...TAGS, description: "Tags that the contact must bear; others may be there too." },
    notTags: { ...TAGS, description: "Tags that the contact must not bear." },
    groups: {
      ...INTERESTS,
      description: "Interests that the contact must have, by group; others may be there too.",
      examples: [{ "Program type": ["Affiliate"] }],
    },
    notGroups: { ...INTERESTS, description: "Interests that the contact must not have, by group." },
    mergeFields: {
      ...ANYTHING,
      description: "The values that merge fields must get, by key; `null` expects none.",
      examples: [{ TIER: "gold", TOTAL_SALES: 12 }],
    },
  },
} as const;

/** Examples of people, and what the rules must make of each. */
export const tests: Section = {
  name: "tests",
  overlay: "fixed",
  schema: {
    type: "array",
    description: "Examples of people and what the rules must make of each; `audiencectl test` runs them.",
    items: {
      type: "object",
      additionalProperties: false,
      required: ["name", "given", "expect"],
      properties: {
        name: { type: "string", minLength: 1, description: "What the example shows, as a sentence." },
        given: {
          type: "object",
          description: "The person's records, by source. Fields in objects may be nested; what is left out is missing.",
          additionalProperties: { ...ANYTHING, description: "The fields of the record." },
          examples: [{ partner: { status: "active", referrals: { sales_count: 12 } } }],
        },
        live,
        now: {
          type: "string",
          description: "The instant at which the rules are evaluated, `2026-03-01` or `2026-03-01T12:00:00Z`.",
        },
        expect,
      },
    },
  },
};
