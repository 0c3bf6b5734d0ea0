import { blankMember } from "../members/enrolling.ts";
import { tag, tagNamed } from "../members/tagging.ts";
import type { Audience } from "./audience.ts";
import type { Member, MergeValue, Status } from "./member.ts";
import type { World } from "./world.ts";

/** A member as tests and seeds declare it. */
export interface MemberSeed {
  readonly email: string;
  readonly status?: Status;
  /** Opted out, bounced or complained by himself. */
  readonly compliance?: boolean;
  readonly mergeFields?: Readonly<Record<string, MergeValue>>;
  readonly tags?: readonly string[];
  /** Interest ids. */
  readonly interests?: readonly string[];
  readonly vip?: boolean;
  readonly language?: string;
  readonly source?: string;
  readonly rating?: number;
  readonly optedAt?: string;
  readonly changedAt?: string;
}

/** Plants a member without judging it. */
export function planted(world: World, audience: Audience, seed: MemberSeed): Member {
  const there = audience.roster.byEmail(seed.email);
  if (there !== undefined) return there;
  const status = seed.status ?? "subscribed";
  const member = blankMember(world, audience, seed.email, status);
  const at = seed.optedAt ?? world.stamp();
  if (status === "pending") member.signedUpAt = at;
  else member.optedAt = at;
  member.changedAt = seed.changedAt ?? at;
  if (seed.compliance === true) member.compliance = true;
  if (seed.compliance === true && status === "unsubscribed") member.reason = "NORMAL";
  for (const [name, value] of Object.entries(seed.mergeFields ?? {})) {
    const field = audience.fieldOf(name);
    if (field !== undefined) member.values[field.mergeId] = value;
  }
  if (seed.interests !== undefined) member.interests = new Set(seed.interests);
  member.vip = seed.vip ?? false;
  member.language = seed.language ?? "";
  member.source = seed.source ?? "Import";
  member.rating = seed.rating ?? 2;
  audience.roster.add(member);
  for (const name of seed.tags ?? []) tag(world, member, tagNamed(world, audience, name));
  audience.touch(member);
  return member;
}
