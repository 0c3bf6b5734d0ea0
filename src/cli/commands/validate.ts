import { KIND_NAMES } from "../../model/address.ts";
import type { Diagnostic } from "../../model/diagnostic.ts";
import { sinceBase } from "../../reconciler/base.ts";
import type { ConfigRequest, LoadedConfig } from "../../reconciler/config.ts";
import { loadConfig } from "../../reconciler/config.ts";
import { kindLabel } from "../../render/schema-view.ts";
import { validateText } from "../../render/validate-text.ts";
import type { Call } from "../command.ts";
import { configRequest } from "../config-request.ts";
import { printDiagnostics, textOptions } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import type { GlobalOptions } from "../program.ts";

interface ValidateOptions extends GlobalOptions {
  readonly format: "text" | "json";
  readonly base?: string;
}

/** Everything that can be known of the file without a network. */
export async function validate(call: Call): Promise<ExitCode> {
  const { world, options } = call as Call<ValidateOptions>;
  const request = configRequest(call, "warning");
  const read = await loadConfig(request);
  const since = await vanishedSince(options.base, read, request);
  if (since.some(({ severity }) => severity === "error")) {
    printDiagnostics(call, since);
    return EXIT.error;
  }
  const loaded = { ...read, diagnostics: [...read.diagnostics, ...since] };
  const valid = loaded.diagnostics.every((diagnostic) => diagnostic.severity !== "error");
  if (options.format === "json") world.stdout.write(`${validationJson(loaded, valid)}\n`);
  else {
    const report = { file: loaded.file, declared: declarations(loaded), diagnostics: loaded.diagnostics };
    world.stdout.write(validateText(report, textOptions(call, world.stdout)));
  }
  return valid ? EXIT.ok : EXIT.error;
}

/** A file is compared with an earlier one once it is sound: else what is broken in it would seem to have vanished. */
async function vanishedSince(
  base: string | undefined,
  { diagnostics, form, file }: LoadedConfig,
  request: ConfigRequest,
): Promise<readonly Diagnostic[]> {
  const sound = diagnostics.every((diagnostic) => diagnostic.severity !== "error");
  return base === undefined || form === undefined || !sound ? [] : sinceBase(base, form, file, request);
}

function declarations({ desired }: LoadedConfig): readonly { readonly noun: string; readonly count: number }[] {
  if (desired === undefined) return [];
  const { sources, objects, contacts, tests } = desired;
  const kinds = KIND_NAMES.map((kind) => ({
    noun: kindLabel(kind),
    count: objects.filter(({ at }) => at.kind === kind).length,
  }));
  return [
    { noun: "source", count: sources.length },
    ...kinds,
    { noun: "tag family", count: contacts?.families.length ?? 0 },
    { noun: "test", count: tests.length },
  ];
}

function validationJson({ file, diagnostics }: LoadedConfig, valid: boolean): string {
  const shown = diagnostics.map(({ frame: _frame, ...rest }: Diagnostic) => rest);
  return JSON.stringify({ format: "audiencectl.validation/1", file, valid, diagnostics: shown }, undefined, 2);
}
