import type { Vocabulary } from "../model/desired.ts";
import type { Finding, Path } from "../model/diagnostic.ts";
import type { EventRule, Transition } from "../model/event.ts";
import type { FieldType } from "../model/source.ts";
import { parseDuration } from "../rules/duration.ts";
import { parseTransition } from "../rules/transition-parser.ts";
import { parseValue } from "../rules/value-parser.ts";
import type { Draft, EventEntry, Written } from "./draft.ts";
import { withReadings } from "./reading.ts";
import type { Rules } from "./rules.ts";
import { type ConfigNode, nodeAt } from "./tree.ts";
import { isDoubtful } from "./vocabulary.ts";

/** An event's rule that still knows its path in the file. */
export type PathedEvent = Omit<EventRule, "declaredAt"> & { readonly path: Path };

/** How long the same change of a value counts once, unless the file says otherwise. */
const AGAIN = "7d";

/** Reads when each event is sent and what it tells. */
export function eventRules(
  draft: Draft,
  rules: Pick<Rules, "vocabulary" | "doubt">,
  root: ConfigNode,
): { readonly events: readonly PathedEvent[]; readonly findings: readonly Finding[] } {
  const findings: Finding[] = [];
  const reading: Reading = { ...rules, root, findings };
  const events = draft.events.entries.flatMap((written) => eventRule(written, reading) ?? []);
  return { events, findings };
}

interface Reading extends Pick<Rules, "vocabulary" | "doubt"> {
  readonly root: ConfigNode;
  readonly findings: Finding[];
}

function eventRule({ key, entry, path }: Written<EventEntry>, reading: Reading): PathedEvent | undefined {
  const when = transition(entry.when, [...path, "when"], reading);
  const properties = Object.entries(entry.properties ?? {}).flatMap(([name, raw]) => {
    const read = value(raw, [...path, "properties", name], reading);
    return read === undefined ? [] : [{ key: name, value: read.value }];
  });
  const occurred = value(entry.occurredAt, [...path, "occurredAt"], reading);
  if (occurred !== undefined && occurred.type !== "date" && occurred.type !== "datetime") {
    reading.findings.push(noMoment([...path, "occurredAt"]));
  }
  const again = parseDuration(entry.again ?? AGAIN);
  if (when === undefined || again === undefined) return undefined;
  return {
    name: key,
    when,
    properties,
    ...(occurred === undefined ? {} : { occurredAt: occurred.value }),
    again,
    path,
  };
}

/** A variable arrives as text, and only the field tells whether a number is meant. */
function transition(raw: unknown, path: Path, { root, doubt, vocabulary, findings }: Reading): Transition | undefined {
  if (isDoubtful(raw, doubt)) return undefined;
  const fields: Vocabulary["mergeFields"] = vocabulary.mergeFields;
  const written = parseTransition(raw, path, fields);
  const node = nodeAt(root, path);
  const mistaken = written.findings.map((finding) => finding.path);
  const again =
    mistaken.length === 0 || node === undefined
      ? written
      : parseTransition(withReadings(node, path, mistaken), path, fields);
  const parsed = again.findings.length < written.findings.length ? again : written;
  findings.push(...parsed.findings);
  return parsed.value;
}

function value(raw: unknown, path: Path, { doubt, vocabulary, findings }: Reading) {
  if (raw === undefined || isDoubtful(raw, doubt)) return undefined;
  const parsed = parseValue(raw, path, vocabulary);
  findings.push(...parsed.findings);
  if (parsed.value === undefined || parsed.type === undefined) return undefined;
  const type: FieldType = parsed.type;
  return { value: parsed.value, type };
}

function noMoment(path: Path): Finding {
  return {
    severity: "error",
    code: "event-moment",
    summary: "An event happens at no moment",
    detail:
      "`occurredAt` takes a date or a datetime, and this value is neither. Declare the column's type where the source is declared: `columns: { sold_at: datetime }`.",
    path,
    mark: "value",
  };
}
