import type { Desired, Vocabulary } from "../model/desired.ts";
import type { Diagnostic, Finding, Path } from "../model/diagnostic.ts";
import type { SourceDeclaration, SourceSchema } from "../model/source.ts";
import { desire } from "./desire.ts";
import { type Draft, draftOf } from "./draft.ts";
import { linesOf } from "./frame.ts";
import { interpolate, type Variables } from "./interpolate.ts";
import { environmentNames, overlay } from "./overlay.ts";
import { parse } from "./parse.ts";
import { placed, presented } from "./place.ts";
import { checkSchema } from "./schema.ts";
import { literalKeys } from "./secret.ts";
import { sourceDeclarations } from "./source-declaration.ts";
import { type ConfigNode, type MapNode, nodeAt, plain } from "./tree.ts";
import { checkVersion } from "./upgrade.ts";

/** The text of a configuration file, and what is needed to understand it. */
export interface ConfigInput {
  /** The name shown in places. */
  readonly file: string;
  readonly text: string;
  readonly environment?: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** What an unset variable is: it stops, or a stand-in takes its place. */
  readonly unset: "error" | "warning";
  /** What stands in for an unset variable, by its name or by the dotted path that it is used at, `audience.id`. */
  readonly overrideUnset?: Readonly<Record<string, string>>;
}

/** A file whose form is checked: its sources can be opened. */
export interface ConfigRead {
  readonly diagnostics: readonly Diagnostic[];
  /** Those that are declared soundly. */
  readonly sources: readonly SourceDeclaration[];
  /** Undefined where so much is wrong that nothing else can be said. */
  readonly form?: ConfigForm;
}

/** What stage 1 hands to stage 2. */
export interface ConfigForm {
  readonly root: ConfigNode;
  readonly draft: Draft;
  readonly lines: readonly string[];
}

/** Stage 1: parse, overlay, interpolate, and check the form. Says which sources there are. */
export function readConfig(input: ConfigInput): ConfigRead {
  const text = input.text.replace(/^\uFEFF/, "");
  const lines = linesOf(text);
  const keys = literalKeys(input.file, lines);
  const { root, diagnostics } = parse(input.file, text);
  const told = [...keys, ...diagnostics];
  if (root === undefined) return { diagnostics: presented(told, lines), sources: [] };
  const version = checkVersion(root);
  if (!version.readable) {
    return { diagnostics: presented([...told, ...placed(version.findings, root)], lines), sources: [] };
  }
  const form = formOf(root, input.environment, variablesOf(input));
  const others = environmentNames(root).filter((name) => name !== input.environment);
  const elsewhere = others.flatMap((name) => hypothetical(root, name, input));
  const general = placed(version.findings, root);
  const draft = draftOf(plain(form.root), form.broken, (path) => writtenAt(form.root, path));
  return {
    diagnostics: presented([...told, ...general, ...form.diagnostics, ...elsewhere], lines),
    sources: sourceDeclarations(draft, form.root),
    form: { root: form.root, draft, lines },
  };
}

/** Stage 2: everything else. Its diagnostics include those of stage 1; `desired` is there unless one is an error. */
export function resolveConfig(
  read: ConfigRead,
  schemas: ReadonlyMap<string, SourceSchema | undefined>,
): { readonly diagnostics: readonly Diagnostic[]; readonly desired?: Desired; readonly vocabulary?: Vocabulary } {
  const { form } = read;
  if (form === undefined) return { diagnostics: read.diagnostics };
  const { findings, desired, vocabulary } = desire(form.draft, form.root, schemas);
  const worthwhile = findings.filter(({ path }) => !isUnset(nodeAt(form.root, path)));
  const diagnostics = presented([...read.diagnostics, ...placed(worthwhile, form.root)], form.lines);
  const sound = diagnostics.every(({ severity }) => severity !== "error");
  return { diagnostics, ...(sound && desired !== undefined ? { desired } : {}), vocabulary };
}

/** A text as the file writes it, before anything was put in. */
function writtenAt(root: ConfigNode, path: Path): string | undefined {
  const node = nodeAt(root, path);
  return node?.is === "scalar" ? (node.filled?.written ?? String(node.value)) : undefined;
}

/** Of a stand-in for an unset variable there is nothing to say but that it is unset, and that has been said. */
function isUnset(node: ConfigNode | undefined): boolean {
  return node?.is === "scalar" && node.filled?.unset === true;
}

function variablesOf({ variables, unset, overrideUnset }: ConfigInput): Variables {
  return { values: variables, unset, ...(overrideUnset === undefined ? {} : { standIns: overrideUnset }) };
}

function formOf(root: MapNode, environment: string | undefined, variables: Variables) {
  const overlaid = overlay(root, environment);
  const filled = interpolate(overlaid.root, variables);
  const checked = checkSchema(filled.root);
  const findings: readonly Finding[] = [...overlaid.findings, ...filled.findings, ...checked.findings];
  return { root: checked.root, broken: checked.broken, diagnostics: placed(findings, checked.root) };
}

/** What would be wrong in an environment that nobody chose; its variables need not be set. */
function hypothetical(root: MapNode, environment: string, input: ConfigInput): readonly Diagnostic[] {
  const { diagnostics } = formOf(root, environment, { ...variablesOf(input), unset: "warning" });
  return diagnostics.filter(({ code }) => code !== "variable-unset");
}
