import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { TODAY } from "../../src/sandbox/quirks.ts";
import type { Handle } from "../../src/sandbox/world/handle.ts";
import { publishedSchema } from "../support/json-schema.ts";
import { type Receiver, receiver } from "../support/receiver.ts";
import { type SandboxDesk, sandboxDesk } from "../support/sandbox-desk.ts";
import { transcript } from "../support/transcript.ts";

const PATH = "hunter2-hunter2-path";
const TOKEN = "hunter3-hunter3-token";

const URL_AS_WRITTEN = `\${RECEIVER}/\${PATH_SECRET}`;
const HOOK = `{ url: "${URL_AS_WRITTEN}", events: [subscribe, profile], sources: [user, admin] }`;

interface Scene {
  readonly here: SandboxDesk;
  readonly audience: Handle;
  readonly ear: Receiver;
}

const WITH_QUERY = HOOK.replace(URL_AS_WRITTEN, () => `${URL_AS_WRITTEN}?token=\${TOKEN}`);

/** An audience, a file that declares one webhook, and a receiver that Mailchimp asks before it takes the URL. */
async function scene(webhooks = HOOK, rest = ""): Promise<Scene> {
  const [here, ear] = [await sandboxDesk(), await receiver()];
  here.sandbox.world.quirks = { ...TODAY, webhookUrlCheck: true };
  const audience = here.sandbox.world.audience({ id: "abc0123456", name: "Harbor Coffee" });
  here.env["RECEIVER"] = ear.origin;
  here.env["PATH_SECRET"] = PATH;
  here.env["TOKEN"] = TOKEN;
  declare(here, webhooks, rest);
  return { here, audience, ear };
}

function declare(here: SandboxDesk, webhooks: string, rest = ""): void {
  here.file("mailchimp.config.yaml", `version: 1\naudience: { id: abc0123456 }\nwebhooks: [${webhooks}]\n${rest}`);
}

async function shows(name: string, here: SandboxDesk, argv: readonly string[], exit: number): Promise<string> {
  const ran = await here.run(argv);
  await expect(transcript(argv, ran, here)).toMatchFileSnapshot(`golden/webhooks/${name}.txt`);
  expect(ran.exit).toBe(exit);
  return ran.stdout;
}

const OUT = ["--secrets-out", "secrets.jsonl"] as const;
const APPLY = ["apply", "--yes", ...OUT] as const;

const kept = (here: SandboxDesk): readonly unknown[] =>
  readFileSync(join(here.folder, "secrets.jsonl"), "utf8")
    .trimEnd()
    .split("\n")
    .map((line): unknown => JSON.parse(line));

describe("a declared webhook", () => {
  it("is planned with its URL as the file writes it", async () => {
    const { here } = await scene();
    await shows("plan", here, ["plan", ...OUT], 0);
  });

  it("is made with every flag said, and its signing secret goes to a new file that only its owner may read", async () => {
    const { here, audience, ear } = await scene();
    await shows("apply", here, APPLY, 0);
    const [hook] = audience.audience.webhooks;
    expect(hook?.url).toBe(`${ear.origin}/${PATH}`);
    expect(ear.asked).toEqual([`/${PATH}`]);
    expect(kept(here)).toEqual([{ address: `webhook."${URL_AS_WRITTEN}"`, signing_secret: hook?.secret }]);
    expect(statSync(join(here.folder, "secrets.jsonl")).mode & 0o777).toBe(0o600);
    const [write] = here.sandbox.traffic.writes;
    expect(write?.body).toEqual({
      url: `${ear.origin}/${PATH}`,
      events: { subscribe: true, unsubscribe: false, profile: true, cleaned: false, upemail: false, campaign: false },
      sources: { user: true, admin: true, api: false },
    });
    expect((await here.run(["plan", "--detailed-exitcode"])).exit).toBe(0);
  });

  it("is held where there is no place for its secret, and the plan says so", async () => {
    const { here, audience } = await scene();
    await shows("held", here, ["plan"], 3);
    await shows("held-apply", here, ["apply", "--yes"], 3);
    expect(audience.audience.webhooks).toEqual([]);
  });

  it("shows its secret once at a terminal, on stderr alone, but not at that of a pipeline", async () => {
    const { here, audience } = await scene();
    const ran = await here.run(["apply", "--yes"], { terminal: true });
    const secret = audience.audience.webhooks[0]?.secret ?? "";
    expect([ran.exit, ran.stderr.split(secret).length, ran.stdout.includes(secret)]).toEqual([0, 2, false]);
    here.env["CI"] = "true";
    audience.audience.webhooks.pop();
    expect((await here.run(["apply", "--yes"], { terminal: true })).exit).toBe(3);
  });

  it("never has its secrets written over a file that stands", async () => {
    const { here, audience } = await scene();
    here.file("secrets.jsonl", "older secrets\n");
    await shows("secrets-file-exists", here, APPLY, 1);
    expect(audience.audience.webhooks).toEqual([]);
    expect(readFileSync(join(here.folder, "secrets.jsonl"), "utf8")).toBe("older secrets\n");
  });

  it("leaves no empty file for secrets behind", async () => {
    const { here, ear } = await scene();
    ear.answers = 404;
    await shows("url-not-answering", here, APPLY, 5);
    expect(existsSync(join(here.folder, "secrets.jsonl"))).toBe(false);
  });

  it("is changed in its events and sources in place", async () => {
    const { here, audience, ear } = await scene();
    audience.webhook(`${ear.origin}/${PATH}`, { subscribe: true, campaign: true }, { user: true, api: true });
    await shows("update", here, ["plan"], 0);
    expect((await here.run(["apply", "--yes"])).exit).toBe(0);
    expect(ear.asked).toEqual([]);
    expect((await here.run(["plan", "--detailed-exitcode"])).exit).toBe(0);
  });

  it("is the same one whatever its query, which is changed without being shown", async () => {
    const { here, audience, ear } = await scene(WITH_QUERY);
    audience.webhook(`${ear.origin}/${PATH}?token=older`, { subscribe: true, profile: true });
    await shows("query", here, ["plan"], 0);
    const json: unknown = JSON.parse((await here.run(["plan", "--format", "json"])).stdout);
    const schema = publishedSchema("plan.v1.schema.json");
    expect([schema.validate(json), schema.validate.errors]).toEqual([true, null]);
    expect(json).toMatchObject({
      schema: {
        steps: [
          { fields: [{ field: "url", before: `${ear.origin}/•••`, after: `${URL_AS_WRITTEN}?token=\${TOKEN}` }] },
        ],
      },
    });
    expect((await here.run(["apply", "--yes"])).exit).toBe(0);
    expect(audience.audience.webhooks.map(({ url }) => url)).toEqual([`${ear.origin}/${PATH}?token=${TOKEN}`]);
    expect((await here.run(["plan", "--detailed-exitcode"])).exit).toBe(0);
  });

  it("is said to have no secret where Mailchimp's answer to its making was lost", async () => {
    const { here, audience } = await scene();
    here.faults("lost@POST:#1");
    await shows("answer-lost", here, APPLY, 5);
    expect(audience.audience.webhooks).toHaveLength(1);
    expect((await here.run(["plan", "--detailed-exitcode"])).exit).toBe(0);
  });

  it("is made from a saved plan, whose file knows nothing of its URL", async () => {
    const { here, audience, ear } = await scene();
    expect((await here.run(["plan", "--out", "saved.plan", ...OUT])).exit).toBe(0);
    const ran = await here.run(["apply", "saved.plan", "--yes", ...OUT]);
    expect([ran.exit, ran.stderr]).toEqual([0, ""]);
    expect(audience.audience.webhooks.map(({ url }) => url)).toEqual([`${ear.origin}/${PATH}`]);
    expect(kept(here)).toHaveLength(1);
  });

  it("is deleted by `removed`, by a URL that is shown as its host alone", async () => {
    const { here, audience, ear } = await scene("");
    audience.webhook(`${ear.origin}/${PATH}`);
    declare(here, "", `removed: [{ webhook: "${URL_AS_WRITTEN}" }]\n`);
    await shows("removed", here, ["plan", "--allow", "delete-webhook=1"], 0);
    expect((await here.run(["apply", "--yes", "--allow", "delete-webhook=1"])).exit).toBe(0);
    expect(audience.audience.webhooks).toEqual([]);
  });

  it("is told of nothing that the run writes itself", async () => {
    const people = [
      "sources: { partner: { type: csv, path: people.csv, email: email } }",
      "mergeFields: { PARTNER_ID: { name: Partner ID, type: text, public: false, value: partner.id } }",
      "sync: { identity: [PARTNER_ID], newContacts: subscribed }",
    ];
    const own = `{ url: "${URL_AS_WRITTEN}", events: [subscribe], sources: [user, api], loop: allowed }`;
    const { here, ear } = await scene(own, people.join("\n"));
    here.file("people.csv", "email,id\njane@harbor-coffee.dev,p1\n");
    expect((await here.run(APPLY)).exit).toBe(0);
    await here.sandbox.world.courier.idle();
    expect(ear.posted).toEqual([]);
    here.file("people.csv", "email,id\njane@harbor-coffee.dev,p1\nomar@lantern-books.dev,p2\n");
    expect((await here.run(["apply", "--yes"])).exit).toBe(0);
    await here.sandbox.world.courier.idle();
    expect(ear.posted.map((form) => form.get("type"))).toEqual(["subscribe"]);
  });
});

describe("what nobody may read", () => {
  it("is in no output, log, result or file of a run, whatever goes wrong", async () => {
    const { here, audience, ear } = await scene(WITH_QUERY);
    const debug = ["--log-level", "debug", "--log-format", "json"];
    const outputs: string[] = [];
    const run = async (argv: readonly string[]) => {
      const { stdout, stderr } = await here.run([...argv, ...debug]);
      outputs.push(stdout, stderr);
    };
    await run(["validate"]);
    await run(["plan", ...OUT]);
    await run(["plan", "--format", "json", ...OUT]);
    await run(["plan", "--out", "saved.plan", ...OUT]);
    await run(["show", "saved.plan", "--format", "json"]);
    ear.answers = 500;
    await run([...APPLY, "--format", "json"]);
    ear.answers = 200;
    here.faults("500@POST:x9");
    await run(APPLY);
    here.faults("");
    await run([...APPLY, "--format", "json"]);
    const signing = audience.audience.webhooks[0]?.secret ?? "";
    expect(signing.length).toBeGreaterThan(20);
    await run(["plan", "--format", "json"]);
    declare(here, "");
    await run(["plan"]);
    const files = filesUnder(here.folder).filter((file) => !file.endsWith("secrets.jsonl"));
    const texts = [...outputs, ...files.map(content)];
    for (const secret of [PATH, TOKEN, signing]) {
      expect(texts.filter((text) => text.includes(secret))).toEqual([]);
    }
  });
});

/** What a file says, packed or not. */
function content(file: string): string {
  const bytes = readFileSync(file);
  return (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString("utf8");
}

function filesUnder(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
