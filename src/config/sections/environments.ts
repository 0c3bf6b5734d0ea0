import type { Section } from "./section.ts";

/** What differs between staging, production and the like; `sections` are those that may differ. */
export function environments(sections: readonly Section[]): Section {
  const variable = sections.filter(({ overlay }) => overlay !== "fixed");
  return {
    name: "environments",
    overlay: "fixed",
    schema: {
      type: "object",
      description:
        "What differs from one environment to the next; `--env NAME` chooses one. Mappings are laid over those of the file, lists and single values replace, `null` takes out, `audience` is replaced whole.",
      additionalProperties: {
        type: ["object", "null"],
        description: "One environment: any of the file's sections, with what differs.",
        additionalProperties: false,
        properties: Object.fromEntries(variable.map((section) => [section.name, difference(section)])),
      },
      examples: [{ staging: { audience: { id: "f6e7d8c9b0" }, limits: { create: 50 } } }],
    },
  };
}

function difference({ schema, overlay }: Section): Section["schema"] {
  const how = overlay === "replaced" ? "Replaces the whole of it." : "Laid over the file's.";
  if (schema["type"] === "array") {
    return { type: ["array", "null"], description: `Replaces the whole list. ${String(schema["description"])}` };
  }
  return {
    type: ["object", "null"],
    additionalProperties: true,
    description: `${how} ${String(schema["description"])}`,
  };
}
