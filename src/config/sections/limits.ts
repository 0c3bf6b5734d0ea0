import type { Section } from "./section.ts";

/** A share as the file writes it, `30%` or `2.5%`. */
export const PERCENT = "^[0-9]+(\\.[0-9]+)?%$";

const COUNT = { type: "integer", minimum: 0, description: "At most so many." } as const;
const SHARE = { type: "string", pattern: PERCENT, description: "At most this share, such as `5%`." } as const;

/** How much one plan may do before somebody has to allow it. */
export const limits: Section = {
  name: "limits",
  overlay: "merged",
  schema: {
    type: "object",
    description:
      'How much one plan may do before somebody has to allow it. The key is a class (`create`, `adopt`, `update`, `archive`, `rename`, `tag`, `untag`, `clear`, …), or a class and what it is about (`"untag:active"`). A plan over a limit writes nothing.',
    additionalProperties: {
      description: "A number, a share such as `30%`, or both: being over either holds the plan.",
      anyOf: [
        COUNT,
        SHARE,
        {
          type: "object",
          additionalProperties: false,
          minProperties: 1,
          properties: { count: COUNT, share: SHARE },
        },
      ],
    },
    examples: [{ create: 1000, update: "30%", archive: { share: "5%", count: 100 }, "untag:active": 300 }],
  },
};
