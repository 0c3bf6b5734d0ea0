import { describe, expect, it } from "vitest";
import type { Handle } from "../../src/sandbox/world/handle.ts";
import { publishedSchema, undescribed } from "../support/json-schema.ts";
import { CONFIG, partnerProgram } from "../support/partner-program.ts";
import { type SandboxDesk, sandboxDesk } from "../support/sandbox-desk.ts";
import { transcript } from "../support/transcript.ts";

const schema = publishedSchema("drift.v1.schema.json");

async function shows(name: string, here: SandboxDesk, argv: readonly string[], exit: number): Promise<string> {
  const ran = await here.run(argv);
  await expect(transcript(argv, ran, here)).toMatchFileSnapshot(`golden/drift/${name}.txt`);
  expect(ran.exit).toBe(exit);
  expect(here.sandbox.traffic.writes).toEqual([]);
  return ran.stdout;
}

/** The partner program as applied, and a hand to change the audience behind its back. */
async function applied(rest = ""): Promise<{ readonly here: SandboxDesk; readonly audience: Handle }> {
  const here = await sandboxDesk();
  const audience = partnerProgram(here);
  expect((await here.run(["apply", "--yes"])).exit).toBe(0);
  here.file("mailchimp.config.yaml", `${CONFIG}${rest}`);
  here.sandbox.traffic.clear();
  return { here, audience };
}

/** Somebody renames a field, drops a tag, and makes two more, in the web application. */
function meddle(audience: Handle): void {
  const field = audience.audience.fieldOf("STATUS");
  if (field !== undefined) field.name = "Standing";
  audience.dropTag("active");
  audience.tag("newsletter");
  audience.tag("beta");
  audience.audience.touchSchema();
}

describe("drift", () => {
  it("is one line and exit 0 where the audience is as the file says", async () => {
    const { here } = await applied();
    await shows("in-step", here, ["drift"], 0);
    await shows("in-step-json", here, ["drift", "--format", "json"], 0);
  });

  it("tells changed, missing and unmanaged objects apart, and exits 2", async () => {
    const { here, audience } = await applied("undeclared: { tags: report }\n");
    meddle(audience);
    await shows("differs", here, ["drift"], 2);
    const json: unknown = JSON.parse(await shows("differs-json", here, ["drift", "--format", "json"], 2));
    expect([schema.validate(json), schema.validate.errors]).toEqual([true, null]);
  });

  it("does not speak of what the file ignores", async () => {
    const { here, audience } = await applied('undeclared: { tags: report }\nignore: { tags: ["news*"] }\n');
    audience.tag("newsletter");
    await shows("ignored", here, ["drift"], 0);
  });

  it("names what the file says shall go", async () => {
    const { here, audience } = await applied("removed: [{ tag: beta, reason: the beta is over }]\n");
    audience.tag("beta");
    await shows("unwanted", here, ["drift"], 2);
  });

  it("reads no contacts unless the scope is all, and then counts those out of step", async () => {
    const { here, audience } = await applied();
    audience.acts.confirms("jane@harbor-coffee.dev");
    audience.untagMember("jane@harbor-coffee.dev", "partner");
    await here.run(["drift"]);
    expect(here.sandbox.traffic.requests.filter(({ path }) => path.endsWith("/members"))).toEqual([]);
    await shows("contacts", here, ["drift", "--scope", "all"], 2);
    const json: unknown = JSON.parse((await here.run(["drift", "--scope", "all", "--format", "json"])).stdout);
    expect([schema.validate(json), schema.validate.errors]).toEqual([true, null]);
    expect(json).toMatchObject({ contacts: { update: 1 } });
  });

  it("says nothing of the schema where the scope is contacts", async () => {
    const { here, audience } = await applied("undeclared: { tags: report }\n");
    audience.tag("newsletter");
    expect((await here.run(["drift"])).exit).toBe(2);
    expect((await here.run(["drift", "--scope", "contacts"])).stdout).toContain("In step");
  });

  it("says what a segment has in the file and not in the audience, and the other way round", async () => {
    const { here, audience } = await applied("segments: { Standing: { when: { STATUS: active } } }\n");
    audience.segment("Standing", "all", [{ condition_type: "VIP", field: "gmonkey", op: "member" }]);
    await shows("segment", here, ["drift"], 2);
  });

  it("says so where apply could not mend it", async () => {
    const here = await sandboxDesk();
    partnerProgram(here, { mergeFields: [{ tag: "SALES", name: "Total sales", type: "text" }] });
    await shows("held", here, ["drift"], 2);
  });

  it("has a schema that describes every key", () => {
    expect(undescribed(schema.source)).toEqual([]);
  });
});
