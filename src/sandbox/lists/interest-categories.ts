import type { Property, Shape } from "../body-shape.ts";
import { integer, object, oneOf, shaped, text } from "../body-shape.ts";
import type { Call, Reply } from "../http/call.ts";
import { audienceOf, NOTHING, paged, param } from "../http/call.ts";
import type { LinkPattern } from "../http/links.ts";
import { collectionLinks, itemLinks, links } from "../http/links.ts";
import { route } from "../http/route.ts";
import { derivedId } from "../identity.ts";
import type { Json } from "../json.ts";
import { word } from "../members/draft.ts";
import { invalid, notFound } from "../problem.ts";
import type { Audience, Interest, InterestCategory } from "../world/audience.ts";

/** Where groups are. */
export const CATEGORIES = "/lists/{list}/interest-categories";

/** Groups: Mailchimp's interest categories. */
export const interestCategoryRoutes = [
  route("GET", CATEGORIES, "Lists/InterestCategories/Collection", categories),
  route("POST", CATEGORIES, "Lists/InterestCategories/Instance", createdCategory),
  route("GET", `${CATEGORIES}/{category}`, "Lists/InterestCategories/Instance", (call) => {
    const audience = audienceOf(call);
    return { body: categoryDocument(call, audience, categoryOf(call, audience)) };
  }),
  route("PATCH", `${CATEGORIES}/{category}`, "Lists/InterestCategories/Instance", changedCategory),
  route("DELETE", `${CATEGORIES}/{category}`, undefined, deletedCategory),
];

const CATEGORY: Shape = {
  title: text,
  type: oneOf("checkboxes", "dropdown", "radio", "hidden"),
  display_order: integer,
};
const POSTED_CATEGORY: Property = object(CATEGORY, "title", "type");
const PATCHED_CATEGORY: Property = object(CATEGORY);
const CATEGORY_LINKS = itemLinks("Lists/InterestCategories", [
  "interests",
  "GET",
  "/interests",
  "Definitions/Lists/Interests/CollectionResponse",
  "Paths/Lists/Interests/Collection",
] satisfies LinkPattern);

// Recorded 2016 to 2021: the parent's address ends with a slash here.
const [SELF, , CREATE] = collectionLinks("Lists/InterestCategories");
const COLLECTION: readonly LinkPattern[] = [SELF, ["parent", "GET", "../", "Definitions/Lists/Response"], CREATE];

function categories(call: Call): Reply {
  const audience = audienceOf(call);
  const type = call.query.get("type");
  const found = inOrder(audience.categories.filter((category) => !type || category.type === type));
  return {
    body: {
      list_id: audience.id,
      categories: paged(call, found).map((category) => categoryDocument(call, audience, category)),
      total_items: found.length,
      _links: links(call.addresses, call.path, COLLECTION),
    },
  };
}

function createdCategory(call: Call): Reply {
  const audience = audienceOf(call);
  const body = shaped(call.body, POSTED_CATEGORY);
  const title = word(body, "title");
  refuseTitle(audience, title, undefined);
  const order = body["display_order"];
  const category: InterestCategory = {
    id: derivedId(10, "category", audience.id, call.world.nextNumber()),
    title,
    type: word(body, "type"),
    displayOrder: typeof order === "number" ? order : audience.categories.length,
    interests: [],
  };
  audience.categories.push(category);
  audience.touchSchema();
  return { body: categoryDocument(call, audience, category) };
}

function changedCategory(call: Call): Reply {
  const audience = audienceOf(call);
  const category = categoryOf(call, audience);
  const body = shaped(call.body, PATCHED_CATEGORY);
  const title = body["title"];
  if (typeof title === "string") {
    refuseTitle(audience, title, category);
    category.title = title;
  }
  if (typeof body["type"] === "string") category.type = body["type"];
  if (typeof body["display_order"] === "number") category.displayOrder = body["display_order"];
  audience.touchSchema();
  return { body: categoryDocument(call, audience, category) };
}

function deletedCategory(call: Call): Reply {
  const audience = audienceOf(call);
  const category = categoryOf(call, audience);
  audience.categories.splice(audience.categories.indexOf(category), 1);
  forgetInterests(audience, category.interests);
  return NOTHING;
}

/** In the order in which forms show them; of one place, the older first. */
export function inOrder<T extends { readonly displayOrder: number }>(items: readonly T[]): readonly T[] {
  return items.toSorted((a, b) => a.displayOrder - b.displayOrder);
}

/** Takes deleted interests from every member (recorded). */
export function forgetInterests(audience: Audience, gone: readonly Interest[]): void {
  for (const member of audience.roster.all()) for (const { id } of gone) member.interests?.delete(id);
  audience.touchSchema();
}

function categoryDocument(call: Call, audience: Audience, category: InterestCategory): Json {
  return {
    list_id: audience.id,
    id: category.id,
    title: category.title,
    display_order: category.displayOrder,
    type: category.type,
    _links: links(call.addresses, `/lists/${audience.id}/interest-categories/${category.id}`, CATEGORY_LINKS),
  };
}

/** The group that the path names. */
export function categoryOf(call: Call, audience: Audience): InterestCategory {
  const category = audience.categories.find(({ id }) => id === param(call, "category"));
  if (category === undefined) throw notFound();
  return category;
}

function refuseTitle(audience: Audience, title: string, self: InterestCategory | undefined): void {
  const taken = audience.categories.some(
    (other) => other !== self && other.title.toLowerCase() === title.toLowerCase(),
  );
  if (taken) throw invalid(`An interest category with the title '${title}' already exists.`);
}
