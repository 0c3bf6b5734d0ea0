import { subscribe } from "node:diagnostics_channel";
import { afterEach, expect } from "vitest";
import { EXCHANGES, type WireExchange } from "../../src/sandbox/http/exchange-channel.ts";

// Runs before each file of tests. Whatever sandbox a test starts, and whoever starts it: each exchange is held against
// Mailchimp's OpenAPI document when the test ends.
const exchanges: WireExchange[] = [];

if (process.env["MAILCHIMP_OPENAPI"] !== undefined) {
  // The channel carries nothing else.
  subscribe(EXCHANGES, (exchange) => exchanges.push(exchange as WireExchange));
}

afterEach(async () => {
  if (exchanges.length === 0) return;
  const { disagreements } = await import("../sandbox/contract.ts");
  const found = exchanges.splice(0).flatMap(disagreements);
  expect([...new Set(found)], "against Mailchimp's OpenAPI document").toEqual([]);
});
