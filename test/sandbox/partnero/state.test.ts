import { existsSync, statSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startSandbox } from "../../../src/sandbox/server.ts";
import { NOW } from "./client.ts";

let dir = "";
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "sandbox-"));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const started = () => startSandbox({ stateDir: dir, now: () => NOW });
const path = () => join(dir, "partnero.jsonl");

test("programs are there again in the next run, for their owner alone", async () => {
  const first = await started();
  const program = first.partnero
    .program("key", { name: "Acme", currency: "EUR" })
    .seed({ partners: 60, customers: 80 });
  const joined = program.partnerJoins({ email: "late@orchard-row.dev", tags: ["new"] });
  program.sells(joined, { amount: 10, currency: "USD" });
  first.partnero.program("news", { type: "Newsletter" }).subscribes({ email: "ada@orchard-row.dev" });
  const before = [program.partners(), program.customers(), program.transactions()];
  await first.close();
  expect(statSync(path()).mode & 0o777).toBe(0o600);

  const second = await started();
  const again = second.partnero.program("key");
  expect([again.name, again.currency]).toEqual(["Acme", "EUR"]);
  expect([again.partners(), again.customers(), again.transactions()]).toEqual(before);
  expect(second.partnero.program("news").subscribers()).toHaveLength(1);
  expect(again.partnerJoins({ email: "later@orchard-row.dev" })).not.toBe(joined);
  await second.close();
});

test("of a Partnero that nobody used there is no file, and what nobody touched is not written anew", async () => {
  await (await started()).close();
  expect(existsSync(path())).toBe(false);
  const first = await started();
  first.partnero.affiliate().seed({ partners: 5, customers: 5 });
  await first.close();
  const { mtimeMs } = statSync(path());
  const second = await started();
  expect(second.partnero.affiliate().partners()).toHaveLength(5);
  await second.close();
  expect(statSync(path()).mtimeMs).toBe(mtimeMs);
});

test("what a client writes is kept as well", async () => {
  const first = await started();
  first.partnero.program("key");
  await first.save();
  const body = JSON.stringify({ email: "ada@orchard-row.dev" });
  await fetch(`${first.partneroUrl}/partners`, { method: "POST", headers: { authorization: "Bearer key" }, body });
  await first.close();
  const second = await started();
  expect(second.partnero.program("key").partners()).toMatchObject([{ email: "ada@orchard-row.dev" }]);
  await second.close();
});

test("a state that cannot be read is named with its line when somebody asks, and is left as it is", async () => {
  await writeFile(path(), "nonsense\n");
  const sandbox = await started();
  expect(() => sandbox.partnero.affiliate()).toThrow(/partnero\.jsonl:1\. Delete the file/);
  await sandbox.close();
  expect(await readFile(path(), "utf8")).toBe("nonsense\n");
});
