import { createHash } from "node:crypto";
import type { Desired } from "../model/desired.ts";

/** SHA-256 over what a configuration asks for; where in the file it stands makes no difference, nor do its tests. */
export function configDigest(desired: Desired): string {
  const { tests: _tests, ...asked } = desired;
  const text = JSON.stringify(asked, (key, value: unknown) => (isPlace(key, value) ? undefined : value));
  return createHash("sha256").update(text).digest("hex");
}

/** A list under `path` is a way through the file; a text is the path of a source. */
function isPlace(key: string, value: unknown): boolean {
  return key === "declaredAt" || (key === "path" && Array.isArray(value));
}
