import { MERGE_FIELD_TYPES } from "../model/merge-field-type.ts";
import type { SchemaFragment } from "./kind.ts";
import { LIFE_CYCLE } from "./life-cycle.ts";

/** What an entry under `mergeFields` may say. The value's own grammar is checked with the rules. */
export const mergeFieldDeclaration: SchemaFragment = {
  type: "object",
  description:
    "A merge field. With a `type` its definition is managed: it is created and kept as declared. Without one it must stand in the audience already, and only its values are written.",
  additionalProperties: false,
  dependentRequired: { type: ["name"] },
  properties: {
    tag: {
      type: "string",
      description:
        "Mailchimp's merge tag, at most 10 characters of A-Z, 0-9 and _. The key unless given. Mailchimp cuts longer tags in silence and drops values sent under the long name.",
      examples: ["SALES"],
    },
    name: { type: "string", minLength: 1, maxLength: 50, description: "The label that people see on forms." },
    type: { enum: MERGE_FIELD_TYPES, description: "The type. Mailchimp cannot change it once the field stands." },
    required: { type: "boolean", description: "Whether Mailchimp's forms insist on a value." },
    public: { type: "boolean", description: "Whether the field is shown on forms and in the archive of a campaign." },
    defaultValue: {
      type: "string",
      description: "What campaigns show for a contact without a value. It is not written into contacts.",
    },
    helpText: { type: "string", description: "The hint beside the field on forms." },
    order: { type: "integer", minimum: 1, description: "The place of the field on forms." },
    choices: {
      type: "array",
      items: { type: "string" },
      minItems: 1,
      description:
        "The choices of a `dropdown` or `radio` field, in their order. A value that is none of them is never sent.",
    },
    dateFormat: {
      enum: ["MM/DD/YYYY", "DD/MM/YYYY", "MM/DD", "DD/MM"],
      description:
        "How forms show a `date` (with the year) or a `birthday` (without). Values are always stored the same way.",
    },
    phoneFormat: { enum: ["US", "international"], description: "The format that forms ask for in a `phone` field." },
    defaultCountry: {
      type: "integer",
      description: "Mailchimp's number of the country preset in an `address` field; 164 is the USA.",
    },
    size: {
      type: "integer",
      minimum: 1,
      description: "The width of a `text` field on forms. Mailchimp ignores later changes.",
    },
    ...LIFE_CYCLE,
    value: {
      description:
        'Where the value comes from: a path such as `partner.status`, or `{ from, map, default }`, `{ first: [...] }`, `{ template: "{partner.name}" }`, `{ tag: "tier:*", of: partner.tags }`. Without one, no values are written.',
    },
    write: {
      enum: ["always", "if_empty", "create_only"],
      description:
        "When the value is written: always (unless given), only where the contact has none, or only with a new contact.",
    },
    empty: {
      enum: ["clear", "keep"],
      description:
        "What happens where the source has no value: `clear` empties the field, `keep` leaves it. A field declared with its type clears unless told otherwise; one that stands already keeps.",
    },
  },
};
