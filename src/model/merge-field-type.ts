/** The types that a merge field can have. */
export const MERGE_FIELD_TYPES = [
  "text",
  "number",
  "address",
  "phone",
  "date",
  "url",
  "imageurl",
  "radio",
  "dropdown",
  "birthday",
  "zip",
] as const;

/** One of them. */
export type MergeFieldType = (typeof MERGE_FIELD_TYPES)[number];
