import type { Json } from "../json.ts";
import { isList, isObject } from "../json.ts";
import type { Audience, Segment } from "../world/audience.ts";
import type { Member } from "../world/member.ts";
import type { World } from "../world/world.ts";

/** The tag of that name, made when it is not there: a tag is a static segment. */
export function tagNamed(world: World, audience: Audience, name: string): Segment {
  const found = audience.tagOf(name, world.quirks);
  if (found !== undefined) return found;
  const at = world.stamp();
  const id = world.nextNumber();
  const tag: Segment = {
    id,
    name,
    type: "static",
    options: undefined,
    createdAt: at,
    updatedAt: at,
    members: new Set(),
  };
  audience.segments.set(id, tag);
  audience.touchSchema();
  return tag;
}

/** Puts a tag on a contact; false when it carries it already. */
export function tag(world: World, member: Member, segment: Segment): boolean {
  if (segment.members.has(member)) return false;
  segment.members.add(member);
  member.tags.push({ id: segment.id, at: world.stamp() });
  return true;
}

/** Takes a tag from a contact; false when it does not carry it. */
export function untag(member: Member, segment: Segment): boolean {
  if (!segment.members.delete(member)) return false;
  member.tags = member.tags.filter(({ id }) => id !== segment.id);
  return true;
}

/** The names in a `tags` list: strings, or objects that are not inactive. */
export function namesOf(given: Json | undefined): string[] {
  if (!isList(given)) return [];
  return given.flatMap((item) => {
    const name = isObject(item) ? item["name"] : item;
    const active = !isObject(item) || item["status"] !== "inactive";
    return typeof name === "string" && name !== "" && active ? [name] : [];
  });
}

/** Puts tags of these names on a contact; true when something changed. */
export function tagAll(world: World, audience: Audience, member: Member, names: readonly string[]): boolean {
  let changed = false;
  for (const name of names) changed = tag(world, member, tagNamed(world, audience, name)) || changed;
  return changed;
}

/** Makes these the only tags of a contact; true when something changed. */
export function tagOnly(world: World, audience: Audience, member: Member, names: readonly string[]): boolean {
  let changed = tagAll(world, audience, member, names);
  const wanted = new Set(names.map((name) => tagNamed(world, audience, name).id));
  for (const { id } of [...member.tags]) {
    const segment = audience.segments.get(id);
    if (segment !== undefined && !wanted.has(id)) changed = untag(member, segment) || changed;
  }
  return changed;
}
