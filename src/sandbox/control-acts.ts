import { BadOrder } from "./control.ts";
import type { Json, JsonObject } from "./json.ts";
import { isObject } from "./json.ts";
import type { Handle } from "./world/handle.ts";
import type { MergeValue } from "./world/member.ts";
import type { Stage } from "./world/stage.ts";

type Act = (handle: Handle, order: JsonObject, email: string) => void;

/** What can be played over HTTP: `{"audience": ID, "act": NAME, "email": ADDRESS, ...}`. */
const ACTS = {
  signsUp: (handle, _, email) => handle.acts.signsUp(email),
  confirms: (handle, _, email) => handle.acts.confirms(email),
  unsubscribes: (handle, _, email) => handle.acts.unsubscribes(email),
  complains: (handle, _, email) => handle.acts.complains(email),
  bounces: (handle, _, email) => handle.acts.bounces(email),
  changesAddress: (handle, order, email) => handle.acts.changesAddress(email, word(order, "to")),
  changesProfile: (handle, order, email) => handle.acts.changesProfile(email, values(order)),
  isArchived: (handle, _, email) => handle.acts.isArchived(email),
  isUnsubscribed: (handle, _, email) => handle.acts.isUnsubscribed(email),
  isForgotten: (handle, _, email) => handle.acts.isForgotten(email),
  tire: (handle, _, email) => handle.tire(email),
  edit: (handle, order, email) => handle.edit(email, values(order)),
  vip: (handle, order, email) => handle.vip(email, order["is"] !== false),
  tagMember: (handle, order, email) => handle.tagMember(email, word(order, "tag")),
  untagMember: (handle, order, email) => handle.untagMember(email, word(order, "tag")),
  dropTag: (handle, order) => handle.dropTag(word(order, "tag")),
  dropMergeField: (handle, order) => handle.dropMergeField(word(order, "tag")),
} as const satisfies Record<string, Act>;

/** Plays one act. */
export function play(world: Stage, order: Json): void {
  if (!isObject(order)) throw new BadOrder("An act is an object.");
  const name = word(order, "act");
  if (!isAct(name)) throw new BadOrder(`There is no act "${name}". There are: ${Object.keys(ACTS).join(", ")}.`);
  const act: Act = ACTS[name];
  act(handleIn(world, order), order, typeof order["email"] === "string" ? order["email"] : "");
}

/** The hand on the audience that an order names. */
export function handleIn(world: Stage, order: JsonObject): Handle {
  const id = word(order, "audience");
  if (!world.audiences.has(id)) throw new BadOrder(`There is no audience "${id}".`);
  return world.audience({ id });
}

function isAct(name: string): name is keyof typeof ACTS {
  return Object.hasOwn(ACTS, name);
}

function word(order: JsonObject, name: string): string {
  const value = order[name];
  if (typeof value !== "string") throw new BadOrder(`"${name}" must be a string.`);
  return value;
}

function values(order: JsonObject): Record<string, MergeValue> {
  const given = order["mergeFields"];
  if (!isObject(given)) throw new BadOrder(`"mergeFields" must be an object.`);
  const result: Record<string, MergeValue> = {};
  for (const [tag, value] of Object.entries(given)) {
    if (typeof value === "string" || typeof value === "number") result[tag] = value;
    else throw new BadOrder(`"mergeFields.${tag}" must be a string or a number.`);
  }
  return result;
}
