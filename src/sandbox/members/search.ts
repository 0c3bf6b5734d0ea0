import type { Call, Reply } from "../http/call.ts";
import { links } from "../http/links.ts";
import { route } from "../http/route.ts";
import type { Json } from "../json.ts";
import { notFound, unvalidated } from "../problem.ts";
import type { Audience } from "../world/audience.ts";
import type { Member } from "../world/member.ts";
import { memberDocument } from "./document.ts";

/** The search over members of one audience or all. */
export const searchRoutes = [route("GET", "/search-members", "SearchMembers", searched)];

const MOST = 30;

interface Found {
  readonly member: Member;
  readonly audience: Audience;
}

function searched(call: Call): Reply {
  const query = (call.query.get("query") ?? "").trim().toLowerCase();
  if (query === "") throw unvalidated([{ field: "query", message: "Required fields were not provided: query" }]);
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
