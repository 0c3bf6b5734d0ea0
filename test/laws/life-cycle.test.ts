import fc from "fast-check";
import { expect, test } from "vitest";
import type { MemberView } from "../../src/sandbox/world/view.ts";
import { type SandboxDesk, sandboxDesk } from "../support/sandbox-desk.ts";
import { depth, PATIENCE } from "./depth.ts";
import { ALLOWED, fates, type LifeCycle, lay, lifeCycles, nameNow } from "./life-cycle-program.ts";
import { isEmpty, planned } from "./plan-json.ts";

const law = (name: string, runs: number, holds: (desk: SandboxDesk, cycle: LifeCycle) => Promise<void>): void =>
  test(
    name,
    async () => {
      const desk = await sandboxDesk();
      await fc.assert(
        fc.asyncProperty(lifeCycles, (cycle) => holds(desk, cycle)),
        depth(runs),
      );
    },
    PATIENCE,
  );

law(
  "nothing is deleted without an allowance, and where something would be, nothing is written",
  15,
  async (desk, cycle) => {
    lay(desk, cycle);
    const { schema } = await planned(desk);
    const deletes = schema.steps.filter((step) => step.action === "delete" && step.verdict === "go");
    desk.sandbox.traffic.clear();
    const ran = await desk.run(["apply", "--yes"]);
    expect(desk.sandbox.traffic.writes.filter(({ method }) => method === "DELETE")).toEqual([]);
    if (deletes.length > 0) expect([ran.exit, desk.sandbox.traffic.writes]).toEqual([3, []]);
  },
);

law(
  "whatever a file becomes, one apply brings the audience there, and the next plan has only what is held",
  20,
  async (desk, cycle) => {
    const audience = lay(desk, cycle);
    await settled(desk);
    const next = await planned(desk, ...ALLOWED);
    expect(next.schema.steps.filter(({ verdict }) => verdict === "go")).toEqual([]);
    expect(next.contacts.changes).toEqual([]);
    if (cycle.undeclared !== "delete") expect(isEmpty(next)).toBe(true);
    const { fields, tags, groups } = fates(cycle);
    for (const { name, fate } of fields) {
      const stands = fate !== "removed" && (fate !== "forgotten" || cycle.undeclared !== "delete");
      expect(audience.audience.fieldOf(nameNow(name, fate)) !== undefined).toBe(stands);
    }
    const titles = audience.audience.categories.map(({ title }) => title);
    for (const { name, fate } of groups) {
      const stands = fate !== "removed" && (fate !== "forgotten" || cycle.undeclared !== "delete");
      expect(titles.includes(nameNow(name, fate))).toBe(stands);
    }
    const names = [...audience.audience.segments.values()].map(({ name }) => name);
    for (const { name, fate } of tags) if (fate === "removed") expect(names).not.toContain(name);
  },
);

law("a rename keeps every contact's values and tags", 20, async (desk, cycle) => {
  const audience = lay(desk, cycle);
  const before = [...audience.members()];
  await settled(desk);
  const { fields, tags } = fates(cycle);
  for (const was of before) {
    const is = audience.member(was.email);
    for (const { name, fate } of fields) {
      if (fate === "removed" || fate === "forgotten") continue;
      expect(is?.mergeFields[nameNow(name, fate)]).toBe(was.mergeFields[name]);
    }
    if (was.email in RULED) continue;
    for (const { name, fate } of tags) {
      if (fate === "removed" || fate === "forgotten") continue;
      expect(is?.tags.includes(nameNow(name, fate))).toBe(was.tags.includes(name));
    }
  }
});

law("what is foreign or ignored is left alone: its names, and who holds it", 15, async (desk, cycle) => {
  const audience = lay(desk, cycle);
  const before = [...audience.members()].map(foreign);
  await settled(desk);
  expect([...audience.members()].filter(({ email }) => !email.startsWith("new@")).map(foreign)).toEqual(before);
  expect([...audience.audience.segments.values()].map(({ name }) => name)).toEqual(
    expect.arrayContaining(["keep-1", "Keep-2"]),
  );
});

law("what is protected is never touched, whatever the flags", 15, async (desk, cycle) => {
  const renamed: LifeCycle = { ...cycle, undeclared: "ignore" };
  const audience = lay(desk, renamed);
  const config = desk.read("mailchimp.config.yaml").replaceAll('"previously": [', '"protected": true, "previously": [');
  desk.file("mailchimp.config.yaml", config);
  await desk.run(["apply", "--yes", ...ALLOWED]);
  const { fields, tags, groups } = fates(renamed);
  const standing = new Set([
    ...audience.audience.fields.map(({ tag }) => tag),
    ...[...audience.audience.segments.values()].map(({ name }) => name),
    ...audience.audience.categories.map(({ title }) => title),
  ]);
  for (const { name, fate } of [...fields, ...tags, ...groups]) {
    if (fate !== "removed") expect(standing.has(name), `${name} is ${fate}`).toBe(true);
  }
});

/** People whose tags the rules decide. */
const RULED: Readonly<Record<string, true>> = { "jane@jane-lantern.dev": true, "omar@omar-lantern.dev": true };

/** Applies until nothing more can be done: who is adopted is looked after in the run that follows. */
async function settled(desk: SandboxDesk): Promise<void> {
  const ran = await desk.run(["apply", "--yes", ...ALLOWED]);
  expect([0, 3], ran.stdout + ran.stderr).toContain(ran.exit);
  if (ran.exit === 3) expect(ran.stdout).not.toContain("BLOCKED");
}

function foreign({ email, mergeFields, tags }: MemberView): unknown {
  return { email, note: mergeFields["NOTE"], tags: tags.filter((name) => name.toLowerCase().startsWith("keep")) };
}
