import type { Checked } from "../../model/checked.ts";
import type { SourceDeclaration } from "../../model/source.ts";

/** What is to be said of a source before it is read: its key, its connection. A problem keeps it from being read. */
export type SourceNote = Pick<Checked, "verdict" | "summary" | "detail" | "wayOut">;

/** Looks at what a source needs beside its declaration; a file needs nothing. */
export async function sourceNotes(_declaration: SourceDeclaration): Promise<readonly SourceNote[]> {
  return [];
}

/** Where a source's records come from, in a few words. */
export function sourceOrigin({ type, path }: SourceDeclaration): string {
  return path === "-" ? "standard input" : `${type}, ${path}`;
}

/** Whether a source can be read only once, and by whoever needs it. */
export function isReadOnce({ path }: SourceDeclaration): boolean {
  return path === "-";
}
