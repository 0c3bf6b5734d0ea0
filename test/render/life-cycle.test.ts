import { expect, test } from "vitest";
import { planText } from "../../src/render/plan-text.ts";
import { planView } from "../../src/render/plan-view.ts";
import { plan } from "../support/plan-builder.ts";

const text = (built: ReturnType<typeof plan>): string =>
  planText(planView(built.build(), { showPii: true }), { width: 100, colour: false });

test("a deletion says who loses what by it, and why it is done", async () => {
  const built = plan()
    .deletes("mergeField", "OLDCODE", { tag: "OLDCODE", name: "Old code", type: "text", public: true, help_text: "" })
    .loses({ counted: "contacts", ours: 4018, others: 1, archived: 0 }, "replaced by TIER")
    .deletes("tag", "beta")
    .loses({ counted: "contacts", ours: 0, others: 0, archived: 0 }, "removed")
    .deletes("tag", "vip")
    .loses({ counted: "bearers", contacts: 12 }, "not declared")
    .deletes("group", "Interests")
    .loses({ counted: "unknown" })
    .deletes("interest", "Program type/Customer", { name: "Customer" })
    .loses({ counted: "contacts", ours: 0, others: 0, archived: 3 });
  await expect(text(built)).toMatchFileSnapshot("golden/plan/deletions.txt");
});

test("what is to be reported is named although nothing changes", async () => {
  const built = plan()
    .keeps("tag", "active")
    .reports("tag", "newsletter", "vip dinner")
    .reports("mergeField", "NOTE")
    .undeclared("segment", 3);
  await expect(text(built)).toMatchFileSnapshot("golden/plan/reported.txt");
});
