import type { Property } from "../body-shape.ts";
import { object, shaped, text } from "../body-shape.ts";
import type { Call, Reply } from "../http/call.ts";
import { paged, param } from "../http/call.ts";
import { links } from "../http/links.ts";
import { route } from "../http/route.ts";
import type { OpenObject } from "../json.ts";
import { notFound, Problem } from "../problem.ts";

/** Account exports: they can be ordered, one in 24 hours, and never become a file here. */
export const exportRoutes = [
  route("GET", "/account-exports", "AccountExports/Collection", listed),
  route("POST", "/account-exports", "AccountExports/Instance", created),
  route("GET", "/account-exports/{export}", "AccountExports/Instance", shown),
];

const POSTED: Property = object(
  { include_stages: { kind: "array", items: text }, since_timestamp: text },
  "include_stages",
);
const DAY_MS = 86_400_000;

function listed(call: Call): Reply {
  const { exports } = call.world.backstage;
  const _links = links(call.addresses, "/account-exports", [["parent", "GET", "..", "Definitions/Root/Response"]]);
  return { body: { exports: paged(call, exports), total_items: exports.length, _links } };
}

function created(call: Call): Reply {
  shaped(call.body, POSTED);
  const { exports } = call.world.backstage;
  const last = exports.at(-1)?.["started"];
  if (typeof last === "string" && call.world.now().getTime() - Date.parse(last) < DAY_MS) {
    throw new Problem(400, "Account Export in Progress", "An account export is already in progress.");
  }
  const id = call.world.nextNumber();
  const order: OpenObject = {
    export_id: id,
    started: call.world.stamp(),
    finished: "",
    size_in_bytes: 0,
    download_url: "",
  };
  order["_links"] = links(call.addresses, `/account-exports/${id}`, [["parent", "GET", ".."]]);
  exports.push(order);
  return { body: order };
}

function shown(call: Call): Reply {
  const found = call.world.backstage.exports.find((order) => String(order["export_id"]) === param(call, "export"));
  if (found === undefined) throw notFound();
  return { body: found };
}
