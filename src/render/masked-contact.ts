import type { ContactChange } from "../model/contact.ts";
import type { ContactsPlan } from "../model/plan.ts";
import type { Mask } from "./mask.ts";

/** A change of a contact with nothing personal left in it, the sentence that tells why it is held included. */
export function maskedChange(change: ContactChange, mask: Mask): ContactChange {
  const { seen: _seen, besides: _besides, late: _late, ...told } = change;
  const { email } = change;
  const values = change.fields.flatMap(({ field, before, after }) =>
    [before, after].filter((value) => mask.value(field, value) !== value),
  );
  const text = (sentence: string) => mask.text(sentence, { email, values });
  return {
    ...told,
    email: mask.email(email),
    ...(change.from === undefined ? {} : { from: mask.email(change.from) }),
    fields: change.fields.map((diff) => ({
      ...diff,
      before: mask.value(diff.field, diff.before),
      after: mask.value(diff.field, diff.after),
    })),
    tags: { add: change.tags.add.map(text), remove: change.tags.remove.map(text) },
    because: change.because.map(text),
    ...(change.reason === undefined ? {} : { reason: text(change.reason) }),
  };
}

/** How often each tag comes and goes; tags whose names are the same once masked are counted as one. */
export function maskedTags(tags: ContactsPlan["tags"], mask: Mask): ContactsPlan["tags"] {
  const counts = new Map<string, { readonly add: number; readonly remove: number }>();
  for (const [raw, { add, remove }] of Object.entries(tags)) {
    const name = mask.text(raw);
    const known = counts.get(name);
    counts.set(name, { add: add + (known?.add ?? 0), remove: remove + (known?.remove ?? 0) });
  }
  return Object.fromEntries(counts);
}
