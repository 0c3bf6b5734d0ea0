import type { Address, KindName } from "../../src/model/address.ts";
import type { Change, FieldDiff, Loss, Spec, Step } from "../../src/model/change.ts";
import type { ContactAction, ContactChange, LeftOut, MemberStatus, SkipReason } from "../../src/model/contact.ts";
import type { Diagnostic } from "../../src/model/diagnostic.ts";
import type { MergeFieldType } from "../../src/model/merge-field-type.ts";
import type { ContactsPlan, LimitCheck, Plan, Replayable } from "../../src/model/plan.ts";

type ChangeParts = Partial<Omit<ContactChange, "ref" | "email" | "action">>;

/** A plan written as sentences: `plan().adds("tag", "active").creates("jane@harbor-coffee.dev")`. */
export class PlanBuilder {
  private plan: Plan;
  private changes: readonly ContactChange[] = [];
  private line = 10;

  constructor() {
    this.plan = {
      audience: { id: "a1b2c3d4e5", name: "Acme Partners" },
      now: "2026-03-02T09:00:00Z",
      schema: { steps: [], undeclared: [] },
      limits: [],
      requests: { read: 0, write: 0 },
      warnings: [],
    };
  }

  named(name: string): this {
    return this.with({ audience: { ...this.plan.audience, name } });
  }

  in(environment: string): this {
    return this.with({ environment });
  }

  adds(kind: Address["kind"], key: string, after: Spec = { name: key }): this {
    return this.step({ action: "create", at: { kind, key }, after });
  }

  changesField(kind: Address["kind"], key: string, ...fields: readonly FieldDiff[]): this {
    return this.step({ action: "update", at: { kind, key }, before: {}, after: {}, fields });
  }

  deletes(kind: Address["kind"], key: string, before: Spec = { name: key }): this {
    return this.step({ action: "delete", at: { kind, key }, before });
  }

  keeps(kind: Address["kind"], key: string): this {
    return this.step({ action: "none", at: { kind, key }, before: { name: key } });
  }

  /** Holds the step or contact that was added last. */
  held(reason: string): this {
    const steps = this.plan.schema.steps;
    const last = steps.at(-1);
    if (this.changes.length > 0) {
      this.changes = this.changes.map((change, index) =>
        index === this.changes.length - 1 ? { ...change, verdict: "hold", reason } : change,
      );
      return this;
    }
    if (last === undefined) throw new Error("Nothing to hold.");
    return this.with({
      schema: { ...this.plan.schema, steps: [...steps.slice(0, -1), { ...last, verdict: "hold", reason }] },
    });
  }

  undeclared(kind: KindName, count: number): this {
    return this.with({
      schema: { ...this.plan.schema, undeclared: [...this.plan.schema.undeclared, { kind, count }] },
    });
  }

  /** Says of the step that was added last why it is done, and what contacts lose by it. */
  loses(lost: Loss, because?: string): this {
    const { steps } = this.plan.schema;
    const last = steps.at(-1);
    if (last === undefined) throw new Error("Nothing is lost by nothing.");
    const told = { ...last, lost, ...(because === undefined ? {} : { because }) };
    return this.with({ schema: { ...this.plan.schema, steps: [...steps.slice(0, -1), told] } });
  }

  /** Names what stands without being declared. */
  reports(kind: KindName, ...names: readonly string[]): this {
    const counts = [...this.plan.schema.undeclared, { kind, count: names.length, names }];
    return this.with({ schema: { ...this.plan.schema, undeclared: counts } });
  }

  /** Gives the plan a contacts' half: members read, people in the sources. */
  reads(live: number, desired: number, owned = live): this {
    const none = { create: 0, adopt: 0, update: 0, rename: 0, untag: 0, archive: 0 };
    return this.contacts({
      summary: { ...none, live, desired, owned, unchanged: 0, leavers: 0, skipped: {} },
      tags: {},
      fields: {},
      samples: [],
      changes: replay([]),
      leftOut: replay<LeftOut>([]),
      refused: [],
      refusedCount: 0,
    });
  }

  counts(counts: Partial<Record<ContactAction | "unchanged" | "leavers", number>>): this {
    return this.contacts({ summary: { ...this.half().summary, ...counts } });
  }

  leavesAlone(reason: SkipReason, count: number): this {
    const summary = this.half().summary;
    return this.contacts({ summary: { ...summary, skipped: { ...summary.skipped, [reason]: count } } });
  }

  tags(name: string, add: number, remove: number): this {
    return this.contacts({ tags: { ...this.half().tags, [name]: { add, remove } } });
  }

  values(field: string, count: number): this {
    return this.contacts({ fields: { ...this.half().fields, [field]: count } });
  }

  types(fieldTypes: Readonly<Record<string, MergeFieldType>>): this {
    return this.contacts({ fieldTypes });
  }

  enters(entering: Readonly<Partial<Record<MemberStatus, number>>>): this {
    return this.contacts({ entering });
  }

  bills(before: number, after: number): this {
    return this.contacts({ billable: { before, after } });
  }

  contact(action: ContactAction, email: string, parts: ChangeParts = {}): this {
    this.half();
    this.changes = [
      ...this.changes,
      {
        ref: `c${this.changes.length + 1}`,
        email,
        action,
        status: "subscribed",
        fields: [],
        tags: { add: [], remove: [] },
        groups: [],
        because: [],
        verdict: "go",
        ...parts,
      },
    ];
    return this;
  }

  refuses(email: string, field: string, reason: string): this {
    const half = this.half();
    return this.contacts({
      refused: [...half.refused, { email, field, reason }],
      refusedCount: half.refusedCount + 1,
    });
  }

  limit(limit: LimitCheck): this {
    return this.with({ limits: [...this.plan.limits, limit] });
  }

  requests(read: number, write: number): this {
    return this.with({ requests: { read, write } });
  }

  warns(warning: Omit<Diagnostic, "severity">): this {
    return this.with({ warnings: [...this.plan.warnings, { severity: "warning", ...warning }] });
  }

  build(): Plan {
    const { contacts } = this.plan;
    if (contacts === undefined) return this.plan;
    return { ...this.plan, contacts: { ...contacts, samples: this.changes, changes: replay(this.changes) } };
  }

  private step(change: Change): this {
    this.line += 4;
    const step: Step = {
      change,
      match: `object ${this.line}`,
      verdict: "go",
      declared: `mailchimp.config.yaml:${this.line}`,
    };
    return this.with({ schema: { ...this.plan.schema, steps: [...this.plan.schema.steps, step] } });
  }

  private half(): ContactsPlan {
    if (this.plan.contacts === undefined) throw new Error("Say reads(…) first: the plan has no contacts' half.");
    return this.plan.contacts;
  }

  private contacts(part: Partial<ContactsPlan>): this {
    const contacts = { ...this.plan.contacts, ...part } as ContactsPlan; // reads() gives every part first
    return this.with({ contacts });
  }

  private with(part: Partial<Plan>): this {
    this.plan = { ...this.plan, ...part };
    return this;
  }
}

/** Begins a plan in which nothing changes. */
export function plan(): PlanBuilder {
  return new PlanBuilder();
}

/** An array as a stream that can be read again and again. */
export function replay<T>(items: readonly T[]): Replayable<T> {
  return {
    count: items.length,
    async *[Symbol.asyncIterator]() {
      yield* items;
    },
  };
}
