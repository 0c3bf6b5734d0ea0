import { expect } from "vitest";
import type { Handle } from "../../src/sandbox/world/handle.ts";
import type { Circumstances, Desk } from "./desk.ts";
import { publishedSchema } from "./json-schema.ts";
import { partnerProgram } from "./partner-program.ts";
import { type SandboxDesk, sandboxDesk } from "./sandbox-desk.ts";
import { transcript } from "./transcript.ts";

const schema = publishedSchema("doctor.v1.schema.json");

/** What a person sees of doctor, held against a golden. */
export async function shows(
  name: string,
  here: Desk,
  exit: number,
  circumstances: Circumstances = {},
  argv: readonly string[] = ["doctor"],
): Promise<string> {
  const ran = await here.run(argv, circumstances);
  await expect(transcript(argv, ran, here)).toMatchFileSnapshot(`../cli/golden/doctor/${name}.txt`);
  expect(ran.exit).toBe(exit);
  return ran.stdout;
}

/** What doctor says of one thing, as programs see it. */
export async function says(here: Desk, check: string, circumstances: Circumstances = {}) {
  const { stdout } = await here.run(["doctor", "--format", "json"], circumstances);
  const report = JSON.parse(stdout);
  expect([schema.validate(report), schema.validate.errors]).toEqual([true, null]);
  return report.checks.filter(({ name }: { readonly name: string }) => name === check);
}

/** The partner program as applied. */
export async function applied(): Promise<{ readonly here: SandboxDesk; readonly audience: Handle }> {
  const here = await sandboxDesk();
  const audience = partnerProgram(here);
  expect((await here.run(["apply", "--yes"])).exit).toBe(0);
  here.sandbox.traffic.clear();
  return { here, audience };
}
