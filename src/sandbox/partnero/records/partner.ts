import type { Purse } from "../purse.ts";

/** A link by which a partner refers people; `key` is what stands behind `?aff=`. */
export interface ReferralLink {
  readonly id: string;
  key: string;
  isDefault: boolean;
}

/** A partner of an affiliate program as the sandbox keeps it. */
export interface Partner {
  id: string;
  email: string;
  name: string | null;
  surname: string | null;
  /** An open word: active, pending, archived, deleted are documented, the web application has more. */
  status: string;
  approved: boolean;
  tos: boolean;
  tags: string[];
  customFields: Record<string, string>;
  links: ReferralLink[];
  clicks: number;
  signups: number;
  paidAccounts: number;
  salesCount: number;
  revenue: Purse;
  /** In the program's currency. */
  paid: number;
  pending: Purse;
  notPaid: Purse;
  /** The status to which a restored partner comes back. */
  statusBefore: string | undefined;
  readonly createdAt: string;
  updatedAt: string;
}
