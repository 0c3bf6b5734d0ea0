import { expect } from "vitest";
import type { Handle } from "../../src/sandbox/world/handle.ts";
import type { MemberView } from "../../src/sandbox/world/view.ts";

/** Sees, by its own reckoning, that each transition that a run wrote has its event, and that none was ever sent twice. */
export class EventWatch {
  readonly #audience: Handle;

  constructor(audience: Handle) {
    this.#audience = audience;
  }

  /** To be asked after each run, with the contacts as they stood before it. */
  isAsPromised(before: ReadonlyMap<string, MemberView>): void {
    for (const now of this.#audience.members()) {
      const { email } = now;
      const sent = this.#sentTo(email);
      const ids = sent.map(({ name, id }) => `${name} ${id}`);
      expect([email, new Set(ids).size]).toEqual([email, ids.length]);
      const names = sent.map(({ name }) => name);
      expect(names.filter((name) => name === "tenth_sale").length).toBeLessThanOrEqual(1);
      expect([email, names]).toEqual([email, expect.arrayContaining([...due(before.get(email), now)])]);
    }
  }

  #sentTo(email: string): readonly { readonly name: string; readonly id: unknown }[] {
    const events = this.#audience.audience.roster.byEmail(email)?.events ?? [];
    return events.map(({ name, properties }) => ({ name, id: Reflect.get(Object(properties), "audiencectl_id") }));
  }
}

/** The events without which a run may not have written what it wrote. */
function due(past: MemberView | undefined, now: MemberView): readonly string[] {
  const [from, to] = [past?.mergeFields["SALES"], now.mergeFields["SALES"]];
  const owned = (past?.mergeFields["PARTNER_ID"] ?? "") !== "";
  if (past?.status !== "subscribed" || !owned || typeof from !== "number" || typeof to !== "number") return [];
  return [...(from < to ? ["more_sales"] : []), ...(from < 10 && 10 <= to ? ["tenth_sale"] : [])];
}
