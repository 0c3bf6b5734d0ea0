import type { ContactChange, LeftOut } from "../model/contact.ts";
import type { LeaverPolicy } from "../model/desired.ts";
import type { PersonVerdict, StayReason } from "../model/explained-person.ts";
import type { HeardRecord, WitnessedPlace } from "./witness.ts";

/** What a plan says of the people in question, and what was seen of them. */
export interface Findings {
  readonly changes: readonly ContactChange[];
  readonly leftOut: readonly LeftOut[];
  readonly places: readonly WitnessedPlace[];
  readonly heard: readonly HeardRecord[];
  readonly leavers: LeaverPolicy;
}

/** What a plan does at one address: its changes first, then why a person is left out, and else why nothing is to be done. */
export function verdictsAt(place: WitnessedPlace, findings: Findings): readonly PersonVerdict[] {
  const { email, leaving } = place;
  const changes = findings.changes.filter((change) => isAbout(change, email));
  const reasons = findings.leftOut.filter((left) => isSame(left.email, email) && !isSetAside(left));
  const leaver =
    leaving === undefined || changes.length > 0
      ? []
      : [{ is: "leaver" as const, why: leaving, policy: findings.leavers }];
  const told: readonly PersonVerdict[] = [
    ...changes.map((change) => ({ is: "change" as const, change })),
    ...[...new Set(reasons.map(({ reason }) => reason))].map((reason) => ({ is: "left-out" as const, reason })),
    ...leaver,
  ];
  return told.length > 0 ? told : [quiet(place, findings)];
}

/** Whether two addresses are the same person's. */
export function isSame(one: string | undefined, other: string): boolean {
  return one?.toLowerCase() === other.toLowerCase();
}

/** Who is renamed is known by both addresses. */
export function isAbout({ email, from }: Pick<ContactChange, "email" | "from">, address: string): boolean {
  return isSame(email, address) || isSame(from, address);
}

/** One record of two with the same address, of which the other counts: it says nothing of the person. */
function isSetAside({ reason, at }: LeftOut): boolean {
  return reason === "duplicate" && at !== undefined;
}

function quiet(place: WitnessedPlace, { places, heard }: Findings): PersonVerdict {
  if (place.wished) return { is: "in-step" };
  if (places.some(({ contactAt }) => isSame(contactAt, place.email))) return { is: "in-step" };
  if (place.status === undefined) return { is: "unknown" };
  return { is: "stays", why: stayReason(place, places, heard) };
}

function stayReason(
  { email, owned, status }: WitnessedPlace,
  places: readonly WitnessedPlace[],
  heard: readonly HeardRecord[],
): StayReason {
  if (!owned) return "not-ours";
  if (status === "archived") return "archived";
  const others = places.filter((place) => place.email !== email);
  if (others.some(({ records }) => records.some((record) => record !== undefined))) return "id-elsewhere";
  return heard.length > 0 ? "no-address" : "unsure";
}
