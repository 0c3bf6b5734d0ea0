import { webhook } from "../../kinds/webhook.ts";
import type { Section } from "./section.ts";

/** The webhooks that Mailchimp calls. */
export const webhooks: Section = {
  name: webhook.configKey,
  overlay: "merged",
  schema: {
    type: "array",
    description:
      "The webhooks of the audience, told apart by their URLs without the query. They are made after everything else, so that what a run writes does not set them off.",
    items: webhook.declaration,
    examples: [
      [
        {
          url: `https://hooks.acme.dev/mailchimp/\${WEBHOOK_PATH_SECRET}`,
          events: ["subscribe", "unsubscribe", "cleaned"],
          sources: ["user", "admin"],
        },
      ],
    ],
  },
};
