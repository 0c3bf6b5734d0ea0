import { createHash } from "node:crypto";
import type { Desired } from "../model/desired.ts";

/**
 * SHA-256 over what a configuration asks for, what it conceals included; where in the file it stands makes no difference,
 * nor do its tests.
 */
export function configDigest(desired: Desired): string {
  const { tests: _tests, ...asked } = desired;
  const text = JSON.stringify(asked, (key, value: unknown) => (isPlace(key, value) ? undefined : told(value)));
  return createHash("sha256").update(text).digest("hex");
}

/** A concealed text is told by a function, which JSON would leave out. */
function told(value: unknown): unknown {
  return typeof value === "function" ? value() : value;
}

/** A list under `path` is a way through the file; a text is the path of a source. */
function isPlace(key: string, value: unknown): boolean {
  return key === "declaredAt" || (key === "path" && Array.isArray(value));
}
