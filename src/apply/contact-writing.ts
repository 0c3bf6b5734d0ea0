import type { InterestId, Withheld } from "../contacts/batch.ts";
import { memberId } from "../contacts/member-id.ts";
import type { Send } from "../model/request.ts";
import type { ContactLedger } from "./contact-ledger.ts";

/** What writing contacts works with. */
export interface ContactWriting {
  readonly audience: string;
  readonly send: Send;
  readonly stopped: () => boolean;
  /** How many requests may be on their way at once. */
  readonly concurrency: number;
  readonly clock: () => number;
  /** Waits so many milliseconds, or until the run is stopped. */
  readonly sleep: (ms: number) => Promise<void>;
  readonly withheld: Withheld;
  readonly interestId: InterestId;
  readonly ledger: ContactLedger;
}

/** Why a change was not reached. */
export const STOPPED = "The run was stopped before this contact was done.";

/** Where the contact of an address is found. */
export function memberPath(email: string, { audience }: Pick<ContactWriting, "audience">): string {
  return `/lists/${encodeURIComponent(audience)}/members/${memberId(email)}`;
}
