import type { Outcome, OutcomeStatus, Tally } from "../../src/model/outcome.ts";
import type { ApplyReport, ContactOutcome } from "../../src/model/report.ts";
import { replay } from "./plan-builder.ts";

/** The report of an apply written as sentences: `report().applied("tag.active").contact("failed", "c1", …)`. */
export class ReportBuilder {
  private report: ApplyReport = {
    audience: { id: "a1b2c3d4e5", name: "Acme Partners" },
    environment: "production",
    steps: [],
    requests: { planned: 12, sent: 12 },
    interrupted: false,
    elapsedMs: 14_000,
  };
  private outcomes: readonly ContactOutcome[] = [];
  private tally: Tally | undefined;

  step(status: OutcomeStatus, key: string, reason = ""): this {
    const at = { kind: "mergeField", key } as const;
    const outcome: Outcome = status === "applied" ? { status, at } : { status, at, reason };
    return this.with({ steps: [...this.report.steps, outcome] });
  }

  /** So many contacts were simply applied. */
  contactsApplied(count: number): this {
    return this.count("applied", count);
  }

  contact(status: Exclude<OutcomeStatus, "applied">, ref: string, email: string, reason: string): this {
    this.outcomes = [...this.outcomes, { status, at: { kind: "contact", key: email }, reason, ref }];
    return this.count(status, 1);
  }

  interrupted(): this {
    return this.with({ interrupted: true });
  }

  sent(sent: number, planned = sent): this {
    return this.with({ requests: { planned, sent } });
  }

  /** `planned` differs from what the outcomes add up to only where something is wrong. */
  build(planned?: number): ApplyReport {
    if (this.tally === undefined) return this.report;
    const ended = Object.values(this.tally).reduce((sum, count) => sum + count, 0);
    return {
      ...this.report,
      contacts: { planned: planned ?? ended, tally: this.tally, outcomes: replay(this.outcomes) },
    };
  }

  private count(status: OutcomeStatus, count: number): this {
    const tally = this.tally ?? { applied: 0, failed: 0, held: 0, "not-reached": 0 };
    this.tally = { ...tally, [status]: tally[status] + count };
    return this;
  }

  private with(part: Partial<ApplyReport>): this {
    this.report = { ...this.report, ...part };
    return this;
  }
}

/** Begins a report of an apply that had nothing to do. */
export function report(): ReportBuilder {
  return new ReportBuilder();
}
