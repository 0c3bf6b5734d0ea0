import { relative } from "node:path";
import { visible } from "../../render/text/escape.ts";
import type { ProgramHandle } from "../../sandbox/partnero/handle.ts";
import type { PartneroStage } from "../../sandbox/partnero/stage.ts";
import { type Sandbox, type SandboxOptions, startSandbox } from "../../sandbox/server.ts";
import type { Call } from "../command.ts";
import { printDiagnostics } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import type { GlobalOptions } from "../program.ts";
import { sandboxFailure } from "../sandbox-failure.ts";
import { UsageError } from "../usage-error.ts";

/** How many people the built-in Partnero is to have, and where they are kept. */
export interface SandboxSeedOptions extends GlobalOptions {
  readonly state?: string;
  readonly partners?: number;
  readonly customers?: number;
}

/** Fills the program of the built-in Partnero with invented people, instead of whoever was kept there. */
export async function seedSandbox(call: Call<SandboxSeedOptions>, folder: string): Promise<ExitCode> {
  const { world, options } = call;
  const sizes = { ...counted("partners", options.partners), ...counted("customers", options.customers) };
  const started = await startWithProgram({ stateDir: folder, now: world.now }, (partnero) =>
    partnero.affiliate().seed(sizes),
  ).catch(sandboxFailure);
  if ("severity" in started) {
    printDiagnostics(call, [started]);
    return EXIT.error;
  }
  const { sandbox, program } = started;
  await sandbox.close();
  world.stdout.write(`${heldBy(program)}\nIt is kept in ${relative(world.cwd, folder)}.\n`);
  return EXIT.ok;
}

/** A sandbox with one of its programs; where what is kept of Partnero cannot be read, none is left running. */
export async function startWithProgram(
  options: SandboxOptions,
  choose: (partnero: PartneroStage) => ProgramHandle,
): Promise<{ readonly sandbox: Sandbox; readonly program: ProgramHandle }> {
  const sandbox = await startSandbox(options);
  try {
    return { sandbox, program: choose(sandbox.partnero) };
  } catch (error) {
    await sandbox.close();
    throw error;
  }
}

/** What is in a program, in a sentence. */
export function heldBy(program: ProgramHandle): string {
  const [partners, customers] = [program.partners(), program.customers()];
  const active = partners.filter(({ status }) => status === "active").length;
  const sales = partners.reduce((sum, { salesCount }) => sum + salesCount, 0);
  return `It holds the program "${visible(program.name)}": ${partners.length} partners (${active} active), ${customers.length} customers, ${sales} sales.`;
}

function counted(name: "partners" | "customers", count: number | undefined): Partial<Record<typeof name, number>> {
  if (count === undefined) return {};
  if (Number.isInteger(count) && count >= 0 && count <= MOST) return { [name]: count };
  throw new UsageError(`--${name} takes a whole number, 0 to ${MOST}.`);
}

const MOST = 100_000;
