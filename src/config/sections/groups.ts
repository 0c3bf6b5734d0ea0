import { group } from "../../kinds/group.ts";
import { INTEREST_DECLARATION } from "../../kinds/interest.ts";
import { refined } from "./refined.ts";
import type { Section } from "./section.ts";
import { CONDITION } from "./section.ts";

const interests = { additionalProperties: refined(INTEREST_DECLARATION, { when: CONDITION }) };

/** The groups with their interests, and the rules that say who has which. */
export const groups: Section = {
  name: group.configKey,
  overlay: "merged",
  schema: {
    type: "object",
    description:
      "The groups that are managed. The key is the title that people see on forms. Of a `dropdown` or `radio` group a contact has one interest: where the conditions of several hold, the first in the file is taken.",
    additionalProperties: refined(group.declaration, { interests }),
    examples: [
      {
        "Program type": {
          type: "checkboxes",
          interests: { Affiliate: { when: { partner: "exists" } }, Customer: { when: { customer: "exists" } } },
        },
      },
    ],
  },
};
