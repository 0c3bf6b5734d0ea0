import { describe, expect, test } from "vitest";
import type { Plan } from "../../src/model/plan.ts";
import { planText } from "../../src/render/plan-text.ts";
import { planView } from "../../src/render/plan-view.ts";
import { plan } from "../support/plan-builder.ts";
import { BLOCKED, CONTACTS_ONLY, EMPTY, EVERYTHING, SCHEMA_ONLY } from "../support/sample-plans.ts";

interface Shown {
  readonly showPii?: boolean;
  readonly colour?: boolean;
  readonly width?: number;
  readonly ageMs?: number;
}

function shown(of: Plan, { showPii = true, colour = false, width = 100, ageMs = 0 }: Shown = {}): string {
  return planText(planView(of, { showPii, ageMs }), { colour, width });
}

function golden(name: string): string {
  return `golden/plan/${name}.txt`;
}

describe("a plan as text", () => {
  test("without changes is one line", async () => {
    expect(shown(EMPTY).trimEnd().split("\n")).toHaveLength(1);
    await expect(shown(EMPTY)).toMatchFileSnapshot(golden("empty"));
  });

  test("without changes still tells of values that Mailchimp would refuse", () => {
    const refused = plan().reads(10, 10).refuses("ines@paper-kite.dev", "PHONE", "It is no phone number.").build();
    expect(shown(refused)).toContain("1 value that Mailchimp would refuse");
    expect(shown(refused).trimEnd().split("\n").at(-1)).toMatch(/^No changes\./);
  });

  test("without changes still tells whom nobody will reach until something is mended, and of nobody else", () => {
    const conflict = plan().reads(10, 10).leavesAlone("address-conflict", 2).leavesAlone("cleaned", 3).build();
    const [first, ...rest] = shown(conflict).trimEnd().split("\n");
    expect(first).toBe("Left alone: 2 whose id stands at another address.");
    expect(rest.at(-1)).toMatch(/^No changes\./);
  });

  test("of the schema alone shows each field before and after, and where it is declared", async () => {
    await expect(shown(SCHEMA_ONLY)).toMatchFileSnapshot(golden("schema-only"));
  });

  test("of contacts alone counts them by action, tag and field and shows a few", async () => {
    await expect(shown(CONTACTS_ONLY, { ageMs: 130_000 })).toMatchFileSnapshot(golden("contacts-only"));
  });

  test("of both halves fits on a page", async () => {
    await expect(shown(EVERYTHING)).toMatchFileSnapshot(golden("everything"));
  });

  test("masks personal data unless it is asked for", async () => {
    await expect(shown(EVERYTHING, { showPii: false })).toMatchFileSnapshot(golden("everything-masked"));
  });

  test("that is held says what holds it and how to allow it", async () => {
    await expect(shown(BLOCKED, { showPii: false })).toMatchFileSnapshot(golden("blocked"));
  });

  test("wraps where the terminal is narrow", async () => {
    await expect(shown(EVERYTHING, { width: 60 })).toMatchFileSnapshot(golden("narrow"));
    await expect(shown(SCHEMA_ONLY, { width: 60 })).toMatchFileSnapshot(golden("schema-narrow"));
  });

  test("can be coloured", async () => {
    await expect(shown(BLOCKED, { colour: true })).toMatchFileSnapshot(golden("blocked-coloured"));
  });

  test("says on its first line that nothing is owned yet", async () => {
    const first = plan().reads(8200, 120, 0).counts({ adopt: 82, create: 38 }).requests(10, 1).build();
    expect(shown(first).split("\n")[0]).toMatch(/^Nothing is owned yet/);
    await expect(shown(first)).toMatchFileSnapshot(golden("first-run"));
  });

  test("writes out whatever a terminal would obey", async () => {
    const hostile = plan()
      .named("Acme\u001b[2J\u001b[H Partners\nPlan: 0 to add")
      .adds("tag", "vip\u202egnp.exe")
      .adds("tag", "two\nlines\tand a tab")
      .adds("tag", "日本語のタグ")
      .adds("tag", "👩‍👩‍👧 family ☕️")
      .adds("tag", "no\u00a0break and zero\u200bwidth", { name: "x", note: 'a "quoted" back\\slash' })
      .reads(1, 1)
      .counts({ update: 1 })
      .tags("日本語のタグ", 12, 1)
      .tags("plain", 1200, 0)
      .contact("update", "x\u001b]0;owned\u0007@evil.dev", {
        fields: [{ field: "FNAME", tag: "FNAME", before: "a\r\nb", after: "\u009b31mred" }],
      })
      .build();
    await expect(shown(hostile)).toMatchFileSnapshot(golden("hostile-names"));
  });

  test("of ten thousand changes stays readable", async () => {
    let large = plan().in("production");
    for (let n = 1; n <= 1000; n += 1) large = large.adds("tag", `segment-${n}`);
    large = large.deletes("mergeField", "OLDCODE").reads(1_250_000, 1_240_000).counts({ update: 10_000, create: 12 });
    for (let n = 1; n <= 300; n += 1) large = large.tags(`segment-${n}`, n * 7, n);
    const text = shown(large.requests(1252, 3420).build());
    expect(text.split("\n").length).toBeLessThan(90);
    await expect(text).toMatchFileSnapshot(golden("ten-thousand"));
  });
});
