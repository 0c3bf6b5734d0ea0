import { openRunFolder } from "../../files/run-folder.ts";
import { openWritten, type Written } from "../../files/written.ts";
import { writtenName } from "../../files/written-part.ts";
import { readOnly } from "../../mailchimp/read-only.ts";
import type { Checked } from "../../model/checked.ts";
import type { SourceDeclaration } from "../../model/source.ts";
import { type LoadedConfig, loadConfig } from "../../reconciler/config.ts";
import type { MailchimpWay, ToldTime } from "../../reconciler/doctor/examination.ts";
import { examine } from "../../reconciler/doctor.ts";
import { openPartnero } from "../../reconciler/partnero.ts";
import { doctorJson } from "../../render/doctor-json.ts";
import { doctorText } from "../../render/doctor-text.ts";
import { doctorView } from "../../render/doctor-view.ts";
import type { Call } from "../command.ts";
import { configRequest } from "../config-request.ts";
import { printDiagnostics, textOptions } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { interruptOf, unlessStopped } from "../interrupt.ts";
import { progressOn } from "../progress-line.ts";
import {
  type ConnectionChoices,
  isWired,
  type PartneroWords,
  partneroOf,
  rememberedAs,
  sandboxAudienceId,
  wire,
} from "../wire.ts";

interface DoctorOptions extends ConnectionChoices {
  readonly format: "text" | "json";
}

/** Looks at everything that a run depends on, and says of each thing that it is well, or what to do. Only ever reads. */
export async function doctor(call: Call): Promise<ExitCode> {
  const typed = call as Call<DoctorOptions>;
  const { world } = typed;
  const interrupt = interruptOf(world);
  try {
    const checks = await unlessStopped(interrupt.signal, checked(typed, interrupt.signal));
    if (checks !== undefined) return told(typed, checks);
    world.stdin.destroy();
    world.stderr.write("Stopped. Nothing was changed.\n");
    return EXIT.interrupted;
  } finally {
    interrupt.close();
  }
}

function told(call: Call<DoctorOptions>, checks: readonly Checked[]): ExitCode {
  const { world, options } = call;
  const exit = checks.some(({ verdict }) => verdict === "problem") ? EXIT.error : EXIT.ok;
  const view = doctorView(checks, options.env);
  const text = options.format === "json" ? doctorJson(view, exit) : doctorText(view, textOptions(call, world.stdout));
  world.stdout.write(text);
  return exit;
}

/** How long one check may take, and how often one call of it is made. */
const PATIENCE_MS = 20_000;
const ATTEMPTS = 2;

async function checked(call: Call<DoctorOptions>, stopped: AbortSignal): Promise<readonly Checked[]> {
  const { world, options } = call;
  const sandboxed = options.sandbox === true ? { overrideUnset: { "audience.id": sandboxAudienceId(options) } } : {};
  const config = await loadConfig({ ...configRequest(call, "error"), ...sandboxed });
  printDiagnostics(call, config.diagnostics);
  const lenient = config.desired === undefined ? await loadConfig(configRequest(call, "warning")) : config;
  const run = openRunFolder();
  const patienceMs = world.patienceMs ?? PATIENCE_MS;
  const progress = progressOn(call);
  let looked = 0;
  try {
    return await withWay(call, config, { stopped, patienceMs }, (mailchimp, partnero, signal) =>
      examine({
        ...{ config, lenient, mailchimp, signal, patienceMs },
        partnero: openPartnero(sourcesOf(lenient), { ...partnero, signal, sleep: world.sleep }),
        now: world.now(),
        spools: run.spool,
        written: (audience) => memoryOf(call, config, audience),
        onCheck: (name) => progress.show({ phase: `Looking at ${name}`, done: looked++, failed: 0 }),
      }),
    );
  } finally {
    progress.clear();
    run.close();
  }
}

/** Opens the way to Mailchimp for as long as it is looked at; a call that still waits then is given up. */
async function withWay<Result>(
  call: Call<DoctorOptions>,
  config: LoadedConfig,
  { stopped, patienceMs }: { readonly stopped: AbortSignal; readonly patienceMs: number },
  use: (way: MailchimpWay, partnero: PartneroWords, signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const { world, options } = call;
  const ended = new AbortController();
  const signal = AbortSignal.any([stopped, ended.signal]);
  const clock: { first?: ToldTime } = {};
  const onDate = (date: string): void => {
    clock.first ??= { date, at: world.now() };
  };
  // Two tries and the wait between them fit into a check.
  const terms = { attempts: ATTEMPTS, timeoutMs: (patienceMs * 2) / 5, onDate };
  const wanted = config.desired === undefined ? {} : { audience: config.desired.audience, sources: sourcesOf(config) };
  const wired = await wire(call, config, wanted, signal, terms);
  const partnero = isWired(wired) ? wired.partnero : partneroOf(world.env);
  const way = isWired(wired) ? { baseUrl: wired.baseUrl, send: readOnly(wired.connection.send) } : wired;
  const words = { apiKey: world.env["MAILCHIMP_API_KEY"], baseUrl: world.env["MAILCHIMP_BASE_URL"] };
  try {
    return await use({ builtIn: options.sandbox === true, words, way, toldTime: () => clock.first }, partnero, signal);
  } finally {
    ended.abort();
    if (isWired(wired)) await wired.close();
  }
}

function sourcesOf({ inspected = [] }: LoadedConfig): readonly SourceDeclaration[] {
  return inspected.map(({ declaration }) => declaration);
}

function memoryOf({ world, options }: Call<DoctorOptions>, config: LoadedConfig, audience: string): Written {
  const names = writtenName(config.desired?.contacts?.families ?? []);
  return openWritten(config.directory, { audience: rememberedAs(audience, options), now: world.now(), names });
}
