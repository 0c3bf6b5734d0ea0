import { mergeField } from "../../kinds/merge-field.ts";
import { refined } from "./refined.ts";
import type { Section } from "./section.ts";
import { VALUE } from "./section.ts";

/** The merge fields and the values that go into them. */
export const mergeFields: Section = {
  name: mergeField.configKey,
  overlay: "merged",
  schema: {
    type: "object",
    description:
      "The merge fields of the audience. The key (`A-Z`, `0-9`, `_`) is the name that rules and tests use; `tag` is Mailchimp's and has at most 10 characters.",
    additionalProperties: refined(mergeField.declaration, { value: VALUE }),
    examples: [
      { TIER: { name: "Tier", type: "dropdown", choices: ["bronze", "silver", "gold"], value: "partner.tier" } },
    ],
  },
};
