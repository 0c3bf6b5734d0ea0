import type { FieldDiff } from "../model/change.ts";
import type { ChangedView, DriftView, MissingView, UnmanagedView } from "./drift-view.ts";
import { kindLabel } from "./schema-view.ts";
import { flow, paragraph } from "./text/layout.ts";
import { type Line, printed, span, type TextOptions } from "./text/page.ts";
import { counted, enumerated, grouped } from "./text/quantity.ts";
import { palette } from "./text/style.ts";
import { changeText } from "./value-text.ts";

/** The drift of an audience for a terminal or a log; one line where it is in step. */
export function driftText(view: DriftView, options: TextOptions): string {
  const { width } = options;
  const sections = view.inStep
    ? [[[span("good", "In step:"), ` audience "${view.audience.name}" (${view.audience.id}) is as the file says.`]]]
    : [
        headerLines(view, width),
        section("Changed", "~", view.changed, (changed) => changedLines(changed, width)),
        section("Missing", "-", view.missing, (missing) => missingLines(missing, width)),
        section("Unmanaged", "?", view.unmanaged, (unmanaged) => unmanagedLines(unmanaged, width)),
        restLines(view, width),
      ];
  const filled = sections.filter((lines) => lines.length > 0);
  return printed(
    filled.flatMap((lines, index) => (index === 0 ? lines : [[], ...lines])),
    palette(options.colour),
  );
}

function headerLines({ audience, environment }: DriftView, width: number): readonly Line[] {
  const named: Line = [span("heading", `Drift of audience "${audience.name}"`), ` (${audience.id})`];
  const facts: readonly Line[] = environment === undefined ? [] : [[`environment ${environment}`]];
  return flow([named, ...facts], " ·", width, 0);
}

function section<Item>(
  title: string,
  symbol: string,
  items: readonly Item[],
  lines: (item: Item) => readonly [string, ...Line[]],
): readonly Line[] {
  if (items.length === 0) return [];
  return [
    [span("heading", title), `: ${grouped(items.length)}`],
    ...items.flatMap((item) => {
      const [name, ...rest] = lines(item);
      return [[`  ${symbol} `, span("heading", name)], ...rest];
    }),
  ];
}

function changedLines({ address, fields, declared, held }: ChangedView, width: number): readonly [string, ...Line[]] {
  return [
    address,
    ...fields.flatMap((field) => paragraph([differenceText(field)], width, 6, 8)),
    ...placeLines(declared),
    ...(held === undefined ? [] : paragraph([span("held", "apply would hold it: "), held], width, 6)),
  ];
}

/** What stands comes first: nothing has been changed yet. */
function differenceText({ field, before, after, told }: FieldDiff): string {
  if (told !== undefined) return `${field}: ${told}`;
  const text = changeText(before, after);
  return /^[+−]/.test(text) ? `${field}: in the file ${text}` : `${field}: ${text} in the file`;
}

function missingLines({ address, declared }: MissingView, _width: number): readonly [string, ...Line[]] {
  return [address, ...placeLines(declared)];
}

function unmanagedLines({ address, unwanted }: UnmanagedView, width: number): readonly [string, ...Line[]] {
  return [address, ...(unwanted ? paragraph([span("dim", "the file says that it shall go")], width, 6) : [])];
}

function placeLines(declared: string | undefined): readonly Line[] {
  return declared === undefined ? [] : [["      ", span("dim", `declared at ${declared}`)]];
}

/** The sentence stays on one line at any width: scripts and eyes look for it. */
function restLines(view: DriftView, width: number): readonly Line[] {
  const { changed, missing, unmanaged, ignored, contacts = [] } = view;
  const others = ignored.map(({ kind, count }) => counted(count, kindLabel(kind)));
  const aside = others.length === 0 ? [] : paragraph([span("dim", `not declared: ${enumerated(others)}`)], width, 0);
  const people = contacts.map(({ action, count }) => `${grouped(count)} to ${action}`);
  const half = people.length === 0 ? "" : `; contacts: ${people.join(", ")}`;
  const counts = `${grouped(changed.length)} changed, ${grouped(missing.length)} missing, ${grouped(unmanaged.length)} unmanaged`;
  return [...aside, [span("heading", "Drift:"), ` ${counts}${half}.`]];
}
