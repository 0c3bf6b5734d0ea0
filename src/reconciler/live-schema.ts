import { KINDS } from "../kinds/index.ts";
import type { Kind, LiveContext, LiveObject } from "../kinds/kind.ts";
import { type LiveObjects, liveContext, NO_OBJECTS } from "../kinds/live-objects.ts";
import type { FoundAudience } from "../mailchimp/audience.ts";
import { pages } from "../mailchimp/pages.ts";
import type { KindName } from "../model/address.ts";
import type { JsonObject } from "../model/json.ts";
import type { Send } from "../model/request.ts";
import type { LiveSchema } from "../plan/live-schema.ts";

/** Reads every object of every kind that the audience holds. */
export async function readSchema(send: Send, audience: FoundAudience): Promise<LiveSchema> {
  const items = new Map<KindName, Promise<readonly Item[]>>();
  for (const kind of KINDS) items.set(kind.name, readKind(send, kind, audience.id, items));
  await Promise.all(items.values());
  let objects: LiveObjects = NO_OBJECTS;
  // In the order of the kinds: what refers to other objects by id comes after them.
  for (const kind of KINDS)
    objects = { ...objects, [kind.name]: decoded(kind, (await items.get(kind.name)) ?? [], objects) };
  return { audience: { id: audience.id, name: audience.name, doubleOptin: audience.doubleOptIn }, objects };
}

/** An object as Mailchimp lists it, and the id of the object that it stands in. */
interface Item {
  readonly body: JsonObject;
  readonly id: string;
  readonly parent?: string;
}

async function readKind(
  send: Send,
  kind: Kind,
  audience: string,
  others: ReadonlyMap<KindName, Promise<readonly Item[]>>,
): Promise<readonly Item[]> {
  if (kind.parent === undefined) return readCollection(send, kind, audience);
  const parents = (await others.get(kind.parent)) ?? [];
  const lists = await Promise.all(parents.map((parent) => readCollection(send, kind, audience, parent.id)));
  return lists.flat();
}

async function readCollection(send: Send, kind: Kind, audience: string, parent?: string): Promise<readonly Item[]> {
  const collection = kind.collection(encodeURIComponent(audience), parent);
  const items: Item[] = [];
  for await (const page of pages(send, collection)) {
    for (const body of page)
      items.push({ body, id: String(body[collection.id]), ...(parent === undefined ? {} : { parent }) });
  }
  return items;
}

function decoded(kind: Kind, items: readonly Item[], objects: LiveObjects): readonly LiveObject[] {
  const context = liveContext(objects);
  return items.flatMap(({ body, parent }) => {
    const within = kind.parent === undefined ? undefined : objects[kind.parent].find((object) => object.id === parent);
    const around: LiveContext = within === undefined ? context : { ...context, parent: within };
    return kind.decode(body, around) ?? [];
  });
}
