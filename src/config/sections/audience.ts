import type { Section } from "./section.ts";

/** Which audience the file describes. */
export const audience: Section = {
  name: "audience",
  required: true,
  overlay: "replaced",
  schema: {
    type: "object",
    description:
      "The audience that this file describes, by `id` or by `name`. An environment that names another replaces all of this.",
    additionalProperties: false,
    properties: {
      id: {
        type: "string",
        minLength: 1,
        description:
          "The audience's id, ten letters and digits. Mailchimp shows it under Audience, Settings, Audience name and defaults. An id of digits alone needs quotes.",
        examples: ["a1b2c3d4e5"],
      },
      name: {
        type: "string",
        minLength: 1,
        description: "The audience's name, instead of its id. Exactly one audience of the account must bear it.",
        examples: ["Acme Partners"],
      },
      expect: {
        type: "object",
        description:
          "A guard: where the audience found is another one than expected here, nothing is read or written. It protects against an id from the wrong account or environment.",
        additionalProperties: false,
        properties: {
          name: {
            type: "string",
            minLength: 1,
            description: "The name that the audience must have, letter by letter.",
            examples: ["Acme Partners"],
          },
        },
      },
    },
  },
};
