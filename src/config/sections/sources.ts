import { FIELD_TYPES } from "../../model/source.ts";
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
      description: "A file with one record a person.",
      additionalProperties: false,
      required: ["type", "path", "email"],
      properties: {
        type: {
          enum: ["csv", "ndjson"],
          description: "`csv`: a table with a header line. `ndjson`: one JSON object a line.",
        },
        path: {
          type: "string",
          minLength: 1,
          description: "The file, relative to this configuration; `-` is standard input.",
          examples: ["data/partners.csv"],
        },
        email: {
          type: "string",
          minLength: 1,
          description: "The column or key that holds the e-mail address.",
          examples: ["email"],
        },
        columns: {
          type: "object",
          description:
            "The types of columns that are not text: `number`, `boolean`, `date` (a day), `datetime` (an instant), `list` (texts, in a CSV cell parted by commas), `address`. In NDJSON, dots lead into objects: `referrals.sales_count`.",
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
      ],
    },
    examples: [
      { partner: { type: "csv", path: "data/partners.csv", email: "email", columns: { total_sales: "number" } } },
    ],
  },
};
