import type { Checked } from "../../model/checked.ts";
import type { Diagnostic } from "../../model/diagnostic.ts";
import type { PartneroSource, SourceDeclaration } from "../../model/source.ts";
import { introduced } from "../../sources/partnero/introduction.ts";
import { SourceError } from "../../sources/source-error.ts";
import type { PartneroAccess } from "../partnero.ts";
import { lowerFirst } from "./attempt.ts";

/** What is to be said of a source before it is read: its key, its connection. A problem keeps it from being read. */
export type SourceNote = Pick<Checked, "verdict" | "summary" | "detail" | "wayOut">;

/** The way to Partnero, what is wrong with it, or nothing where no source asks for it. */
export type PartneroWay = PartneroAccess | Diagnostic | undefined;

/** Looks at what a source needs beside its declaration; a file needs nothing. */
export async function sourceNotes(
  declaration: SourceDeclaration,
  way: PartneroWay,
  patienceMs: number,
): Promise<readonly SourceNote[]> {
  if (declaration.type !== "partnero") return [];
  if (way !== undefined && "severity" in way) return [problem(way)];
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<SourceNote>((resolve) => {
    timer = setTimeout(() => resolve(LATE), patienceMs);
  });
  try {
    return [await Promise.race([programNote(declaration, way), late])];
  } finally {
    clearTimeout(timer);
  }
}

/** Where a source's records come from, in a few words. */
export function sourceOrigin(declaration: SourceDeclaration): string {
  if (declaration.type === "partnero") return `Partnero, ${declaration.resource}`;
  return declaration.path === "-" ? "standard input" : `${declaration.type}, ${declaration.path}`;
}

/** Whether a source can be read only once, and by whoever needs it. */
export function isReadOnce(declaration: SourceDeclaration): boolean {
  return declaration.type !== "partnero" && declaration.path === "-";
}

async function programNote(source: PartneroSource, access: PartneroAccess | undefined): Promise<SourceNote> {
  try {
    const { name, type, currency } = await introduced(source, access);
    const facts = [type, currency].filter((fact) => fact !== undefined && fact !== "").join(", ");
    const program = name === "" ? "a program" : JSON.stringify(name);
    return {
      verdict: "ok",
      summary: `the key in ${source.keyFrom} opens ${program}${facts === "" ? "" : ` (${facts})`}`,
    };
  } catch (error) {
    const [first] = error instanceof SourceError ? error.findings : [];
    if (first === undefined) throw error;
    return problem(first);
  }
}

function problem({ summary, detail }: Pick<Diagnostic, "summary" | "detail">): SourceNote {
  return { verdict: "problem", summary: lowerFirst(summary), detail };
}

const LATE: SourceNote = {
  verdict: "problem",
  summary: "Partnero does not answer in time",
  detail: "A plan waits longer and asks again.",
  wayOut: "See whether Partnero, or the way to it, is down.",
};
