import type { OutcomeStatus } from "../model/outcome.ts";
import { NAMED, type ResultView, type Unapplied, type UnappliedView } from "./result-view.ts";
import { columns, flow, paragraph } from "./text/layout.ts";
import { type Line, printed, span, type TextOptions } from "./text/page.ts";
import { counted, duration, grouped } from "./text/quantity.ts";
import { palette, type Role } from "./text/style.ts";

/** The report of an apply for a terminal or a log: what went wrong and why, numbers that add up, what to do next. */
export function resultText(view: ResultView, options: TextOptions): string {
  const { width } = options;
  const statuses: readonly Unapplied[] = ["failed", "held", "not-reached"];
  const problems = statuses
    .map((status) => view.unapplied.filter((group) => group.status === status))
    .filter((groups) => groups.length > 0);
  const sections = [
    headerLines(view, width),
    ...problems.map((groups) => problemLines(groups, width)),
    [...tableLines(view), ...sumLines(view, width)],
    closingLines(view, width),
  ];
  return printed(
    sections.flatMap((lines, index) => (index === 0 ? lines : [[], ...lines])),
    palette(options.colour),
  );
}

const WORDS: Readonly<Record<OutcomeStatus, { readonly title: string; readonly role: Role }>> = {
  applied: { title: "applied", role: "good" },
  failed: { title: "failed", role: "error" },
  held: { title: "held", role: "held" },
  "not-reached": { title: "not reached", role: "warning" },
};

const COLUMNS: readonly OutcomeStatus[] = ["applied", "failed", "held", "not-reached"];

function headerLines({ audience, environment }: ResultView, width: number): readonly Line[] {
  const title = span("heading", `Report for audience "${audience.name}"`);
  const facts: readonly Line[] = environment === undefined ? [] : [[`environment ${environment}`]];
  return flow([[title, ` (${audience.id})`], ...facts], " ·", width, 0);
}

/** One status: each reason once, the first few that it concerns under it. */
function problemLines(groups: readonly UnappliedView[], width: number): readonly Line[] {
  const { title, role } = WORDS[groups[0]?.status ?? "failed"];
  const count = groups.reduce((sum, group) => sum + group.count, 0);
  const names = Math.max(1, Math.floor(NAMED / groups.length));
  const heading = span(role, `${title.charAt(0).toUpperCase()}${title.slice(1)}: ${grouped(count)}`);
  const named = groups.slice(0, NAMED).reduce((sum, group) => sum + Math.min(names, group.shown.length), 0);
  const more = count - named;
  return [
    [heading],
    ...groups.slice(0, NAMED).flatMap((group) => groupLines(group, names, width)),
    ...(more > 0 ? [[span("dim", `  and ${grouped(more)} more; --format json lists all`)]] : []),
  ];
}

function groupLines({ reason, count, shown }: UnappliedView, names: number, width: number): readonly Line[] {
  const times = count === 1 ? [] : [span("heading", `${grouped(count)} × `)];
  const atoms = shown.slice(0, names).map((name): Line => [name]);
  return [...paragraph([...times, reason], width, 2, 4), ...flow(atoms, ",", width, 6)];
}

function tableLines({ halves }: ResultView): readonly Line[] {
  const head: readonly Line[] = [[], ["planned"], ...COLUMNS.map((status): Line => [WORDS[status].title])];
  const rows = halves.map(({ name, planned, tally }): readonly Line[] => [
    [name],
    [grouped(planned)],
    ...COLUMNS.map((status): Line => number(tally[status], status)),
  ]);
  return columns([head, ...rows], ["left", "right", "right", "right", "right", "right"], 2);
}

function number(count: number, status: OutcomeStatus): Line {
  return [count === 0 || status === "applied" ? grouped(count) : span(WORDS[status].role, grouped(count))];
}

/** Says that the numbers add up, or, which would be a fault of ours, that they do not. */
function sumLines({ halves }: ResultView, width: number): readonly Line[] {
  return halves.flatMap(({ name, planned, tally }) => {
    const ended = COLUMNS.reduce((sum, status) => sum + tally[status], 0);
    if (ended === planned) return [];
    const sentence = `The outcomes of the ${name} are ${grouped(ended)}, not ${grouped(planned)}: this is a fault of audiencectl. Run plan to see what is left.`;
    return paragraph([span("error", "! "), sentence], width, 2, 4);
  });
}

function closingLines(view: ResultView, width: number): readonly Line[] {
  const { planned, sent } = view.requests;
  const promised = planned === sent ? "" : ` (the plan said about ${grouped(planned)})`;
  return [
    [span("dim", `${counted(sent, "request")} sent${promised} in ${duration(view.elapsedMs)}.`)],
    verdict(view),
    ...nextSteps(view).flatMap((sentence) => paragraph([sentence], width, 0)),
  ];
}

/** The sentence stays on one line at any width: scripts and eyes look for it. */
function verdict(view: ResultView): Line {
  const { total, planned, halves } = view;
  if (isBrokenOff(view)) return [span("error", "Apply interrupted:"), ` ${endings(view)}.`];
  const [schema, contacts] = halves;
  const leftOut = schema?.tally.held === 0 ? (contacts?.tally.held ?? 0) : 0;
  if (total.applied + leftOut < planned) return [span("error", "Apply incomplete:"), ` ${endings(view)}.`];
  if (leftOut > 0) return [span("good", "Apply complete:"), ` ${endings(view)}.`];
  const done = [[schema, "schema step"] as const, [contacts, "contact"] as const];
  const parts = done.flatMap(([half, noun]) =>
    half === undefined || half.tally.applied === 0 ? [] : [counted(half.tally.applied, noun)],
  );
  return [span("good", "Apply complete:"), ` ${parts.length === 0 ? "nothing" : parts.join(" and ")} applied.`];
}

/** `1,312 of 1,319 applied, 3 failed, 4 held`. */
function endings({ total, planned }: ResultView): string {
  const others = COLUMNS.filter((status) => status !== "applied" && total[status] > 0);
  const words = others.map((status) => `${grouped(total[status])} ${WORDS[status].title}`);
  return [`${grouped(total.applied)} of ${grouped(planned)} applied`, ...words].join(", ");
}

/** A Ctrl-C that came when everything was under way has broken nothing off. */
function isBrokenOff({ interrupted, total, planned }: ResultView): boolean {
  return interrupted && total.applied + total.held < planned;
}

function nextSteps(view: ResultView): readonly string[] {
  const { total, interrupted } = view;
  const again = isBrokenOff(view) || total["not-reached"] > 0 || total.failed > 0;
  return [
    ...(again ? ["Next: run apply again. It reads what stands now and does only what is left."] : []),
    ...(total.failed > 0 && !interrupted
      ? ["What fails again for the same reason needs a hand: the reasons are above."]
      : []),
    ...(total.held > 0 ? ["What is held stays as it is until its reason, above, is dealt with."] : []),
  ];
}
