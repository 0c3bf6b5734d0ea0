/** What a partner, or a customer who refers, earns by a transaction. */
export interface Reward {
  amount: number;
  /** Never shown: Partnero shows the word "ok" alone. */
  state: "pending" | "not_paid" | "paid";
}

/** A sale. Its key is not unique: the same key twice is two sales. */
export interface Transaction {
  readonly key: string;
  readonly action: string;
  readonly amount: number;
  /** As written by who reported it: mostly in capitals. */
  readonly units: string;
  /** The id of a partner; null in refer-a-friend programs. */
  partner: string | null;
  /** The key of who bought. */
  customer: string;
  /** The id of the customer who referred the buyer; null in affiliate programs. */
  referrer: string | null;
  reward: Reward | undefined;
  readonly product: Readonly<Record<string, string>>;
  archivedAt: string | null;
  readonly createdAt: string;
}
