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

/** Everything that the built-in Partnero remembers: programs, each opened by one key. */
export class PartneroStage {
  quirks: PartneroQuirks;
  readonly now: () => Date;
  readonly programs = new Map<string, Program>();

  constructor(now: () => Date, quirks: Partial<PartneroQuirks> = {}) {
    this.now = now;
    this.quirks = { ...PARTNERO_TODAY, ...quirks };
  }

  /** The program of a key, with a hand for tests; made as declared when it is not there. */
  program(token: string, spec: ProgramSpec = {}): ProgramHandle {
    const found = this.programs.get(token) ?? new Program(token, factsOf(spec, this.now()), this.now);
    this.programs.set(token, found);
    return handleOf(found);
  }

  /** Hands of all programs, oldest first. */
  all(): readonly ProgramHandle[] {
    return [...this.programs.values()].map(handleOf);
  }

  /** Forgets everything. */
  clear(): void {
    this.programs.clear();
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
