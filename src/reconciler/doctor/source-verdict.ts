import type { Checked } from "../../model/checked.ts";
import type { ContactRules } from "../../model/desired.ts";
import type { Finding } from "../../model/diagnostic.ts";
import type { SourceDeclaration } from "../../model/source.ts";
import { about, counted } from "./about.ts";
import { lowerFirst } from "./attempt.ts";
import { sourceOrigin } from "./source-notes.ts";
import type { SourceReading } from "./source-reading.ts";

/** A share of broken records over which a plan does not believe a source at all. */
const BROKEN_SHARE = 0.01;

/** A source that cannot be read, or not to its end; a part of it is never taken for the whole. */
export function brokenSource(name: string, findings: readonly Finding[]): Checked {
  const [first] = findings.filter(({ severity }) => severity === "error");
  const summary = lowerFirst(first?.summary ?? "cannot be read");
  return about("source", name).problem(summary, first === undefined ? {} : { detail: first.detail });
}

/** A source that stopped giving anything. */
export function stalledSource(name: string, { records }: SourceReading): Checked {
  return about("source", name).problem(`gives nothing more after ${counted(records, "record")}`, {
    wayOut: "See whether what it reads from is still being written, or waits for somebody.",
  });
}

/** A source that was read to its end: what is in it, and whether a plan would take it. */
export function readCheck(
  declaration: SourceDeclaration,
  reading: SourceReading,
  rules: ContactRules | undefined,
  letIn: number | undefined,
): Checked {
  const says = about("source", declaration.name);
  const summary = `${sourceOrigin(declaration)}: ${tally(reading, letIn)}`;
  const { records, broken, leftOut } = reading;
  const nameless = (leftOut["no-email"] ?? 0) + (leftOut["invalid-email"] ?? 0);
  if (records === 0) return says.warning(summary, NOBODY);
  if (broken > records * BROKEN_SHARE) return says.problem(summary, TOO_BROKEN);
  if ((leftOut.duplicate ?? 0) > 0 && rules?.duplicates === "error") return says.problem(summary, TWICE);
  if (nameless > records / 2) return says.warning(summary, NAMELESS);
  if (letIn === 0) return says.warning(summary, ALL_OUT);
  return broken > 0 ? says.warning(summary, SOME_BROKEN) : says.ok(summary);
}

function tally({ records, broken, leftOut }: SourceReading, letIn: number | undefined): string {
  const parts: readonly (readonly [number, string])[] = [
    [leftOut["no-email"] ?? 0, "without an address"],
    [leftOut["invalid-email"] ?? 0, "with an invalid address"],
    [broken, "that cannot be read whole"],
    [leftOut.duplicate ?? 0, "with an address that another one has too"],
  ];
  const told = parts.filter(([count]) => count > 0).map(([count, what]) => `${count.toLocaleString("en")} ${what}`);
  const people = letIn === undefined ? [] : [`${counted(letIn, "person", "people")} let in`];
  return [counted(records, "record"), ...people, ...told].join(", ");
}

const NOBODY = {
  detail: "A plan takes this for an export that failed: as long as anybody is owned by this source, it is held.",
  wayOut: "See that the export is whole.",
};

const TOO_BROKEN = {
  detail: "Up to 1 % of records may be broken; over that the source itself is wrong, and nothing is planned from it.",
  wayOut: "`audiencectl plan` names the rows; mend them, or the types in `columns`.",
};

const TWICE = {
  detail: "Two records of one source stand for one person, and `sync.duplicates` says that this is an error.",
  wayOut: "`audiencectl plan` names them; mend the source, or say `sync.duplicates: first` or `last`.",
};

const NAMELESS = {
  detail: "Most of its records stand for nobody.",
  wayOut: "See that `email` names the column with the address.",
};

const ALL_OUT = {
  detail: "Nobody is let in by `sync.include`, so that whoever is owned is a leaver.",
  wayOut: "Look at `sync.include`; `audiencectl test` proves what it means.",
};

const SOME_BROKEN = {
  detail: "Their people are left alone until the records are whole.",
  wayOut: "`audiencectl plan` names the rows.",
};
