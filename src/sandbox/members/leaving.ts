import { notAllowed } from "../problem.ts";
import type { Audience } from "../world/audience.ts";
import type { Actor } from "../world/happening.ts";
import type { Member } from "../world/member.ts";
import type { World } from "../world/world.ts";
import { noteChange } from "./revising.ts";
import { untag } from "./tagging.ts";

/** Archives a contact: it keeps fields and tags and can be brought back. */
export function archive(world: World, audience: Audience, member: Member, actor: Actor = "api"): void {
  if (member.status === "archived" || member.status === "pending" || member.status === "cleaned") {
    throw notAllowed(
      "GET, PUT",
      "This list member cannot be removed. Can not archive a contact that is bounced, pending or archived",
    );
  }
  member.status = "archived";
  noteChange(world, audience, member);
  world.onHappening(audience, { type: "unsubscribe", actor, member, action: "delete", reason: "manual" });
}

/** Deletes a contact for good: the address can never be imported again. */
export function forget(audience: Audience, member: Member): void {
  for (const { id } of [...member.tags]) {
    const segment = audience.segments.get(id);
    if (segment !== undefined) untag(member, segment);
  }
  audience.roster.remove(member);
  audience.forgotten.add(member.id);
  audience.version++;
}
