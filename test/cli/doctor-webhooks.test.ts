import { createServer } from "node:https";
import { describe, expect, it, onTestFinished } from "vitest";
import { answering } from "../mailchimp/reached.ts";
import { applied, says, shows } from "../support/doctor.ts";
import { receiver } from "../support/receiver.ts";
import { type SandboxDesk, sandboxDesk } from "../support/sandbox-desk.ts";
import { SELF_SIGNED } from "../support/self-signed.ts";

/** A receiver of a webhook whose URL has a secret in it, as the file declares it. */
async function declared(origin: string, sources = "[user, admin]", rest = ""): Promise<SandboxDesk> {
  const here = await sandboxDesk();
  here.env["RECEIVER"] = origin;
  here.env["PATH_SECRET"] = SECRET;
  here.sandbox.world.audience({ id: "harbor", name: "Harbor Partners" });
  const hook = `{ url: "\${RECEIVER}/\${PATH_SECRET}?token=\${PATH_SECRET}", events: [subscribe], sources: ${sources}${rest} }`;
  here.file("mailchimp.config.yaml", `version: 1\naudience: { id: harbor }\nwebhooks: [${hook}]\n`);
  return here;
}

const SECRET = "hunter2-hunter2-path";

describe("Webhooks", () => {
  it("are asked as Mailchimp asks them, and no secret of theirs is told", async () => {
    const ear = await receiver();
    const here = await declared(ear.origin, "[user, admin, api]", ", loop: allowed");
    expect(await shows("webhook", here, 0)).not.toContain(SECRET);
    expect(ear.asked).toEqual([`/${SECRET}?token=${SECRET}`]);
    expect(ear.posted).toEqual([]);
  });

  it.each([404, 503, 302])("are a problem where they answer %i", async (status) => {
    const ear = await receiver();
    ear.answers = status;
    const here = await declared(ear.origin);
    expect(await says(here, "webhook")).toMatchObject([
      { verdict: "problem", summary: expect.stringContaining(`answers ${status}`), wayOut: expect.any(String) },
    ]);
  });

  it("are a problem where nobody answers", async () => {
    const silent = await answering(() => {});
    const here = await declared(new URL(silent.baseUrl).origin);
    const [late] = await says(here, "webhook", { patienceMs: 1000 });
    expect(late).toMatchObject({ verdict: "problem", summary: "does not answer within 1 s" });
    here.env["RECEIVER"] = "http://127.0.0.1:9";
    expect(await says(here, "webhook")).toMatchObject([
      { verdict: "problem", summary: "cannot be reached from here (ECONNREFUSED)" },
    ]);
    here.env["RECEIVER"] = new URL(silent.baseUrl).origin.replace("http:", "https:");
    silent.server.on("connection", (socket) => socket.end("I speak no TLS.\r\n"));
    expect(await says(here, "webhook")).toMatchObject([{ verdict: "problem" }]);
  });

  it("are a problem where their certificate is self-signed", async () => {
    const server = createServer(SELF_SIGNED, (_, response) => response.end());
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    const address = server.address();
    const here = await declared(`https://127.0.0.1:${typeof address === "object" ? address?.port : ""}`);
    expect(await says(here, "webhook")).toMatchObject([
      { verdict: "problem", summary: "has a self-signed certificate" },
    ]);
  });

  it("on this machine are well for the built-in Mailchimp, which calls no other", async () => {
    const ear = await receiver();
    const here = await declared(ear.origin);
    expect((await here.run(["doctor", "--sandbox"])).stdout).toContain("answers 200\n");
    here.env["RECEIVER"] = "https://hooks.harbor-coffee.dev";
    expect((await here.run(["doctor", "--sandbox"])).stdout).toMatch(/the built-in Mailchimp calls\n/);
  });

  it("that nobody declares are counted, and one that hears of our own writes is named without its secret", async () => {
    const { here, audience } = await applied();
    audience.webhook(`https://hooks.harbor-coffee.dev/${SECRET}`);
    expect(await says(here, "webhooks")).toMatchObject([
      { verdict: "ok", summary: "1 webhook stands in Mailchimp undeclared, and left alone" },
    ]);
    audience.webhook(`https://sync.harbor-coffee.dev/${SECRET}`, undefined, { user: true, admin: true, api: true });
    const [check] = await says(here, "webhooks");
    expect(check).toMatchObject({
      verdict: "warning",
      detail: expect.stringContaining("https://sync.harbor-coffee.dev/•••"),
    });
    expect(JSON.stringify(check)).not.toContain(SECRET);
  });
});
