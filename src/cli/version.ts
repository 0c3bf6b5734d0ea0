import { createRequire } from "node:module";

/** The version of this program, from its own package. */
export function version(): string {
  const found: unknown = createRequire(import.meta.url)("../../package.json");
  return typeof found === "object" && found !== null && "version" in found ? String(found.version) : "0.0.0";
}
