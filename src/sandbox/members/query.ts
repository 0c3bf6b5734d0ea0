import type { Call } from "../http/call.ts";
import { asked, momentIn } from "../http/call.ts";
import { invalid, unvalidated } from "../problem.ts";
import type { Audience } from "../world/audience.ts";
import type { Member } from "../world/member.ts";
import { isStatus, STATUSES } from "../world/member.ts";
import type { SortField } from "../world/roster.ts";

type Test = (member: Member) => boolean;

const SORT_FIELDS: Readonly<Record<string, SortField>> = {
  timestamp_opt: "optedAt",
  timestamp_signup: "signedUpAt",
  last_changed: "changedAt",
};

/** The contacts that a query of GET members asks for, in its order. Kept until the next write. */
export function queried(call: Call, audience: Audience): readonly Member[] {
  const query = new URLSearchParams(call.query);
  for (const name of ["count", "offset", "fields", "exclude_fields"]) query.delete(name);
  query.sort();
  return audience.kept(`members?${query}`, () => found(call, audience));
}

function found(call: Call, audience: Audience): readonly Member[] {
  const tests = [...testsOfStanding(call), ...testsOfTime(call), ...testsOfInterest(call)];
  const test = (member: Member) => tests.every((each) => each(member));
  return ordered(call, audience).filter(test);
}

function ordered(call: Call, audience: Audience): readonly Member[] {
  const name = call.query.get("sort_field");
  const descending = call.query.get("sort_dir")?.toUpperCase() === "DESC";
  if (name === null || name === "") return descending ? audience.roster.all().toReversed() : audience.roster.all();
  const field = SORT_FIELDS[name];
  if (field === undefined) throw unaccepted("sort_field", Object.keys(SORT_FIELDS));
  const order = audience.roster.sorted(field);
  return descending ? order.toReversed() : order;
}

function testsOfStanding(call: Call): Test[] {
  const tests: Test[] = [];
  const status = call.query.get("status");
  // The mere presence of the filter is enough, even "False" (recorded 2022).
  if (call.query.has("since_last_campaign") && (status === null || status === "")) {
    throw invalid("Status is required when using since_last_campaign filter.");
  }
  if (call.query.has("unsubscribed_since") && status !== "unsubscribed") {
    throw invalid("The unsubscribed_since filter can only be used when the status filter is unsubscribed.");
  }
  if (status !== null && status !== "") {
    if (!isStatus(status)) throw unaccepted("status", STATUSES);
    tests.push((member) => member.status === status);
  } else if (!call.world.quirks.archivedListedByDefault) tests.push((member) => member.status !== "archived");
  const type = call.query.get("email_type");
  if (type) tests.push((member) => member.emailType === type);
  const unique = call.query.get("unique_email_id");
  if (unique) tests.push((member) => member.uniqueId === unique);
  if (asked(call, "vip_only")) tests.push((member) => member.vip);
  return tests;
}

function testsOfTime(call: Call): Test[] {
  const after = (name: string, field: "optedAt" | "changedAt" | "unsubscribedAt"): Test[] => {
    const moment = momentIn(call, name);
    // Exclusive, in whole seconds (recorded).
    return moment === undefined ? [] : [(member) => member[field] > moment];
  };
  const before = (name: string, field: "optedAt" | "changedAt"): Test[] => {
    const moment = momentIn(call, name);
    return moment === undefined ? [] : [(member) => member[field] !== "" && member[field] < moment];
  };
  return [
    ...after("since_timestamp_opt", "optedAt"),
    ...before("before_timestamp_opt", "optedAt"),
    ...after("since_last_changed", "changedAt"),
    ...before("before_last_changed", "changedAt"),
    ...after("unsubscribed_since", "unsubscribedAt"),
  ];
}

// All three parameters are needed, else none counts (spec).
function testsOfInterest(call: Call): Test[] {
  const [category, ids, match] = ["interest_category_id", "interest_ids", "interest_match"].map((name) =>
    call.query.get(name),
  );
  if (!category || !ids || !match) return [];
  const wanted = ids.split(",");
  const has = (member: Member) => (id: string) => member.interests?.has(id) ?? false;
  switch (match) {
    case "any":
      return [(member) => wanted.some(has(member))];
    case "all":
      return [(member) => wanted.every(has(member))];
    case "none":
      return [(member) => !wanted.some(has(member))];
    default:
      throw unaccepted("interest_match", ["any", "all", "none"]);
  }
}

function unaccepted(field: string, words: readonly string[]) {
  return unvalidated([{ field, message: `Data presented is not one of the accepted values: ${words.join(", ")}.` }]);
}
