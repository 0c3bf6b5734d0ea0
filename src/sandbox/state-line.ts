import type { JsonObject } from "./json.ts";
import type { InterestCategory, MergeField, Segment, Webhook } from "./world/audience.ts";
import { Audience } from "./world/audience.ts";
import type { Member } from "./world/member.ts";
import type { World } from "./world/world.ts";

interface SandboxLine {
  readonly kind: "sandbox";
  readonly version: number;
  readonly serial: number;
}

interface AudienceLine {
  readonly kind: "audience";
  readonly id: string;
  readonly webId: number;
  readonly createdAt: string;
  readonly settings: JsonObject;
  readonly fields: readonly MergeField[];
  readonly segments: readonly Omit<Segment, "members">[];
  readonly categories: readonly InterestCategory[];
  readonly webhooks: readonly Webhook[];
  readonly forgotten: readonly string[];
  readonly tired: readonly string[];
  readonly nextMergeId: number;
  readonly nextSerial: number;
}

interface MemberLine {
  readonly kind: "member";
  readonly audience: string;
  readonly member: Omit<Member, "interests"> & { readonly interests?: readonly string[] };
}

type Line = SandboxLine | AudienceLine | MemberLine;

/** An audience without its members, as one line. */
export function audienceLine(audience: Audience): string {
  const { id, webId, createdAt, settings, fields, categories, webhooks, nextMergeId, nextSerial } = audience;
  const line: AudienceLine = {
    kind: "audience",
    id,
    webId,
    createdAt,
    settings,
    fields,
    segments: [...audience.segments.values()].map(({ members: _, ...segment }) => segment),
    categories,
    webhooks,
    forgotten: [...audience.forgotten],
    tired: [...audience.tired],
    nextMergeId,
    nextSerial,
  };
  return JSON.stringify(line);
}

/** A member as one line; what is on the tags is found from the member's side. */
export function memberLine(audience: Audience, member: Member): string {
  const { shown: _, interests, ...rest } = member;
  const kept = { ...rest, ...(interests !== undefined && { interests: [...interests] }) };
  return JSON.stringify({ kind: "member", audience: audience.id, member: kept });
}

/** Takes one line into the world. */
export function readLine(world: World, text: string): void {
  // The file is this sandbox's own, written by the functions above: its shape is trusted from here on.
  const line = JSON.parse(text) as Line;
  switch (line.kind) {
    case "sandbox":
      if (line.version !== 1)
        throw new Error(`This state is of version ${line.version}; this sandbox reads version 1.`);
      world.serial = line.serial;
      return;
    case "audience":
      world.audiences.set(line.id, readAudience(line));
      return;
    case "member":
      readMember(world, line);
      return;
    default:
      throw new Error("This line is none of a sandbox's state.");
  }
}

function readAudience(line: AudienceLine): Audience {
  const audience = new Audience(line.id, line.webId, line.createdAt, line.settings);
  audience.fields.push(...line.fields);
  for (const segment of line.segments) {
    audience.segments.set(segment.id, { ...segment, options: segment.options, members: new Set() });
  }
  audience.categories.push(...line.categories);
  audience.webhooks.push(...line.webhooks);
  for (const id of line.forgotten) audience.forgotten.add(id);
  for (const email of line.tired) audience.tired.add(email);
  audience.nextMergeId = line.nextMergeId;
  audience.nextSerial = line.nextSerial;
  return audience;
}

function readMember(world: World, line: MemberLine): void {
  const audience = world.audiences.get(line.audience);
  if (audience === undefined) throw new Error(`There is no audience ${line.audience}.`);
  const { interests, values, ...rest } = line.member;
  const member: Member = {
    ...rest,
    // JSON writes holes as null.
    values: values.map((value) => value ?? undefined),
    interests: interests === undefined ? undefined : new Set(interests),
    shown: undefined,
  };
  audience.roster.add(member);
  for (const { id } of member.tags) audience.segments.get(id)?.members.add(member);
}
