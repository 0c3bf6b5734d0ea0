import type { Field, FieldType, PartneroResource, PartneroSource } from "../../model/source.ts";
import { CURRENCIES } from "./money.ts";
import { at, defaultKey, money, SUMS, type Taking, tags, word } from "./row.ts";

/** What has to be asked of Partnero for a value: the list alone, the record as well, or its referral links as well. */
export type Need = "list" | "read" | "links";

/** A field of a Partnero record, and how it is taken from it. */
export interface PartneroField extends Field {
  readonly need: Need;
  readonly take: Taking;
}

/** The fields that records of a resource have, those that `columns` declares at the end. */
export function partneroFields({
  resource,
  columns,
}: Pick<PartneroSource, "resource" | "columns">): readonly PartneroField[] {
  const built = FIELDS[resource];
  const names = new Set(built.map(({ name }) => name));
  const need = THIN[resource] ? "read" : "list";
  const declared = Object.entries(columns)
    .filter(([name]) => !names.has(name))
    .map(
      ([name, type]): PartneroField =>
        field(name, type, need, "Declared under `columns`.", { take: custom(name, type) }),
    );
  return [...built, ...declared];
}

/** Whether the list of a resource shows a part of each record alone. */
const THIN: Readonly<Record<PartneroResource, boolean>> = {
  partners: true,
  customers: true,
  "referral-customers": false,
  subscribers: false,
};

/** The fields by which one record of a resource can be asked for. */
export const ID_FIELDS: Readonly<Record<PartneroResource, readonly string[]>> = {
  partners: ["id", "key"],
  customers: ["key"],
  "referral-customers": ["id"],
  subscribers: ["id"],
};

function field(
  name: string,
  type: FieldType,
  need: Need,
  doc: string,
  over: { readonly take?: Taking; readonly values?: readonly string[] } = {},
): PartneroField {
  return { name, type, need, doc, take: at(name, type), ...over };
}

/** What nobody documents may be absent: that is a missing value and no broken record. */
function custom(name: string, type: FieldType): Taking {
  const take = type === "list" ? tags(name) : at(name, type);
  const [head = ""] = name.split(".");
  return (row) => ((row.read ?? row.listed)[head] === undefined ? undefined : take(row));
}

const PERSON: readonly PartneroField[] = [
  field("email", "text", "list", "The address."),
  field("name", "text", "list", "The first name; in older records perhaps the whole one."),
  field("surname", "text", "list", "The last name."),
];

const TIMES: readonly PartneroField[] = [
  field("created_at", "datetime", "list", "When the record was made."),
  field("updated_at", "datetime", "list", "When it was changed last. A sale need not count as a change."),
];

/** The documented ones; deleted partners are no records, and the screens know others that no document names. */
const PARTNER_STATUSES = ["active", "pending", "archived"];

const PARTNERS: readonly PartneroField[] = [
  field("id", "text", "list", "The partner's id."),
  ...PERSON,
  field("status", "text", "list", "Where the partner stands.", { take: word("status"), values: PARTNER_STATUSES }),
  field("approved", "boolean", "list", "Whether the partner was approved."),
  ...TIMES,
  field("key", "text", "links", "The key in the default referral link, `?aff=KEY`.", { take: defaultKey }),
  field("tos", "boolean", "read", "Whether the terms were accepted. This is no consent to mail."),
  field("tags", "list", "read", "The program's own labels.", { take: tags("tags") }),
  field("referral_link", "text", "read", "The default referral link."),
  field("referral_links", "list", "read", "All referral links."),
  field("referrals_count", "number", "read", "How many customers the partner has referred."),
  field("referrals.clicks", "number", "read", "Clicks on the referral links."),
  field("referrals.signups", "number", "read", "Sign-ups through them."),
  field("referrals.sales_count", "number", "read", "Sales through them."),
  field("referrals.paid_accounts", "number", "read", "Referred accounts that pay."),
  field("referrals.revenue", "number", "read", "The revenue, in the program's currency.", {
    take: money(SUMS.revenue),
  }),
  field("commissions.paid", "number", "read", "Commissions paid out, in the program's currency.", {
    take: money(SUMS.paid),
  }),
  field("commissions.pending", "number", "read", "Commissions not approved yet, in the program's currency.", {
    take: money(SUMS.pending),
  }),
  field("commissions.not_paid", "number", "read", "Commissions to be paid out, in the program's currency.", {
    take: money(SUMS.notPaid),
  }),
  field("total_earned", "number", "read", "Paid, pending and unpaid commissions, in the program's currency.", {
    take: money(SUMS.earned),
  }),
  // The many come last: a record's line in a spool ends with its last value.
  ...CURRENCIES.map((currency) =>
    field(`total_earned_in.${currency}`, "number", "read", `The same in ${currency} alone.`, {
      take: money(SUMS.earned, currency),
    }),
  ),
  ...CURRENCIES.map((currency) =>
    field(`referrals.revenue_in.${currency}`, "number", "read", `The revenue in ${currency} alone.`, {
      take: money(SUMS.revenue, currency),
    }),
  ),
];

const CUSTOMERS: readonly PartneroField[] = [
  field("key", "text", "list", "The customer's key."),
  ...PERSON,
  field("partner", "text", "list", "The id of the partner who referred the customer."),
  ...TIMES,
  field("status", "text", "read", "Where the customer stands.", { take: word("status") }),
  field("tags", "list", "read", "The program's own labels.", { take: tags("tags") }),
];

const REFERRAL_CUSTOMERS: readonly PartneroField[] = [
  field("id", "text", "list", "The customer's id."),
  ...PERSON,
  field("status", "text", "list", "Where the customer stands.", { take: word("status") }),
  field("approved", "boolean", "list", "Whether the customer was approved."),
  ...TIMES,
  field("referring_customer.id", "text", "list", "The id of the customer who referred this one."),
  field("referring_customer.key", "text", "list", "That one's public key."),
  field("referring_customer.email", "text", "list", "That one's address."),
  field("referrals_count", "number", "list", "How many customers this one has referred."),
  field("metadata.date_of_birth", "date", "list", "The date of birth."),
  field("referral_link", "text", "list", "The default referral link."),
  field("referral_links", "list", "list", "All referral links."),
];

const SUBSCRIBER_STATUSES = ["active", "rejected", "suspended"];

const SUBSCRIBERS: readonly PartneroField[] = [
  field("id", "text", "list", "The id in the e-mail service that the program is tied to, else the address.", {
    take: (row) => at("id", "text")(row) ?? at("email", "text")(row),
  }),
  field("email", "text", "list", "The address."),
  field("name", "text", "list", "The whole name."),
  field("status", "text", "list", "Where the subscriber stands.", {
    take: word("status"),
    values: SUBSCRIBER_STATUSES,
  }),
  field("approved", "boolean", "list", "Whether the subscriber was approved."),
  field("is_referred", "boolean", "list", "Whether another subscriber brought this one."),
  field("tos", "boolean", "list", "Whether the terms were accepted."),
  field(
    "marketing_consent",
    "boolean",
    "list",
    "Whether the subscriber agreed to marketing mail; missing where nobody asked.",
  ),
  ...TIMES,
  field("referrals_count", "number", "list", "How many subscribers this one has brought."),
  field("portal_link", "text", "list", "The subscriber's own page."),
  field("share_link", "text", "list", "The link to share."),
];

const FIELDS: Readonly<Record<PartneroResource, readonly PartneroField[]>> = {
  partners: PARTNERS,
  customers: CUSTOMERS,
  "referral-customers": REFERRAL_CUSTOMERS,
  subscribers: SUBSCRIBERS,
};
