import type { Finding } from "../model/diagnostic.ts";
import type { FileSource, SourceDeclaration } from "../model/source.ts";

/** Thrown where a source cannot be read to its end, so that a part of it is never taken for the whole. */
export class SourceError extends Error {
  override readonly name = "SourceError";
  readonly findings: readonly Finding[];

  constructor(findings: readonly Finding[]) {
    super(findings.map((finding) => `${finding.summary}: ${finding.detail}`).join("\n"));
    this.findings = findings;
  }
}

/** The keys of a source's declaration that a finding can point at. */
export type DeclarationKey = "path" | "email" | "columns" | "delimiter" | "resource" | "keyFrom";

/** One thing that is wrong with a source as a whole, placed at its declaration. */
export function sourceFinding(
  source: SourceDeclaration,
  at: DeclarationKey | readonly [DeclarationKey, string],
  text: Pick<Finding, "code" | "summary" | "detail"> & { readonly severity?: Finding["severity"] },
): Finding {
  const below = typeof at === "string" ? [at] : at;
  return { severity: "error", ...text, path: [...source.declaredAt, ...below], mark: "value" };
}

/** What messages call the file: its path as declared, or standard input. */
export function sourceName(source: FileSource): string {
  return source.path === "-" ? "standard input" : source.path;
}

/** A source that holds nothing: what a failed export leaves behind, so it is not taken for "no people". */
export function emptySource(source: FileSource): SourceError {
  const subject = source.path === "-" ? "Standard input" : `"${source.path}"`;
  return new SourceError([
    sourceFinding(source, "path", {
      code: "source-empty",
      summary: "Source is empty",
      detail: `${subject} holds nothing at all. An export that failed looks like this, so it is not taken for "no people".`,
    }),
  ]);
}
