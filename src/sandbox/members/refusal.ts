import { subscriberHash } from "../identity.ts";
import { invalid, Problem, unvalidated } from "../problem.ts";
import type { Audience } from "../world/audience.ts";
import type { Member, Status } from "../world/member.ts";

/** 400 for an address that is there already. */
export function memberExists(email: string): Problem {
  return new Problem(
    400,
    "Member Exists",
    `${email} is already a list member. Use PUT to insert or update list members.`,
    {
      untyped: true,
    },
  );
}

/** 400 for a person who opted out, bounced or complained. */
export function inComplianceState(email: string): Problem {
  return new Problem(
    400,
    "Member In Compliance State",
    `${email} is in a compliance state due to unsubscribe, bounce, or compliance review and cannot be subscribed.`,
    { untyped: true },
  );
}

/** 400 for a permanently deleted address. */
export function forgotten(email: string): Problem {
  return new Problem(
    400,
    "Forgotten Email Not Subscribed",
    `${email} was permanently deleted and cannot be re-imported. The contact must re-subscribe to get back on the list.`,
    { untyped: true },
  );
}

// The words of Mailchimp's own pages: archived is "Deleted", transactional "Non-Subscribed" (captured 2026).
const SPOKEN: Record<Status, string> = {
  subscribed: "Subscribed",
  unsubscribed: "Unsubscribed",
  cleaned: "Cleaned",
  pending: "Pending",
  transactional: "Non-Subscribed",
  archived: "Deleted",
};

/** 400 for a rename onto an address that is taken; the field's name has a space (recorded). */
export function addressTaken(taken: Member, email: string): Problem {
  const message = `"${email}" is already in this list with a status of "${SPOKEN[taken.status]}".`;
  return unvalidated([{ field: "email address", message }]);
}

/** 400 for another address of somebody who is not subscribed. The full stops stand within the quotes. */
export function addressFixed({ status }: Member): Problem {
  const message = `This member's status is "${status}." You can only update email addresses for members with a status of "subscribed."`;
  return unvalidated([{ field: "email address", message }]);
}

/** Why nobody of that address may come in, undefined when somebody may. */
export function barred(audience: Audience, email: string): Problem | undefined {
  return audience.forgotten.has(subscriberHash(email)) ? forgotten(email) : tiredOf(audience, email);
}

/** Why that address may not sign up just now. */
export function tiredOf(audience: Audience, email: string): Problem | undefined {
  return audience.tired.has(email.toLowerCase())
    ? invalid(`${email} has signed up to a lot of lists very recently; we're not allowing more signups for now`)
    : undefined;
}

/** True for a person whom the API may not subscribe. */
export function isBarred(member: Member): boolean {
  return member.compliance || member.status === "cleaned";
}
