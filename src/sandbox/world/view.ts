import type { Audience } from "./audience.ts";
import type { ContactEvent, Member, MergeValue, Status } from "./member.ts";

/** What stands for a member, to be looked at. */
export interface MemberView {
  readonly email: string;
  readonly id: string;
  readonly contactId: string;
  readonly status: Status;
  readonly compliance: boolean;
  readonly mergeFields: Readonly<Record<string, MergeValue>>;
  /** Names, in the order in which they were put on. */
  readonly tags: readonly string[];
  /** Names of the chosen interests. */
  readonly interests: readonly string[];
  readonly events: readonly ContactEvent[];
  readonly lastChanged: string;
  readonly vip: boolean;
  readonly language: string;
}

/** A copy of what stands, without the unset fields. */
export function viewOf(audience: Audience, member: Member): MemberView {
  const mergeFields: Record<string, MergeValue> = {};
  for (const field of audience.inDisplayOrder()) {
    const value = member.values[field.mergeId];
    if (value !== undefined && value !== "") mergeFields[field.tag] = value;
  }
  return {
    email: member.email,
    id: member.id,
    contactId: member.contactId,
    status: member.status,
    compliance: member.compliance,
    mergeFields,
    tags: member.tags.map(({ id }) => audience.segments.get(id)?.name ?? ""),
    interests: audience
      .interests()
      .filter(({ id }) => member.interests?.has(id) ?? false)
      .map(({ name }) => name),
    events: [...(member.events ?? [])],
    lastChanged: member.changedAt,
    vip: member.vip,
    language: member.language,
  };
}
