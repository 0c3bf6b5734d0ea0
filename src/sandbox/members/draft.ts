import type { Property, Shape } from "../body-shape.ts";
import { flag, integer, object, oneOf, text } from "../body-shape.ts";
import type { JsonObject } from "../json.ts";

const WRITABLE = ["subscribed", "unsubscribed", "cleaned", "pending", "transactional"] as const;

const PROPERTIES: Shape = {
  email_address: text,
  email_type: text,
  status: oneOf(...WRITABLE),
  // A client that sent null was answered 200 (recorded 2020).
  status_if_new: { ...oneOf(...WRITABLE), nullable: true },
  merge_fields: { kind: "object" },
  interests: { kind: "object" },
  language: text,
  vip: flag,
  location: object({ latitude: { kind: "number" }, longitude: { kind: "number" } }),
  marketing_permissions: { kind: "array", items: object({ marketing_permission_id: text, enabled: flag }) },
  ip_signup: text,
  timestamp_signup: text,
  ip_opt: text,
  timestamp_opt: text,
  tags: { kind: "array" },
};

/** The body of POST members. */
export const POSTED: Property = object(PROPERTIES, "email_address", "status");

/** The body of PUT and PATCH: nothing is required by shape (recorded: 258 PUTs without `status_if_new`). */
export const REVISED: Property = object(PROPERTIES);

/** One row of a batch. Null merge values are taken there (spec of 2026). */
export const ROW: Property = object(PROPERTIES, "email_address");

/** The envelope of a batch. */
export const BATCH: Property = object(
  { members: { kind: "array", items: { kind: "object" } }, update_existing: flag, sync_tags: flag, count: integer },
  "members",
);

/** How a write is to be judged. */
export interface Manner {
  readonly skipRequired: boolean;
  readonly nullsAllowed: boolean;
  readonly applyTags: boolean;
  readonly ip: string;
  readonly actor: "api" | "admin" | "user";
}

/** A body's word under a name, "" when it is absent or no text. */
export function word(body: JsonObject, name: string): string {
  const value = body[name];
  return typeof value === "string" ? value : "";
}
