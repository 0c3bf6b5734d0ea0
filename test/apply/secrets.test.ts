import { describe, expect, it } from "vitest";
import { applySchema } from "../../src/apply/schema.ts";
import { Standing } from "../../src/apply/standing.ts";
import { NO_OBJECTS } from "../../src/kinds/live-objects.ts";
import { webhook } from "../../src/kinds/webhook.ts";
import type { Step } from "../../src/model/change.ts";
import type { Json } from "../../src/model/json.ts";
import type { ReadyRequest } from "../../src/model/request.ts";
import { SendFailure } from "../../src/model/send-failure.ts";

const WHOLE = "https://hooks.harbor-coffee.dev/hunter2-hunter2?token=hunter3";
const [declared] = webhook.declare(`https://hooks.harbor-coffee.dev/\${SECRET}`, {
  url: WHOLE,
  events: ["profile"],
  sources: ["user"],
});

describe("a webhook whose signing secret cannot be put away", () => {
  it("is deleted again, for nobody could check what it signs", async () => {
    const { sent, outcomes } = await applied(() => "ENOSPC", { DELETE: null });
    expect(sent.map(({ method, path }) => `${method} ${path}`)).toEqual([
      "POST /lists/abc0123456/webhooks",
      "DELETE /lists/abc0123456/webhooks/5d9a5e3f7b",
    ]);
    expect(outcomes).toMatchObject([{ status: "failed", reason: expect.stringContaining("deleted again") }]);
  });

  it("is named where it cannot be deleted either", async () => {
    const { outcomes } = await applied(() => "ENOSPC", { DELETE: new SendFailure("gone", { status: 500 }) });
    expect(outcomes).toMatchObject([{ status: "failed", reason: expect.stringContaining("Delete it in Mailchimp") }]);
  });
});

describe("a reason of Mailchimp's", () => {
  it.each([WHOLE, encodeURIComponent(WHOLE), JSON.stringify(WHOLE)])("never repeats the WHOLE: %s", async (quoted) => {
    const refusal = new SendFailure("refused", { status: 400, errors: [{ field: "url", message: `No: ${quoted}` }] });
    const { outcomes } = await applied(() => undefined, { POST: refusal });
    expect(outcomes).toMatchObject([{ status: "failed" }]);
    expect(JSON.stringify(outcomes)).not.toContain("hunter");
  });
});

async function applied(keep: () => string | undefined, answers: Readonly<Record<string, Json | SendFailure>>) {
  if (declared === undefined) throw new Error("A webhook declares itself.");
  const { at, spec, match, reveal } = declared;
  const sent: ReadyRequest[] = [];
  const step: Step = { change: { action: "create", at, after: spec }, match, verdict: "go" };
  const outcomes = await applySchema([step], {
    audience: "abc0123456",
    send: async (request) => {
      sent.push(request);
      const all: Readonly<Record<string, Json | SendFailure>> = { POST: made, GET: { webhooks: [] }, ...answers };
      const answer = all[request.method] ?? null;
      if (answer instanceof SendFailure) throw answer;
      return answer;
    },
    standing: new Standing(NO_OBJECTS, []),
    secrets: { reveal: () => reveal?.(), keep },
    stopped: () => false,
    undone: new Set(),
  });
  return { sent, outcomes };
}

const made: Json = {
  id: "5d9a5e3f7b",
  url: WHOLE,
  events: { profile: true },
  sources: { user: true },
  signing_secret: "whsec-of-this-webhook",
};
