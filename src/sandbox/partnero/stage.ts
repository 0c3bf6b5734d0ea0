import type { ProgramHandle } from "./handle.ts";
import { handleOf } from "./handle.ts";
import { Program, type ProgramType } from "./program.ts";
import type { PartneroQuirks } from "./quirks.ts";
import { PARTNERO_TODAY } from "./quirks.ts";
import { partneroStamp } from "./stamp.ts";

/** A program as tests and seeds declare it. */
export interface ProgramSpec {
  readonly type?: ProgramType;
  readonly name?: string;
  /** Of its rewards and payouts. */
  readonly currency?: string;
  /** Where the referral links of its partners lead. */
  readonly website?: string;
}

/** The key of the program that a sandbox has unless told otherwise. */
export const SANDBOX_PARTNERO_KEY = "sandbox-partnero-0123456789abcdef";

/** Everything that the built-in Partnero remembers: programs, each opened by one key. */
export class PartneroStage {
  quirks: PartneroQuirks;
  readonly now: () => Date;
  readonly #programs = new Map<string, Program>();
  #unread: (() => void) | undefined;
  /** How many programs the state on disk has. */
  written = 0;

  constructor(now: () => Date, quirks: Partial<PartneroQuirks> = {}) {
    this.now = now;
    this.quirks = { ...PARTNERO_TODAY, ...quirks };
  }

  /** By key. What is kept of them is read when somebody first asks: whoever has no use for Partnero waits for nothing. */
  get programs(): Map<string, Program> {
    const read = this.#unread;
    this.#unread = undefined;
    try {
      read?.();
    } catch (error) {
      this.#unread = read;
      throw error;
    }
    return this.#programs;
  }

  /** Says how the programs are read when somebody first asks for them. */
  readLater(read: () => void): void {
    this.#unread = read;
  }

  /** The program of a key, with a hand for tests; made as declared when it is not there. */
  program(token: string, spec: ProgramSpec = {}): ProgramHandle {
    const found = this.programs.get(token) ?? new Program(token, factsOf(spec, this.now()), this.now);
    this.programs.set(token, found);
    return handleOf(found);
  }

  /** The affiliate program that was opened first; where there is none, one with nobody in it is made. */
  affiliate(): ProgramHandle {
    return this.all().find(({ type }) => type === "Affiliate") ?? this.program(SANDBOX_PARTNERO_KEY);
  }

  /** The same, with the usual invented people where there was none. */
  seeded(): ProgramHandle {
    const affiliate = this.all().find(({ type }) => type === "Affiliate");
    return affiliate ?? this.program(SANDBOX_PARTNERO_KEY).seed();
  }

  /** Hands of all programs, oldest first. */
  all(): readonly ProgramHandle[] {
    return [...this.programs.values()].map(handleOf);
  }

  /** Whether the state on disk is not what stands; of what was never touched, it is. */
  get isChanged(): boolean {
    if (this.#unread !== undefined) return false;
    return this.written !== this.programs.size || [...this.programs.values()].some(({ changed }) => changed);
  }

  /** To be called when the state was written. */
  noteWritten(): void {
    this.written = this.programs.size;
    for (const program of this.programs.values()) program.changed = false;
  }

  /** Forgets everything. */
  clear(): void {
    this.#unread = undefined;
    this.written = -1;
    this.#programs.clear();
  }
}

const NAMES: Readonly<Record<ProgramType, string>> = {
  Affiliate: "Northlight Partners",
  Referral: "Northlight Friends",
  Newsletter: "Northlight Weekly",
};

function factsOf(spec: ProgramSpec, now: Date): Program["facts"] {
  const type = spec.type ?? "Affiliate";
  const founded = new Date(now);
  founded.setUTCFullYear(now.getUTCFullYear() - 3);
  return {
    type,
    name: spec.name ?? NAMES[type],
    currency: spec.currency ?? "USD",
    website: spec.website ?? "https://northlight.studio",
    createdAt: partneroStamp(founded),
  };
}
