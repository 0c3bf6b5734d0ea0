import { expect, test } from "vitest";
import { sandboxDesk } from "../support/sandbox-desk.ts";

const PEOPLE = "Email,id,role\njane@harbor-coffee.dev,p-1,affiliate\nomar@lantern-books.dev,p-2,reseller\n";

const RULES = {
  Affiliate: { when: { "partner.role": "affiliate" } },
  Reseller: { when: { "partner.role": "reseller" } },
};

async function program(groups: object, audience: { readonly interests?: readonly string[] } = {}) {
  const desk = await sandboxDesk();
  const handle = desk.sandbox.world.audience({ id: "groups", name: "Groups" });
  const standing = handle.group("Program type", audience.interests ?? []);
  desk.file("people.csv", PEOPLE);
  const declare = (declared: object) =>
    desk.file(
      "mailchimp.config.yaml",
      JSON.stringify({
        version: 1,
        audience: { id: "groups" },
        sources: { partner: { type: "csv", path: "people.csv", email: "Email" } },
        mergeFields: { PARTNER_ID: { name: "Partner ID", type: "text", public: false, value: "partner.id" } },
        groups: declared,
        sync: { identity: ["PARTNER_ID"], newContacts: "subscribed" },
      }),
    );
  declare(groups);
  return { desk, handle, standing, declare, interestsOf: (email: string) => handle.member(email)?.interests };
}

test("a plan shows who gets which interest, and why", async () => {
  const { desk } = await program({ "Program type": { type: "radio", interests: RULES } });
  const shown = await desk.run(["plan", "--show-pii"]);
  await expect(shown.stdout).toMatchFileSnapshot("golden/groups/first.txt");
  const told = await desk.run(["plan", "--show-pii", "--format", "json"]);
  await expect(told.stdout).toMatchFileSnapshot("golden/groups/first.json");
});

test("a group that takes one interest gets the first of the file, and the plan lists whom that concerns", async () => {
  const everybody = { All: { when: { partner: "exists" } }, ...RULES };
  const { desk, interestsOf } = await program({ "Program type": { type: "dropdown", interests: everybody } });
  const ran = await desk.run(["apply", "--yes", "--show-pii"]);
  expect(ran.exit, ran.stdout).toBe(0);
  expect(ran.stdout).toContain("the group takes one alone");
  expect(interestsOf("jane@harbor-coffee.dev")).toEqual(["All"]);
});

test("an interest that somebody deletes while apply runs is left out, and the rest of each contact is written", async () => {
  const { desk, handle, standing, interestsOf } = await program(
    { "Program type": { type: "checkboxes", interests: RULES } },
    { interests: ["Affiliate", "Reseller"] },
  );
  const ran = await desk.run(["apply", "--yes", "--show-pii"], {
    onOutput: () => {
      standing.interests.splice(0, Math.max(0, standing.interests.length - 1));
      handle.audience.touchSchema();
    },
  });
  expect(ran.exit, ran.stdout).toBe(5);
  expect(ran.stdout).toContain('interest."Program type/Affiliate" does not stand; the rest was written.');
  expect(handle.member("jane@harbor-coffee.dev")?.mergeFields).toEqual({ PARTNER_ID: "p-1" });
  expect(interestsOf("omar@lantern-books.dev")).toEqual(["Reseller"]);
});

test("--only with an interest makes its group, and takes a group whole that has one interest alone", async () => {
  const { desk, declare, interestsOf } = await program({ Role: { type: "radio", interests: RULES } });
  expect((await desk.run(["apply", "--yes"])).exit).toBe(0);
  const swapped = { Affiliate: RULES.Reseller, Reseller: RULES.Affiliate };
  declare({ Role: { type: "radio", interests: swapped }, Town: { type: "hidden", interests: { Kiel: {}, Bonn: {} } } });
  const ran = await desk.run([
    "apply",
    "--yes",
    "--only",
    'interest."Role/Affiliate"',
    "--only",
    'interest."Town/Kiel"',
  ]);
  expect(ran.exit, ran.stdout + ran.stderr).toBe(0);
  expect(interestsOf("jane@harbor-coffee.dev")).toEqual(["Reseller"]);
  expect(interestsOf("omar@lantern-books.dev")).toEqual(["Affiliate"]);
  const next = await desk.run(["plan"]);
  expect(next.stdout).toContain("Town/Bonn");
  expect(next.stdout).not.toContain("Town/Kiel");
});

test("another type of a group is a change in place, and contacts keep what they have", async () => {
  const { desk, declare, handle, interestsOf } = await program({
    "Program type": { type: "checkboxes", interests: RULES },
  });
  expect((await desk.run(["apply", "--yes"])).exit).toBe(0);
  declare({ "Program type": { type: "hidden", order: 4, interests: RULES } });
  expect((await desk.run(["apply", "--yes"])).exit).toBe(0);
  expect(handle.audience.categories.map(({ type, displayOrder }) => [type, displayOrder])).toEqual([["hidden", 4]]);
  expect(interestsOf("jane@harbor-coffee.dev")).toEqual(["Affiliate"]);
});

test("interests for which there is no room, and names that differ in case alone, are held with the way out", async () => {
  const { desk } = await program(
    {
      "Program Type": { type: "checkboxes", interests: RULES },
      Towns: { type: "hidden", interests: { Kiel: {}, Bonn: {}, Ulm: {} } },
    },
    { interests: Array.from({ length: 58 }, (_, index) => `Old ${index}`) },
  );
  const shown = await desk.run(["plan", "--show-pii"]);
  await expect(shown.stdout).toMatchFileSnapshot("golden/groups/held.txt");
});
