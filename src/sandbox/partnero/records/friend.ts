/** A customer of a refer-a-friend program: who refers and who was referred are of one kind. */
export interface Friend {
  /** The private id. */
  id: string;
  /** The public key, in the link. */
  key: string;
  email: string | null;
  name: string | null;
  surname: string | null;
  status: string;
  approved: boolean;
  /** The id of who referred this customer. */
  referredBy: string | null;
  dateOfBirth: string | null;
  balance: Record<string, number>;
  readonly createdAt: string;
  updatedAt: string;
}
