import type { SchemaFragment } from "../../kinds/kind.ts";
import { isJsonObject } from "../../model/json.ts";

/** A kind's fragment with what only the configuration knows of some of its properties. */
export function refined(
  fragment: SchemaFragment,
  refinements: Readonly<Record<string, SchemaFragment>>,
): SchemaFragment {
  const properties = isJsonObject(fragment["properties"]) ? fragment["properties"] : {};
  const changed = Object.entries(properties).map(([name, property]) => [
    name,
    isJsonObject(property) ? { ...property, ...refinements[name] } : property,
  ]);
  return { ...fragment, properties: Object.fromEntries(changed) };
}
