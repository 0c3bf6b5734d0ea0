import { expect, test } from "vitest";
import type { WireExchange } from "../../src/sandbox/http/exchange-channel.ts";
import type { JsonObject } from "../../src/sandbox/json.ts";
import { disagreements, held } from "./contract.ts";
import { hasDocument } from "./openapi.ts";

const LIST = "/lists/abc0123456";

/** A request of the program and an answer to it. */
function exchange(method: string, path: string, body?: JsonObject, said: Partial<WireExchange> = {}): WireExchange {
  const [bare = "", query] = path.split("?");
  const headers = { "user-agent": "audiencectl", "content-type": "application/json" };
  return {
    method,
    path: bare,
    query: new URLSearchParams(query),
    headers,
    body,
    fault: undefined,
    answer: undefined,
    ...said,
  };
}

function answer(status: number, body: JsonObject): Pick<WireExchange, "answer"> {
  return { answer: { status, headers: { "Content-Type": "application/json" }, text: JSON.stringify(body) } };
}

if (hasDocument) {
  test("a request that Mailchimp's document knows is let through, and counted", () => {
    const before = held.requests;
    expect(disagreements(exchange("GET", `${LIST}/members?count=1000&fields=members.id,total_items`))).toEqual([]);
    expect(
      disagreements(exchange("POST", `${LIST}/merge-fields`, { tag: "TIER", name: "Tier", type: "text" })),
    ).toEqual([]);
    expect(
      disagreements(
        exchange("POST", LIST, { members: [{ email_address: "a@b.dev", status_if_new: "pending", tags: ["x"] }] }),
      ),
    ).toEqual([]);
    expect(held.requests).toBe(before + 3);
  });

  test.each([
    ["an unknown path", exchange("GET", `${LIST}/tags`), /no request that the document knows/],
    ["a method that the path has not", exchange("PUT", `${LIST}/merge-fields/1`, { name: "Tier" }), /no request/],
    ["an unknown query parameter", exchange("GET", `${LIST}/members?page=2`), /query: .*"page"/],
    [
      "a word where a number must stand",
      exchange("GET", `${LIST}/members?count=all`),
      /query: \/count must be integer/,
    ],
    [
      "an unknown word of an enumeration",
      exchange("GET", `${LIST}/members?status=active`),
      /query: \/status .*allowed values/,
    ],
    [
      "an unknown field",
      exchange("POST", `${LIST}/merge-fields`, { tag: "TIER", name: "Tier", type: "text", colour: "red" }),
      /body: .*"colour"/,
    ],
    [
      "an unknown field deep within",
      exchange("POST", LIST, { members: [{ email_address: "a@b.dev", state: "new" }] }),
      /\/members\/0 .*"state"/,
    ],
    [
      "a condition of another type",
      exchange("POST", `${LIST}/segments`, {
        name: "x",
        options: {
          match: "all",
          conditions: [{ condition_type: "TextMerge", field: "TIER", op: "resembles", value: "x" }],
        },
      }),
      /conditions\/0/,
    ],
    [
      "a missing field",
      exchange("POST", `${LIST}/merge-fields`, { tag: "TIER", type: "text" }),
      /required property 'name'/,
    ],
    ["a body where there is none", exchange("GET", `${LIST}/members`, {}), /must not be there/],
    [
      "an answer of another type",
      exchange("GET", `${LIST}/members`, undefined, answer(200, { members: "none" })),
      /200 \/members must be array/,
    ],
    [
      "an answer of another status",
      exchange("DELETE", `${LIST}/merge-fields/1`, undefined, answer(200, {})),
      /no status/,
    ],
  ])("the check against Mailchimp's document bites: %s", (_, wrong, said) => {
    expect(disagreements(wrong).join("\n")).toMatch(said);
  });
} else {
  test("the check against Mailchimp's OpenAPI document is skipped, because MAILCHIMP_OPENAPI names no file that is there", () => {
    expect(disagreements(exchange("GET", "/nowhere"))).toEqual([]);
  });
}
