import { FIELD_TYPES, PARTNERO_RESOURCES } from "../../model/source.ts";
import type { Section } from "./section.ts";

/** Where the people come from. */
export const sources: Section = {
  name: "sources",
  overlay: "merged",
  schema: {
    type: "object",
    description:
      "Where the people come from. The key is the name that rules call a record by: with `partner: { … }` a rule says `partner.status`. One address is one contact, whatever the number of sources that have it.",
    additionalProperties: {
      type: "object",
      description: "A file with one record a person, or a list of a Partnero program.",
      additionalProperties: false,
      required: ["type"],
      properties: {
        type: {
          enum: ["csv", "ndjson", "partnero"],
          description:
            "`csv`: a table with a header line. `ndjson`: one JSON object a line. `partnero`: a list of a Partnero program, read through its API.",
        },
        resource: {
          enum: PARTNERO_RESOURCES,
          description:
            "For `partnero`: which list. `partners` and `customers` (those whom partners brought) of an affiliate program, `referral-customers` of a refer-a-friend program, `subscribers` of a newsletter program.",
        },
        keyFrom: {
          type: "string",
          pattern: "^[A-Z_][A-Z0-9_]*$",
          description:
            "For `partnero`: the environment variable that holds the program's API key, `PARTNERO_API_KEY` unless given. A key opens one program: several programs are several sources.",
          examples: ["PARTNERO_EU_API_KEY"],
        },
        path: {
          type: "string",
          minLength: 1,
          description: "For files: the file, relative to this configuration; `-` is standard input.",
          examples: ["data/partners.csv"],
        },
        email: {
          type: "string",
          minLength: 1,
          description: "For files: the column or key that holds the e-mail address.",
          examples: ["email"],
        },
        columns: {
          type: "object",
          description:
            "The types of columns that are not text: `number`, `boolean`, `date` (a day), `datetime` (an instant), `list` (texts, in a CSV cell parted by commas), `address`. In NDJSON, dots lead into objects: `referrals.sales_count`. For `partnero`: fields beside those that are built in, such as `custom_fields.company`.",
          additionalProperties: { enum: FIELD_TYPES, description: "The type of this column." },
          examples: [{ total_sales: "number", joined: "date" }],
        },
        delimiter: {
          type: "string",
          minLength: 1,
          maxLength: 1,
          description: "For `csv`: the character between two cells, a comma unless given.",
          examples: [";"],
        },
      },
      allOf: [
        {
          if: { properties: { type: { const: "ndjson" } }, required: ["type"] },
          // biome-ignore lint/suspicious/noThenProperty: the word of JSON Schema
          then: { properties: { delimiter: false } },
        },
        {
          if: { properties: { type: { const: "partnero" } }, required: ["type"] },
          // biome-ignore lint/suspicious/noThenProperty: the word of JSON Schema
          then: { required: ["resource"], properties: { path: false, email: false, delimiter: false } },
        },
        {
          if: { properties: { type: { enum: ["csv", "ndjson"] } }, required: ["type"] },
          // biome-ignore lint/suspicious/noThenProperty: the word of JSON Schema
          then: { required: ["path", "email"], properties: { resource: false, keyFrom: false } },
        },
      ],
    },
    examples: [
      { partner: { type: "csv", path: "data/partners.csv", email: "email", columns: { total_sales: "number" } } },
      { partner: { type: "partnero", resource: "partners" } },
    ],
  },
};
