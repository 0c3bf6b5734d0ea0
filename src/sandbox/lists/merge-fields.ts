import type { Property } from "../body-shape.ts";
import { flag, integer, object, oneOf, shaped, text } from "../body-shape.ts";
import type { Call, Reply } from "../http/call.ts";
import { asked, audienceOf, NOTHING, paged, param } from "../http/call.ts";
import type { Addresses } from "../http/links.ts";
import { collectionLinks, itemLinks, links } from "../http/links.ts";
import { route } from "../http/route.ts";
import type { Json, JsonObject, OpenObject } from "../json.ts";
import { isObject } from "../json.ts";
import { invalid, notFound, Problem } from "../problem.ts";
import type { Audience, FieldType, MergeField } from "../world/audience.ts";
import { FIELD_TYPES } from "../world/audience.ts";
import { addField } from "./default-fields.ts";

/** Merge fields of an audience. */
export const mergeFieldRoutes = [
  route("GET", "/lists/{list}/merge-fields", "Lists/MergeFields/Collection", listed),
  route("POST", "/lists/{list}/merge-fields", "Lists/MergeFields/Instance", created),
  route("GET", "/lists/{list}/merge-fields/{field}", "Lists/MergeFields/Instance", (call) => {
    const audience = audienceOf(call);
    return { body: fieldDocument(audience, fieldOf(call, audience), call.addresses) };
  }),
  route("PATCH", "/lists/{list}/merge-fields/{field}", "Lists/MergeFields/Instance", changed),
  route("DELETE", "/lists/{list}/merge-fields/{field}", undefined, deleted),
];

const OPTIONS = object({
  default_country: integer,
  phone_format: text,
  date_format: text,
  choices: { kind: "array", items: text },
  size: integer,
});

const SHAPE = {
  tag: text,
  name: text,
  required: flag,
  default_value: text,
  public: flag,
  display_order: integer,
  options: OPTIONS,
  help_text: text,
} as const;

const POSTED: Property = object({ ...SHAPE, type: oneOf(...FIELD_TYPES) }, "name", "type");
const PATCHED: Property = object(SHAPE);

const LINKS = itemLinks("Lists/MergeFields");
// Recorded 2018 to 2021: its parent comes last.
const [SELF, PARENT, CREATE] = collectionLinks("Lists/MergeFields");

// In the order of tags (recorded: 59 of 59 answers); EMAIL is not listed.
function listed(call: Call): Reply {
  const audience = audienceOf(call);
  const [type, required] = [call.query.get("type"), call.query.get("required")];
  const fields = audience.fields
    .filter((field) => (!type || field.type === type) && (!required || field.required === asked(call, "required")))
    .toSorted((a, b) => (a.tag < b.tag ? -1 : 1));
  return {
    body: {
      merge_fields: paged(call, fields).map((field) => fieldDocument(audience, field, call.addresses)),
      list_id: audience.id,
      total_items: fields.length,
      merge_field_limit: call.world.quirks.mergeFieldLimit,
      _links: links(call.addresses, call.path, [SELF, CREATE, PARENT]),
    },
  };
}

function created(call: Call): Reply {
  const audience = audienceOf(call);
  const body = shaped(call.body, POSTED);
  const limit = call.world.quirks.mergeFieldLimit;
  if (audience.fields.length >= limit) {
    throw new Problem(
      400,
      "Merge Max Limit Exceeded",
      `Your list has reached the maximum number of merge fields (${limit}).`,
    );
  }
  const tag = String(body["tag"] ?? "");
  refuseTaken(audience, tag, undefined);
  const type = FIELD_TYPES.find((known) => known === body["type"]) ?? "text";
  const field = addField(audience, {
    tag,
    type,
    name: String(body["name"]),
    options: optionsFor(type, body["options"]),
    required: body["required"] === true,
    public: body["public"] === true,
    defaultValue: String(body["default_value"] ?? ""),
    helpText: String(body["help_text"] ?? ""),
    ...(typeof body["display_order"] === "number" && { displayOrder: body["display_order"] }),
  });
  return { body: fieldDocument(audience, field, call.addresses) };
}

// Type and options.size stay as they are, in silence (spec).
function changed(call: Call): Reply {
  const audience = audienceOf(call);
  const field = fieldOf(call, audience);
  const body = shaped(call.body, PATCHED);
  const tag = body["tag"];
  if (typeof tag === "string" && tag !== "") {
    refuseTaken(audience, tag, field);
    field.tag = tag.slice(0, 10).toUpperCase();
  }
  if (typeof body["name"] === "string") field.name = body["name"];
  if (typeof body["required"] === "boolean") field.required = body["required"];
  if (typeof body["default_value"] === "string") field.defaultValue = body["default_value"];
  if (typeof body["public"] === "boolean") field.public = body["public"];
  if (typeof body["display_order"] === "number") field.displayOrder = body["display_order"];
  if (typeof body["help_text"] === "string") field.helpText = body["help_text"];
  const { size: _ignored, ...options } = optionsFor(field.type, body["options"]);
  field.options = { ...field.options, ...options };
  audience.touchSchema();
  return { body: fieldDocument(audience, field, call.addresses) };
}

// The values of all contacts are lost with the field.
function deleted(call: Call): Reply {
  const audience = audienceOf(call);
  const field = fieldOf(call, audience);
  audience.fields.splice(audience.fields.indexOf(field), 1);
  for (const member of audience.roster.all()) delete member.values[field.mergeId];
  audience.touchSchema();
  return NOTHING;
}

/** A merge field as the API shows it. */
function fieldDocument(audience: Audience, field: MergeField, addresses: Addresses): JsonObject {
  return {
    merge_id: field.mergeId,
    tag: field.tag,
    name: field.name,
    type: field.type,
    required: field.required,
    default_value: field.defaultValue,
    public: field.public,
    display_order: field.displayOrder,
    options: field.options,
    help_text: field.helpText,
    list_id: audience.id,
    _links: links(addresses, `/lists/${audience.id}/merge-fields/${field.mergeId}`, LINKS),
  };
}

function fieldOf(call: Call, audience: Audience): MergeField {
  const field = audience.fields.find(({ mergeId }) => String(mergeId) === param(call, "field"));
  if (field === undefined) throw notFound();
  return field;
}

// Kept by an integration from Mailchimp's help pages; the words of the refusal were never captured.
const RESERVED = ["INTERESTS", "UNSUB", "FORWARD", "REWARDS", "ARCHIVE", "USER_URL", "DATE", "EMAIL_TYPE", "TO"];

// Compared after the cut, since that is what would be stored twice.
function refuseTaken(audience: Audience, tag: string, self: MergeField | undefined): void {
  const cut = tag.slice(0, 10).toUpperCase();
  if (RESERVED.includes(cut)) throw invalid(`The merge tag "${cut}" is reserved.`);
  const taken = cut === "EMAIL" || audience.fields.some((field) => field !== self && field.tag === cut);
  if (cut !== "" && taken) throw invalid(`A Merge Field with the tag "${cut}" already exists for this list.`);
}

const RELEVANT: Record<FieldType, readonly string[]> = {
  text: ["size"],
  number: [],
  address: ["default_country"],
  phone: ["phone_format"],
  date: ["date_format"],
  url: ["size"],
  imageurl: ["size"],
  radio: ["choices"],
  dropdown: ["choices"],
  birthday: ["date_format"],
  zip: [],
};

function optionsFor(type: FieldType, given: Json | undefined): Record<string, string | number | readonly string[]> {
  const options: OpenObject = {};
  for (const name of RELEVANT[type]) {
    const value = isObject(given) ? given[name] : undefined;
    if (value !== undefined) options[name] = value;
  }
  // The shape has let through strings, numbers and lists of strings alone.
  return options as Record<string, string | number | readonly string[]>;
}
