import type { LiveObjects } from "../kinds/live-objects.ts";

/** The audience's schema as it was read: every object of every kind, declared or not. */
export interface LiveSchema {
  readonly audience: { readonly id: string; readonly name: string; readonly doubleOptin: boolean };
  readonly objects: LiveObjects;
}
