import { expect, onTestFinished, test } from "vitest";
import { startSandbox } from "../../src/sandbox/server.ts";
import type { Handle } from "../../src/sandbox/world/handle.ts";
import { NOW } from "../support/desk.ts";
import { CONFIG, partnerProgram } from "../support/partner-program.ts";
import { SandboxDesk } from "../support/sandbox-desk.ts";
import { transcript } from "../support/transcript.ts";

const JANE = "jane@harbor-coffee.dev";
const OMAR = "omar@lantern-books.dev";
const MEI = "mei@tidepool-yoga.dev";

/** A program of which Jane and Omar are contacts already and Mei is not, over a Mailchimp whose clock goes on. */
async function program(status: "subscribed" | "unsubscribed" = "subscribed") {
  let seconds = -3600;
  const sandbox = await startSandbox({ now: () => new Date(NOW.getTime() + seconds++ * 1000) });
  const desk = new SandboxDesk(sandbox);
  onTestFinished(async () => {
    desk.close();
    await sandbox.close();
  });
  const audience = partnerProgram(desk);
  desk.file("mailchimp.config.yaml", CONFIG.replace("newContacts: pending", "newContacts: subscribed"));
  expect((await desk.run(["apply", "--yes", "--scope", "schema"])).exit).toBe(0);
  audience.add([
    { email: JANE, status, mergeFields: { PARTNER_ID: "p-1" } },
    { email: OMAR, mergeFields: { PARTNER_ID: "p-2" } },
  ]);
  /** Applies; `meanwhile` happens between the reading and the first write, `then` when the first answer is lost. */
  const apply = async (fault: string, meanwhile: () => void, then: () => void = () => {}) => {
    desk.faults(fault);
    let shown = false;
    const argv = ["apply", "--yes"];
    whenLost(desk, then);
    const ran = await desk.run(argv, {
      onOutput: () => {
        if (shown) return;
        shown = true;
        meanwhile();
        seconds = 1;
      },
    });
    sandbox.faults.clear();
    return { ...ran, text: transcript(argv, ran, desk) };
  };
  return { desk, audience, apply };
}

/** The first read after a batch: by then it has been carried out, and its answer is lost. */
function whenLost({ sandbox: { traffic } }: SandboxDesk, act: () => void): void {
  const arrive = traffic.arrive.bind(traffic);
  let sent = false;
  traffic.arrive = (method, path, ...rest) => {
    if (sent && method === "GET") {
      sent = false;
      act();
    }
    if (method === "POST" && path === "/lists/harbor") sent = true;
    return arrive(method, path, ...rest);
  };
}

function rowsAbout(desk: SandboxDesk, email: string): readonly unknown[] {
  return desk.sandbox.traffic.writes.flatMap(({ body }) => {
    const members: unknown = Reflect.get(Object(body), "members");
    const rows: readonly unknown[] = Array.isArray(members) ? members : [];
    return rows.filter((row) => Reflect.get(Object(row), "email_address") === email);
  });
}

const LOST = ["lost@POST /lists/*:#1", "lost-502@POST /lists/*:#1", "truncated@POST /lists/*:#1"];

test.each(LOST)("whom a batch brought back is archived again and told, though its answer was %s", async (fault) => {
  const { audience, apply } = await program();
  const { exit, text } = await apply(fault, () => audience.acts.isArchived(JANE));
  expect(audience.member(JANE)?.status).toBe("archived");
  expect(audience.member(OMAR)?.tags).toContain("partner");
  expect(audience.member(MEI)?.status).toBe("subscribed");
  expect(exit).toBe(5);
  if (fault === LOST[0]) await expect(text).toMatchFileSnapshot("golden/lost-batches/revived.txt");
});

test("whom every batch brought back is archived again though no answer ever comes", async () => {
  const { audience, apply } = await program();
  const { exit } = await apply("lost@POST /lists/*", () => audience.acts.isArchived(JANE));
  expect(audience.member(JANE)?.status).toBe("archived");
  expect(exit).toBe(5);
});

test("who opted out since the plan is no one whom a batch brought back, and stays as the person wished", async () => {
  const { audience, apply } = await program();
  const { exit } = await apply(LOST[0] ?? "", () => audience.acts.unsubscribes(JANE));
  expect(audience.member(JANE)).toMatchObject({ status: "unsubscribed", mergeFields: { SALES: 12 } });
  expect(exit).toBe(0);
});

test("who had opted out before is kept current where an answer is lost", async () => {
  const { audience, apply } = await program("unsubscribed");
  const { exit } = await apply(LOST[0] ?? "", () => {});
  expect(audience.member(JANE)).toMatchObject({ status: "unsubscribed", mergeFields: { SALES: 12 } });
  expect(exit).toBe(0);
});

test.each<[string, (audience: Handle) => void, string]>([
  ["archived", (audience) => audience.acts.isArchived(MEI), "archived"],
  ["unsubscribed", (audience) => audience.acts.unsubscribes(MEI), "unsubscribed"],
])(
  "whom a lost batch created and who is %s before it is sent again is not subscribed by it",
  async (_, act, status) => {
    const { desk, audience, apply } = await program();
    await apply(
      LOST[0] ?? "",
      () => {},
      () => act(audience),
    );
    expect(audience.member(MEI)?.status).toBe(status);
    const statuses = rowsAbout(desk, MEI).map((row) => Reflect.get(Object(row), "status_if_new"));
    expect(statuses).toEqual(status === "archived" ? ["subscribed"] : ["subscribed", "unsubscribed"]);
  },
);

test("who was not created by a lost batch is created by the next", async () => {
  const { audience, apply } = await program();
  const { exit } = await apply("502@POST /lists/*:x3", () => {});
  expect(audience.member(MEI)).toMatchObject({ status: "subscribed", mergeFields: { SALES: 7 } });
  expect(exit).toBe(0);
});
