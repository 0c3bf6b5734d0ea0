import { newLink } from "../acts/partners.ts";
import type { Partner } from "../records/partner.ts";
import { DAY_MS, earlier } from "./moments.ts";

/** The place of somebody who is active and never brought anybody. */
export const IDLE_PARTNER = 20;

const ACTIVE = { status: "active", approved: true } as const;

/** By place: what a program of real life has, too. */
export const ODD_PARTNERS: Readonly<Record<number, (partner: Partner, now: Date) => void>> = {
  /** The whole name in one field, as older rows have it. */
  3: (partner) => Object.assign(partner, { ...ACTIVE, name: "Maeve O'Brien", surname: null }),
  4: (partner) => Object.assign(partner, { ...ACTIVE, surname: null }),
  5: (partner) => Object.assign(partner, { ...ACTIVE, name: null, surname: null }),
  /** Written with capitals, and blanks around the name. */
  6: (partner) => Object.assign(partner, { ...ACTIVE, email: capitals(partner.email), name: "  Chloé " }),
  /** Ids that the owner chose: all must be escaped in a path. */
  7: (partner) => Object.assign(partner, { ...ACTIVE, id: partner.email }),
  8: (partner) => Object.assign(partner, { ...ACTIVE, id: "acme studio#7" }),
  9: (partner) => Object.assign(partner, { ...ACTIVE, id: "40213" }),
  10: (partner) => Object.assign(partner, { status: "on_hold", approved: true }),
  11: (partner) => Object.assign(partner, { status: "suspended", approved: true }),
  12: (partner) => Object.assign(partner, { status: "rejected", approved: false }),
  13: (partner) => Object.assign(partner, { status: "deleted", approved: true }),
  14: (partner) => Object.assign(partner, { status: "pending", approved: false, tags: [] }),
  15: (partner) => Object.assign(partner, { status: "archived", approved: true, statusBefore: "active" }),
  16: (partner) => Object.assign(partner, { ...ACTIVE, links: [] }),
  17: (partner) => {
    Object.assign(partner, ACTIVE);
    partner.links.push(newLink(`${partner.links[0]?.key}-blog`, false));
  },
  18: (partner) => Object.assign(partner, { ...ACTIVE, tags: ["consented", "Top 10 %", "été, 2025"] }),
  19: (partner) => Object.assign(partner, { ...ACTIVE, customFields: { company: 'Salt Yard "Coffee"', vat: "" } }),
  [IDLE_PARTNER]: (partner) => Object.assign(partner, { ...ACTIVE, tags: ["consented"] }),
  /** Just came. */
  21: (partner, now) => Object.assign(partner, arrived(now, DAY_MS), ACTIVE),
  22: (partner, now) => Object.assign(partner, arrived(now, DAY_MS / 12), { status: "pending", approved: false }),
  23: (partner, now) => Object.assign(partner, arrived(now, 12 * DAY_MS), ACTIVE),
};

function arrived(now: Date, agoMs: number): Pick<Partner, "createdAt" | "updatedAt"> {
  const at = earlier(now, agoMs);
  return { createdAt: at, updatedAt: at };
}

function capitals(email: string): string {
  return email.toUpperCase();
}
