import { type Address, formatAddress, interestAddress, sameAddress } from "../model/address.ts";
import type { Step } from "../model/change.ts";
import type { ContactChange } from "../model/contact.ts";
import type { Desired, InterestRule } from "../model/desired.ts";

/** What of the whole plan a run takes up: everything, or what `--scope` and `--only` say. */
export interface Selection {
  readonly scope: "all" | "schema" | "contacts";
  /** Empty: everything. */
  readonly only: readonly Address[];
}

/** The addresses of the selection that the file does not declare. */
export function undeclared(selection: Selection, desired: Desired): readonly Address[] {
  return selection.only.filter((address) => address.kind !== "contact" && !isDeclared(address, desired));
}

function isDeclared(address: Address, desired: Desired): boolean {
  if (desired.objects.some((object) => sameAddress(object.at, address))) return true;
  if (isToGo(address, desired)) return true;
  return address.kind === "tag" && (desired.contacts?.families ?? []).some((family) => family.pattern === address.key);
}

/** What is removed can be selected, and, where a kind's undeclared objects are deleted, any name of that kind. */
function isToGo(address: Address, { lifeCycle }: Desired): boolean {
  if (lifeCycle.removed.some((object) => sameAddress(object.at, address))) return true;
  return address.kind !== "contact" && lifeCycle.undeclared[address.kind] === "delete";
}

/** Whether a run takes a schema step. A person's address alone takes none. */
export function takesStep(step: Step, { scope, only }: Selection): boolean {
  if (scope === "contacts") return false;
  return only.length === 0 || only.some((address) => names(address, step));
}

/** An address names its object, and a group also its interests. */
function names(address: Address, { change, within }: Step): boolean {
  return sameAddress(address, change.at) || (within !== undefined && sameAddress(address, within));
}

/** Whether a run looks at contacts at all. */
export function takesContacts({ scope }: Selection): boolean {
  return scope !== "schema";
}

/** Whether a run is about contacts only as far as they are ours already: schema objects are named, and nobody is. */
export function takesOwnedAlone({ only }: Selection): boolean {
  return only.length > 0 && only.every((address) => address.kind !== "contact");
}

/**
 * What a run takes of one contact's change. A person who is named is taken whole; of everybody else, and only of those
 * who are ours already, the fields and tags that are named. Undefined where nothing of it is taken.
 */
export function takeChange<Change extends Omit<ContactChange, "ref">>(
  change: Change,
  { only }: Selection,
): Change | undefined {
  if (only.length === 0 || only.some((address) => isPerson(address, change))) return change;
  if (change.action !== "update") return undefined;
  const fields = change.fields.filter((field) =>
    only.some((address) => address.kind === "mergeField" && address.key === field.field),
  );
  const named = (name: string): boolean => only.some((address) => address.kind === "tag" && isTag(address.key, name));
  const tags = { add: change.tags.add.filter(named), remove: change.tags.remove.filter(named) };
  const groups = change.groups.filter(({ group, interest }) => only.some((address) => isIn(address, group, interest)));
  if (fields.length + tags.add.length + tags.remove.length + groups.length === 0) return undefined;
  const kept = new Set([
    ...only.map(formatAddress),
    ...groups.map(({ group, interest }) => formatAddress(interestAddress(group, interest))),
  ]);
  return { ...change, fields, tags, groups, because: change.because.filter((reason) => kept.has(reason)) };
}

/**
 * A selection that names an interest of a group which takes one alone, with the whole group in its place: to have one
 * of its interests is to lose another.
 */
export function withWholeGroups(selection: Selection, rules: readonly InterestRule[]): Selection {
  const groups = rules
    .filter((rule) => rule.exclusive)
    .filter(({ group, interest }) => selection.only.some((one) => sameAddress(one, interestAddress(group, interest))))
    .map(({ group }): Address => ({ kind: "group", key: group }));
  return groups.length === 0 ? selection : { ...selection, only: [...selection.only, ...groups] };
}

/** Who is renamed is known by both addresses. */
function isPerson({ kind, key }: Address, { email, from }: Pick<ContactChange, "email" | "from">): boolean {
  return kind === "contact" && [email, from].some((one) => one?.toLowerCase() === key.toLowerCase());
}

/** A group stands for all its interests. */
function isIn(address: Address, group: string, interest: string): boolean {
  return (address.kind === "group" && address.key === group) || sameAddress(address, interestAddress(group, interest));
}

/** A family is named by its pattern. */
function isTag(key: string, name: string): boolean {
  const [prefix = "", suffix] = key.toLowerCase().split("*");
  const lower = name.toLowerCase();
  return suffix === undefined ? lower === prefix : lower.startsWith(prefix) && lower.endsWith(suffix);
}
