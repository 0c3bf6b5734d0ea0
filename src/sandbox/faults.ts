import type { FaultKind, FaultRule } from "./fault-rule.ts";
import { generator } from "./random.ts";

/** How long every answer waits, in milliseconds. */
interface Latency {
  readonly ms: number;
  /** Up to so much more, drawn anew for each answer. */
  readonly jitterMs: number;
}

/** The faults on order, and how often each has happened. */
export class Faults<Kind extends string = FaultKind> {
  #rules: readonly FaultRule<Kind>[] = [];
  #seen: number[] = [];
  #random = generator(1);
  latency: Latency;
  /** How many requests met a fault, by kind. */
  readonly fired: Record<string, number> = {};

  constructor(rules: readonly FaultRule<Kind>[] = [], latencyMs = 0) {
    this.latency = { ms: latencyMs, jitterMs: 0 };
    this.set(rules);
  }

  get rules(): readonly FaultRule<Kind>[] {
    return this.#rules;
  }

  /** Replaces the orders; counting and chance start anew, so that two runs agree. */
  set(rules: readonly FaultRule<Kind>[], seed = 1): void {
    this.#rules = rules;
    this.#seen = rules.map(() => 0);
    this.#random = generator(seed);
    for (const kind of Object.keys(this.fired)) delete this.fired[kind];
  }

  /** Takes back all orders. */
  clear(): void {
    this.set([]);
  }

  /** The fault that this request meets. */
  strike(method: string, path: string): FaultRule<Kind> | undefined {
    let struck: FaultRule<Kind> | undefined;
    for (const [index, rule] of this.#rules.entries()) {
      if (!concerns(rule, method, path)) continue;
      const seen = (this.#seen[index] ?? 0) + 1;
      this.#seen[index] = seen;
      if (struck === undefined && this.#isDue(rule, seen)) struck = rule;
    }
    if (struck !== undefined) this.fired[struck.kind] = (this.fired[struck.kind] ?? 0) + 1;
    return struck;
  }

  /** How long the next answer waits. */
  wait(): number {
    const { ms, jitterMs } = this.latency;
    return jitterMs === 0 ? ms : ms + Math.floor(this.#random() * jitterMs);
  }

  #isDue(rule: FaultRule<Kind>, seen: number): boolean {
    if (rule.nth !== undefined) return seen === rule.nth;
    if (rule.first !== undefined) return seen <= rule.first;
    return rule.chance === undefined || this.#random() < rule.chance;
  }
}

function concerns(rule: FaultRule<string>, method: string, path: string): boolean {
  if (rule.method !== undefined && rule.method !== method) return false;
  return rule.path === undefined || pathMatches(rule.path, path);
}

/** True when a path fits a pattern of segments. */
export function pathMatches(pattern: string, path: string): boolean {
  const [wanted, found] = [pattern, path].map((text) => text.split("/").filter(Boolean));
  if (wanted === undefined || found === undefined) return false;
  const open = wanted.at(-1) === "**";
  const fixed = open ? wanted.slice(0, -1) : wanted;
  if (open ? found.length < fixed.length : found.length !== fixed.length) return false;
  return fixed.every((segment, index) => segment === "*" || segment === found[index]);
}
