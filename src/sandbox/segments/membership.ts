import type { Call } from "../http/call.ts";
import { asked } from "../http/call.ts";
import type { Addresses, LinkPattern } from "../http/links.ts";
import { itemLinks, links } from "../http/links.ts";
import type { JsonObject, OpenObject } from "../json.ts";
import type { Audience, Segment } from "../world/audience.ts";
import type { Member, Status } from "../world/member.ts";
import { segmentTest } from "./condition-test.ts";

/** Who is in a segment: subscribed contacts, and others where the query asks for them. Kept until the next write. */
export function inSegment(call: Call, audience: Audience, segment: Segment): readonly Member[] {
  const statuses = statusesIn(call);
  const today = call.world.stamp().slice(0, 10);
  return audience.kept(`segment ${segment.id} ${statuses.join()} ${today}`, () => {
    const shown = (member: Member) => statuses.includes(member.status);
    if (segment.type === "static") return [...segment.members].filter(shown);
    const test = segmentTest(audience, segment.options, today);
    return audience.roster.all().filter((member) => shown(member) && test(member));
  });
}

/** How many that are. Counted once until the next write, without a list for each tag. */
function countIn(call: Call, audience: Audience, segment: Segment): number {
  const statuses = statusesIn(call);
  const today = call.world.stamp().slice(0, 10);
  const counts = audience.kept(`segment counts ${statuses.join()} ${today}`, () => new Map<number, number>());
  let count = counts.get(segment.id);
  if (count === undefined) {
    const test = segment.type === "static" ? () => true : segmentTest(audience, segment.options, today);
    count = 0;
    for (const member of segment.type === "static" ? segment.members : audience.roster.all()) {
      if (statuses.includes(member.status) && test(member)) count++;
    }
    counts.set(segment.id, count);
  }
  return count;
}

function statusesIn(call: Call): readonly Status[] {
  const statuses: Status[] = ["subscribed"];
  if (asked(call, "include_cleaned")) statuses.push("cleaned");
  if (asked(call, "include_transactional")) statuses.push("transactional");
  if (asked(call, "include_unsubscribed")) statuses.push("unsubscribed");
  return statuses;
}

const [self, parent, update, remove] = itemLinks("Lists/Segments");

// Recorded order: self, parent, delete, update, members.
const LINKS: readonly LinkPattern[] = [
  self,
  parent,
  remove,
  update,
  ["members", "GET", "/members", "Definitions/Lists/Segments/Members/Response"] as const,
].filter((link) => link !== undefined);

/** A segment as the API shows it; a static one has no `options`. */
export function segmentDocument(call: Call, audience: Audience, segment: Segment, addresses: Addresses): JsonObject {
  const document: OpenObject = {
    id: segment.id,
    name: segment.name,
    member_count: countIn(call, audience, segment),
    type: segment.type,
    created_at: segment.createdAt,
    updated_at: segment.updatedAt,
  };
  if (segment.options !== undefined) document["options"] = segment.options;
  document["list_id"] = audience.id;
  document["_links"] = links(addresses, `/lists/${audience.id}/segments/${segment.id}`, LINKS);
  return document;
}
