import type { Change, Spec } from "../model/change.ts";
import { isJsonObject, type Json, type JsonObject } from "../model/json.ts";
import { MERGE_FIELD_TYPES } from "../model/merge-field-type.ts";
import type { Kind, LiveObject } from "./kind.ts";
import { lifeCycle } from "./life-cycle.ts";
import { mergeFieldDeclaration } from "./merge-field-declaration.ts";

/**
 * A merge field. Its spec is flat: Mailchimp's `options` stand beside the other properties under their own names.
 * Matched by the merge tag, which Mailchimp keeps in upper case.
 */
export const mergeField: Kind = {
  name: "mergeField",
  label: "merge field",
  plural: "merge fields",
  configKey: "mergeFields",
  declaration: mergeFieldDeclaration,
  level: 1,
  settled: {
    type: "Mailchimp cannot change the type of a merge field. Declare a new field with the type you want, let a run fill it, then remove the old one.",
    size: "Mailchimp sets the size of a merge field when it is made and ignores later changes.",
  },
  declare(key, entry) {
    const spec: Record<string, Json> = { tag: entry["tag"] ?? key };
    for (const [word, property] of Object.entries(PROPERTY_OF)) {
      const value = entry[word];
      if (value !== undefined) spec[property] = value;
    }
    const definitionManaged = entry["type"] !== undefined;
    return [
      {
        at: { kind: "mergeField", key },
        spec,
        match: matchOf(spec),
        definitionManaged,
        ...lifeCycle(entry, (name) => name.toUpperCase()),
      },
    ];
  },
  standard: ["FNAME", "LNAME", "ADDRESS", "PHONE", "BIRTHDAY"],
  collection: (audience) => ({
    path: `/lists/${audience}/merge-fields`,
    query: { count: 1000 },
    items: "merge_fields",
    id: "merge_id",
    limit: "merge_field_limit",
  }),
  decode,
  spelledAs: (declared) => declared,
  emit({ spec }) {
    const entry = Object.entries(PROPERTY_OF).flatMap(([word, property]) => {
      const value = spec[property];
      const says = value !== undefined && value !== null && value !== "" && !UNTOLD.includes(property);
      return says ? [[word, value] as const] : [];
    });
    return { key: String(spec["tag"]), entry: Object.fromEntries(entry) };
  },
  requests(change, audience, id) {
    const fields = ["lists", audience, "merge-fields"];
    switch (change.action) {
      case "create":
        return [{ method: "POST", path: fields, body: encode(change.after) }];
      case "update":
        return [{ method: "PATCH", path: [...fields, String(id)], body: encode(patchOf(change)) }];
      case "delete":
        return [{ method: "DELETE", path: [...fields, String(id)] }];
      case "none":
        return [];
    }
  },
  contradiction(answer, asked) {
    const live = isJsonObject(answer) ? decode(answer) : undefined;
    if (live === undefined) return "Mailchimp's answer does not describe a merge field.";
    for (const property of ["tag", "type"]) {
      const [found, wanted] = [live.spec[property], asked[property]];
      if (wanted !== undefined && found !== wanted) {
        return `Mailchimp stored the ${property} as ${JSON.stringify(found)}, not ${JSON.stringify(wanted)}.`;
      }
    }
    return undefined;
  },
};

/** The file's words for Mailchimp's properties. */
const PROPERTY_OF: Readonly<Record<string, string>> = {
  name: "name",
  type: "type",
  required: "required",
  public: "public",
  defaultValue: "default_value",
  helpText: "help_text",
  order: "display_order",
  choices: "choices",
  dateFormat: "date_format",
  phoneFormat: "phone_format",
  defaultCountry: "default_country",
  size: "size",
};

const OPTIONS = ["choices", "date_format", "phone_format", "default_country", "size"];

/** Set once for all, or moved by every new field: the order of the file says the place as well. */
const UNTOLD = ["size", "display_order"];

function matchOf(spec: Spec): string {
  return String(spec["tag"]).toUpperCase();
}

function decode(item: JsonObject): LiveObject | undefined {
  const type = MERGE_FIELD_TYPES.find((known) => known === item["type"]);
  if (typeof item["merge_id"] !== "number" || type === undefined) return undefined;
  const { merge_id, list_id: _list, _links, options, ...properties } = item;
  const spec = { ...properties, ...(isJsonObject(options) ? options : {}) };
  return { id: String(merge_id), spec: { ...spec, ...phoneFormat(spec) }, match: matchOf(spec) };
}

/** Recordings show "none" where the documentation says "International". */
function phoneFormat(spec: JsonObject): JsonObject {
  const format = spec["phone_format"];
  if (format === undefined) return {};
  return { phone_format: format === "US" ? "US" : "international" };
}

/** `type` and `size` are not patchable, the tag goes along only where it changes, and older versions want the name each time. */
function patchOf({ before, after }: Extract<Change, { action: "update" }>): Spec {
  const { type: _type, size: _size, tag = null, ...patch } = after;
  return tag === before["tag"] ? patch : { ...patch, tag };
}

function encode(spec: Spec): JsonObject {
  const body: Record<string, Json> = {};
  const options: Record<string, Json> = {};
  for (const [property, value] of Object.entries(spec)) {
    if (OPTIONS.includes(property)) options[property] = property === "phone_format" && value !== "US" ? "none" : value;
    else body[property] = value;
  }
  return Object.keys(options).length > 0 ? { ...body, options } : body;
}
