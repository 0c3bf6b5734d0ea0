import type { Call, Reply } from "../http/call.ts";
import { audienceOf, paged, param } from "../http/call.ts";
import type { LinkPattern } from "../http/links.ts";
import { links } from "../http/links.ts";
import { route } from "../http/route.ts";
import type { JsonObject } from "../json.ts";
import { notFound } from "../problem.ts";
import type { Audience } from "../world/audience.ts";
import type { Member } from "../world/member.ts";

const PATH = "/lists/{list}/growth-history";
const KIND = "Lists/Growth";

/** How an audience grew, month by month, as far as its members still tell. */
export const growthRoutes = [
  route("GET", PATH, `${KIND}/Collection`, listed),
  route("GET", `${PATH}/{month}`, `${KIND}/Instance`, shown),
];

const LINKS: readonly LinkPattern[] = [
  ["self", "GET", "", `Definitions/${KIND}/Response`],
  ["parent", "GET", "..", `Definitions/${KIND}/CollectionResponse`, `Paths/${KIND}/Collection`],
];
const COLLECTION: readonly LinkPattern[] = [
  ["self", "GET", "", `Definitions/${KIND}/CollectionResponse`, `Paths/${KIND}/Collection`],
  ["parent", "GET", "..", "Definitions/Lists/Response"],
];

function listed(call: Call): Reply {
  const audience = audienceOf(call);
  const months = [...byMonth(call, audience)].map(([month, members]) => document(call, audience, month, members));
  if (call.query.get("sort_dir")?.toUpperCase() === "ASC") months.reverse();
  return {
    body: {
      history: paged(call, months),
      list_id: audience.id,
      total_items: months.length,
      _links: links(call.addresses, `/lists/${audience.id}/growth-history`, COLLECTION),
    },
  };
}

function shown(call: Call): Reply {
  const audience = audienceOf(call);
  const month = param(call, "month");
  const members = byMonth(call, audience).get(month);
  if (members === undefined) throw notFound();
  return { body: document(call, audience, month, members) };
}

/** Who came in which month, the newest first; this month is there though nobody came. */
function byMonth(call: Call, audience: Audience): ReadonlyMap<string, readonly Member[]> {
  const months = new Map<string, Member[]>([[call.world.stamp().slice(0, 7), []]]);
  for (const member of audience.roster.all()) {
    const month = (member.optedAt || member.signedUpAt || member.changedAt).slice(0, 7);
    const there = months.get(month);
    if (there === undefined) months.set(month, [member]);
    else there.push(member);
  }
  return new Map([...months].toSorted(([a], [b]) => (a < b ? 1 : -1)));
}

function document(call: Call, audience: Audience, month: string, members: readonly Member[]): JsonObject {
  const standing = (status: Member["status"]) => members.filter((member) => member.status === status).length;
  return {
    list_id: audience.id,
    month,
    existing: 0,
    imports: members.filter(({ source }) => source === "Import").length,
    optins: members.filter(({ optedAt }) => optedAt !== "").length,
    subscribed: standing("subscribed"),
    unsubscribed: standing("unsubscribed"),
    reconfirm: 0,
    cleaned: standing("cleaned"),
    pending: standing("pending"),
    deleted: standing("archived"),
    transactional: standing("transactional"),
    _links: links(call.addresses, `/lists/${audience.id}/growth-history/${month}`, LINKS),
  };
}
