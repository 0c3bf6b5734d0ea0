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
  const room: Partial<Record<KindName, number>> = {};
  const noteRoom = (kind: Kind, most: number): void => {
    room[kind.name] = most;
  };
  for (const kind of KINDS) items.set(kind.name, readKind({ send, audience: audience.id, items, noteRoom }, kind));
  await Promise.all(items.values());
  let objects: LiveObjects = NO_OBJECTS;
  // In the order of the kinds: what refers to other objects by id comes after them.
  for (const kind of KINDS)
    objects = { ...objects, [kind.name]: decoded(kind, (await items.get(kind.name)) ?? [], objects) };
  return { audience: { id: audience.id, name: audience.name, doubleOptin: audience.doubleOptIn }, objects, room };
}

/** An object as Mailchimp lists it, and the id of the object that it stands in. */
interface Item {
  readonly body: JsonObject;
  readonly id: string;
  readonly parent?: string;
}

/** What reading the kinds of one audience works with. */
interface Reading {
  readonly send: Send;
  readonly audience: string;
  /** The kinds that are being read already. */
  readonly items: ReadonlyMap<KindName, Promise<readonly Item[]>>;
  readonly noteRoom: (kind: Kind, most: number) => void;
}

async function readKind(reading: Reading, kind: Kind): Promise<readonly Item[]> {
  if (kind.parent === undefined) return readCollection(reading, kind);
  const parents = (await reading.items.get(kind.parent)) ?? [];
  const lists = await Promise.all(parents.map((parent) => readCollection(reading, kind, parent.id)));
  return lists.flat();
}

async function readCollection({ send, audience, noteRoom }: Reading, kind: Kind, parent?: string) {
  const collection = kind.collection(encodeURIComponent(audience), parent);
  const told = (answer: JsonObject): void => {
    const most = collection.limit === undefined ? undefined : answer[collection.limit];
    if (typeof most === "number") noteRoom(kind, most);
  };
  const items: Item[] = [];
  for await (const page of pages(send, { ...collection, told })) {
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
