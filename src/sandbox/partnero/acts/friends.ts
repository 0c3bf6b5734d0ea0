import { derivedId } from "../../identity.ts";
import { friendOf } from "../found.ts";
import type { Program } from "../program.ts";
import type { Friend } from "../records/friend.ts";
import { NotInProgram } from "./nobody.ts";

/** A customer of a refer-a-friend program as tests and stories declare it; nothing is checked. */
export interface FriendSpec {
  readonly email?: string | null;
  readonly name?: string | null;
  readonly surname?: string | null;
  /** The private id; generated unless given. */
  readonly id?: string;
  /** The public key in the link; the id unless given. */
  readonly key?: string;
  /** The id of who referred. */
  readonly referredBy?: string;
  readonly status?: string;
  readonly dateOfBirth?: string;
  readonly createdAt?: string;
}

/** Somebody becomes a customer, referred or not. The result is the id. */
export function friendSignsUp(program: Program, spec: FriendSpec): string {
  const id = spec.id ?? `fr_${derivedId(8, "friend", program.publicId, program.nextNumber())}`;
  const at = spec.createdAt ?? program.stamp();
  const friend: Friend = {
    id,
    key: spec.key ?? id.replace(/^fr_/, ""),
    email: spec.email ?? null,
    name: spec.name ?? null,
    surname: spec.surname ?? null,
    status: spec.status ?? "active",
    approved: true,
    referredBy: spec.referredBy ?? null,
    dateOfBirth: spec.dateOfBirth ?? null,
    balance: {},
    createdAt: at,
    updatedAt: at,
  };
  program.changed = true;
  return program.shelves.friends.add(friend).id;
}

/** The customer of an id, a key or an address, or an error. */
export function friendNamed(program: Program, named: string): Friend {
  const friend = friendOf(program, named);
  if (friend === undefined) throw new NotInProgram("customer", named);
  return friend;
}

/** The customer has another address, or none. */
export function friendChangesEmail(program: Program, id: string, email: string | null): void {
  Object.assign(friendNamed(program, id), { email, updatedAt: program.stamp() });
}

/** The customer is deleted; lists go on showing the row, with the status that says so. */
export function deletesFriend(program: Program, id: string): void {
  Object.assign(friendNamed(program, id), { status: "deleted", updatedAt: program.stamp() });
}
