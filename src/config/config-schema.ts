import type { SchemaFragment } from "../kinds/kind.ts";
import { CONDITION_SCHEMA, SEGMENT_CONDITION_SCHEMA, TRANSITION_SCHEMA, VALUE_SCHEMA } from "./rule-schema.ts";
import { SECTIONS } from "./sections/index.ts";

/** The JSON Schema of the configuration file, as it is published. */
export const CONFIG_SCHEMA: SchemaFragment = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "config.v1.schema.json",
  title: "audiencectl configuration",
  description: "A Mailchimp audience as code: what it must look like, and who is in it.",
  type: "object",
  additionalProperties: false,
  required: SECTIONS.filter(({ required }) => required === true).map(({ name }) => name),
  properties: Object.fromEntries(SECTIONS.map(({ name, schema }) => [name, schema])),
  $defs: {
    condition: CONDITION_SCHEMA,
    segmentCondition: SEGMENT_CONDITION_SCHEMA,
    transition: TRANSITION_SCHEMA,
    value: VALUE_SCHEMA,
  },
};

/** The same without the grammar of rules: `rules/` checks it, and says better what is wrong. */
export const SHAPE_SCHEMA: SchemaFragment = {
  ...CONFIG_SCHEMA,
  $defs: { condition: true, segmentCondition: true, transition: true, value: true },
};

/** Where an editor finds the schema once the package is installed beside the file. */
export const EDITOR_SCHEMA = "./node_modules/audiencectl/schema/config.v1.schema.json";
