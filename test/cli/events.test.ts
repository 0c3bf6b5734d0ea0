import { expect, test } from "vitest";
import type { Json } from "../../src/model/json.ts";
import { EVENTS_CONFIG, type EventPerson, eventsHeld, layEvents } from "../laws/events-program.ts";
import { planned } from "../laws/plan-json.ts";
import { type SandboxDesk, sandboxDesk } from "../support/sandbox-desk.ts";

const JANE: EventPerson = {
  email: "jane@harbor-coffee.dev",
  sales: 1,
  tier: undefined,
  held: { status: "subscribed", owned: true, sales: 0, tier: undefined },
};
const OMAR: EventPerson = { email: "omar@harbor-coffee.dev", sales: 3, tier: "gold" };

function memberOf(desk: SandboxDesk, email: string) {
  const member = desk.sandbox.world.all()[0]?.audience.roster.byEmail(email);
  if (member === undefined) throw new Error(`${email} is not there.`);
  return member;
}

/** What a marketer types into the field. */
function setSales(desk: SandboxDesk, email: string, sales: number): void {
  const handle = desk.sandbox.world.all()[0];
  const field = handle?.audience.fieldOf("SALES");
  if (field !== undefined) memberOf(desk, email).values[field.mergeId] = sales;
}

const bodies = (desk: SandboxDesk, path: RegExp): readonly (Json | undefined)[] =>
  desk.sandbox.traffic.writes.filter((seen) => path.test(seen.path)).map(({ body }) => body);

test("a quiet tag goes past the batch, marked so that it starts nothing", async () => {
  const desk = await sandboxDesk();
  layEvents(desk, [OMAR]);
  desk.sandbox.traffic.clear();
  expect((await desk.run(["apply", "--yes"])).exit).toBe(0);
  expect(JSON.stringify(bodies(desk, /^\/lists\/law$/))).toContain('"tags":["gold"]');
  expect(bodies(desk, /\/tags$/)).toEqual([{ tags: [{ name: "partner", status: "active" }], is_syncing: true }]);
  expect(memberOf(desk, OMAR.email).tags).toHaveLength(2);
});

test("who enters an automation that states no limit must be allowed, by number", async () => {
  const desk = await sandboxDesk();
  layEvents(desk, [OMAR], { ...EVENTS_CONFIG, automations: { "Gold club": { startsOn: { tag: "gold" } } } });
  const blocked = await desk.run(["apply", "--yes"]);
  expect(blocked.exit).toBe(3);
  expect(blocked.stdout).toContain('automation:Gold club: 1 is over 0. To allow: --allow "automation:Gold club=1"');
  expect((await desk.run(["apply", "--yes", "--allow", "automation:Gold club=1"])).exit).toBe(0);
});

test("an automation's own limit lets so many enter, and the file's limit for it comes first", async () => {
  const desk = await sandboxDesk();
  const automations = { "Gold club": { startsOn: { tag: "gold" }, limit: 1 } };
  layEvents(desk, [OMAR], { ...EVENTS_CONFIG, automations });
  expect((await desk.run(["plan"])).exit).toBe(0);
  layEvents(desk, [OMAR], { ...EVENTS_CONFIG, automations, limits: { "automation:Gold club": 0 } });
  expect((await desk.run(["plan"])).exit).toBe(3);
});

test("a contact whose event is refused keeps its old value, and the next run sends it", async () => {
  const desk = await sandboxDesk();
  layEvents(desk, [JANE, { ...OMAR, sales: undefined }]);
  desk.faults("reject@POST /lists/*/members/*/events");
  const failed = await desk.run(["apply", "--yes"]);
  expect(failed.exit).toBe(5);
  expect(failed.stdout).toContain("The event first_sale was not sent");
  expect(memberOf(desk, OMAR.email).status).toBe("subscribed");
  desk.sandbox.faults.clear();
  expect((await planned(desk)).contacts.events["first_sale"]).toBe(1);
  expect((await desk.run(["apply", "--yes"])).exit).toBe(0);
  expect(eventsHeld(desk, [JANE])[JANE.email]).toEqual(["first_sale", "more_sales"]);
});

test("an event that never arrives is waited for and then left to the next run", async () => {
  const desk = await sandboxDesk();
  layEvents(desk, [JANE]);
  desk.faults("cut@POST /lists/*/members/*/events");
  const failed = await desk.run(["apply", "--yes"]);
  expect(failed.exit).toBe(5);
  expect(eventsHeld(desk, [JANE])[JANE.email]).toEqual([]);
  expect((await planned(desk)).contacts.events["first_sale"]).toBe(1);
});

test("a threshold is crossed once in a life; another change counts anew after the time that the file gives", async () => {
  const desk = await sandboxDesk();
  layEvents(desk, [JANE]);
  await desk.run(["apply", "--yes"]);
  setSales(desk, JANE.email, 0);
  await desk.run(["apply", "--yes"]);
  expect(eventsHeld(desk, [JANE])[JANE.email]).toEqual(["first_sale", "more_sales"]);

  const member = memberOf(desk, JANE.email);
  member.events = member.events?.map((event) => ({ ...event, occurredAt: "2026-02-20T09:00:00+00:00" }));
  setSales(desk, JANE.email, 0);
  await desk.run(["apply", "--yes"]);
  expect(eventsHeld(desk, [JANE])[JANE.email]).toEqual(["first_sale", "more_sales", "more_sales"]);
});

test("a time that lies far back does not make an event count anew", async () => {
  const desk = await sandboxDesk();
  const events = { sold: { when: { increases: "SALES" }, occurredAt: "partner.day" } };
  const { automations: _none, ...rest } = EVENTS_CONFIG;
  const sources = {
    partner: { type: "csv", path: "partners.csv", email: "Email", columns: { sales: "number", day: "date" } },
  };
  layEvents(desk, [JANE], { ...rest, sources, events });
  desk.file("partners.csv", `id,Email,sales,tier,day\np0,${JANE.email},1,,2025-01-01\n`);
  await desk.run(["apply", "--yes"]);
  expect(memberOf(desk, JANE.email).events?.[0]?.occurredAt).toBe("2025-01-01T00:00:00+00:00");
  setSales(desk, JANE.email, 0);
  await desk.run(["apply", "--yes"]);
  expect(eventsHeld(desk, [JANE])[JANE.email]).toEqual(["sold"]);
});

test("a saved plan sends its events, and no output holds what they tell unless asked for", async () => {
  const desk = await sandboxDesk();
  layEvents(desk, [{ ...JANE, tier: "silver" }]);
  const saved = await desk.run(["plan", "--out", "plan.audiencectl", "--format", "json"]);
  expect(saved.stdout).toContain('"events":["first_sale","more_sales"]');
  const ran = await desk.run(["apply", "plan.audiencectl", "--yes"]);
  expect(ran.exit, ran.stdout + ran.stderr).toBe(0);
  expect(eventsHeld(desk, [JANE])[JANE.email]).toEqual(["first_sale", "more_sales"]);
  const properties = memberOf(desk, JANE.email).events?.find(({ name }) => name === "first_sale")?.properties;
  expect(properties).toEqual({ sales: "1", tier: "silver", audiencectl_id: expect.stringMatching(/^[0-9a-f]{20}$/) });
});

test("a saved plan counts the requests of events and quiet tags among those that it says it will send", async () => {
  const desk = await sandboxDesk();
  layEvents(desk, [JANE, OMAR]);
  expect((await desk.run(["plan", "--out", "people.plan"])).exit).toBe(0);
  const ran = await desk.run(["apply", "people.plan", "--yes", "--format", "json"]);
  expect(ran.exit, ran.stdout + ran.stderr).toBe(0);
  expect(bodies(desk, /\/(events|tags)$/).length).toBeGreaterThan(1);
  const { requests } = JSON.parse(ran.stdout);
  expect(requests.sent).toBe(requests.planned);
});

test("who is taken in part, by the address of a field, is sent nothing", async () => {
  const desk = await sandboxDesk();
  layEvents(desk, [JANE]);
  await desk.run(["apply", "--yes", "--only", "mergeField.SALES"]);
  expect(eventsHeld(desk, [JANE])[JANE.email]).toEqual([]);
});

test("who changed the address in Mailchimp is sent what the record under the other address says", async () => {
  const desk = await sandboxDesk();
  const mergeFields = {
    ...Object(EVENTS_CONFIG["mergeFields"]),
    SRC_EMAIL: { name: "Source address", type: "text", public: false },
  };
  const sync = { ...Object(EVENTS_CONFIG["sync"]), lastAddress: "SRC_EMAIL" };
  layEvents(desk, [{ ...JANE, sales: 0 }], { ...EVENTS_CONFIG, mergeFields, sync });
  await desk.run(["apply", "--yes"]);
  desk.sandbox.world.all()[0]?.acts.changesAddress(JANE.email, "jane@new-lantern.dev");
  desk.file("partners.csv", `id,Email,sales,tier\np0,${JANE.email},1,\n`);
  await desk.run(["apply", "--yes"]);
  const events = memberOf(desk, "jane@new-lantern.dev").events ?? [];
  expect(events.find(({ name }) => name === "first_sale")?.properties).toMatchObject({ sales: "1" });
});
