/** A subscriber of a newsletter program. */
export interface Subscriber {
  /** The id at the mail service, the address, or nothing. */
  id: string | null;
  email: string;
  name: string | null;
  /** The address of who referred this subscriber. */
  referredBy: string | null;
  tos: boolean;
  /** The only consent that Partnero documents; null where nobody asked. */
  marketingConsent: boolean | null;
  status: string;
  approved: boolean;
  reward: string[];
  deletedAt: string | null;
  readonly createdAt: string;
  updatedAt: string;
}
