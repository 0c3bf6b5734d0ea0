import fc from "fast-check";
import { expect, test } from "vitest";
import { type SandboxDesk, sandboxDesk } from "../support/sandbox-desk.ts";
import { depth, PATIENCE } from "./depth.ts";
import { emailOf } from "./groups-program.ts";
import { declare, EVERYTHING, type Field, fieldsPrograms, found, keyOf, TYPES } from "./merge-fields-program.ts";
import { isEmpty, planned } from "./plan-json.ts";

test(
  "whatever two states of its merge fields a file has one after the other, and whatever values: after apply the next plan is empty",
  async () => {
    const desk = await sandboxDesk();
    await fc.assert(
      fc.asyncProperty(fieldsPrograms, async ({ first, second, people }) => {
        found(desk, people);
        await reconciled(desk, first);
        await reconciled(desk, second);
      }),
      depth(30),
    );
  },
  PATIENCE,
);

test("values of all eleven types come back from Mailchimp as they were sent", async () => {
  const desk = await sandboxDesk();
  const handle = found(desk, []);
  const choices = ["bronze", "silver", "gold"];
  const declared = TYPES.map((type): [string, Field] => {
    const more = type === "radio" || type === "dropdown" ? { choices } : {};
    return [keyOf(type), { name: type, type, value: `partner.${type}`, ...more }];
  });
  await reconciled(desk, Object.fromEntries(declared));
  const wished = Object.entries(EVERYTHING).map(([type, value]) => [keyOf(type), value]);
  expect(handle.member(emailOf(0))?.mergeFields).toEqual({ PARTNER_ID: "p-0", ...Object.fromEntries(wished) });
});

async function reconciled(desk: SandboxDesk, declared: Readonly<Record<string, Field>>): Promise<void> {
  declare(desk, declared);
  const plan = await planned(desk);
  desk.sandbox.traffic.clear();
  const ran = await desk.run(["apply", "--yes"]);
  expect(ran.exit, ran.stdout + ran.stderr).toBe(0);
  expect(desk.sandbox.traffic.writes).toHaveLength(plan.requests.write);
  const next = await planned(desk);
  expect(isEmpty(next), JSON.stringify(next)).toBe(true);
}
