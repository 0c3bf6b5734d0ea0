import type { FieldSpec } from "../src/sandbox/lists/default-fields.ts";
import type { MemberSeed } from "../src/sandbox/world/seed.ts";

/** The audience that everything is measured against. */
export const AUDIENCE = { id: "bench00001", name: "Benchmark" };

/** The merge fields as the configuration declares them. */
export const FIELDS: readonly FieldSpec[] = [
  { tag: "PARTNER_ID", name: "Partner ID", type: "text", public: false },
  { tag: "STATUS", name: "Partner status", type: "dropdown", choices: ["active", "pending"], public: true },
  { tag: "TIER", name: "Tier", type: "dropdown", choices: ["bronze", "silver", "gold"], public: true },
  { tag: "SALES", name: "Total sales", type: "number", public: true },
  { tag: "EARNED", name: "Total earned", type: "number", public: false },
  { tag: "SIGNUP", name: "Signup date", type: "date", public: true },
];

/** A configuration of the usual size: typed fields, conditions over them, a tag family, a field written if empty. */
export const CONFIG = `version: 1
audience: { id: ${AUDIENCE.id}, expect: { name: ${AUDIENCE.name} } }
sources:
  partner: { type: csv, path: people.csv, email: email, columns: { tags: list, sales: number, earned: number, created_at: date } }
mergeFields:
  PARTNER_ID: { name: Partner ID, type: text, public: false, value: partner.id }
  STATUS: { name: Partner status, type: dropdown, choices: [active, pending], value: partner.status }
  TIER: { name: Tier, type: dropdown, choices: [bronze, silver, gold], value: { tag: "tier:*", of: partner.tags } }
  SALES: { name: Total sales, type: number, value: partner.sales }
  EARNED: { name: Total earned, type: number, public: false, value: partner.earned }
  SIGNUP: { name: Signup date, type: date, value: partner.created_at }
  FNAME: { value: partner.name, write: if_empty }
tags:
  partner: { when: { partner: exists } }
  active: { when: { partner.status: active } }
  pending: { when: { partner.status: pending } }
  top-performer: { when: { all: [ { partner.status: active }, { SALES: { gte: 90 } } ] } }
  "tier:*": { value: { tag: "tier:*", of: partner.tags } }
sync: { identity: [PARTNER_ID], newContacts: subscribed }
limits: { "untag:active": 100%, "untag:top-performer": 100%, tag: 1000000 }
`;

/** The export of so many people; of every `everyNth` the sales, the status and the tier have moved. */
export function exported(count: number, everyNth: number): string {
  const rows = ["id,email,name,company,status,tags,sales,earned,created_at"];
  for (let index = 0; index < count; index += 1) rows.push(row(person(index, index % everyNth === everyNth - 1)));
  return `${rows.join("\n")}\n`;
}

/** The same people as Mailchimp holds them before anything moved. */
export function* members(count: number): Generator<MemberSeed> {
  for (let index = 0; index < count; index += 1) yield member(person(index, false), index);
}

interface Person {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly status: "active" | "pending";
  readonly tier: string;
  readonly sales: number;
  readonly earned: number;
  readonly since: string;
}

const NAMES = ["Ada", "Björn", "Chloé", "Devi", "Emeka", "Fatima", "Gül", "Hana", "Ivo", "Jun"];
const TIERS = ["bronze", "silver", "gold"];

function person(index: number, moved: boolean): Person {
  const sales = (index * 7919) % 100;
  const name = NAMES[index % NAMES.length] ?? "";
  return {
    id: `P-${index + 1}`,
    email: `${name.normalize("NFD").replace(/[^A-Za-z]/g, "")}.${index}@harbor-coffee-${index % 997}.dev`,
    name,
    status: (index % 10 === 0) !== moved ? "pending" : "active",
    tier: TIERS[(index + (moved ? 1 : 0)) % TIERS.length] ?? "",
    sales: moved ? sales + 1 : sales,
    earned: Math.round(sales * 1234.5) / 100,
    since: `20${String(10 + (index % 15))}-0${1 + (index % 9)}-${10 + (index % 18)}`,
  };
}

function row({ id, email, name, status, tier, sales, earned, since }: Person): string {
  return `${id},${email},${name},"${name} & Company, Ltd.",${status},"tier:${tier}, newsletter",${sales},${earned},${since}`;
}

function member({ id, email, name, status, tier, sales, earned, since }: Person, index: number): MemberSeed {
  const top = status === "active" && sales >= 90 ? ["top-performer"] : [];
  const joined = new Date(Date.UTC(2020, 0, 1) + index * 60_000).toISOString().replace(/\.\d+Z$/, "+00:00");
  return {
    email,
    mergeFields: {
      FNAME: name,
      PARTNER_ID: id,
      STATUS: status,
      TIER: tier,
      SALES: sales,
      EARNED: earned,
      SIGNUP: since,
    },
    tags: ["partner", status, `tier:${tier}`, ...top],
    optedAt: joined,
    changedAt: joined,
  };
}
