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

test("an address comes from a CSV column of JSON as well, and is refused where it is not whole", async () => {
  const desk = await sandboxDesk();
  const handle = found(desk, []);
  const whole = { addr1: "1 Quay", addr2: "", city: "Kiel", state: "SH", zip: "24103", country: "Germany" };
  const cell = (address: object) => `"${JSON.stringify(address).replaceAll('"', '""')}"`;
  const rows = [cell(whole), cell({ addr1: "1 Quay" })].map(
    (address, index) => `${emailOf(index)},p-${index},${address}`,
  );
  desk.file("people.csv", `Email,id,home\n${rows.join("\n")}\n`).file(
    "mailchimp.config.yaml",
    JSON.stringify({
      version: 1,
      audience: { id: "law" },
      sources: { partner: { type: "csv", path: "people.csv", email: "Email", columns: { home: "address" } } },
      mergeFields: {
        PARTNER_ID: { name: "Partner ID", type: "text", public: false, value: "partner.id" },
        HOME: { name: "Home", type: "address", value: "partner.home" },
      },
      sync: { identity: ["PARTNER_ID"], newContacts: "subscribed" },
    }),
  );
  expect((await desk.run(["apply", "--yes"])).exit).toBe(0);
  expect(handle.member(emailOf(0))?.mergeFields).toEqual({ PARTNER_ID: "p-0", HOME: { ...whole, country: "DE" } });
  expect(handle.member(emailOf(1))?.mergeFields).toEqual({ PARTNER_ID: "p-1" });
  const next = await desk.run(["plan"]);
  expect(next.stdout).toContain("the address has no city, no state, no zip");
  expect(next.stdout).toContain("No changes.");
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
