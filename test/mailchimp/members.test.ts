import { describe, expect, test } from "vitest";
import { findAudience } from "../../src/mailchimp/audience.ts";
import { liveMembers } from "../../src/mailchimp/members.ts";
import type { AudienceRef } from "../../src/model/desired.ts";
import type { JsonObject } from "../../src/model/json.ts";
import type { Send } from "../../src/model/request.ts";
import { reached } from "./reached.ts";

async function everybody(
  send: Send,
  audienceId: string,
  fields: readonly string[] = [],
): Promise<Map<unknown, JsonObject>> {
  const found = new Map<unknown, JsonObject>();
  const startedAt = new Date(Date.now() + 60_000).toISOString();
  for await (const page of liveMembers(send, { audienceId, fields, startedAt })) {
    for (const member of page) found.set(member["email_address"], member);
  }
  return found;
}

test("all members are read, archived ones too, with as few requests as their number allows", async () => {
  const { sandbox, connection } = await reached();
  const audience = sandbox.world.audience({ name: "Harbor" });
  audience.add(Array.from({ length: 2500 }, (_, index) => ({ email: `person${index}@harbor-coffee.dev` })));
  audience.add([{ email: "gone@harbor-coffee.dev", status: "archived" }]);
  const found = await everybody(connection.send, audience.id);
  expect(found.size).toBe(2501);
  expect(found.get("gone@harbor-coffee.dev")).toMatchObject({ status: "archived" });
  expect(sandbox.traffic.total).toBe(3 + 1 + 1);
});

test("pages are read several at once, eight at most", async () => {
  const { sandbox, connection } = await reached();
  const audience = sandbox.world.audience({ name: "Harbor" });
  audience.add(Array.from({ length: 20_000 }, (_, index) => ({ email: `person${index}@harbor-coffee.dev` })));
  sandbox.faults.latency = { ms: 10, jitterMs: 5 };
  expect((await everybody(connection.send, audience.id)).size).toBe(20_000);
  expect(sandbox.traffic.peak).toBeGreaterThan(4);
  expect(sandbox.traffic.peak).toBeLessThanOrEqual(8);
});

test("members come with what is asked for and nothing else", async () => {
  const { sandbox, connection } = await reached();
  const audience = sandbox.world.audience({ name: "Harbor" });
  audience.add([{ email: "ada@harbor-coffee.dev", mergeFields: { FNAME: "Ada", LNAME: "Lovelace" }, tags: ["gold"] }]);
  const found = await everybody(connection.send, audience.id, ["merge_fields.FNAME", "contact_id"]);
  const ada = found.get("ada@harbor-coffee.dev");
  expect(Object.keys(ada ?? {}).sort()).toEqual([
    "contact_id",
    "email_address",
    "id",
    "merge_fields",
    "status",
    "tags",
    "tags_count",
  ]);
  expect(ada).toMatchObject({ merge_fields: { FNAME: "Ada" }, tags: [{ name: "gold" }] });
});

test("a member with more than fifty tags comes with all of them", async () => {
  const { sandbox, connection } = await reached();
  const audience = sandbox.world.audience({ name: "Harbor" });
  const tags = Array.from({ length: 60 }, (_, index) => `tag ${index}`);
  audience.add([{ email: "ada@harbor-coffee.dev", tags }]);
  const found = await everybody(connection.send, audience.id);
  expect(found.get("ada@harbor-coffee.dev")?.["tags"]).toHaveLength(60);
});

test("who changes while the read goes on is read again", async () => {
  const { sandbox, connection } = await reached();
  const audience = sandbox.world.audience({ name: "Harbor" });
  audience.add([{ email: "ada@harbor-coffee.dev", optedAt: "2024-01-01T00:00:00+00:00" }]);
  let edited = false;
  const send: Send = async (request) => {
    const answer = await connection.send(request);
    if (!edited) audience.edit("ada@harbor-coffee.dev", { FNAME: "Ada" });
    edited = true;
    return answer;
  };
  const found = new Map<unknown, JsonObject>();
  const read = { audienceId: audience.id, fields: ["merge_fields.FNAME"], startedAt: new Date().toISOString() };
  for await (const page of liveMembers(send, read)) {
    for (const member of page) found.set(member["email_address"], member);
  }
  expect(found.get("ada@harbor-coffee.dev")).toMatchObject({ merge_fields: { FNAME: "Ada" } });
});

test("faults on the way change nothing about who is read", async () => {
  const { sandbox, connection } = await reached("429:0.1,403-bare:0.05,502:0.1,cut:0.05,truncated:0.1,lost:0.05", {
    attempts: 20,
  });
  const audience = sandbox.world.audience({ name: "Harbor" });
  audience.add(Array.from({ length: 12_345 }, (_, index) => ({ email: `person${index}@harbor-coffee.dev` })));
  expect((await everybody(connection.send, audience.id)).size).toBe(12_345);
});

describe("the audience that is meant", () => {
  const place = { file: "mailchimp.config.yaml", line: 4, column: 3 };
  const asked = async (ref: Omit<AudienceRef, "declaredAt">) => {
    const { sandbox, connection } = await reached();
    for (const [id, name] of Object.entries({
      a1b2c3d4e5: "Harbor",
      f6a7b8c9d0: "Roasters",
      "0f1e2d3c4b": "Roasters",
    })) {
      sandbox.world.audience({ id, name });
    }
    return findAudience(connection.send, { ...ref, declaredAt: place });
  };

  test("is found by its id", async () => {
    expect(await asked({ id: "a1b2c3d4e5", expect: { name: "Harbor" } })).toMatchObject({
      id: "a1b2c3d4e5",
      name: "Harbor",
      doubleOptIn: false,
    });
  });

  test("is found by a name that it alone bears", async () => {
    expect(await asked({ name: "Harbor" })).toMatchObject({ id: "a1b2c3d4e5" });
  });

  test("must be one, must be there, and must be as expected", async () => {
    const told = [];
    for (const ref of [
      { id: "nope" },
      { name: "Harbour" },
      { name: "Roasters" },
      { id: "a1b2c3d4e5", expect: { name: "Staging" } },
    ]) {
      const found = await asked(ref);
      told.push(
        "detail" in found ? `# ${JSON.stringify(ref)}\n${found.code}: ${found.summary}\n${found.detail}\n` : "found",
      );
    }
    await expect(told.join("\n")).toMatchFileSnapshot("golden/audience.txt");
  });
});
