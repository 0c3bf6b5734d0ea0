import { type ChildProcess, fork } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { ContactSummary } from "../src/model/plan.ts";
import type { Measure } from "./measure.ts";
import { CONFIG, exported } from "./population.ts";

const { values } = parseArgs({
  options: { contacts: { type: "string", default: "10000" }, runs: { type: "string", default: "5" } },
});
const [contacts, runs] = [Number(values.contacts), Number(values.runs)];

interface PlanFacts extends Measure {
  readonly reads: readonly object[];
  readonly summary: ContactSummary;
  readonly tags: Readonly<Record<string, { readonly add: number; readonly remove: number }>>;
  readonly planned: { readonly read: number; readonly write: number };
  readonly sent?: number;
}

interface Service {
  readonly baseUrl: string;
  readonly apiKey: string;
}

const folder = mkdtempSync(join(tmpdir(), "audiencectl-bench-"));
const sandbox = started("sandbox-process", [String(contacts)]);
try {
  const service = await message<Service>(sandbox);
  console.log(`${contacts.toLocaleString("en")} contacts, ${runs} runs each, by turns; the median of each.\n`);
  writeFileSync(join(folder, "mailchimp.config.yaml"), CONFIG);
  console.log(row(["", "wall ms", "CPU ms", "peak MB", "wall", "CPU"]));
  await comparison(service, "none changed", Number.POSITIVE_INFINITY);
  await comparison(service, "1 % changed", 100);
  await requests(service);
} finally {
  sandbox.kill();
  rmSync(folder, { recursive: true, force: true });
}

/** A plan against the bare loop, by turns, so that a busy minute falls on both. */
async function comparison(service: Service, name: string, everyNth: number): Promise<void> {
  writeFileSync(join(folder, "people.csv"), exported(contacts, everyNth));
  const warm = await plan(service);
  const readsFile = join(folder, "reads.json");
  writeFileSync(readsFile, JSON.stringify(warm.reads));
  await bare(service, readsFile);
  const [planned, floor]: [Measure[], Measure[]] = [[], []];
  for (let run = 0; run < runs; run += 1) {
    planned.push(await plan(service));
    floor.push(await bare(service, readsFile));
  }
  const [mine, least] = [middle(planned), middle(floor)];
  console.log(row([`bare loop, ${name}`, ...figures(least), "1.00", "1.00"]));
  const ratios = [mine.wallMs / least.wallMs, mine.cpuMs / least.cpuMs].map((ratio) => ratio.toFixed(2));
  console.log(row([`plan, ${name}`, ...figures(mine), ...ratios]));
}

/** Requests are the measure: what was sent beside the least that the data asks for. */
async function requests(service: Service): Promise<void> {
  const made = await plan(service, "apply");
  const { summary, tags } = made;
  const changed = summary.create + summary.adopt + summary.update;
  const removals = Object.values(tags).reduce((sum, { remove }) => sum + Math.ceil(remove / 500), 0);
  const pages = Math.ceil(contacts / 1000);
  console.log(`\n${row(["requests", "planned", "sent", "bound"])}`);
  console.log(row(["plan", made.planned.read, made.reads.length, `${pages} + schema, archived, changed since`]));
  const bound = `${Math.ceil(changed / 500)} + ${removals}`;
  console.log(row([`apply, ${changed} changed`, made.planned.write, made.sent ?? "-", bound]));
  const again = await plan(service);
  const left = again.summary.desired - again.summary.unchanged;
  console.log(`\nA second plan finds ${left === 0 ? "nothing" : left} left to do.`);
}

function plan({ baseUrl, apiKey }: Service, task = "plan"): Promise<PlanFacts> {
  return message<PlanFacts>(started("plan-process", [folder, baseUrl, apiKey, task]));
}

function bare({ baseUrl, apiKey }: Service, readsFile: string): Promise<Measure> {
  return message<Measure>(started("bare-process", [folder, baseUrl, apiKey, readsFile]));
}

function started(name: string, options: readonly string[]): ChildProcess {
  return fork(fileURLToPath(new URL(`./${name}.js`, import.meta.url)), [...options]);
}

/** The one message that a process sends. */
function message<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    child.once("message", (sent) => resolve(sent as T));
    child.once("exit", (code) => reject(new Error(`a process of the benchmark ended with ${code} and said nothing`)));
  });
}

function middle(measures: readonly Measure[]): Measure {
  return { wallMs: median(measures, "wallMs"), cpuMs: median(measures, "cpuMs"), peakMb: median(measures, "peakMb") };
}

function median(measures: readonly Measure[], figure: keyof Measure): number {
  const sorted = measures.map((measure) => measure[figure]).toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function figures({ wallMs, cpuMs, peakMb }: Measure): readonly string[] {
  return [wallMs, cpuMs, peakMb].map((figure) => figure.toFixed(0));
}

function row([name, ...cells]: readonly (string | number)[]): string {
  return String(name).padEnd(26) + cells.map((cell) => String(cell).padStart(9)).join(" ");
}
