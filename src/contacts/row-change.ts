import { formatAddress, interestAddress } from "../model/address.ts";
import type { ContactChange, MemberStatus, ValueDiff } from "../model/contact.ts";
import type { Json } from "../model/json.ts";
import type { LiveRow } from "./live-row.ts";
import { interestDifference } from "./managed-interests.ts";
import type { NormalValue } from "./normal-form.ts";
import type { ManagedField, Projection } from "./projection.ts";
import type { WishedRow } from "./wished-row.ts";
import { writing } from "./write-policy.ts";

/** A change without its place in the plan. */
export type BareChange = Omit<ContactChange, "ref">;

/** The person is not in the audience: everything wished is new. */
export function creation(wish: WishedRow, status: MemberStatus, projection: Projection): BareChange {
  const refused = refusedFields(wish);
  const fields = projection.fields.flatMap((field, index): ValueDiff[] => {
    const after = wish.values[index] ?? "";
    return after === "" || refused.has(index) ? [] : [valueDiff(field, "", after)];
  });
  const tags = { add: wish.tags, remove: [] };
  const groups = interestDifference(wish.interests, { interests: [], taken: [] }, projection);
  return {
    email: wish.email,
    action: "create",
    status,
    fields,
    tags,
    groups,
    because: reasons({ fields, tags, groups }, projection),
    verdict: "go",
  };
}

/**
 * What differs between the two rows of one person, under the policy of each field. Undefined where nothing is left to do.
 * In the run that adopts a contact nothing is cleared.
 */
export function difference(
  wish: WishedRow,
  live: LiveRow,
  owned: boolean,
  projection: Projection,
): BareChange | undefined {
  const refused = refusedFields(wish);
  const fields = projection.fields.flatMap((field, index): ValueDiff[] => {
    const [before, after] = [live.values[index] ?? "", wish.values[index] ?? ""];
    const due = !refused.has(index) && writing(field, before, after, owned) === "written";
    return due ? [valueDiff(field, before, after)] : [];
  });
  const tags = tagDifference(wish.tags, live.tags);
  const groups = interestDifference(wish.interests, live, projection);
  if (fields.length + tags.add.length + tags.remove.length + groups.length === 0) return undefined;
  const action = owned ? "update" : "adopt";
  const because = reasons({ fields, tags, groups }, projection);
  return { email: live.email, action, status: live.status, fields, tags, groups, because, verdict: "go" };
}

function refusedFields(wish: WishedRow): ReadonlySet<number> {
  return new Set(wish.refused.map(([index]) => index));
}

function tagDifference(wished: readonly string[], live: readonly string[]): ContactChange["tags"] {
  const [wanted, held] = [lowerCase(wished), lowerCase(live)];
  return {
    add: wished.filter((name) => !held.has(name.toLowerCase())),
    remove: live.filter((name) => !wanted.has(name.toLowerCase())),
  };
}

function lowerCase(names: readonly string[]): ReadonlySet<string> {
  return new Set(names.map((name) => name.toLowerCase()));
}

function valueDiff(field: ManagedField, before: NormalValue, after: NormalValue): ValueDiff {
  return { field: field.key, tag: field.tag, before: shown(before), after: shown(after) };
}

function shown(value: NormalValue): Json {
  return value === "" ? null : value;
}

/** The rules that ask for it, each once: a family answers for all its tags. */
function reasons(
  { fields, tags, groups }: Pick<ContactChange, "fields" | "tags" | "groups">,
  projection: Projection,
): ContactChange["because"] {
  const fieldRules = fields.map(({ field }) => formatAddress({ kind: "mergeField", key: field }));
  const tagRules = [...tags.add, ...tags.remove].flatMap((name) => projection.tagRule(name) ?? []);
  const interestRules = groups.map(({ group, interest }) => formatAddress(interestAddress(group, interest)));
  return [...new Set([...fieldRules, ...tagRules, ...interestRules])];
}
