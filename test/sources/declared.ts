import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import type { FileSource } from "../../src/model/source.ts";

/** A source as a configuration would declare it. */
export function declared(over: Partial<FileSource> & Pick<FileSource, "type">): FileSource {
  return {
    name: "people",
    path: `people.${over.type}`,
    email: "email",
    columns: {},
    declaredAt: ["sources", "people"],
    ...over,
  };
}

/** A folder of its own for the tests of a file, gone after them. */
export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "audiencectl-test-"));
  afterAll(() => rmSync(path, { recursive: true, force: true }));
  return path;
}
