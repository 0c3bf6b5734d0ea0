import type { Diagnostic, Finding, Place } from "../model/diagnostic.ts";
import { frameOf, within } from "./frame.ts";
import { concealer } from "./secret.ts";
import { type ConfigNode, nodeAt, placeAt } from "./tree.ts";

/** Findings with the place in the file that each speaks of, and without any value from outside the file. */
export function placed(findings: readonly Finding[], root: ConfigNode): readonly Diagnostic[] {
  const conceal = concealer(root);
  return findings.map(({ path, mark, ...finding }) => ({
    ...finding,
    detail: conceal(finding.detail, nodeAt(root, path)),
    place: placeAt(root, path, mark),
  }));
}

/** Diagnostics as they are shown: in the order of the file, each once, with the lines around. */
export function presented(diagnostics: readonly Diagnostic[], lines: readonly string[]): readonly Diagnostic[] {
  const unique = new Map(diagnostics.map((one) => [JSON.stringify([one.code, one.place, one.detail]), one]));
  return [...unique.values()].toSorted(byPlace).map((one) => framed(one, lines));
}

function framed(diagnostic: Diagnostic, lines: readonly string[]): Diagnostic {
  if (diagnostic.place === undefined) return diagnostic;
  const place = within(lines, diagnostic.place);
  return { ...diagnostic, place, frame: frameOf(lines, place) };
}

function byPlace({ place: a }: Diagnostic, { place: b }: Diagnostic): number {
  return compare(a, b, (place) => place.line) || compare(a, b, (place) => place.column);
}

function compare(a: Place | undefined, b: Place | undefined, by: (place: Place) => number): number {
  return (a === undefined ? 0 : by(a)) - (b === undefined ? 0 : by(b));
}
