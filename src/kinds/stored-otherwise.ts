import type { Spec } from "../model/change.ts";

/** The first of the properties that Mailchimp stored differently from what was asked for, as a sentence. */
export function storedOtherwise(live: Spec, asked: Spec, properties: readonly string[]): string | undefined {
  const property = properties.find((name) => asked[name] !== undefined && live[name] !== asked[name]);
  return property === undefined
    ? undefined
    : `Mailchimp stored the ${property} as ${JSON.stringify(live[property])}, not ${JSON.stringify(asked[property])}.`;
}
