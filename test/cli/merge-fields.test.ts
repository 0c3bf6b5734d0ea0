import { expect, test } from "vitest";
import { type SandboxDesk, sandboxDesk } from "../support/sandbox-desk.ts";

const PEOPLE = `Email,id,tier
jane@harbor-coffee.dev,p-1,gold
omar@lantern-books.dev,p-2,silver
mei@tidepool-yoga.dev,p-3,silver
`;

const TIER = { name: "Tier", type: "dropdown", choices: ["bronze", "silver", "gold"], value: "partner.tier" };

async function founded(): Promise<SandboxDesk> {
  const desk = await sandboxDesk();
  desk.sandbox.world.audience({ id: "fields", name: "Fields" });
  return desk.file("people.csv", PEOPLE);
}

function declare(desk: SandboxDesk, fields: object): void {
  const config = {
    version: 1,
    audience: { id: "fields" },
    sources: { partner: { type: "csv", path: "people.csv", email: "Email" } },
    mergeFields: { PARTNER_ID: { name: "Partner ID", type: "text", public: false, value: "partner.id" }, ...fields },
    sync: { identity: ["PARTNER_ID"], newContacts: "subscribed" },
  };
  desk.file("mailchimp.config.yaml", JSON.stringify(config));
}

test("a choice that goes shows how many contacts hold it", async () => {
  const desk = await founded();
  declare(desk, { TIER });
  expect((await desk.run(["apply", "--yes"])).exit).toBe(0);
  declare(desk, { TIER: { ...TIER, choices: ["bronze", "gold", "platinum"] } });
  const shown = await desk.run(["plan", "--show-pii"]);
  await expect(shown.stdout).toMatchFileSnapshot("golden/merge-fields/choice-goes.txt");
  const json = await desk.run(["plan", "--format", "json"]);
  expect(json.stdout).toContain('"affects":{"contacts":2,"what":"hold a choice that goes (silver)"}');
  const unread = await desk.run(["plan", "--scope", "schema", "--format", "json"]);
  expect(unread.stdout).toContain('"affects":{"contacts":"unknown"');
});

test("a field that no contact gets a value from is asked all the same who holds a choice that goes", async () => {
  const desk = await founded();
  declare(desk, { TIER });
  expect((await desk.run(["apply", "--yes"])).exit).toBe(0);
  const { value: _, ...untold } = TIER;
  declare(desk, { TIER: { ...untold, choices: ["gold"] } });
  expect((await desk.run(["plan"])).stdout).toContain("2 contacts hold a choice that goes (bronze, silver)");
  declare(desk, { TIER: { ...untold, choices: ["silver"] } });
  expect((await desk.run(["plan"])).stdout).toContain("1 contact holds a choice that goes (bronze, gold)");
});

test("a choice that goes is told apart from its neighbours, whatever is in it", async () => {
  const desk = await founded();
  const field = (choices: readonly string[]) => ({ PLACE: { name: "Place", type: "radio", choices } });
  declare(desk, field(["Lyon", "Paris, France", " north"]));
  expect((await desk.run(["apply", "--yes"])).exit).toBe(0);
  declare(desk, field(["Nice"]));
  expect((await desk.run(["plan"])).stdout).toContain(
    '0 contacts hold a choice that goes (Lyon, "Paris, France", " north")',
  );
});

test("another type and another size are held with the way out, and nothing is sent", async () => {
  const desk = await founded();
  declare(desk, { TIER, NOTE: { name: "Note", type: "text", size: 40 } });
  expect((await desk.run(["apply", "--yes"])).exit).toBe(0);
  declare(desk, { TIER: { ...TIER, type: "radio" }, NOTE: { name: "Note", type: "text", size: 60 } });
  const shown = await desk.run(["plan", "--show-pii"]);
  expect(shown.exit).toBe(3);
  await expect(shown.stdout).toMatchFileSnapshot("golden/merge-fields/settled.txt");
});

test("fields beyond those that the account allows are held with both numbers, and the others are made", async () => {
  const desk = await founded();
  const many = Array.from({ length: 27 }, (_, index) => [`F${index}`, { name: `Field ${index}`, type: "text" }]);
  declare(desk, Object.fromEntries(many));
  const ran = await desk.run(["apply", "--yes", "--scope", "schema"]);
  expect(ran.exit).toBe(3);
  expect(ran.stdout).toMatch(/at most 30\s+merge\s+fields\.\s+4\s+stand\s+already,\s+and\s+the\s+file\s+adds\s+28/);
  expect(desk.sandbox.world.all()[0]?.audience.fields).toHaveLength(30);
});

test("a value that Mailchimp would refuse is listed with its reason and is not sent", async () => {
  const desk = await founded();
  const rows = [
    {
      Email: "jane@harbor-coffee.dev",
      id: "p-1",
      a: { addr1: "1 Quay", city: "Kiel" },
      b: "31/12",
      p: "+49 431 5550100",
      t: "é".repeat(130),
      u: "harbor-coffee.dev",
      z: "AB1 2CD",
      c: "Gold",
    },
  ];
  desk.file("people.ndjson", rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
  const config = {
    version: 1,
    audience: { id: "fields" },
    sources: { partner: { type: "ndjson", path: "people.ndjson", email: "Email", columns: { a: "address" } } },
    mergeFields: {
      PARTNER_ID: { name: "Partner ID", type: "text", public: false, value: "partner.id" },
      HOME: { name: "Home", type: "address", value: "partner.a" },
      BORN: { name: "Born", type: "birthday", value: "partner.b" },
      CALL: { name: "Call", type: "phone", phoneFormat: "US", value: "partner.p" },
      STORY: { name: "Story", type: "text", value: "partner.t" },
      SITE: { name: "Site", type: "url", value: "partner.u" },
      CODE: { name: "Code", type: "zip", value: "partner.z" },
      TIER: { ...TIER, value: "partner.c" },
    },
    sync: { identity: ["PARTNER_ID"], newContacts: "subscribed" },
  };
  desk.file("mailchimp.config.yaml", JSON.stringify(config));
  const shown = await desk.run(["plan", "--show-pii"]);
  expect(shown.stderr).toBe("");
  await expect(shown.stdout).toMatchFileSnapshot("golden/merge-fields/refused.txt");
  expect((await desk.run(["apply", "--yes"])).exit).toBe(0);
  const again = await desk.run(["plan", "--show-pii"]);
  expect(again.stdout).toContain("No changes.");
  expect(again.stdout).toContain("7 values that Mailchimp would refuse");
});
