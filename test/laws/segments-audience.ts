import type { FieldSpec } from "../../src/sandbox/lists/default-fields.ts";
import type { Handle } from "../../src/sandbox/world/handle.ts";
import type { SandboxDesk } from "../support/sandbox-desk.ts";
import { CLUBS, type Person, type SegmentEntry } from "./segments-program.ts";

const FIELDS = {
  PARTNER_ID: { name: "Partner ID", type: "text", public: false, value: "partner.id" },
  TIER: { name: "Tier", type: "dropdown", choices: ["bronze", "silver", "gold"], value: "partner.tier" },
  TOTAL_SALES: { tag: "SALES", name: "Sales", type: "number", value: "partner.sales" },
  CITY: { name: "City", type: "text", value: "partner.city" },
  JOINED: { name: "Joined", type: "date", value: "partner.joined" },
  BIRTHDAY: { name: "Birthday", type: "birthday", value: "partner.birthday" },
  FNAME: { value: "partner.name" },
};

/** The fields as they stand already, so that contacts can hold values of them. */
const STANDING: readonly FieldSpec[] = [
  { tag: "PARTNER_ID", name: "Partner ID", type: "text", public: false },
  { tag: "TIER", name: "Tier", type: "dropdown", options: { choices: ["bronze", "silver", "gold"] } },
  { tag: "SALES", name: "Sales", type: "number" },
  { tag: "CITY", name: "City", type: "text" },
  { tag: "JOINED", name: "Joined", type: "date" },
  { tag: "BIRTHDAY", name: "Birthday", type: "birthday" },
];

/** Founds the audience anew with everybody who stands in it, and writes down everybody who is in the source. */
export function found(desk: SandboxDesk, people: readonly Person[]): Handle {
  const handle = desk.restart().sandbox.world.audience({ id: "law", name: "Law" });
  for (const field of STANDING) handle.mergeField(field);
  handle.tag("by-hand");
  const clubs = new Map(handle.group("Club", CLUBS).interests.map(({ id, name }) => [name, id]));
  handle.add(
    people.flatMap(({ live }, index) => {
      if (live === undefined) return [];
      const { owned, clubs: chosen, mergeFields, ...seed } = live;
      const identity = owned ? { PARTNER_ID: `p-${index}` } : {};
      const interests = chosen.flatMap((name) => clubs.get(name) ?? []);
      return [{ ...seed, email: emailOf(index), interests, mergeFields: { ...mergeFields, ...identity } }];
    }),
  );
  const always = JSON.stringify({ id: "p-always", email: "always@harbor-coffee.dev", city: "Leeds", sales: 10 });
  const rows = people.flatMap(({ record }, index) =>
    record === undefined ? [] : [JSON.stringify({ ...record, id: `p-${index}`, email: emailOf(index) })],
  );
  desk.file("partner.ndjson", [always, ...rows].map((row) => `${row}\n`).join(""));
  return handle;
}

/** Writes the file with its segments in one of their states. */
export function declare(desk: SandboxDesk, segments: Readonly<Record<string, SegmentEntry>>): void {
  const columns = { tier: "text", sales: "number", city: "text", joined: "date", birthday: "text", name: "text" };
  const config = {
    version: 1,
    audience: { id: "law" },
    sources: {
      partner: {
        type: "ndjson",
        path: "partner.ndjson",
        email: "email",
        columns: { ...columns, id: "text", buys: "boolean", clubs: "list" },
      },
    },
    mergeFields: FIELDS,
    tags: { partner: { when: { partner: "exists" } }, buyer: { when: { "partner.buys": true } } },
    groups: {
      Club: {
        type: "checkboxes",
        interests: Object.fromEntries(CLUBS.map((name) => [name, { when: { "partner.clubs": { contains: name } } }])),
      },
    },
    segments,
    sync: { identity: ["PARTNER_ID"], newContacts: "subscribed" },
    limits: { adopt: 100, update: 100, clear: 100, untag: 100, shrink: 100 },
  };
  desk.file("mailchimp.config.yaml", JSON.stringify(config, undefined, 1));
}

/** How many members Mailchimp lists for each segment, by name. */
export async function listed(desk: SandboxDesk): Promise<Readonly<Record<string, number>>> {
  const { segments } = await read(desk, "/lists/law/segments?type=saved&count=1000");
  const sizes: Record<string, number> = {};
  for (const { id, name } of segments) {
    const { total_items: size } = await read(desk, `/lists/law/segments/${id}/members?count=1000`);
    sizes[name] = size;
  }
  return sizes;
}

interface Answer {
  readonly segments: readonly { readonly id: number; readonly name: string }[];
  readonly total_items: number;
}

async function read(desk: SandboxDesk, path: string): Promise<Answer> {
  const { apiKey, mailchimpUrl } = desk.sandbox;
  const authorization = `Basic ${Buffer.from(`any:${apiKey}`).toString("base64")}`;
  const answer = await fetch(`${mailchimpUrl}${path}`, { headers: { authorization } });
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Answer; // the shapes that Mailchimp documents
}

function emailOf(index: number): string {
  return `person${index}@harbor-coffee.dev`;
}
