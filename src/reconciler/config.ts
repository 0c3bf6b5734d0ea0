import { readFile } from "node:fs/promises";
import { dirname, isAbsolute, relative, resolve } from "node:path";
import type { Readable } from "node:stream";
import { type ConfigForm, readConfig, resolveConfig } from "../config/load.ts";
import { placed, presented } from "../config/place.ts";
import type { Desired, Vocabulary } from "../model/desired.ts";
import type { Diagnostic, Finding } from "../model/diagnostic.ts";
import type { SourceDeclaration, SourceSchema } from "../model/source.ts";
import type { SourceOptions } from "../sources/bytes.ts";
import { inspectSource } from "../sources/source.ts";

/** Which file to load, and the world that it is read in. */
export interface ConfigRequest {
  /** As the user names it; `mailchimp.config.yaml` unless given. */
  readonly path?: string | undefined;
  readonly cwd: string;
  readonly environment?: string | undefined;
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly unset: "error" | "warning";
  /** What stands in for an unset variable, by the path that it is used at. */
  readonly overrideUnset?: Readonly<Record<string, string>>;
  readonly stdin?: Readable;
}

/** A configuration as far as it could be read. */
export interface LoadedConfig {
  /** The file's name as messages show it. */
  readonly file: string;
  /** The folder that relative paths start from, and beside which `.audiencectl/` lies. */
  readonly directory: string;
  readonly diagnostics: readonly Diagnostic[];
  /** There unless a diagnostic is an error. */
  readonly desired?: Desired;
  readonly vocabulary?: Vocabulary;
  /** The file as it is written, where it could be read at all; what an earlier one is compared with. */
  readonly form?: ConfigForm;
  /** The sources that are declared soundly, with the fields they turned out to have. */
  readonly inspected?: readonly InspectedSource[];
  readonly sourceOptions: SourceOptions;
  /** Gives findings about the configuration, as sources make them, their place in the file. */
  readonly place: (findings: readonly Finding[]) => readonly Diagnostic[];
}

/** A declared source after a look at it; without a schema it cannot be read, and the findings say why. */
export interface InspectedSource {
  readonly declaration: SourceDeclaration;
  readonly schema?: SourceSchema;
  readonly findings: readonly Finding[];
}

/** The file that is read where none is named. */
export const DEFAULT_CONFIG = "mailchimp.config.yaml";

/** Reads and checks a configuration file and learns the fields of its sources. Sends nothing. */
export async function loadConfig(request: ConfigRequest): Promise<LoadedConfig> {
  const path = resolve(request.cwd, request.path ?? DEFAULT_CONFIG);
  const file = shownPath(request.cwd, path);
  const directory = dirname(path);
  const sourceOptions = { baseDir: directory, ...(request.stdin === undefined ? {} : { stdin: request.stdin }) };
  const base = { file, directory, sourceOptions, place: () => [] };
  const text = await readText(path, file, request.path === undefined);
  if (typeof text !== "string") return { ...base, diagnostics: [text] };

  const { environment, overrideUnset, variables, unset } = request;
  const read = readConfig({
    file,
    text,
    variables,
    unset,
    ...(environment === undefined ? {} : { environment }),
    ...(overrideUnset === undefined ? {} : { overrideUnset }),
  });
  const { form } = read;
  if (form === undefined) return { ...base, diagnostics: read.diagnostics };
  const place = placing(form);
  const schemas = new Map<string, SourceSchema | undefined>();
  const findings: Finding[] = [];
  const inspected: InspectedSource[] = [];
  for (const source of read.sources) {
    const inspection = await inspectSource(source, sourceOptions);
    findings.push(...inspection.findings);
    const sound = inspection.findings.every((finding) => finding.severity !== "error");
    schemas.set(source.name, sound ? inspection.schema : undefined);
    inspected.push({
      declaration: source,
      ...(sound ? { schema: inspection.schema } : {}),
      findings: inspection.findings,
    });
  }
  const { diagnostics, desired, vocabulary } = resolveConfig(read, schemas);
  const all = presented([...diagnostics, ...place(findings)], form.lines);
  const sound = all.every((diagnostic) => diagnostic.severity !== "error");
  return {
    ...base,
    form,
    place,
    inspected,
    diagnostics: all,
    ...(sound && desired !== undefined ? { desired } : {}),
    ...(vocabulary === undefined ? {} : { vocabulary }),
  };
}

/** Gives findings about a file their place in it. */
export function placing({ root, lines }: ConfigForm): LoadedConfig["place"] {
  return (findings) => presented(placed(findings, root), lines);
}

/** Relative where that is shorter to read, so that a message can be clicked and never tells of the machine. */
function shownPath(cwd: string, path: string): string {
  const near = relative(cwd, path) || ".";
  return near.startsWith("..") || isAbsolute(near) ? path : near;
}

async function readText(path: string, file: string, isDefault: boolean): Promise<string | Diagnostic> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    return unreadable(file, errorCode(error), isDefault);
  }
}

function unreadable(file: string, code: string, isDefault: boolean): Diagnostic {
  const way = isDefault ? "Name another one with --config FILE." : "Check the path given with --config.";
  const [word, detail] = {
    ENOENT: ["config-missing", `There is no file ${file}. ${isDefault ? FIRST_STEP : way}`],
    EISDIR: ["config-is-folder", `${file} is a folder. Name the file in it, such as ${file}/${DEFAULT_CONFIG}.`],
    EACCES: ["config-unreadable", `${file} may not be read by this user. Check its permissions.`],
  }[code] ?? ["config-unreadable", `${file} cannot be read (${code}). ${way}`];
  return {
    severity: "error",
    code: word ?? "config-unreadable",
    summary: "The configuration file cannot be read",
    detail: detail ?? "",
  };
}

/** Nobody has a file on the first day. */
const FIRST_STEP = "`audiencectl init` writes a first one; --config FILE names another.";

function errorCode(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "unknown error";
}
