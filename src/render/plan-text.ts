import { contactsLines, refusedLines, toMendLines } from "./contacts-text.ts";
import { diagnosticLines } from "./diagnostics.ts";
import type { LimitView } from "./limits-view.ts";
import type { PlanView } from "./plan-view.ts";
import { reportedLines, schemaLines } from "./schema-text.ts";
import { columns, flow, paragraph } from "./text/layout.ts";
import { type Line, printed, span, type TextOptions } from "./text/page.ts";
import { counted, grouped } from "./text/quantity.ts";
import { palette } from "./text/style.ts";

/** A plan for a terminal or a log: what it is for, the schema, the contacts, what is held, and one line that sums up. */
export function planText(view: PlanView, options: TextOptions): string {
  const { width } = options;
  const sections = view.empty
    ? [
        firstRunLines(view, width),
        view.contacts === undefined ? [] : refusedLines(view.contacts.refused, width),
        view.contacts === undefined ? [] : toMendLines(view.contacts, width),
        reportedLines(view.schema, width),
        warningLines(view, width),
        [[unchangedSentence(view)]],
      ]
    : [
        [...firstRunLines(view, width), ...headerLines(view, width)],
        schemaLines(view.schema, width),
        view.contacts === undefined ? [] : contactsLines(view.contacts, width),
        limitLines(view.limits, width),
        warningLines(view, width),
        summaryLines(view),
      ];
  return printed(separated(sections), palette(options.colour));
}

/** Sections with an empty line between them; those without content leave no gap. */
function separated(sections: readonly (readonly Line[])[]): readonly Line[] {
  return sections.filter((lines) => lines.length > 0).flatMap((lines, index) => (index === 0 ? lines : [[], ...lines]));
}

function firstRunLines({ firstRun, people }: PlanView, width: number): readonly Line[] {
  if (!firstRun || people === undefined) return [];
  const adopted = people.adopt === 0 ? "" : ` ${counted(people.adopt, "contact")} would be taken on.`;
  return paragraph(
    [span("warning", "Nothing is owned yet:"), ` this is the first run, no contact bears one of our ids.${adopted}`],
    width,
    0,
  );
}

function headerLines({ audience, environment, people, age }: PlanView, width: number): readonly Line[] {
  const facts = [
    ...(environment === undefined ? [] : [`environment ${environment}`]),
    ...(people === undefined
      ? []
      : [`${counted(people.live, "member")} read`, `${counted(people.desired, "person", "people")} in the sources`]),
    ...(age === undefined ? [] : [`read ${age}`]),
  ];
  const title = `Plan for audience "${audience.name}"`;
  const named: Line = [span("heading", title), ` (${audience.id})`];
  return flow([named, ...facts.map((fact) => [fact])], " ·", width, 0);
}

function limitLines(limits: readonly LimitView[], width: number): readonly Line[] {
  if (limits.length === 0) return [];
  const held = limits.filter((limit) => limit.state === "holds");
  const others = limits.filter((limit) => limit.state !== "holds");
  return [
    [span("heading", "Limits")],
    ...held.flatMap((limit) => paragraph([span("held", "! "), limit.text], width, 2, 4)),
    ...columns(
      others.map((limit) => [[limit.name], [limit.text]]),
      ["left", "left"],
      4,
    ),
  ];
}

function warningLines({ warnings }: PlanView, width: number): readonly Line[] {
  if (warnings.length === 0) return [];
  const shown = warnings.slice(0, WARNINGS_SHOWN).map((warning) => diagnosticLines(warning, width));
  const more = warnings.length - WARNINGS_SHOWN;
  return separated(more > 0 ? [...shown, [[`and ${counted(more, "more warning")}`]]] : shown);
}

const WARNINGS_SHOWN = 10;

function unchangedSentence({ audience, people }: PlanView): string {
  const read = people === undefined ? "" : ` ${counted(people.live, "member")} read.`;
  return `No changes. Audience "${audience.name}" (${audience.id}) matches the configuration.${read}`;
}

/** The sentence stays on one line at any width: scripts and eyes look for it. */
function summaryLines(view: PlanView): readonly Line[] {
  const { read, write } = view.requests;
  const holding = view.limits.filter((limit) => limit.state === "holds").length;
  return [
    [span("dim", `Requests: ${grouped(read)} read, ${write === 0 ? "none" : `about ${grouped(write)}`} to write.`)],
    [span("heading", "Plan:"), ` ${summarySentence(view)}`],
    ...(holding === 0 ? [] : [blockedLine(holding)]),
  ];
}

function summarySentence({ schema, contacts }: PlanView): string {
  const { add, change, destroy, held } = schema.totals;
  const steps = `${grouped(add)} to add, ${grouped(change)} to change, ${grouped(destroy)} to destroy`;
  const withHeld = held === 0 ? steps : `${steps}, ${grouped(held)} held`;
  if (contacts === undefined) return `${withHeld}.`;
  const actions = contacts.actions.map(({ action, count }) => `${grouped(count)} to ${action}`);
  return `${withHeld}; contacts: ${actions.length === 0 ? "none to change" : actions.join(", ")}.`;
}

function blockedLine(holding: number): Line {
  return [span("held", "BLOCKED"), ` by ${counted(holding, "limit")}: apply would write nothing.`];
}
