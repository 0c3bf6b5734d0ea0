import { KIND_NAMES, type KindName } from "../../model/address.ts";
import { UNDECLARED_POLICIES } from "../../model/desired.ts";
import type { Section } from "./section.ts";

/** The word of a kind where many of it are meant, `mergeFields`. */
export function pluralOf(kind: KindName): `${KindName}s` {
  return `${kind}s`;
}

const DESCRIPTIONS: Readonly<Record<KindName, string>> = {
  mergeField: "Merge fields. Those that Mailchimp makes in every audience, such as FNAME, are never deleted this way.",
  group: "Groups. A group that is deleted takes its interests along.",
  interest: "Interests of declared groups.",
  tag: "Tags. One that contacts hold is not deleted this way, and those of a family belong to it.",
  segment: "Segments.",
  webhook: "Webhooks.",
};

/** What becomes of objects that stand in the audience and in no file. */
export const undeclared: Section = {
  name: "undeclared",
  overlay: "merged",
  schema: {
    type: "object",
    description:
      "What becomes of objects that stand in the audience without being declared, kind by kind: `ignore` (unless given) counts them, `report` lists them, `delete` deletes them, under the same guards and limits as `removed`.",
    additionalProperties: false,
    properties: Object.fromEntries(
      KIND_NAMES.map((kind) => [pluralOf(kind), { enum: UNDECLARED_POLICIES, description: DESCRIPTIONS[kind] }]),
    ),
    examples: [{ tags: "ignore", mergeFields: "report" }],
  },
};

const WORDS: Readonly<Record<KindName, string>> = {
  mergeField: "merge tags",
  group: "groups, by title",
  interest: "interests, `Program type/Affiliate`",
  tag: "tags",
  segment: "segments",
  webhook: "webhooks, by URL",
};

/** Names that are nobody's business. */
export const ignore: Section = {
  name: "ignore",
  overlay: "merged",
  schema: {
    type: "object",
    description:
      "Undeclared objects that are somebody else's, by name or pattern, kind by kind: they are never counted, reported or deleted, whatever `undeclared` says. A star stands for any text.",
    additionalProperties: false,
    properties: Object.fromEntries(
      KIND_NAMES.map((kind) => [
        pluralOf(kind),
        {
          type: "array",
          minItems: 1,
          uniqueItems: true,
          items: { type: "string", minLength: 1 },
          description: `Names or patterns of ${WORDS[kind]}.`,
        },
      ]),
    ),
    examples: [{ tags: ["legacy-*"] }],
  },
};
