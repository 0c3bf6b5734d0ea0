import type { SchemaAction, SchemaView, StepView } from "./schema-view.ts";
import { blank, flow, paragraph } from "./text/layout.ts";
import { type Line, lineWidth, type Span, span } from "./text/page.ts";
import { counted, grouped } from "./text/quantity.ts";
import type { Role } from "./text/style.ts";

/** The schema's half of a plan as lines; none where nothing stands or is declared. */
export function schemaLines(schema: SchemaView, width: number): readonly Line[] {
  const shown = shownSteps(schema.steps);
  const places = Math.max(0, ...shown.map((step) => step.declared?.length ?? 0));
  const layout: StepLayout = {
    width,
    kinds: Math.max(0, ...shown.map((step) => step.kind.length)),
    keys: Math.min(LONGEST_KEY, Math.max(0, ...shown.map((step) => lineWidth([step.key])))),
    places: width - places < NARROWEST ? 0 : places,
  };
  const rest = restLines(schema, shown.length, width);
  if (shown.length + rest.length === 0) return [];
  return [[span("heading", "Schema")], ...shown.flatMap((step) => stepLines(step, layout)), ...rest];
}

/** The symbol of each action; what is held has its own. */
export const SYMBOLS: Readonly<Record<SchemaAction | "held", { readonly symbol: string; readonly role: Role }>> = {
  create: { symbol: "+", role: "create" },
  update: { symbol: "~", role: "update" },
  delete: { symbol: "-", role: "delete" },
  held: { symbol: "!", role: "held" },
};

/** How the columns of the steps stand. */
interface StepLayout {
  readonly width: number;
  readonly kinds: number;
  readonly keys: number;
  /** 0 where there is no room for them at the right. */
  readonly places: number;
}

/** A longer key pushes its details to the next line. */
const LONGEST_KEY = 24;

/** Below this width of everything else the places stand on their own lines. */
const NARROWEST = 60;

/** Held and deleted ones are all shown; of the others so many. */
const SHOWN = 40;

function shownSteps(steps: readonly StepView[]): readonly StepView[] {
  const risky = steps.filter((step) => step.held !== undefined || step.action === "delete").length;
  return steps.slice(0, Math.max(risky, SHOWN));
}

function stepLines(step: StepView, layout: StepLayout): readonly Line[] {
  const { symbol, role } = SYMBOLS[step.held === undefined ? step.action : "held"];
  const title: Line = [
    ...["  ", span(role, symbol), ` ${step.kind.padEnd(layout.kinds)}  `, span("heading", step.key)],
    blank(layout.keys - lineWidth([step.key])),
  ];
  const indent = 4 + layout.kinds + 2 + layout.keys + 2;
  const room = layout.width - (layout.places === 0 ? 0 : layout.places + 2);
  const body = detailLines(step, room, indent);
  const head = body[0];
  const joins = head !== undefined && lineWidth(title) + 2 <= indent;
  const first: Line = joins ? [...title, ...unindented(head, lineWidth(title))] : title;
  return [
    ...placed(first, step.declared, layout),
    ...body.slice(joins ? 1 : 0),
    ...(step.held === undefined ? [] : paragraph([span("held", "held: "), step.held], layout.width, 6)),
  ];
}

/** What an update changes stands a line each; what another step states flows. */
function detailLines({ action, details, held }: StepView, room: number, indent: number): readonly Line[] {
  const verb = held !== undefined && action === "delete" ? ["delete"] : [];
  if (action === "update") return details.flatMap((detail) => paragraph([detail], room, indent));
  return flow(
    [...verb, ...details].map((detail) => [detail]),
    ",",
    room,
    indent,
  );
}

/** A line that starts with its indent, as what follows the first `width` columns. */
function unindented([indent, ...rest]: Line, width: number): Line {
  return [blank((typeof indent === "string" ? indent.length : 0) - width), ...rest];
}

/** A line with the place of the declaration at the right, or, where there is no room, under it. */
function placed(line: Line, declared: string | undefined, { width, places }: StepLayout): readonly Line[] {
  if (declared === undefined) return [line];
  const place: Span = span("dim", declared);
  if (places === 0) return [line, ["      ", place]];
  const gap = width - places - lineWidth(line);
  return gap < 2 ? [line, [blank(width - places), place]] : [[...line, blank(gap), place]];
}

function restLines(schema: SchemaView, shown: number, width: number): readonly Line[] {
  const more = schema.steps.length - shown;
  const rest = [
    ...(more > 0 ? [`and ${counted(more, "more step")}; --format json lists all`] : []),
    ...(schema.unchanged > 0 ? [`${grouped(schema.unchanged)} unchanged`] : []),
    ...(schema.undeclared.length > 0 ? [`not declared and left as they are: ${schema.undeclared.join(", ")}`] : []),
  ];
  return rest.flatMap((sentence) => paragraph([span("dim", sentence)], width, 4));
}
