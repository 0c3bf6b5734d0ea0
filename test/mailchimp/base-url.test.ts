import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { endpoint, isEndpoint } from "../../src/mailchimp/base-url.ts";
import { KEY } from "./reached.ts";

test("the data centre at the end of the key says where Mailchimp is", () => {
  expect(endpoint({ apiKey: KEY, baseUrl: undefined })).toEqual({
    apiKey: KEY,
    baseUrl: "https://us6.api.mailchimp.com/3.0",
  });
});

describe("MAILCHIMP_BASE_URL wins", () => {
  test.each([
    ["https://api.mailchimp.com/3.0/", "https://api.mailchimp.com/3.0"],
    ["https://proxy.harbor-coffee.dev", "https://proxy.harbor-coffee.dev/3.0"],
    ["http://127.0.0.1:4010/3.0", "http://127.0.0.1:4010/3.0"],
    ["http://localhost:4010", "http://localhost:4010/3.0"],
    ["http://[::1]:4010/3.0", "http://[::1]:4010/3.0"],
  ])("%s", (baseUrl, expected) => {
    expect(endpoint({ apiKey: "a-key-of-a-sandbox", baseUrl })).toMatchObject({ baseUrl: expected });
  });

  test.each([
    "http://us6.api.mailchimp.com/3.0",
    "http://127.0.0.1.harbor-coffee.dev/3.0",
    "http://10.0.0.1/3.0",
    "ftp://127.0.0.1/3.0",
    "us6",
    "https://user:secret@us6.api.mailchimp.com/3.0",
    "https://us6.api.mailchimp.com/3.0?key=secret",
  ])("but %s is refused", (baseUrl) => {
    const found = endpoint({ apiKey: KEY, baseUrl });
    expect(found).toMatchObject({ code: "mailchimp-bad-base-url" });
    expect(JSON.stringify(found)).not.toContain("secret");
  });
});

test("a key that is missing or malformed is told, and never shown", async () => {
  const words = [
    "",
    "0123456789abcdef0123456789abcdef",
    `${KEY.slice(0, 20)} ${KEY.slice(20)}`,
    "schlüssel-us6",
    "us6",
  ];
  const told = words.map((apiKey) => {
    const found = endpoint({ apiKey, baseUrl: undefined });
    return isEndpoint(found) ? "accepted" : `${found.code}: ${found.summary}\n${found.detail}\n`;
  });
  await expect(told.join("\n")).toMatchFileSnapshot("golden/keys.txt");
  fc.assert(
    fc.property(fc.stringMatching(/^[0-9a-f]{8,32}$/), (apiKey) => {
      expect(JSON.stringify(endpoint({ apiKey, baseUrl: undefined }))).not.toContain(apiKey);
    }),
  );
});

test("a line break at the end of a key does no harm", () => {
  expect(endpoint({ apiKey: `${KEY}\n`, baseUrl: "" })).toMatchObject({ apiKey: KEY });
});
