import type { Audience } from "../world/audience.ts";
import type { Member, Status } from "../world/member.ts";
import type { World } from "../world/world.ts";
import type { Manner } from "./draft.ts";
import { arrival } from "./enrolling.ts";
import type { Judged } from "./profile-writing.ts";
import { inComplianceState, isBarred, tiredOf } from "./refusal.ts";

/**
 * What a change of status brings with it, or why it is refused. Somebody who opted out may be made pending again (the
 * person must confirm), never subscribed; an opt-out by the API itself can be undone (recorded).
 */
export function judgedStatus(world: World, audience: Audience, member: Member, status: Status, manner: Manner): Judged {
  if (member.status === status) return {};
  if (status === "subscribed" && isBarred(member)) throw inComplianceState(member.email);
  const tired = status === "pending" || status === "subscribed" ? tiredOf(audience, member.email) : undefined;
  if (tired !== undefined) throw tired;
  return { status, ...consequences(world, member, status, manner) };
}

function consequences(world: World, member: Member, status: Status, manner: Manner): Judged {
  switch (status) {
    case "subscribed":
    case "pending":
      return { reason: "", ...arrival(world, status, manner) };
    case "unsubscribed":
      return {
        reason: isBarred(member) && member.reason !== "" ? member.reason : "N/A (Unsubscribed by admin)",
        unsubscribedAt: world.stamp(),
      };
    case "cleaned":
      return { compliance: true, reason: "" };
    case "transactional":
    case "archived":
      return { reason: "" };
  }
}
