import { segment } from "../../kinds/segment.ts";
import { refined } from "./refined.ts";
import { SEGMENT_CONDITION, type Section } from "./section.ts";

/** The segments that Mailchimp keeps of the audience. */
export const segments: Section = {
  name: segment.configKey,
  overlay: "merged",
  schema: {
    type: "object",
    description:
      "The saved segments that are managed. The key is the segment's name, at most 100 characters. Mailchimp decides who is in one, by what it holds of its contacts: merge fields, tags, groups and a few properties.",
    additionalProperties: refined(segment.declaration, { when: SEGMENT_CONDITION }),
    examples: [
      {
        "Gold performers": { when: { all: [{ TIER: "gold" }, { TOTAL_SALES: { gt: 10 } }] } },
        VIPs: { match: "any", conditions: [{ condition_type: "VIP", field: "gmonkey", op: "member" }] },
      },
    ],
  },
};
