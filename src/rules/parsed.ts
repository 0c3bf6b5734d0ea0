import type { Finding } from "../model/diagnostic.ts";

/** What reading a piece of the file gave: the value unless an error stands in its way, and every finding. */
export interface Parsed<T> {
  readonly value?: T;
  readonly findings: readonly Finding[];
}

/** A piece that was read, perhaps with warnings. */
export function sound<T>(value: T, findings: readonly Finding[] = []): Parsed<T> {
  return { value, findings };
}

/** A piece that could not be read. */
export function unsound(...findings: readonly Finding[]): Parsed<never> {
  return { findings };
}

/** All the pieces, if every one could be read, and the findings of each. */
export function gather<T>(pieces: readonly Parsed<T>[]): Parsed<readonly T[]> {
  const findings = pieces.flatMap((piece) => piece.findings);
  const values = pieces.flatMap((piece) => (piece.value === undefined ? [] : [piece.value]));
  return values.length === pieces.length ? { value: values, findings } : { findings };
}

/** What was read, made into something else. */
export function mapParsed<T, U>(piece: Parsed<T>, make: (value: T) => U): Parsed<U> {
  return piece.value === undefined ? { findings: piece.findings } : sound(make(piece.value), piece.findings);
}

/** What was read, read on: the findings of both stay. */
export function andThen<T, U>(piece: Parsed<T>, read: (value: T) => Parsed<U>): Parsed<U> {
  if (piece.value === undefined) return { findings: piece.findings };
  const next = read(piece.value);
  return { ...next, findings: [...piece.findings, ...next.findings] };
}

/** Whether a value as YAML gives it is a mapping. */
export function isMapping(raw: unknown): raw is Readonly<Record<string, unknown>> {
  return typeof raw === "object" && raw !== null && !Array.isArray(raw);
}

/** How a value of the file is called in a sentence, short whatever its size. */
export function shown(raw: unknown): string {
  if (Array.isArray(raw)) return "a list";
  if (isMapping(raw)) return "a mapping";
  const text = typeof raw === "string" ? JSON.stringify(raw) : String(raw);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
