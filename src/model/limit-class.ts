/** What a class of limits counts, and what stands where the file says nothing. */
export interface LimitClass {
  readonly name: string;
  /** What its key names, where it is kept for each key on its own: `untag:active`. */
  readonly keyedBy?: "tag" | "mergeField";
  readonly count?: number;
  /** Of the base, 0.3 for 30 %. */
  readonly share?: number;
  /** What the share is a share of, in the words of a message. */
  readonly of: string;
}

/** Every class of limits, in the order in which they are checked and shown. */
export const LIMIT_CLASSES = [
  { name: "create", count: 1000, of: "owned contacts" },
  { name: "adopt", count: 1000, of: "owned contacts" },
  { name: "update", share: 0.3, of: "owned contacts" },
  { name: "tag", keyedBy: "tag", count: 1000, of: "owned contacts" },
  { name: "untag", keyedBy: "tag", count: 200, share: 0.2, of: "holders" },
  { name: "clear", keyedBy: "mergeField", count: 100, share: 0.1, of: "holders" },
] as const satisfies readonly LimitClass[];

export type LimitClassName = (typeof LIMIT_CLASSES)[number]["name"];
