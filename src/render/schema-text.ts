import type { SchemaAction, SchemaView, StepView } from "./schema-view.ts";
import { blank, flow, paragraph } from "./text/layout.ts";
import { type Line, lineWidth, span } from "./text/page.ts";
import { counted, grouped } from "./text/quantity.ts";
import type { Role } from "./text/style.ts";

/** The schema's half of a plan as lines; none where nothing stands or is declared. */
export function schemaLines(schema: SchemaView, width: number): readonly Line[] {
  const { single, bare } = sorted(schema.steps);
  const shown = shownSteps(single);
  const file = commonFile(shown);
  const layout = stepLayout(shown, file, width);
  const body = [
    ...shown.flatMap((step) => stepLines(step, layout)),
    ...bare.flatMap((steps) => bareLines(steps, width)),
    ...restLines(schema, single.length - shown.length, width),
  ];
  if (body.length === 0) return [];
  return [[span("heading", "Schema"), span("dim", file === undefined ? "" : ` (${file})`)], ...body];
}

/** The symbol of each action; what is held has its own. */
const SYMBOLS: Readonly<Record<SchemaAction | "held", { readonly symbol: string; readonly role: Role }>> = {
  create: { symbol: "+", role: "create" },
  update: { symbol: "~", role: "update" },
  delete: { symbol: "-", role: "delete" },
  held: { symbol: "!", role: "held" },
};

/** So many creations of a kind of which nothing but the name is to be said share their lines. */
const MANY = 6;

/** So many names of them are shown. */
const NAMES = 24;

/** Held and deleted steps are all shown; of the others so many. */
const SHOWN = 40;

interface Sorted {
  readonly single: readonly StepView[];
  /** By kind, each long enough to be worth a common entry. */
  readonly bare: readonly (readonly StepView[])[];
}

function sorted(steps: readonly StepView[]): Sorted {
  const nameOnly = steps.filter((step) => step.action === "create" && step.held === undefined && !step.details.length);
  const kinds = [...new Set(nameOnly.map((step) => step.kind))];
  const bare = kinds.map((kind) => nameOnly.filter((step) => step.kind === kind)).filter((of) => of.length >= MANY);
  const together = new Set(bare.flat());
  return { single: steps.filter((step) => !together.has(step)), bare };
}

function shownSteps(steps: readonly StepView[]): readonly StepView[] {
  const risky = steps.filter((step) => step.held !== undefined || step.action === "delete").length;
  return steps.slice(0, Math.max(risky, SHOWN));
}

/** How the columns of the steps stand. */
interface StepLayout {
  readonly width: number;
  readonly kinds: number;
  readonly keys: number;
  /** Where each step is declared, in the words of the column at the right. */
  readonly place: (step: StepView) => string;
  readonly places: number;
}

/** A longer key pushes its details to the next line. */
const LONGEST_KEY = 24;

/** With less room for them beside the key, details stand under it. */
const NARROWEST = 28;

function stepLayout(steps: readonly StepView[], file: string | undefined, width: number): StepLayout {
  const widest = (of: (step: StepView) => string) => Math.max(0, ...steps.map((step) => lineWidth([of(step)])));
  const place = ({ declared = "" }: StepView) =>
    file === undefined ? declared : declared.replace(`${file}:`, declared === "" ? "" : "line ");
  return {
    width,
    kinds: widest((step) => step.kind),
    keys: Math.min(
      LONGEST_KEY,
      widest((step) => step.key),
    ),
    place,
    places: widest(place),
  };
}

/** The file in which all of them are declared, said once instead of on each line. */
function commonFile(steps: readonly StepView[]): string | undefined {
  const files = new Set(
    steps.flatMap(({ declared }) => (declared === undefined ? [] : [declared.replace(/:\d+$/, "")])),
  );
  return files.size === 1 ? [...files][0] : undefined;
}

function stepLines(step: StepView, layout: StepLayout): readonly Line[] {
  const { symbol, role } = SYMBOLS[step.held === undefined ? step.action : "held"];
  const title: Line = ["  ", span(role, symbol), ` ${step.kind.padEnd(layout.kinds)}  `, span("heading", step.key)];
  const column = 4 + layout.kinds + 2 + layout.keys + 2;
  const room = layout.width - layout.places - 2;
  const beside = room - column >= NARROWEST;
  const body = beside ? detailLines(step, room, column) : detailLines(step, layout.width, 8);
  const joins = beside && body.length > 0 && lineWidth(title) + 2 <= column;
  const first: Line = joins ? [...title, blank(column - lineWidth(title)), ...(body[0] ?? []).slice(1)] : title;
  return [
    placed(first, layout.place(step), layout),
    ...body.slice(joins ? 1 : 0),
    ...(step.held === undefined ? [] : paragraph([span("held", "held: "), step.held], layout.width, 6)),
  ];
}

/** What an update changes stands a line each; what another step states flows. Each line starts with its indent. */
function detailLines({ action, details, held }: StepView, room: number, indent: number): readonly Line[] {
  if (action === "update") return details.flatMap((detail) => paragraph([detail], room, indent, indent + 2));
  const verb = held !== undefined && action === "delete" ? ["delete"] : [];
  const atoms = [...verb, ...details].map((detail): Line => [detail]);
  return flow(atoms, ",", room, indent);
}

/** A line with the place of the declaration at the right. */
function placed(line: Line, place: string, { width, places }: StepLayout): Line {
  const gap = Math.max(2, width - places - lineWidth(line));
  return [...line, blank(gap), span("dim", place)];
}

function bareLines(steps: readonly StepView[], width: number): readonly Line[] {
  const { symbol, role } = SYMBOLS.create;
  const more = steps.length - NAMES;
  const names = steps.slice(0, NAMES).map((step): Line => [span("heading", step.key)]);
  const title: Line = ["  ", span(role, symbol), ` ${counted(steps.length, steps[0]?.kind ?? "")}`];
  return [title, ...flow([...names, ...(more > 0 ? [[`and ${grouped(more)} more`]] : [])], ",", width, 6)];
}

function restLines(schema: SchemaView, more: number, width: number): readonly Line[] {
  const rest = [
    ...(more > 0 ? [`and ${counted(more, "more step")}; --format json lists all`] : []),
    ...(schema.unchanged > 0 ? [`${grouped(schema.unchanged)} unchanged`] : []),
    ...(schema.undeclared.length > 0 ? [`not declared, left as they are: ${schema.undeclared.join(", ")}`] : []),
    ...(schema.gone.length > 0 ? [`removed and gone already: ${schema.gone.join(", ")}`] : []),
  ];
  return [...rest.flatMap((sentence) => paragraph([span("dim", sentence)], width, 4)), ...reportedLines(schema, width)];
}

/** What stands without being declared, by name, where the file asks that it be reported. */
export function reportedLines({ reported }: SchemaView, width: number): readonly Line[] {
  return reported.flatMap(({ kind, names }) => {
    const more = names.length - NAMES;
    const shown = names.slice(0, NAMES).map((name): Line => [name]);
    const title: Line = [span("warning", "not declared: "), `${kind} `];
    const [first = [], ...others] = [...shown, ...(more > 0 ? [[`and ${grouped(more)} more`]] : [])];
    return flow([[...title, ...first], ...others], ",", width, 4);
  });
}
