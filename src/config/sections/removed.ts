import { KIND_NAMES, type KindName } from "../../model/address.ts";
import type { Section } from "./section.ts";

/** What is named by each kind. */
const NAMED: Readonly<Record<KindName, string>> = {
  mergeField: "A merge field, by Mailchimp's merge tag. Its value goes from every contact.",
  group: "A group, by its title; its interests go with it.",
  interest: "An interest in a group, `Program type/Affiliate`.",
  tag: "A tag, by its name. One that contacts hold is kept unless `fromContacts` is true.",
  segment: "A segment, by its name. Contacts are not touched.",
  webhook: "A webhook, by its URL.",
};

/** What used to be declared and shall stand no more. */
export const removed: Section = {
  name: "removed",
  overlay: "merged",
  schema: {
    type: "array",
    description:
      "What used to be declared here and shall stand no more: each is deleted where it stands. Nothing is deleted only because it is missing from the file. Deletions count against the limits `delete-tag`, `delete-merge-field` and so on, which let none pass unless told otherwise.",
    items: {
      type: "object",
      description: "One object, named by its kind and key.",
      additionalProperties: false,
      properties: {
        ...Object.fromEntries(
          KIND_NAMES.map((kind) => [kind, { type: "string", minLength: 1, description: NAMED[kind] }]),
        ),
        reason: { type: "string", minLength: 1, description: "Why it goes; shown with the deletion." },
        fromContacts: {
          type: "boolean",
          description:
            "For a `tag` alone: delete it although contacts hold it. They all lose it, whoever gave it to them.",
        },
      },
    },
    examples: [
      [
        { mergeField: "OLDCODE", reason: "replaced by TIER" },
        { tag: "beta", fromContacts: true },
      ],
    ],
  },
};
