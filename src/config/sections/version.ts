import type { Section } from "./section.ts";

/** Which version of the file's language is meant. */
export const version: Section = {
  name: "version",
  required: true,
  overlay: "fixed",
  schema: { const: 1, description: "The version of this file's language. There is one: 1." },
};
