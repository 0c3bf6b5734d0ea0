/** Somebody whom a partner of an affiliate program brought. */
export interface Customer {
  /** Chosen by the caller: an account's id or an address. */
  key: string;
  /** As the API shows it: the id of the partner, in older rows the key. */
  partner: string;
  email: string | null;
  name: string | null;
  surname: string | null;
  status: string;
  tags: string[];
  statusBefore: string | undefined;
  deletedAt: string | null;
  readonly createdAt: string;
  updatedAt: string;
}
