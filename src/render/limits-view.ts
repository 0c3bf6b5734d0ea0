import type { LimitCheck } from "../model/plan.ts";
import type { Mask } from "./mask.ts";
import { grouped, percent } from "./text/quantity.ts";

/** A limit worth a line: it holds the plan, or is allowed for this run, or is near. */
export interface LimitView {
  readonly state: "holds" | "allowed" | "near";
  /** The class with its key, `untag:active`. */
  readonly name: string;
  readonly text: string;
}

/** The limits that hold first, then those that were allowed, then those that are near; the others are not shown. */
export function limitViews(limits: readonly LimitCheck[], mask: Mask): readonly LimitView[] {
  const views = limits.flatMap(limitView).sort((a, b) => RANK[a.state] - RANK[b.state]);
  return views.map((view) => ({ ...view, name: mask.text(view.name), text: mask.text(view.text) }));
}

/** From this part of a limit on it is near. */
const NEAR = 0.8;

/** A share of a small audience says nothing: so many always pass. */
const ALWAYS_PASS = 3;

const RANK: Readonly<Record<LimitView["state"], number>> = { holds: 0, allowed: 1, near: 2 };

function limitView(check: LimitCheck): readonly LimitView[] {
  const name = check.key === undefined ? check.class : `${check.class}:${check.key}`;
  if (check.holds) return [{ state: "holds", name, text: check.message ?? numbers(check) }];
  if (check.allowed !== undefined) {
    return [{ state: "allowed", name, text: `${numbers(check)}; allowed: ${grouped(check.allowed)}` }];
  }
  return isNear(check) ? [{ state: "near", name, text: numbers(check) }] : [];
}

function isNear({ found, base, limit }: LimitCheck): boolean {
  const ofCount = limit.count !== undefined && limit.count > 0 && found >= limit.count * NEAR;
  const ofShare = limit.share !== undefined && base !== undefined && found >= base.count * limit.share * NEAR;
  return ofCount || (ofShare && found > ALWAYS_PASS);
}

function numbers({ found, base, limit }: LimitCheck): string {
  const shared = limit.share === undefined ? undefined : base;
  const of = shared === undefined ? "" : ` of ${grouped(shared.count)} ${shared.of}`;
  const share = shared === undefined || shared.count === 0 ? "" : ` (${percent(found / shared.count)})`;
  const bounds = [
    ...(limit.share === undefined ? [] : [percent(limit.share)]),
    ...(limit.count === undefined ? [] : [grouped(limit.count)]),
  ];
  return `${grouped(found)}${of}${share}, limit ${bounds.join(" and ")}`;
}
