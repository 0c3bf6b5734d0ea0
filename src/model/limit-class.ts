/** What a class of limits counts, and what stands where the file says nothing. */
export interface LimitClass {
  readonly name: string;
  /** What its key names, where it is kept for each key on its own: `untag:active`. */
  readonly keyedBy?: "tag" | "mergeField" | "event" | "automation" | "source";
  readonly count?: number;
  /** Of the base, 0.3 for 30 %. */
  readonly share?: number;
  /** Where the base is smaller than this, the default share does not count. */
  readonly shareFrom?: number;
  /** What the share is a share of, in the words of a message. */
  readonly of: string;
}

/** Every class of limits, in the order in which they are checked and shown. */
export const LIMIT_CLASSES = [
  { name: "create", count: 1000, of: "owned contacts" },
  { name: "adopt", count: 1000, of: "owned contacts" },
  { name: "update", share: 0.3, shareFrom: 50, of: "owned contacts" },
  { name: "archive", count: 100, share: 0.05, of: "owned contacts" },
  { name: "rename", count: 20, share: 0.02, of: "owned contacts" },
  { name: "tag", keyedBy: "tag", count: 1000, of: "owned contacts" },
  { name: "untag", keyedBy: "tag", count: 200, share: 0.2, of: "holders" },
  { name: "clear", keyedBy: "mergeField", count: 100, share: 0.1, of: "holders" },
  { name: "event", keyedBy: "event", count: 100, of: "owned contacts" },
  { name: "automation", keyedBy: "automation", count: 0, of: "owned contacts" },
  { name: "bypass-optin", count: 0, of: "owned contacts" },
  { name: "shrink", keyedBy: "source", share: 0.2, of: "owned contacts of the source" },
  { name: "delete-merge-field", count: 0, of: "merge fields" },
  { name: "delete-tag", count: 0, of: "tags" },
  { name: "delete-segment", count: 0, of: "segments" },
  { name: "delete-group", count: 0, of: "groups" },
  { name: "delete-webhook", count: 0, of: "webhooks" },
] as const satisfies readonly LimitClass[];

export type LimitClassName = (typeof LIMIT_CLASSES)[number]["name"];
