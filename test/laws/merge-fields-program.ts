import fc from "fast-check";
import type { SandboxDesk } from "../support/sandbox-desk.ts";
import { emailOf } from "./groups-program.ts";

/** The definition of a field, as the file writes it. */
export type Field = Readonly<Record<string, unknown>>;

/** Two states of a file, one after the other, and the people that they meet. */
export interface FieldsProgram {
  readonly first: Readonly<Record<string, Field>>;
  readonly second: Readonly<Record<string, Field>>;
  readonly people: readonly Person[];
}

/** One value for each type, of the right form or not. */
export type Person = Readonly<Record<string, unknown>>;

const CHOICES = ["bronze", "silver", "gold", "Café & Co, Ltd."];

const choices = fc.subarray(CHOICES, { minLength: 1 }).chain((some) => fc.shuffledSubarray(some, { minLength: 1 }));

/** What each type may say beside what all may. */
const OPTIONS: Readonly<Record<string, Readonly<Record<string, fc.Arbitrary<unknown>>>>> = {
  text: { size: fc.constant(40) },
  number: {},
  address: { defaultCountry: fc.constantFrom(164, 59, 262) },
  phone: { phoneFormat: fc.constantFrom("US", "international") },
  date: { dateFormat: fc.constantFrom("MM/DD/YYYY", "DD/MM/YYYY") },
  url: {},
  imageurl: {},
  radio: { choices },
  dropdown: { choices },
  birthday: { dateFormat: fc.constantFrom("MM/DD", "DD/MM") },
  zip: {},
};

/** A field of choices has some, and a size that Mailchimp never changes is either always stated or never. */
const NEEDED = ["name", "choices", "size"];

/** The types of merge fields: each has a field of its own, for no field can become one of another type. */
export const TYPES = Object.keys(OPTIONS);

/** The key of the field of a type; some types are reserved as merge tags. */
export function keyOf(type: string): string {
  return `MY${type.slice(0, 8).toUpperCase()}`;
}

const COMMON: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  name: fc.constantFrom("Label", "Étiquette", "A label of fifty characters, no more and no less.."),
  required: fc.boolean(),
  public: fc.boolean(),
  defaultValue: fc.constantFrom("", "friend"),
  helpText: fc.constantFrom("", "As on your card"),
  order: fc.integer({ min: 2, max: 40 }),
};

const field = (type: string): fc.Arbitrary<Field> => {
  const model = { ...COMMON, ...OPTIONS[type] };
  const requiredKeys = Object.keys(model).filter((option) => NEEDED.includes(option));
  return fc.record(model, { requiredKeys }).map((options) => ({ ...options, type, value: `partner.${type}` }));
};

const fields = fc
  .subarray(TYPES)
  .chain((types) => fc.record(Object.fromEntries(types.map((type) => [keyOf(type), field(type)]))));

const address = fc.record(
  {
    addr1: fc.constant("1 Quay"),
    addr2: fc.constantFrom("", "Floor 2"),
    city: fc.constant("Kiel"),
    state: fc.constantFrom("SH", ""),
    zip: fc.constant("24103"),
    country: fc.constantFrom("DE", "Germany", "gb", "Atlantis"),
  },
  { requiredKeys: ["addr1", "city", "state", "zip"] },
);

const person: fc.Arbitrary<Person> = fc.record(
  {
    text: fc.constantFrom("Quill & Feather", " blank ", "7", "é".repeat(200)),
    number: fc.constantFrom(0, -3, 12.5, 1000000),
    address,
    phone: fc.constantFrom("+49 431 5550100", "(555) 555-0100", "ask me"),
    date: fc.constantFrom("2026-02-28", "1980-12-21"),
    url: fc.constantFrom("https://quill.dev/a?b=c", "quill.dev", "http://x.dev/ä b"),
    imageurl: fc.constantFrom("https://quill.dev/logo.png", "logo.png"),
    radio: fc.constantFrom(...CHOICES, "none of them"),
    dropdown: fc.constantFrom(...CHOICES, "Gold"),
    birthday: fc.constantFrom("02/29", "12/25", "25/12", "2001-07-04"),
    zip: fc.constantFrom("90210", "24103-1234", "AB1"),
  },
  { requiredKeys: [] },
);

/** Two states of a file and up to five people. */
export const fieldsPrograms: fc.Arbitrary<FieldsProgram> = fc.record({
  first: fields,
  second: fields,
  people: fc.array(person, { minLength: 1, maxLength: 5 }),
});

/** Founds the audience anew, with everybody in it already. */
export function found(desk: SandboxDesk, people: readonly Person[]) {
  const handle = desk.restart().sandbox.world.audience({ id: "law", name: "Law", bare: true });
  const rows = [EVERYTHING, ...people].map((row, index) => ({ Email: emailOf(index), id: `p-${index}`, ...row }));
  desk.file("partner.ndjson", rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
  return handle;
}

/** Somebody with a value of every type, so that the source has every field. */
export const EVERYTHING: Person = {
  text: "Quill",
  number: 1.25,
  address: { addr1: "1 Quay", addr2: "", city: "Kiel", state: "SH", zip: "24103", country: "DE" },
  phone: "555-555-0100",
  date: "2026-03-01",
  url: "https://quill.dev/",
  imageurl: "https://quill.dev/logo.png",
  radio: "gold",
  dropdown: "bronze",
  birthday: "02/29",
  zip: "90210",
};

/** Writes the file in one of its states. */
export function declare(desk: SandboxDesk, declared: Readonly<Record<string, Field>>): void {
  const columns = { number: "number", date: "date", address: "address" };
  const config = {
    version: 1,
    audience: { id: "law" },
    sources: { partner: { type: "ndjson", path: "partner.ndjson", email: "Email", columns } },
    mergeFields: {
      PARTNER_ID: { name: "Partner ID", type: "text", public: false, value: "partner.id" },
      ...declared,
    },
    sync: { identity: ["PARTNER_ID"], newContacts: "subscribed" },
    limits: { create: 100, update: 100, clear: 100 },
  };
  desk.file("mailchimp.config.yaml", JSON.stringify(config, undefined, 1));
}
