import { formatAddress, interestAddress } from "../model/address.ts";
import type { ContactChange, InterestDiff, MemberStatus, ValueDiff } from "../model/contact.ts";
import type { LeaverPolicy } from "../model/desired.ts";
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

/** What becomes of the ids of a contact that are wished at another address, by the places of their fields. */
export interface AstrayIds {
  /** Another contact has them once the plan is done: they are given up. */
  readonly givenUp: ReadonlySet<number>;
  /** Nobody else gets them: by them alone their person is found again, so that they are not overwritten either. */
  readonly kept: ReadonlySet<number>;
}

const NONE_ASTRAY: AstrayIds = { givenUp: new Set(), kept: new Set() };

/**
 * What differs between the two rows of one person, under the policy of each field. Undefined where nothing is left to do.
 * In the run that adopts a contact nothing is cleared.
 */
export function difference(
  wish: WishedRow,
  live: LiveRow,
  owned: boolean,
  projection: Projection,
  astray: AstrayIds = NONE_ASTRAY,
): BareChange | undefined {
  const refused = refusedFields(wish);
  const fields = projection.fields.flatMap((field, index): ValueDiff[] => {
    const [before, after] = [live.values[index] ?? "", wish.values[index] ?? ""];
    if (astray.kept.has(index)) return [];
    if (after === "" && astray.givenUp.has(index)) return [valueDiff(field, before, "")];
    const due = !refused.has(index) && writing(field, before, after, owned) === "written";
    return due ? [valueDiff(field, before, after)] : [];
  });
  const tags = tagDifference(wish.tags, live.tags);
  const groups = interestDifference(wish.interests, live, projection);
  if (fields.length + tags.add.length + tags.remove.length + groups.length === 0) return undefined;
  const action = owned ? "update" : "adopt";
  const because = reasons({ fields, tags, groups }, projection);
  const late = astray.givenUp.size === 0 ? {} : { late: true as const };
  return { email: live.email, action, ...late, status: live.status, fields, tags, groups, because, verdict: "go" };
}

/** The contact that stands under another address gets the wished one; tags, history and an opt-out go along. */
export function renaming(wish: WishedRow, live: LiveRow, projection: Projection): BareChange {
  const { fields, tags, groups, because } = difference(wish, live, true, projection) ?? still(live);
  return {
    email: wish.email,
    from: live.email,
    action: "rename",
    status: live.status,
    fields,
    tags,
    groups,
    because: ["sync.lastAddress", ...because],
    verdict: "go",
  };
}

/** Nobody is wished at this address any more, and the ids of the contact go to another one. */
export function surrender(live: LiveRow, projection: Projection, { givenUp }: AstrayIds): BareChange | undefined {
  const fields = projection.fields.flatMap((field, index) =>
    givenUp.has(index) ? [valueDiff(field, live.values[index] ?? "", "")] : [],
  );
  const { tags, groups } = still(live);
  return fields.length === 0
    ? undefined
    : { ...still(live), late: true, fields, because: reasons({ fields, tags, groups }, projection) };
}

/** Why somebody is a leaver, as a person reads it. */
export const LEAVING = {
  gone: "In no source any more.",
  "not-included": "Not let in by include any more.",
} as const;

/** What becomes of a leaver; undefined where there is nothing left to take away. */
export function departure(
  live: LiveRow,
  policy: LeaverPolicy,
  why: keyof typeof LEAVING,
  projection: Projection,
): BareChange | undefined {
  if (policy === "keep") return undefined;
  const leaving = { ...still(live), because: ["sync.leavers"], reason: LEAVING[why] };
  if (policy === "archive" && (live.status === "subscribed" || live.status === "transactional"))
    return { ...leaving, action: "archive" };
  const groups = live.interests.flatMap((place): InterestDiff[] => {
    const interest = projection.interests[place];
    return interest === undefined
      ? []
      : [{ group: interest.group, interest: interest.interest, before: true, after: false }];
  });
  if (live.tags.length + groups.length === 0) return undefined;
  return { ...leaving, action: "untag", tags: { add: [], remove: live.tags }, groups };
}

function still({ email, status }: LiveRow): BareChange {
  const tags = { add: [], remove: [] };
  return { email, action: "update", status, fields: [], tags, groups: [], because: [], verdict: "go" };
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
