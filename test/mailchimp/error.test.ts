import { inspect } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mailchimpError } from "../../src/mailchimp/error.ts";
import { isCompliance, isForgotten, isMemberExists, isThrottled } from "../../src/mailchimp/failure-kind.ts";
import { answering, failure, KEY, once, reached } from "./reached.ts";

/** All that can be found from an error, hidden properties and causes included. */
function reachable(error: unknown): string {
  const seen = new Set<unknown>();
  const walk = (value: unknown): string => {
    if (typeof value !== "object" && typeof value !== "function") return String(value);
    if (value === null || seen.has(value)) return "";
    seen.add(value);
    const own = Reflect.ownKeys(value).map((key) => `${String(key)} ${walk(Reflect.get(value, key))}`);
    return own.join("\n");
  };
  return [walk(error), inspect(error, { depth: 20, showHidden: true }), JSON.stringify(error), String(error)].join(
    "\n",
  );
}

const secrets = (key: string): readonly string[] => [
  key,
  Buffer.from(`user:${key}`).toString("base64"),
  "Authorization",
  "authorization",
];

test("neither the key nor its header can be found from an error of the wire", async () => {
  for (const fault of ["429", "403-bare", "502", "cut", "truncated", "reject", "hang"]) {
    const { connection } = await reached(fault, { attempts: 1, timeoutMs: 200 });
    const error = await failure(connection.send({ method: "GET", path: "/ping" }));
    for (const secret of secrets(KEY)) expect(reachable(error)).not.toContain(secret);
  }
});

test("a server that says the key back does not bring it into an error", async () => {
  const { baseUrl } = await answering((request, response) => {
    const said = `${KEY} and ${request.headers.authorization}`;
    const problem = { title: said, detail: said, instance: said, errors: [{ field: said, message: said }] };
    response.writeHead(400, { "content-type": "application/problem+json" }).end(JSON.stringify(problem));
  });
  const error = await failure(once(baseUrl).send({ method: "GET", path: `/lists/${KEY}` }));
  const text = reachable(error);
  for (const secret of secrets(KEY).slice(0, 2)) expect(text).not.toContain(secret);
  expect(error.facts.title).toContain("•••");
});

test("whatever an answer holds, the key is in no part of its error", () => {
  const key = fc.stringMatching(/^[0-9a-f]{32}-us\d{1,2}$/);
  const around = fc.string();
  fc.assert(
    fc.property(
      key,
      fc.array(around, { minLength: 2, maxLength: 4 }),
      fc.integer({ min: 400, max: 599 }),
      (apiKey, parts, status) => {
        const said = parts.join(apiKey);
        const text = JSON.stringify({
          title: said,
          detail: said,
          errors: [{ field: said, message: said }, said, null],
        });
        const error = mailchimpError({ method: "PUT", path: `/x/${apiKey}` }, { status, text }, apiKey);
        for (const secret of secrets(apiKey).slice(0, 2)) expect(reachable(error)).not.toContain(secret);
      },
    ),
  );
});

test("an error keeps what Mailchimp said, and which call it was", async () => {
  const { connection, sandbox } = await reached();
  const { id } = sandbox.world.audience({
    name: "Harbor",
    mergeFields: [{ tag: "LTV", type: "number", name: "Value" }],
  });
  const body = { email_address: "ada@harbor-coffee.dev", status: "subscribed", merge_fields: { LTV: "AAAAA" } };
  const error = await failure(connection.send({ method: "POST", path: `/lists/${id}/members`, body }));
  expect(error.facts).toMatchObject({
    status: 400,
    title: "Invalid Resource",
    detail: "Your merge fields were invalid.",
    errors: [{ field: "LTV", message: "Please enter a number" }],
  });
  expect(error.facts.instance).toMatch(/^[0-9a-f-]{36}$/);
  expect(error.request).toEqual({ method: "POST", path: `/lists/${id}/members` });
  expect(error.message).toBe(`POST /lists/${id}/members: 400 Invalid Resource`);
  expect(error.reason).toBe("LTV: Please enter a number");
  expect(error.refused).toBe(true);
});

describe("the states of a person that Mailchimp refuses are told apart", () => {
  test.each([
    ["Member In Compliance State", isCompliance],
    ["Forgotten Email Not Subscribed", isForgotten],
    ["Member Exists", isMemberExists],
  ])("%s", (title, is) => {
    const text = JSON.stringify({ title, status: 400, detail: "…" });
    const error = mailchimpError({ method: "POST", path: "/x" }, { status: 400, text }, KEY);
    expect([isCompliance, isForgotten, isMemberExists].filter((one) => one(error))).toEqual([is]);
  });

  test("a 403 without words is throttling, one with a reason is not", () => {
    const bare = mailchimpError({ method: "GET", path: "/x" }, { status: 403, text: "" }, KEY);
    const said = mailchimpError({ method: "GET", path: "/x" }, { status: 403, text: '{"title":"Forbidden"}' }, KEY);
    expect([isThrottled(bare), isThrottled(said)]).toEqual([true, false]);
  });
});

test.each([
  [{ status: 502 }, "Mailchimp answered 502 and gave no reason."],
  [{ status: 403, text: "<html>" }, "Mailchimp answered 403 and gave no reason."],
  [{ status: 200, code: "ERR_BAD_ANSWER" }, "Mailchimp's answer was cut off, or not its own."],
  [{ code: "ETIMEDOUT" }, "Mailchimp did not answer in time."],
  [{ code: "ECONNRESET" }, "No answer came from Mailchimp (ECONNRESET)."],
  [{ code: "ABORT_ERR" }, "The run was stopped before an answer came."],
])("where Mailchimp gives no reason, a sentence says what is known: %o", (raw, reason) => {
  expect(mailchimpError({ method: "POST", path: "/lists/a1" }, raw, KEY).reason).toBe(reason);
});
