import { type ChildProcess, fork } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ContactSummary } from "../src/model/plan.ts";
import type { Measure } from "./measure.ts";
import { CONFIG, exported } from "./population.ts";

/** What a process that planned tells of it. */
export interface PlanFacts extends Measure {
  readonly reads: readonly object[];
  readonly summary: ContactSummary;
  readonly tags: Readonly<Record<string, { readonly add: number; readonly remove: number }>>;
  readonly planned: { readonly read: number; readonly write: number };
  readonly sent?: number;
  /** What was held after the last page of members, once all garbage was collected; asked for with `held`. */
  readonly held?: Held;
}

/** Memory by who holds it. */
export interface Held {
  /** Typed arrays, of which the index is made, and buffers. */
  readonly arraysMb: number;
  /** All other values. */
  readonly heapMb: number;
}

/** A built-in Mailchimp with so many contacts in a process of its own, and processes that plan against it. */
export class Bench {
  readonly contacts: number;
  readonly #folder = mkdtempSync(join(tmpdir(), "audiencectl-bench-"));
  readonly #sandbox: ChildProcess;
  #service: readonly string[] = [];

  private constructor(contacts: number) {
    this.contacts = contacts;
    this.#sandbox = started("sandbox-process", [String(contacts)]);
    writeFileSync(join(this.#folder, "mailchimp.config.yaml"), CONFIG);
  }

  /** Resolves once everybody is in the audience. */
  static async open(contacts: number): Promise<Bench> {
    const bench = new Bench(contacts);
    const { baseUrl, apiKey } = await message<{ readonly baseUrl: string; readonly apiKey: string }>(bench.#sandbox);
    bench.#service = [baseUrl, apiKey];
    return bench;
  }

  close(): void {
    this.#sandbox.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** Writes the source: of every `everyNth` person something has moved. */
  source(everyNth: number): void {
    writeFileSync(join(this.#folder, "people.csv"), exported(this.contacts, everyNth));
  }

  plan(task: "plan" | "apply" | "held" = "plan"): Promise<PlanFacts> {
    const flags = task === "held" ? ["--expose-gc"] : [];
    return message<PlanFacts>(started("plan-process", [this.#folder, ...this.#service, task], flags));
  }

  /** The bare loop, over the requests that a plan made. */
  bare(reads: readonly object[]): Promise<Measure> {
    const file = join(this.#folder, "reads.json");
    writeFileSync(file, JSON.stringify(reads));
    return message<Measure>(started("bare-process", [this.#folder, ...this.#service, file]));
  }
}

function started(name: string, options: readonly string[], execArgv: readonly string[] = []): ChildProcess {
  const file = fileURLToPath(new URL(`./${name}.js`, import.meta.url));
  return fork(file, [...options], { execArgv: [...execArgv] });
}

/** The one message that a process sends. */
function message<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    child.once("message", (sent) => resolve(sent as T));
    child.once("exit", (code) => reject(new Error(`a process of the benchmark ended with ${code} and said nothing`)));
  });
}
