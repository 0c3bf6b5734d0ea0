import { tag } from "../../kinds/tag.ts";
import { refined } from "./refined.ts";
import type { Section } from "./section.ts";
import { CONDITION, VALUE } from "./section.ts";

/** The tags and families of tags, each with the rule that says who bears it. */
export const tags: Section = {
  name: tag.configKey,
  overlay: "merged",
  schema: {
    type: "object",
    description:
      "The tags that are managed. The key is the tag's name, at most 100 characters and without commas; `tier:*` (in quotes) declares a family, of which a contact bears one.",
    additionalProperties: refined(tag.declaration, { when: CONDITION, value: VALUE }),
    examples: [{ active: { when: { "partner.status": "active" } }, "tier:*": { value: "partner.tier" } }],
  },
};
