import { openRefused } from "../files/refused.ts";
import { openRunFolder } from "../files/run-folder.ts";
import { diagnose } from "../mailchimp/diagnosis.ts";
import type { Address } from "../model/address.ts";
import { formatAddress } from "../model/address.ts";
import type { Allowance } from "../model/allowance.ts";
import type { Desired } from "../model/desired.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import { didYouMean } from "../model/nearest-name.ts";
import type { Plan } from "../model/plan.ts";
import { SendFailure } from "../model/send-failure.ts";
import { undeclared } from "../plan/selection.ts";
import { type LoadedConfig, loadConfig } from "../reconciler/config.ts";
import { makePlan, type Planned, type PlanRequest } from "../reconciler/plan.ts";
import type { Resumption } from "../reconciler/resume.ts";
import { maskFor } from "../render/mask.ts";
import type { Call } from "./command.ts";
import { configRequest } from "./config-request.ts";
import { printDiagnostics, showsPersonalData } from "./console.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { failureDiagnostic } from "./failure.ts";
import { type Interrupt, interruptOf, unlessStopped } from "./interrupt.ts";
import { partneroFor } from "./partnero.ts";
import { progressOn } from "./progress-line.ts";
import { hasSecretPlace, type SecretOptions } from "./secret-place.ts";
import { UsageError } from "./usage-error.ts";
import { type ConnectionChoices, isWired, sandboxAudienceId, sentBy, type Wanted, type Wired, wire } from "./wire.ts";

/** The options of `plan` and `apply`. */
export interface PlanningOptions extends ConnectionChoices, SecretOptions {
  readonly format: "text" | "json";
  readonly scope: "all" | "schema" | "contacts";
  readonly only: readonly Address[];
  readonly allow: readonly Allowance[];
  readonly showPii?: boolean;
}

/** What a command can do once a plan is made; everything is closed when it ends. */
export interface PlanSession {
  readonly desired: Desired;
  readonly loaded: LoadedConfig;
  readonly plan: Plan;
  readonly live: NonNullable<Planned["live"]>;
  readonly wired: Wired;
  readonly spools: PlanRequest["spools"];
  readonly interrupt: Interrupt;
}

/** What a command takes for itself before anything is read, in the folder of the configuration; or who has it. */
export type Hold = (directory: string) => { release(): void } | Diagnostic;

const nothing: Hold = () => ({ release: () => {} });

/** Loads, connects and plans; hands the plan on, or says what stands in its way. */
export async function withPlan(
  call: Call<PlanningOptions>,
  use: (session: PlanSession) => Promise<ExitCode>,
  make: PlanMaker = planning(makePlan),
  hold: Hold = nothing,
): Promise<ExitCode> {
  const { world, options } = call;
  const sandboxed = options.sandbox === true ? { overrideUnset: { "audience.id": sandboxAudienceId(options) } } : {};
  const loaded = await loadConfig({ ...configRequest(call, "error"), ...sandboxed });
  printDiagnostics(call, loaded.diagnostics);
  const { desired, vocabulary } = loaded;
  if (desired === undefined || vocabulary === undefined) return EXIT.error;
  checkSelection(options, desired);
  const interrupt = interruptOf(world);
  const run = openRunFolder();
  let wired: Wired | Diagnostic | undefined;
  let held: ReturnType<Hold> | undefined;
  try {
    held = hold(loaded.directory);
    if (!("release" in held)) return refused(call, [held]);
    wired = await wire(call, loaded, wantedBy(desired), interrupt.signal, { stopping: interrupt.asked });
    if (!isWired(wired)) return refused(call, [wired]);
    const planning = make(call, { ...loaded, desired, vocabulary }, wired, run.spool, interrupt.signal);
    const planned = await unlessStopped(interrupt.signal, planning);
    if (planned === undefined) return stoppedEarly(call);
    if (planned.refused !== undefined) {
      refused(call, [planned.refused]);
      return EXIT.stale;
    }
    if (planned.plan === undefined || planned.live === undefined) return refused(call, planned.diagnostics);
    return await use({ desired, loaded, plan: planned.plan, live: planned.live, wired, spools: run.spool, interrupt });
  } catch (error) {
    if (!(error instanceof SendFailure)) return refused(call, [failureDiagnostic(error)], interrupt);
    const context = {
      baseUrl: wired !== undefined && isWired(wired) ? wired.baseUrl : "",
      ...(desired.audience.id === undefined ? {} : { audience: desired.audience.id }),
    };
    return refused(call, [diagnose(error, context)], interrupt);
  } finally {
    interrupt.close();
    if (held !== undefined && "release" in held) held.release();
    if (wired !== undefined && isWired(wired)) await wired.close();
    run.close();
  }
}

/** How a plan comes about: made anew, or taken up from a file. */
export type PlanMaker = (
  call: Call<PlanningOptions>,
  config: PlanRequest["config"],
  wired: Wired,
  spools: PlanRequest["spools"],
  signal: AbortSignal,
) => Promise<Resumption>;

/** A plan made anew by `make`, with the progress of its reading shown. */
export function planning(make: (request: PlanRequest) => Promise<Planned>): PlanMaker {
  return async (call, config, wired, spools, signal) => {
    const { world, options } = call;
    const { connection } = wired;
    const sources = config.desired.sources.map(({ declaration }) => declaration);
    const partnero = partneroFor({ call, directory: config.directory, sources, wired, signal });
    if (partnero !== undefined && "severity" in partnero) return { diagnostics: [partnero] };
    const progress = progressOn(call);
    try {
      return await make({
        config,
        environment: options.env,
        send: connection.send,
        sent: () => sentBy(connection),
        now: world.now(),
        selection: { scope: options.scope, only: options.only },
        allowances: options.allow,
        spools,
        keepsSecrets: hasSecretPlace(call),
        isRefused: openRefused(config.directory, world.now()).has,
        partnero,
        onRead: (done) => {
          if (!signal.aborted) progress.show({ phase: "Reading contacts", done, failed: 0 });
        },
        onAsked: (done, total) =>
          progress.show({ phase: "Asking after who seems to have left", done, total, failed: 0 }),
      });
    } finally {
      progress.clear();
    }
  };
}

function wantedBy({ audience, sources }: Desired): Wanted {
  return { audience, sources: sources.map(({ declaration }) => declaration) };
}

function checkSelection(options: PlanningOptions, desired: Desired): void {
  const [unknown] = undeclared({ scope: options.scope, only: options.only }, desired);
  if (unknown !== undefined)
    throw new UsageError(
      `--only ${formatAddress(unknown)}: the file declares no such object.${didYouMean(formatAddress(unknown), declaredNames(desired))}`,
    );
}

function declaredNames(desired: Desired): readonly string[] {
  const families = (desired.contacts?.families ?? []).map(({ pattern }) =>
    formatAddress({ kind: "tag", key: pattern }),
  );
  return [...desired.objects.map(({ at }) => formatAddress(at)), ...families];
}

/** Whoever reads from a pipe that stays open would keep the process alive. */
export function stoppedEarly({ world }: Call): ExitCode {
  world.stdin.destroy();
  // The line that told how far the work was may still be there.
  if (world.stderr.isTTY === true) world.stderr.write("\r\u001B[2K");
  world.stderr.write("Stopped. Nothing was written.\n");
  return EXIT.interrupted;
}

/** What Mailchimp says may name a person. After the first write nobody may believe that nothing was done. */
function refused(
  call: Call<PlanningOptions>,
  diagnostics: readonly Diagnostic[],
  interrupt?: Pick<Interrupt, "isWriting">,
): ExitCode {
  const mask = maskFor(showsPersonalData(call, call.options.showPii), {});
  printDiagnostics(
    call,
    diagnostics.map((diagnostic) => ({ ...diagnostic, detail: mask.text(diagnostic.detail) })),
  );
  return interrupt?.isWriting() === true ? EXIT.partial : EXIT.error;
}
