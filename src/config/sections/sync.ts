import { LEAVER_POLICIES, NEW_CONTACT_STATUSES } from "../../model/desired.ts";
import type { Section } from "./section.ts";
import { CONDITION } from "./section.ts";

const STATUSES =
  "`subscribed` gets mail at once; `pending` gets one message to confirm (double opt-in); `transactional` gets no campaigns; `skip` is not created.";

/** How people in the sources become contacts. */
export const sync: Section = {
  name: "sync",
  overlay: "merged",
  schema: {
    type: "object",
    description: "How people in the sources become contacts. Without it, contacts are neither read nor written.",
    additionalProperties: false,
    required: ["identity", "newContacts"],
    properties: {
      identity: {
        type: "array",
        minItems: 1,
        uniqueItems: true,
        items: { type: "string" },
        description:
          "The merge fields (by key) that hold the ids of people in the sources, at most one a source. A contact in which one is set is ours. Each must be `text`, `public: false`, and take its value from a plain path.",
        examples: [["PARTNER_ID"]],
      },
      include: {
        ...CONDITION,
        description: "Who becomes a contact. Everyone in the sources unless given.",
        examples: [{ "partner.status": { in: ["active", "pending"] } }],
      },
      newContacts: {
        description: `The status with which a person enters the audience, or a list of rules of which the first that holds decides. There is no default. ${STATUSES} The status of a contact that exists is never changed.`,
        anyOf: [
          { type: "string", enum: NEW_CONTACT_STATUSES },
          {
            type: "array",
            minItems: 1,
            items: {
              type: "object",
              additionalProperties: false,
              required: ["status"],
              properties: {
                when: {
                  ...CONDITION,
                  description: "For whom this rule decides. Without it: for everyone who is left.",
                },
                status: { enum: NEW_CONTACT_STATUSES, description: STATUSES },
              },
            },
          },
        ],
        examples: ["pending", [{ when: { "partner.consented": true }, status: "subscribed" }, { status: "pending" }]],
      },
      lastAddress: {
        type: "string",
        description:
          "The merge field (by key) in which apply keeps the address that a person had in the sources. It tells who changed an address: the person, in Mailchimp, or the source. It must be `text`, `public: false`, and have no `value`. Without it, a changed address is listed and left alone.",
        examples: ["SRC_EMAIL"],
      },
      addressChanges: {
        enum: ["source"],
        description:
          "Whom to believe where nobody can tell who changed an address: with `source` the contact gets the address of the source. Unless given, the person is listed and left alone.",
      },
      leavers: {
        enum: LEAVER_POLICIES,
        description:
          "What becomes of a contact that is ours and has no record any more that `include` lets in: `keep` (unless given) leaves it as it is; `untag` takes managed tags and interests away, the fields stay; `archive` archives subscribed and transactional ones, and takes tags and interests from the others.",
      },
      duplicates: {
        enum: ["error", "first", "last"],
        description:
          "What happens where two records of one source have one address, or one id stands at two addresses: `error` (unless given) stops, `first` and `last` take that record.",
      },
    },
  },
};
