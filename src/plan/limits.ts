import { type Allowance, formatAllowance } from "../model/allowance.ts";
import type { Limit } from "../model/desired.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import { LIMIT_CLASSES, type LimitClass, type LimitClassName } from "../model/limit-class.ts";
import type { LimitCheck } from "../model/plan.ts";

/** How many of a class a plan holds, measured before anything is written. */
export interface Measure {
  readonly class: LimitClassName;
  readonly key?: string;
  readonly found: number;
  readonly base: number;
  /** What stands where the file says nothing, if not what its class has. */
  readonly standard?: Bounds;
}

/** The limits of a plan, and what its allowances made of them. */
export interface LimitReport {
  readonly checks: readonly LimitCheck[];
  readonly warnings: readonly Diagnostic[];
}

/** A share always lets this many pass: a percentage of a small audience says nothing. */
const ALWAYS_PASS = 3;

/** Checks every measure against the file's limits, the defaults and the allowances of this run. */
export function checkLimits(
  measures: readonly Measure[],
  limits: readonly Limit[],
  allowances: readonly Allowance[],
): LimitReport {
  const used = new Set<Allowance>();
  const checks = measures.map((measure) => {
    const bounds = boundsOf(measure, limits);
    if (!isOver(measure, bounds)) return check(measure, bounds, false);
    const allowance = allowanceFor(measure, allowances);
    if (allowance !== undefined) used.add(allowance);
    const allowed = allowance !== undefined && allowance.count >= measure.found;
    const found = check(measure, bounds, !allowed);
    return allowance === undefined ? found : { ...found, allowed: allowance.count };
  });
  return { checks, warnings: allowances.filter((allowance) => !used.has(allowance)).map(unneeded) };
}

interface Bounds {
  readonly count?: number;
  readonly share?: number;
}

/** A limit of the file for the very key wins over one for the class, which wins over the default. */
function boundsOf(measure: Measure, limits: readonly Limit[]): Bounds {
  const ofClass = limits.filter((limit) => limit.class === measure.class);
  const declared =
    ofClass.find((limit) => limit.key !== undefined && sameKey(limit.key, measure.key)) ??
    ofClass.find((limit) => limit.key === undefined);
  if (declared !== undefined) return pick(declared);
  if (measure.standard !== undefined) return measure.standard;
  const standard = classOf(measure.class);
  const shared = standard.share !== undefined && measure.base >= (standard.shareFrom ?? 0);
  return pick({ count: standard.count, share: shared ? standard.share : undefined });
}

function pick({ count, share }: { readonly count?: number | undefined; readonly share?: number | undefined }): Bounds {
  return { ...(count === undefined ? {} : { count }), ...(share === undefined ? {} : { share }) };
}

function classOf(name: LimitClassName): LimitClass {
  const found: LimitClass | undefined = LIMIT_CLASSES.find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`There is no limit class ${name}.`);
  return found;
}

function sameKey(left: string, right: string | undefined): boolean {
  return left.toLowerCase() === right?.toLowerCase();
}

function isOver({ found, base }: Measure, { count, share }: Bounds): boolean {
  return (count !== undefined && found > count) || isOverShare(found, base, share);
}

/** Percentages are given in decimals, so the product is compared with a tolerance far below one contact. */
function isOverShare(found: number, base: number, share: number | undefined): boolean {
  return share !== undefined && found > ALWAYS_PASS && found > base * share + 1e-9;
}

/** One for the very key comes first; of two for the same, the larger, which says most. */
function allowanceFor(measure: Measure, allowances: readonly Allowance[]): Allowance | undefined {
  const ofClass = allowances
    .filter((allowance) => allowance.class === measure.class)
    .toSorted((left, right) => right.count - left.count);
  return (
    ofClass.find((allowance) => allowance.key !== undefined && sameKey(allowance.key, measure.key)) ??
    ofClass.find((allowance) => allowance.key === undefined)
  );
}

function check(measure: Measure, limit: Bounds, holds: boolean): LimitCheck {
  const { class: name, key, found, base } = measure;
  return {
    class: name,
    ...(key === undefined ? {} : { key }),
    found,
    base: { count: base, of: classOf(name).of },
    limit,
    holds,
    ...(holds ? { message: message(measure, limit) } : {}),
  };
}

/** `archive: 213 of 4,018 owned contacts (5.3 %) is over 5 %. To allow: --allow archive=213` */
function message(measure: Measure, limit: Bounds): string {
  const { class: name, key, found, base } = measure;
  const what = key === undefined ? name : `${name}:${key}`;
  const of = base > 0 ? ` of ${number(base)} ${classOf(name).of} (${foundShare(measure, limit)})` : "";
  const over: string[] = [];
  if (limit.count !== undefined && found > limit.count) over.push(number(limit.count));
  if (isOverShare(found, base, limit.share)) over.push(percent(limit.share ?? 0));
  const option = formatAllowance({ class: name, ...(key === undefined ? {} : { key }), count: found });
  return `${what}: ${number(found)}${of} is over ${over.join(" and over ")}. To allow: --allow ${option}`;
}

/** With as many decimals as it takes to tell it from the share that it is over. */
function foundShare({ found, base }: Measure, { share }: Bounds): string {
  const decimals = [1, 2, 3, 4, 5].find((count) => percent(found / base, count) !== percent(share ?? 0));
  return percent(found / base, decimals);
}

function percent(share: number, decimals = 1): string {
  return `${Number((share * 100).toFixed(decimals))} %`;
}

function number(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ",");
}

function unneeded(allowance: Allowance): Diagnostic {
  return {
    severity: "warning",
    code: "allowance-not-needed",
    summary: "An allowance is not needed",
    detail: `--allow ${formatAllowance(allowance)} was given, but this plan does not exceed that limit. Take it out, so that it does not let something else pass later.`,
  };
}
