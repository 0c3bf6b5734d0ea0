import { openJournal } from "../../files/journal.ts";
import { type Lock, takeLock } from "../../files/lock.ts";
import { openRefused } from "../../files/refused.ts";
import { openStateFolder } from "../../files/state-folder.ts";
import { openWritten, type WrittenRequest } from "../../files/written.ts";
import { writtenName } from "../../files/written-part.ts";
import { formatAddress } from "../../model/address.ts";
import type { Diagnostic } from "../../model/diagnostic.ts";
import type { Plan } from "../../model/plan.ts";
import type { ApplyReport } from "../../model/report.ts";
import { hasChanges, planVerdict } from "../../plan/verdict.ts";
import { apply as applyPlan } from "../../reconciler/apply.ts";
import { resultJson } from "../../render/result-json.ts";
import { resultText } from "../../render/result-text.ts";
import { resultView, tallied } from "../../render/result-view.ts";
import type { Call } from "../command.ts";
import { printDiagnostics, showsPersonalData, textOptions, writeAll } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { printPlan } from "../plan-output.ts";
import { type PlanSession, stoppedEarly, withPlan } from "../planning.ts";
import { progressOn } from "../progress-line.ts";
import { asked } from "../question.ts";
import { checkResuming, type ResumingOptions, resumeFrom } from "../resuming.ts";
import { isSecretPlace, openSecretPlace, type SecretPlace } from "../secret-place.ts";
import { UsageError } from "../usage-error.ts";
import { rememberedAs, sentBy } from "../wire.ts";

interface ApplyOptions extends ResumingOptions {
  readonly yes?: boolean;
}

/** Plans, shows, asks, and does it. */
export async function apply(call: Call): Promise<ExitCode> {
  const typed = call as Call<ApplyOptions>;
  const { world, options } = typed;
  const attended = world.stdin.isTTY === true && world.stderr.isTTY === true;
  if (options.yes !== true && !attended) {
    throw new UsageError("There is no terminal to ask at. Look at the plan first, then run apply with --yes.");
  }
  const [file] = call.args;
  if (file !== undefined) checkResuming(typed);
  const act = async (session: PlanSession): Promise<ExitCode> => {
    const early = endsEarly(session.plan);
    if (early !== undefined || options.format === "text") await printPlan(typed, session.plan, early ?? EXIT.ok);
    if (early !== undefined) return early;
    const answer = await answered(typed, session);
    if (answer === "stopped" || session.interrupt.stopped()) return stoppedEarly(call);
    if (answer === "yes") return withSecretPlace(typed, session);
    world.stderr.write("Nothing was written.\n");
    return EXIT.error;
  };
  const make = file === undefined ? undefined : resumeFrom(file, options.stale);
  return withPlan(typed, act, make, (directory) => locked(directory, world.now()));
}

async function answered(call: Call<ApplyOptions>, session: PlanSession): Promise<"yes" | "no" | "stopped"> {
  if (call.options.yes === true) return "yes";
  return asked(call.world, question(session.plan), session.interrupt.signal);
}

/** A limit blocks everything; where there is nothing to do, nobody is asked. */
function endsEarly(plan: Plan): ExitCode | undefined {
  const verdict = planVerdict(plan);
  if (verdict === "blocked") return EXIT.blocked;
  if (hasChanges(plan)) return undefined;
  return verdict === "held" ? EXIT.blocked : EXIT.ok;
}

function question(plan: Plan): string {
  return `Do this to the audience "${plan.audience.name}"?`;
}

/**
 * One apply at a time, from its first read on: two would each believe what the other is about to change, and a plan made
 * while another is being applied would bring back what has moved since.
 */
function locked(directory: string, now: Date): Lock | Diagnostic {
  return takeLock({ folder: openStateFolder(directory), now: now.toISOString() });
}

/** Opened before the first write: a secret that Mailchimp shows once must not find the disk full or the name taken. */
async function withSecretPlace(call: Call<ApplyOptions>, session: PlanSession): Promise<ExitCode> {
  const place = openSecretPlace(call, session.plan);
  if (!isSecretPlace(place)) {
    printDiagnostics(call, [place]);
    return EXIT.error;
  }
  try {
    return await perform(call, session, place);
  } finally {
    place.close();
  }
}

async function perform(call: Call<ApplyOptions>, session: PlanSession, secrets: SecretPlace): Promise<ExitCode> {
  const { world } = call;
  const { connection } = session.wired;
  const { directory } = session.loaded;
  const refused = openRefused(directory, world.now());
  const written = openWritten(directory, writtenRequest(call, session));
  const journal = openJournal(openStateFolder(directory), world.now(), world.now);
  const progress = progressOn(call);
  session.interrupt.startWriting();
  const report = await applyPlan({
    plan: session.plan,
    live: session.live,
    declared: session.desired.objects,
    identity: session.desired.contacts?.identity ?? [],
    send: connection.send,
    sent: () => sentBy(connection),
    concurrency: call.options.concurrency,
    outcomes: session.spools("outcomes"),
    keepSecret: secrets.keep,
    stopped: session.interrupt.stopped,
    onWrite: journal.note,
    onRefused: (email) => refused.add(session.plan.audience.id, email),
    onApplied: written.note,
    clock: () => world.now().getTime(),
    sleep: connection.pause,
    onProgress: ({ phase, done, failed, total }) => progress.show({ phase: PHASES[phase], done, failed, total }),
  });
  progress.clear();
  refused.save();
  written.save();
  journal.close();
  const exit = exitOf(report);
  await printReport(call, report, exit);
  return exit;
}

/** What is made in this run nobody can have held before. */
function writtenRequest({ world, options }: Call<ApplyOptions>, { plan, desired }: PlanSession): WrittenRequest {
  const made = plan.schema.steps.filter(({ change }) => change.action === "create");
  const names = writtenName(
    desired.contacts?.families ?? [],
    made.map(({ change }) => formatAddress(change.at)),
  );
  return { audience: rememberedAs(plan.audience.id, options), now: world.now(), names };
}

const PHASES: Readonly<Record<"schema" | "contacts", string>> = { schema: "Schema", contacts: "Contacts" };

async function printReport(call: Call<ApplyOptions>, report: ApplyReport, exit: ExitCode): Promise<void> {
  const { world, options } = call;
  const showPii = showsPersonalData(call, options.showPii);
  if (options.format === "json") await writeAll(world.stdout, resultJson(report, { showPii, exit }));
  else world.stdout.write(`\n${resultText(await resultView(report, showPii), textOptions(call, world.stdout))}`);
}

function exitOf(report: ApplyReport): ExitCode {
  const steps = tallied(report.steps);
  const contacts = report.contacts?.tally;
  const unfinished = steps.failed + steps["not-reached"] + (contacts?.failed ?? 0) + (contacts?.["not-reached"] ?? 0);
  if (unfinished > 0) return report.requests.sent === 0 && report.interrupted ? EXIT.interrupted : EXIT.partial;
  // Contacts that are left out are listed, and the next plan takes them up or says why not: that is no reason to go red.
  return steps.held > 0 ? EXIT.blocked : EXIT.ok;
}
