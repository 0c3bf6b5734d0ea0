import type { Json, JsonObject } from "../../json.ts";
import { phpMap } from "../http/php-json.ts";
import type { Program } from "../program.ts";
import { purseDocument } from "../purse.ts";
import type { Partner, ReferralLink } from "../records/partner.ts";

/** A partner as lists show it: without key, tags, links, sales and commissions. */
export function thinPartner(partner: Partner): JsonObject {
  return {
    email: partner.email,
    created_at: partner.createdAt,
    updated_at: partner.updatedAt,
    id: partner.id,
    name: partner.name,
    surname: partner.surname,
    approved: partner.approved,
    status: partner.status,
    custom_fields: phpMap(partner.customFields),
  };
}

/** A partner as it is read by its id: with everything. */
export function fullPartner(program: Program, partner: Partner): JsonObject {
  const { custom_fields, ...rest } = writtenPartner(program, partner);
  return {
    ...rest,
    referrals: {
      clicks: partner.clicks,
      signups: partner.signups,
      revenue: purseDocument(partner.revenue),
      sales_count: partner.salesCount,
      paid_accounts: partner.paidAccounts,
    },
    commissions: {
      paid: partner.paid,
      pending: purseDocument(partner.pending),
      not_paid: purseDocument(partner.notPaid),
    },
    custom_field_values: Object.values(partner.customFields),
    custom_fields: custom_fields ?? [],
  };
}

/** A partner as writing answers it: without statistics. */
export function writtenPartner(program: Program, partner: Partner): JsonObject {
  const links = partner.links.map(({ key }) => program.linkOf(key));
  return {
    email: partner.email,
    created_at: partner.createdAt,
    updated_at: partner.updatedAt,
    name: partner.name,
    id: partner.id,
    surname: partner.surname,
    tos: partner.tos,
    approved: partner.approved,
    status: partner.status,
    custom_fields: phpMap(partner.customFields),
    referrals_count: partner.signups,
    tags: tagObjects(partner.tags),
    referral_link: links[0] ?? null,
    referral_links: links,
  };
}

/** A link of a partner; the key of the default one is the partner's key. */
export function linkDocument(program: Program, link: ReferralLink): Json {
  return {
    id: link.id,
    key: link.key,
    url: program.linkOf(link.key),
    default: link.isDefault,
    is_additional: !link.isDefault,
    direct_tracking: false,
    direct_tracking_redirect: false,
    direct_tracking_redirect_url: null,
  };
}

/** Tags go in as strings and come out as objects. */
export function tagObjects(tags: readonly string[]): Json {
  return tags.map((value) => ({ value }));
}
