import { PARTNERO_RESOURCES, type PartneroResource } from "../../src/model/source.ts";
import { type Need, type PartneroField, partneroFields } from "../../src/sources/partnero/fields.ts";
import { isSingleCurrency } from "../../src/sources/partnero/wanted.ts";
import { code, table } from "./markdown.ts";

/** The fields that records of Partnero have, and what each costs. */
export function partneroLines(): readonly string[] {
  return [
    "## Partnero's fields",
    "",
    "A source of the type `partnero` has these fields; `columns` declares others, such as `custom_fields.company: text`.",
    "Some stand in the list. For the others each record is read alone, one request each, and for `key` a second one; a",
    "field that no rule uses costs nothing.",
    ...PARTNERO_RESOURCES.flatMap((resource) => [
      "",
      `### ${code(resource)}`,
      "",
      PROGRAMS[resource],
      "",
      ...table(["field", "type", "stands in", "what it is"], rowsOf(resource)),
    ]),
  ];
}

const PROGRAMS: Readonly<Record<PartneroResource, string>> = {
  partners: "Of an affiliate program.",
  customers: "Those whom the partners of an affiliate program brought.",
  "referral-customers": "Of a refer-a-friend program.",
  subscribers: "Of a newsletter program.",
};

const PLACES: Readonly<Record<Need, string>> = { list: "the list", read: "the record", links: "its links" };

function rowsOf(resource: PartneroResource): readonly (readonly string[])[] {
  const fields = partneroFields({ resource, columns: {} });
  const single = fields.filter((field) => !isSingleCurrency(field) || field.name.endsWith(".EUR"));
  return single.map((field) => [nameOf(field), field.type, PLACES[field.need], docOf(field)]);
}

function nameOf(field: PartneroField): string {
  return code(isSingleCurrency(field) ? field.name.replace(/EUR$/, "CUR") : field.name);
}

function docOf(field: PartneroField): string {
  if (isSingleCurrency(field)) return `The same in one currency alone, such as ${code(field.name)}.`;
  const values = field.values === undefined ? "" : ` Documented: ${field.values.map(code).join(", ")}.`;
  return `${field.doc ?? ""}${values}`;
}
