import { CONDITION_TYPES } from "../rules/segment-condition-type.ts";

const SCALAR = ["string", "number", "boolean"];

/** What an entry under `segments` may say. Names, operators and values are checked with the fields at hand. */
export const segmentDeclaration = {
  type: "object",
  description:
    "A segment, by its name. Who is in it is said by `when`, or by `match` and `conditions` in Mailchimp's own words.",
  additionalProperties: false,
  dependentRequired: { conditions: ["match"] },
  properties: {
    when: { description: "The condition, for example `{ all: [ { tag: partner }, { TIER: gold } ] }`." },
    match: {
      enum: ["all", "any"],
      description: "With `conditions`: whether all of them must hold, or any.",
    },
    conditions: {
      type: "array",
      minItems: 1,
      description: "Conditions in the words of Mailchimp's API, for what `when` cannot say.",
      items: {
        type: "object",
        description: "One condition.",
        additionalProperties: false,
        required: ["condition_type", "field", "op"],
        properties: {
          condition_type: { enum: Object.keys(CONDITION_TYPES), description: "The type of the condition." },
          field: {
            type: "string",
            minLength: 1,
            description:
              "What it is about: a merge field's tag, `interests-` and a group's title, or the one word that the type knows.",
            examples: ["TIER", "interests-Program type", "gmonkey"],
          },
          op: { type: "string", minLength: 1, description: "Mailchimp's operator.", examples: ["is", "blank_not"] },
          value: {
            description:
              "What it is compared with: a text or a number; a tag by name (`partner`) or by id (a number); a list of interests.",
          },
          extra: { type: SCALAR, description: "The second value that some types take, such as a day or a ZIP code." },
          addr: { type: SCALAR, description: "For `IPGeoIn`: the address." },
          lat: { type: SCALAR, description: "For `IPGeoIn`: the latitude." },
          lng: { type: SCALAR, description: "For `IPGeoIn`: the longitude." },
        },
      },
    },
  },
} as const;
