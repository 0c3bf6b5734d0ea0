import type { SourceDeclaration, SourceSchema } from "../../src/model/source.ts";

const PARTNER: SourceSchema = {
  complete: true,
  fields: [
    { name: "email", type: "text" },
    { name: "id", type: "text" },
    { name: "name", type: "text" },
    { name: "surname", type: "text" },
    { name: "status", type: "text", values: ["active", "pending", "archived"] },
    { name: "referrals.sales_count", type: "number" },
    { name: "earned", type: "number" },
    { name: "tags", type: "list" },
    { name: "joined", type: "datetime" },
    { name: "home", type: "address" },
  ],
};

const CUSTOMER: SourceSchema = {
  complete: true,
  fields: [
    { name: "email", type: "text" },
    { name: "key", type: "text" },
    { name: "name", type: "text" },
    { name: "plan", type: "text" },
    { name: "vip", type: "boolean" },
    { name: "first_order", type: "date" },
  ],
};

/** What the declared sources turn out to have in the tests of this folder, as if their files had been opened. */
export function givenFields(sources: readonly SourceDeclaration[]): ReadonlyMap<string, SourceSchema | undefined> {
  const known: Readonly<Record<string, SourceSchema>> = { partner: PARTNER, customer: CUSTOMER };
  return new Map(sources.map(({ name }) => [name, known[name] ?? { complete: true, fields: [] }]));
}
