import { KINDS } from "../kinds/index.ts";
import type { Kind, LiveObject } from "../kinds/kind.ts";
import type { FoundAudience } from "../mailchimp/audience.ts";
import { pages } from "../mailchimp/pages.ts";
import type { Send } from "../model/request.ts";
import type { LiveSchema } from "../plan/live-schema.ts";

/** Reads every object of every kind that the audience holds. */
export async function readSchema(send: Send, audience: FoundAudience): Promise<LiveSchema> {
  const objects = await Promise.all(
    KINDS.map(async (kind) => [kind.name, await readKind(send, kind, audience.id)] as const),
  );
  const of = (name: Kind["name"]): readonly LiveObject[] => objects.find(([kind]) => kind === name)?.[1] ?? [];
  return {
    audience: { id: audience.id, name: audience.name, doubleOptin: audience.doubleOptIn },
    objects: { mergeField: of("mergeField"), tag: of("tag") },
  };
}

async function readKind(send: Send, kind: Kind, audience: string): Promise<readonly LiveObject[]> {
  const live: LiveObject[] = [];
  for await (const page of pages(send, kind.collection(encodeURIComponent(audience)))) {
    for (const item of page) {
      const object = kind.decode(item);
      if (object !== undefined) live.push(object);
    }
  }
  return live;
}
