import type { Property, Shape } from "../body-shape.ts";
import { integer, object, shaped, text } from "../body-shape.ts";
import type { Call, Reply } from "../http/call.ts";
import { audienceOf, NOTHING, paged, param } from "../http/call.ts";
import { collectionLinks, itemLinks, links } from "../http/links.ts";
import { route } from "../http/route.ts";
import { derivedId } from "../identity.ts";
import type { Json } from "../json.ts";
import { word } from "../members/draft.ts";
import { invalid, notFound } from "../problem.ts";
import type { Audience, Interest, InterestCategory } from "../world/audience.ts";
import { CATEGORIES, categoryOf, forgetInterests, inOrder } from "./interest-categories.ts";

const INTERESTS = `${CATEGORIES}/{category}/interests`;

/** Interests of a group. */
export const interestRoutes = [
  route("GET", INTERESTS, "Lists/Interests/Collection", interests),
  route("POST", INTERESTS, "Lists/Interests/Instance", createdInterest),
  route("GET", `${INTERESTS}/{interest}`, "Lists/Interests/Instance", (call) => {
    const audience = audienceOf(call);
    const category = categoryOf(call, audience);
    return { body: interestDocument(call, audience, category, interestOf(call, category)) };
  }),
  route("PATCH", `${INTERESTS}/{interest}`, "Lists/Interests/Instance", changedInterest),
  route("DELETE", `${INTERESTS}/{interest}`, undefined, deletedInterest),
];

const INTEREST: Shape = { name: text, display_order: integer };
const POSTED_INTEREST: Property = object(INTEREST, "name");
const PATCHED_INTEREST: Property = object(INTEREST);

const INTEREST_LINKS = itemLinks("Lists/Interests");

function interests(call: Call): Reply {
  const audience = audienceOf(call);
  const category = categoryOf(call, audience);
  return {
    body: {
      interests: paged(call, inOrder(category.interests)).map((interest) =>
        interestDocument(call, audience, category, interest),
      ),
      list_id: audience.id,
      category_id: category.id,
      total_items: category.interests.length,
      _links: links(call.addresses, call.path, collectionLinks("Lists/Interests", "Lists/InterestCategories")),
    },
  };
}

function createdInterest(call: Call): Reply {
  const audience = audienceOf(call);
  const category = categoryOf(call, audience);
  const body = shaped(call.body, POSTED_INTEREST);
  const name = word(body, "name");
  refuseName(category, name, undefined);
  const limit = call.world.quirks.groupLimit;
  if (audience.interests().length >= limit) {
    throw invalid(`You have already reached the maximum of ${limit} interests for this list.`);
  }
  const order = body["display_order"];
  const id = derivedId(10, "interest", audience.id, call.world.nextNumber());
  const interest: Interest = {
    id,
    name,
    displayOrder: typeof order === "number" ? order : category.interests.length + 1,
  };
  category.interests.push(interest);
  audience.touchSchema();
  return { body: interestDocument(call, audience, category, interest) };
}

function changedInterest(call: Call): Reply {
  const audience = audienceOf(call);
  const category = categoryOf(call, audience);
  const interest = interestOf(call, category);
  const body = shaped(call.body, PATCHED_INTEREST);
  const name = body["name"];
  if (typeof name === "string") {
    refuseName(category, name, interest);
    interest.name = name;
  }
  if (typeof body["display_order"] === "number") interest.displayOrder = body["display_order"];
  audience.touchSchema();
  return { body: interestDocument(call, audience, category, interest) };
}

function deletedInterest(call: Call): Reply {
  const audience = audienceOf(call);
  const category = categoryOf(call, audience);
  const interest = interestOf(call, category);
  category.interests.splice(category.interests.indexOf(interest), 1);
  forgetInterests(audience, [interest]);
  return NOTHING;
}

// subscriber_count is a string (recorded, 2015 to 2023).
function interestDocument(call: Call, audience: Audience, category: InterestCategory, interest: Interest): Json {
  const at = `/lists/${audience.id}/interest-categories/${category.id}/interests/${interest.id}`;
  return {
    category_id: category.id,
    list_id: audience.id,
    id: interest.id,
    name: interest.name,
    subscriber_count: String(interestCounts(audience).get(interest.id) ?? 0),
    display_order: interest.displayOrder,
    _links: links(call.addresses, at, INTEREST_LINKS),
  };
}

function interestCounts(audience: Audience): ReadonlyMap<string, number> {
  return audience.kept("interestCounts", () => {
    const counts = new Map<string, number>();
    for (const { status, interests: chosen } of audience.roster.all()) {
      if (status === "subscribed" && chosen !== undefined)
        for (const id of chosen) counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    return counts;
  });
}

function interestOf(call: Call, category: InterestCategory): Interest {
  const interest = category.interests.find(({ id }) => id === param(call, "interest"));
  if (interest === undefined) throw notFound();
  return interest;
}

function refuseName(category: InterestCategory, name: string, self: Interest | undefined): void {
  const taken = category.interests.some((other) => other !== self && other.name.toLowerCase() === name.toLowerCase());
  if (taken) throw invalid(`Cannot add "${name}" because it already exists on the list.`);
}
