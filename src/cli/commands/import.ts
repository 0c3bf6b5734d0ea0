import { resolve } from "node:path";
import { takenFile, writeNewFile } from "../../files/new-file.ts";
import { KIND_NAMES, type KindName } from "../../model/address.ts";
import type { Diagnostic } from "../../model/diagnostic.ts";
import { DEFAULT_CONFIG } from "../../reconciler/config.ts";
import { type Imported, importAudience, isImported } from "../../reconciler/import.ts";
import { importText } from "../../render/import-text.ts";
import { kindLabel } from "../../render/schema-view.ts";
import type { Call } from "../command.ts";
import { withConnection } from "../connected.ts";
import { printDiagnostics, textOptions, writeAll } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { UsageError } from "../usage-error.ts";
import { type ConnectionChoices, sentBy } from "../wire.ts";

/** The options of `import`, and of `init` where it names an audience. */
export interface ImportOptions extends ConnectionChoices {
  readonly audience?: string;
  readonly out?: string;
}

/** Writes an existing audience down, having proven that the file plans to no change. */
export async function importCommand(call: Call): Promise<ExitCode> {
  const typed = call as Call<ImportOptions>;
  const { audience, out } = typed.options;
  if (audience === undefined) {
    throw new UsageError('import takes --audience ID or --audience "NAME": the audience to write down.');
  }
  return imported(typed, audience, out);
}

/** Imports an audience into a new file, or to stdout. */
export async function imported(
  call: Call<ImportOptions>,
  audience: string,
  out: string | undefined,
): Promise<ExitCode> {
  const taken = out === undefined ? undefined : takenFile(resolve(call.world.cwd, out), out);
  if (taken !== undefined) return told(call, taken);
  return withConnection(call, async ({ connection }) => {
    const result = await importAudience({
      audience,
      file: out ?? DEFAULT_CONFIG,
      send: connection.send,
      sent: () => sentBy(connection),
      now: call.world.now(),
    });
    if (!isImported(result)) return told(call, result);
    const problem = await written(call, result.text, out);
    if (problem !== undefined) return told(call, problem);
    if (call.options.quiet !== true) call.world.stderr.write(summary(call, result, out));
    return EXIT.ok;
  });
}

async function written(call: Call, text: string, out: string | undefined): Promise<Diagnostic | undefined> {
  if (out !== undefined) return writeNewFile(resolve(call.world.cwd, out), out, text);
  await writeAll(call.world.stdout, [text]);
  return undefined;
}

function told(call: Call, diagnostic: Diagnostic): ExitCode {
  printDiagnostics(call, [diagnostic]);
  return EXIT.error;
}

function summary(call: Call, { audience, live, leftOut, variables }: Imported, out: string | undefined): string {
  const { stderr } = call.world;
  const shows = stderr.isTTY === true && (call.world.env["CI"] ?? "") === "";
  const omitted = (kind: KindName) => leftOut.filter(({ address }) => address.startsWith(`${kind}.`)).length;
  return importText(
    {
      audience,
      ...(out === undefined ? {} : { file: out }),
      declared: KIND_NAMES.map((kind) => ({ noun: kindLabel(kind), count: live.objects[kind].length - omitted(kind) })),
      leftOut,
      variables: variables.map(({ name, note, reveal }) => ({ name, note, ...(shows ? { value: reveal() } : {}) })),
    },
    textOptions(call, stderr),
  );
}
