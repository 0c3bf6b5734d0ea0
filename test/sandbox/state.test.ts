import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startSandbox } from "../../src/sandbox/server.ts";
import { StateLocked } from "../../src/sandbox/state-lock.ts";

let dir = "";
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "sandbox-"));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

test("what stands is there again in the next run", async () => {
  const first = await startSandbox({ stateDir: dir });
  const audience = first.world.audience({
    id: "abc0123456",
    name: "People",
    mergeFields: [{ tag: "SALES", type: "number" }],
  });
  const group = audience.group("Days", ["Monday"]);
  audience.webhook("https://acme.test/hook");
  audience.segment("Rich", "all", [{ field: "SALES", op: "greater", value: "1" }]);
  audience.add([
    { email: "ada@acme.test", mergeFields: { SALES: 5 }, tags: ["VIP"], interests: [group.interests[0]?.id ?? ""] },
    { email: "bob@acme.test" },
    { email: "cid@acme.test" },
  ]);
  audience.acts.unsubscribes("bob@acme.test");
  audience.acts.isForgotten("cid@acme.test");
  const before = [...audience.members()];
  await first.close();

  const second = await startSandbox({ stateDir: dir });
  const again = second.world.audience({ id: "abc0123456" });
  expect([...again.members()]).toEqual(before);
  expect([
    again.name,
    again.tag("VIP").members.size,
    again.audience.forgotten.size,
    again.audience.webhooks.length,
  ]).toEqual(["People", 1, 1, 1]);
  await second.close();
});

test("a second sandbox on the same folder is refused, a dead one's lock is taken over", async () => {
  const first = await startSandbox({ stateDir: dir });
  await expect(startSandbox({ stateDir: dir })).rejects.toThrow(StateLocked);
  await first.close();
  await writeFile(join(dir, "sandbox.lock"), "999999999\n");
  const second = await startSandbox({ stateDir: dir });
  expect(await readFile(join(dir, "sandbox.lock"), "utf8")).toBe(`${process.pid}\n`);
  await second.close();
});

test("a state that cannot be read is named with its line, and the lock is let go", async () => {
  await writeFile(join(dir, "sandbox.jsonl"), '{"kind":"sandbox","version":1,"serial":5}\nnonsense\n');
  await expect(startSandbox({ stateDir: dir })).rejects.toThrow(/sandbox\.jsonl:2/);
  await rm(join(dir, "sandbox.jsonl"));
  await (await startSandbox({ stateDir: dir })).close();
});
