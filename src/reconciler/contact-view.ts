import { type Watched, watchedFields } from "../contacts/holdings.ts";
import { readsInterests } from "../contacts/managed-interests.ts";
import { type Projection, projection } from "../contacts/projection.ts";
import { liveMembers } from "../mailchimp/members.ts";
import type { ContactRules } from "../model/desired.ts";
import type { JsonObject } from "../model/json.ts";
import type { Send } from "../model/request.ts";
import type { SchemaPlan } from "../plan/schema-plan.ts";

/** How a run looks at contacts: the rules that stand on firm ground, and what of a member is read. */
export interface ContactView {
  readonly rules: ContactRules;
  readonly projection: Projection;
  /** Reads all members, with what `besides` the projection asks for. */
  members(besides: readonly string[]): AsyncIterable<readonly JsonObject[]>;
}

/** Makes the view for a schema as it will stand. A tag is put on contacts only where it stands, or will. */
export function contactView(
  declared: ContactRules,
  { live, ground }: SchemaPlan,
  reading: { readonly send: Send; readonly startedAt: Date; readonly onRead?: ((members: number) => void) | undefined },
): ContactView {
  const rules = { ...declared, tags: declared.tags.filter((tag) => ground.tag(tag.name)) };
  const tagNames = live.objects.tag.map((tag) => String(tag.spec["name"]));
  const view = projection(rules, ground.field, tagNames, ground.interests, ground.renamedTags);
  const values = view.fields.map((field) => `merge_fields.${field.readAs ?? field.tag}`);
  const events = (declared.events ?? []).length > 0 ? ["contact_id"] : [];
  const managed = [...values, ...(readsInterests(view) ? ["interests"] : []), ...events];
  return {
    rules,
    projection: view,
    members: (besides) =>
      counted(
        liveMembers(reading.send, {
          audienceId: live.audience.id,
          fields: [...managed, ...besides],
          startedAt: reading.startedAt.toISOString(),
        }),
        reading.onRead,
      ),
  };
}

/** What members must be read for, beside what is managed. */
export function besidesManaged(
  watched: readonly Watched[],
  census: { readonly fields: readonly string[] },
): readonly string[] {
  return [...watchedFields(watched), ...census.fields];
}

async function* counted<Page extends readonly unknown[]>(
  pages: AsyncIterable<Page>,
  onRead: ((members: number) => void) | undefined,
): AsyncGenerator<Page> {
  let members = 0;
  for await (const page of pages) {
    members += page.length;
    onRead?.(members);
    yield page;
  }
}
