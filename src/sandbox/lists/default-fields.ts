import type { Audience, FieldType, MergeField } from "../world/audience.ts";

/** A merge field as tests and seeds declare it. */
export interface FieldSpec {
  readonly tag: string;
  readonly name?: string;
  readonly type?: FieldType;
  readonly required?: boolean;
  readonly public?: boolean;
  readonly defaultValue?: string;
  readonly choices?: readonly string[];
  readonly options?: Readonly<Record<string, string | number | readonly string[]>>;
  readonly helpText?: string;
  readonly displayOrder?: number;
  readonly mergeId?: number;
}

/** What a new audience has (recorded): ordinary fields that can be edited and deleted. */
export const DEFAULT_FIELDS: readonly FieldSpec[] = [
  { tag: "FNAME", name: "First Name", type: "text", public: true },
  { tag: "LNAME", name: "Last Name", type: "text", public: true },
  { tag: "ADDRESS", name: "Address", type: "address" },
  { tag: "PHONE", name: "Phone Number", type: "phone" },
];

/** Adds a field; a tag longer than ten characters is cut in silence (three clients saw it). */
export function addField(audience: Audience, spec: FieldSpec): MergeField {
  const mergeId = spec.mergeId ?? audience.nextMergeId;
  audience.nextMergeId = Math.max(audience.nextMergeId, mergeId + 1);
  const type = spec.type ?? "text";
  const given = { ...spec.options, ...(spec.choices !== undefined && { choices: spec.choices }) };
  const field: MergeField = {
    mergeId,
    tag: spec.tag === "" ? `MMERGE${mergeId}` : spec.tag.slice(0, 10).toUpperCase(),
    name: spec.name ?? spec.tag,
    type,
    required: spec.required ?? false,
    defaultValue: spec.defaultValue ?? "",
    public: spec.public ?? false,
    displayOrder: spec.displayOrder ?? Math.max(1, ...audience.fields.map(({ displayOrder }) => displayOrder)) + 1,
    options: { ...DEFAULT_OPTIONS[type], ...given },
    helpText: spec.helpText ?? "",
  };
  audience.fields.push(field);
  audience.touchSchema();
  return field;
}

// Recorded for text, address, phone, date, birthday and number.
const DEFAULT_OPTIONS: Record<FieldType, Readonly<Record<string, string | number | readonly string[]>>> = {
  text: { size: 25 },
  number: {},
  address: { default_country: 164 },
  phone: {},
  date: { date_format: "MM/DD/YYYY" },
  url: { size: 25 },
  imageurl: { size: 25 },
  radio: { choices: [] },
  dropdown: { choices: [] },
  birthday: { date_format: "MM/DD" },
  zip: {},
};
