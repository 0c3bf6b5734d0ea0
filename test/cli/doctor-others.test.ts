import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { applied, says, shows } from "../support/doctor.ts";
import { CONFIG, PEOPLE, partnerProgram } from "../support/partner-program.ts";
import { sandboxDesk } from "../support/sandbox-desk.ts";

describe("Automations", () => {
  const DECLARED = `events: { first_sale: { when: { crosses: { SALES: 1 } } } }
automations:
  Welcome: { startsOn: { tag: partner }, limit: 50 }
  Milestones: { startsOn: { event: [first_sale] }, limit: 50 }
  Newsletter: { startsOn: { tag: active }, limit: 50 }
  Gold club: { startsOn: { tag: top performer } }
`;

  const classic = (title: string, status: string, list = "harbor") => ({
    id: createHash("md5").update(`${title}${list}`).digest("hex").slice(0, 10),
    status,
    recipients: { list_id: list },
    settings: { title },
  });

  it("are found among the classic ones, and of flows it is said that the API does not list them", async () => {
    const here = await sandboxDesk();
    partnerProgram(here);
    here.file("mailchimp.config.yaml", `${CONFIG}${DECLARED}`);
    here.sandbox.world.backstage.automations.push(
      classic("Welcome", "sending"),
      classic("Welcome", "paused", "elsewhere"),
      classic("Milestones", "paused"),
      classic("Newsletter", "sending", "elsewhere"),
    );
    await shows("automations", here, 0);
  });

  it("that cannot be listed leave the rest alone", async () => {
    const here = await sandboxDesk();
    partnerProgram(here);
    here.file("mailchimp.config.yaml", `${CONFIG}${DECLARED}`);
    here.faults("500@GET /automations");
    expect(await says(here, "automations")).toMatchObject([{ verdict: "problem" }]);
    expect(await says(here, "other-syncs")).toMatchObject([{ verdict: "unknown" }]);
  });
});

describe("What another sync writes too", () => {
  const OMAR = "omar@lantern-books.dev";

  /** Another sync has its way with two people, and apply has its own. */
  async function fight({ here, audience }: Awaited<ReturnType<typeof applied>>, now: string): Promise<void> {
    audience.edit(OMAR, { STATUS: "active" });
    audience.edit("mei@tidepool-yoga.dev", { STATUS: "pending" });
    audience.untagMember("mei@tidepool-yoga.dev", "active");
    expect((await here.run(["apply", "--yes"], { now: new Date(now) })).exit).toBe(0);
  }

  /** Pending contacts are not written. */
  async function confirmed() {
    const scene = await applied();
    for (const { email } of scene.audience.members()) scene.audience.acts.confirms(email);
    return scene;
  }

  it("is found when apply has to write the same value again, and doctor names the field", async () => {
    const scene = await confirmed();
    expect(await says(scene.here, "other-syncs")).toMatchObject([{ verdict: "ok" }]);
    await fight(scene, "2026-03-02T10:00:00Z");
    await fight(scene, "2026-03-02T11:00:00Z");
    await shows("changed-back", scene.here, 0);
  });

  it("is told for the last week, then for the last month, then forgotten", async () => {
    const scene = await confirmed();
    await fight(scene, "2026-03-02T10:00:00Z");
    const summary = async (now: string) =>
      (await says(scene.here, "other-syncs", { now: new Date(now) })).map((one: { summary: string }) => one.summary);
    expect(await summary("2026-03-05T10:00:00Z")).toEqual([
      expect.stringContaining("2 times in the last 7 days"),
      expect.stringContaining("1 time in the last 7 days"),
    ]);
    expect((await summary("2026-03-20T10:00:00Z"))[0]).toContain("2 times in the last 30 days");
    expect((await summary("2026-04-20T10:00:00Z"))[0]).toContain("apply remembers nothing here");
  });

  it("is not our own going to and fro", async () => {
    const { here } = await confirmed();
    for (const status of ["active", "pending", "active", "pending"]) {
      here.file("people.csv", PEOPLE.replace("Omar,pending", `Omar,${status}`));
      expect((await here.run(["apply", "--yes"])).exit).toBe(0);
    }
    expect(await says(here, "other-syncs")).toMatchObject([{ verdict: "ok" }]);
  });

  it("is not a field that somebody deleted and apply made anew", async () => {
    const { here, audience } = await confirmed();
    audience.dropMergeField("STATUS");
    expect((await here.run(["apply", "--yes"])).exit).toBe(0);
    expect(await says(here, "other-syncs")).toMatchObject([{ verdict: "ok" }]);
  });

  it("is remembered apart for the built-in Mailchimp", async () => {
    const scene = await confirmed();
    await fight(scene, "2026-03-02T10:00:00Z");
    const { stdout } = await scene.here.run(["doctor", "--sandbox"]);
    expect(stdout).toContain("apply remembers nothing here");
  });

  it("is seen by the fields that Partnero's own integration leaves", async () => {
    const here = await sandboxDesk();
    const fields = ["TOTAL_SALE", "TOTAL_EARN", "REFERRED_B"].map((tag) => ({ tag, name: tag, type: "text" as const }));
    partnerProgram(here, { mergeFields: fields });
    await shows("partnero-traces", here, 0);
    here.file("mailchimp.config.yaml", `${CONFIG}ignore: { mergeFields: ["TOTAL_*", REFERRED_B] }\n`);
    expect(await says(here, "other-syncs")).toMatchObject([{ verdict: "unknown" }]);
  });
});
