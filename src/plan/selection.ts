import { type Address, formatAddress, sameAddress } from "../model/address.ts";
import type { Step } from "../model/change.ts";
import type { ContactChange } from "../model/contact.ts";
import type { Desired } from "../model/desired.ts";

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
  return address.kind === "tag" && (desired.contacts?.families ?? []).some((family) => family.pattern === address.key);
}

/** Whether a run takes a schema step. A person's address alone takes none. */
export function takesStep(step: Step, { scope, only }: Selection): boolean {
  if (scope === "contacts") return false;
  return only.length === 0 || only.some((address) => sameAddress(address, step.change.at));
}

/** Whether a run looks at contacts at all. */
export function takesContacts({ scope }: Selection): boolean {
  return scope !== "schema";
}

/**
 * What a run takes of one contact's change. A person who is named is taken whole; of everybody else, and only of those
 * who are ours already, the fields and tags that are named. Undefined where nothing of it is taken.
 */
export function takeChange<Change extends Omit<ContactChange, "ref">>(
  change: Change,
  { only }: Selection,
): Change | undefined {
  if (only.length === 0 || only.some((address) => isPerson(address, change.email))) return change;
  if (change.action !== "update") return undefined;
  const fields = change.fields.filter((field) =>
    only.some((address) => address.kind === "mergeField" && address.key === field.field),
  );
  const named = (name: string): boolean => only.some((address) => address.kind === "tag" && isTag(address.key, name));
  const tags = { add: change.tags.add.filter(named), remove: change.tags.remove.filter(named) };
  if (fields.length + tags.add.length + tags.remove.length === 0) return undefined;
  const because = change.because.filter((reason) => only.some((address) => formatAddress(address) === reason));
  return { ...change, fields, tags, because };
}

function isPerson(address: Address, email: string): boolean {
  return address.kind === "contact" && address.key.toLowerCase() === email.toLowerCase();
}

/** A family is named by its pattern. */
function isTag(key: string, name: string): boolean {
  const [prefix = "", suffix] = key.toLowerCase().split("*");
  const lower = name.toLowerCase();
  return suffix === undefined ? lower === prefix : lower.startsWith(prefix) && lower.endsWith(suffix);
}
