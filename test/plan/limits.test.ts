import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Limit } from "../../src/model/desired.ts";
import { checkLimits, type Measure } from "../../src/plan/limits.ts";

function held(measure: Measure, limits: readonly Limit[] = [], allow?: number): string | undefined {
  const { class: name, key } = measure;
  const allowances = allow === undefined ? [] : [{ class: name, count: allow, ...(key === undefined ? {} : { key }) }];
  return checkLimits([measure], limits, allowances).checks[0]?.message;
}

describe("a limit", () => {
  it("lets its own number pass and holds one more", () => {
    expect(held({ class: "create", found: 1000, base: 0 })).toBeUndefined();
    expect(held({ class: "create", found: 1001, base: 4018 })).toBe(
      "create: 1,001 of 4,018 owned contacts (24.9 %) is over 1,000. To allow: --allow create=1001",
    );
  });

  it("names number, base, share, limit and the very option that would allow it", () => {
    expect(held({ class: "archive", found: 213, base: 4018 })).toBe(
      "archive: 213 of 4,018 owned contacts (5.3 %) is over 100 and over 5 %. To allow: --allow archive=213",
    );
  });

  it("tells the share that was found in as many decimals as set it apart from the limit", () => {
    const limits: readonly Limit[] = [{ class: "archive", share: 0.05 }];
    expect(held({ class: "archive", found: 201, base: 4018 }, limits)).toBe(
      "archive: 201 of 4,018 owned contacts (5.002 %) is over 5 %. To allow: --allow archive=201",
    );
  });

  it("names no base where nothing is owned yet", () => {
    expect(held({ class: "create", found: 1001, base: 0 })).toBe(
      "create: 1,001 is over 1,000. To allow: --allow create=1001",
    );
  });

  it("quotes an allowance that a shell would take apart", () => {
    const message = held({ class: "untag", key: "top performer", found: 300, base: 400 });
    expect(message).toContain('--allow "untag:top performer=300"');
  });

  it("always lets three pass a share, since a percentage of a few says nothing", () => {
    expect(held({ class: "untag", key: "vip", found: 3, base: 3 })).toBeUndefined();
    expect(held({ class: "untag", key: "vip", found: 4, base: 4 })).toContain("(100 %) is over 20 %");
  });

  it("does not round: exactly thirty per cent passes, one contact more does not", () => {
    expect(held({ class: "update", found: 30, base: 100 })).toBeUndefined();
    expect(held({ class: "update", found: 31, base: 100 })).toContain("is over 30 %");
  });

  it("asks for a share of updates only from fifty owned contacts on", () => {
    expect(held({ class: "update", found: 49, base: 49 })).toBeUndefined();
    expect(held({ class: "update", found: 50, base: 50 })).toContain("is over 30 %");
  });

  it("of the file replaces the default, and one for the key replaces one for the class", () => {
    const limits: readonly Limit[] = [
      { class: "untag", count: 5 },
      { class: "untag", key: "active", count: 300 },
    ];
    expect(held({ class: "untag", key: "active", found: 250, base: 260 }, limits)).toBeUndefined();
    expect(held({ class: "untag", key: "partner", found: 6, base: 1000 }, limits)).toContain("is over 5.");
  });

  it("is lifted by an allowance at least as large as the number, and by no smaller one", () => {
    expect(held({ class: "create", found: 1200, base: 0 }, [], 1200)).toBeUndefined();
    expect(held({ class: "create", found: 1200, base: 0 }, [], 1199)).toContain("--allow create=1200");
  });

  it("is lifted by the larger of two allowances for the same", () => {
    const allowances = [1199, 1200].map((count) => ({ class: "create", count }));
    for (const both of [allowances, allowances.toReversed()]) {
      const { checks, warnings } = checkLimits([{ class: "create", found: 1200, base: 0 }], [], both);
      expect(checks[0]).toMatchObject({ holds: false, allowed: 1200 });
      expect(warnings.map(({ detail }) => detail)).toEqual([expect.stringContaining("--allow create=1199")]);
    }
  });

  it("warns of an allowance that nothing needs", () => {
    const report = checkLimits([{ class: "create", found: 3, base: 0 }], [], [{ class: "create", count: 5000 }]);
    expect(report.warnings.map((warning) => warning.code)).toEqual(["allowance-not-needed"]);
  });

  it("never holds what the allowance that its own message names would let pass", () => {
    const measure = fc.record({ found: fc.nat(5000), base: fc.nat(5000) });
    const limit = fc.record({
      count: fc.nat(2000),
      share: fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100),
    });
    fc.assert(
      fc.property(measure, limit, ({ found, base }, bounds) => {
        const message = held({ class: "create", found, base }, [{ class: "create", ...bounds }]);
        const named = /--allow create=(\d+)$/.exec(message ?? "")?.[1];
        const over = found > bounds.count || (found > 3 && found * 100 > base * Math.round(bounds.share * 100));
        expect(named !== undefined).toBe(over);
        if (named !== undefined)
          expect(
            held({ class: "create", found, base }, [{ class: "create", ...bounds }], Number(named)),
          ).toBeUndefined();
      }),
    );
  });
});
