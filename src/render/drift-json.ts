import type { DriftView } from "./drift-view.ts";
import { jsonText } from "./text/escape.ts";

/** The drift for programs, as `schema/drift.v1.schema.json` describes it, an object a line. */
export function driftJson(view: DriftView, exit: number): string {
  const { audience, environment, changed, missing, unmanaged, ignored, contacts, inStep } = view;
  const head = {
    format: "audiencectl.drift/1",
    audience,
    ...(environment === undefined ? {} : { environment }),
    inStep,
  };
  const people = contacts && Object.fromEntries(contacts.map(({ action, count }) => [action, count]));
  const differences = changed.map(({ fields, ...rest }) => ({
    ...rest,
    fields: fields.map(({ field, before, after, told }) => ({
      field,
      live: before,
      declared: after,
      ...(told === undefined ? {} : { told }),
    })),
  }));
  const lists = Object.entries({ changed: differences, missing, unmanaged, ignored });
  return [
    `${jsonText(head).slice(0, -1)}`,
    ...lists.map(([name, items]) => `"${name}":${listText(items)}`),
    ...(people === undefined ? [] : [`"contacts":${jsonText(people)}`]),
    `"exit":${exit}}\n`,
  ].join(",\n");
}

function listText(items: readonly unknown[]): string {
  return items.length === 0 ? "[]" : `[\n${items.map(jsonText).join(",\n")}\n]`;
}
