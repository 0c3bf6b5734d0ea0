import { gunzipSync } from "node:zlib";
import type { Json } from "../../src/sandbox/json.ts";
import { isList } from "../../src/sandbox/json.ts";
import type { Bench } from "./client.ts";
import { at } from "./client.ts";
import type { Recorded } from "./recorded.ts";
import { bodyOf } from "./recorded.ts";

/** Runs a batch whose one operation fails as the recorded one did, and reads its item out of the archive. */
export async function itemOf(bench: Bench, exchange: Recorded): Promise<Json | undefined> {
  const { world } = bench.sandbox;
  const said = String(bodyOf(exchange)["response"]);
  world.quirks = {
    ...world.quirks,
    fakeAddressRule: false,
    problemType: /"type":"([^"]+)"/.exec(said)?.[1] ?? world.quirks.problemType,
  };
  const audience = world.audience({ id: "b090e8dbda" });
  const id = bodyOf(exchange)["operation_id"];
  const operation = said.includes("compliance")
    ? subscribing(String(id).replace("add-", ""))
    : crowding(audience.tag("crowd").id);
  if (said.includes("compliance"))
    audience.add([{ email: operation.email, status: "subscribed" }]).acts.unsubscribes(operation.email);
  const { email: _, ...sent } = operation;
  return (await results(bench, [{ ...sent, ...(typeof id === "string" && { operation_id: id }) }]))[0];
}

function subscribing(email: string) {
  return {
    method: "PUT",
    path: `/lists/b090e8dbda/members/${email}`,
    body: JSON.stringify({ email_address: email, status: "subscribed" }),
    email,
  };
}

function crowding(segment: number) {
  const crowd = Array.from({ length: 501 }, (_, index) => `p${index}@acme.test`);
  return {
    method: "POST",
    path: `/lists/b090e8dbda/segments/${segment}`,
    body: JSON.stringify({ members_to_add: crowd }),
    email: "",
  };
}

/** Sends a batch, waits for it, and reads all items of its archive. */
export async function results(bench: Bench, operations: readonly object[]): Promise<readonly Json[]> {
  const posted = await bench.call("POST", "/batches", { operations });
  const id = String(at(posted.body, "id"));
  for (;;) {
    const seen = await bench.call("GET", `/batches/${id}`);
    if (at(seen.body, "status") === "finished") return unpacked(String(at(seen.body, "response_body_url")));
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

async function unpacked(url: string): Promise<readonly Json[]> {
  const tar = gunzipSync(Buffer.from(await (await fetch(url)).arrayBuffer()));
  const found: Json[] = [];
  for (let from = 0; from + 512 <= tar.length && tar[from] !== 0; ) {
    const size = Number.parseInt(tar.toString("latin1", from + 124, from + 135), 8);
    const parsed: Json = size === 0 ? [] : JSON.parse(tar.toString("utf8", from + 512, from + 512 + size));
    if (isList(parsed)) found.push(...parsed);
    from += 512 + Math.ceil(size / 512) * 512;
  }
  return found;
}
