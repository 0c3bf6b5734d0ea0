import type { Call, Reply } from "../http/call.ts";
import { links } from "../http/links.ts";
import { route } from "../http/route.ts";
import type { Json } from "../json.ts";
import { badRequest, notFound } from "../problem.ts";
import type { Audience } from "../world/audience.ts";
import type { Member } from "../world/member.ts";
import { memberDocument } from "./document.ts";

/** The searches: over members of one audience or all, and over campaigns. */
export const searchRoutes = [
  route("GET", "/search-members", "SearchMembers", searched),
  route("GET", "/search-campaigns", "SearchCampaigns", searchedCampaigns),
];

const MOST = 30;

interface Found {
  readonly member: Member;
  readonly audience: Audience;
}

function searched(call: Call): Reply {
  const query = queryIn(call);
  const audiences = audiencesIn(call);
  const exact = audiences.flatMap((audience) => {
    const member = audience.roster.byEmail(query);
    return member === undefined ? [] : [{ member, audience }];
  });
  const full = audiences.flatMap((audience) => matching(audience, query));
  return {
    body: {
      exact_matches: matches(call, exact),
      full_search: matches(call, full),
      _links: links(call.addresses, "/search-members", [["self", "GET", "", "Definitions/SearchMembers/Response"]]),
    },
  };
}

// Campaigns are never sent, and nobody has looked for one yet.
function searchedCampaigns(call: Call): Reply {
  queryIn(call);
  const self = ["self", "GET", "", "Definitions/SearchCampaigns/Response"] as const;
  return { body: { results: [], total_items: 0, _links: links(call.addresses, "/search-campaigns", [self]) } };
}

// The words of the refusal stand in a client's own tests.
function queryIn(call: Call): string {
  const query = (call.query.get("query") ?? "").trim().toLowerCase();
  if (query === "") throw badRequest("Please provide 'query' parameter in the query string to search");
  return query;
}

function audiencesIn(call: Call): readonly Audience[] {
  const id = call.query.get("list_id");
  if (id === null || id === "") return [...call.world.audiences.values()];
  const audience = call.world.audiences.get(id);
  if (audience === undefined) throw notFound();
  return [audience];
}

function matching(audience: Audience, query: string): Found[] {
  const names = ["FNAME", "LNAME"].map((tag) => audience.fieldOf(tag)?.mergeId ?? -1);
  const text = (member: Member) =>
    [member.email, ...names.map((id) => String(member.values[id] ?? ""))].join(" ").toLowerCase();
  return audience.roster
    .all()
    .filter((member) => member.status !== "archived" && text(member).includes(query))
    .map((member) => ({ member, audience }));
}

function matches(call: Call, found: readonly Found[]): Json {
  const members = found.slice(0, MOST).map(({ member, audience }) => memberDocument(member, audience, call.addresses));
  return { members, total_items: found.length };
}
