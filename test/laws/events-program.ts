import fc from "fast-check";
import type { MemberSeed } from "../../src/sandbox/world/seed.ts";
import type { SandboxDesk } from "../support/sandbox-desk.ts";
import type { Config } from "./program.ts";

/** A person with what the source says and, where there is a contact, what Mailchimp holds. */
export interface EventPerson {
  readonly email: string;
  readonly sales: number | undefined;
  readonly tier: string | undefined;
  readonly held?: {
    readonly status: "subscribed" | "unsubscribed" | "transactional";
    readonly owned: boolean;
    readonly sales: number | undefined;
    readonly tier: string | undefined;
  };
}

const NAMES = ["jane", "omar", "mei", "pavel", "nora", "liam", "ines"];

const tier = fc.constantFrom(undefined, "silver", "gold");
const sales = fc.constantFrom(undefined, 0, 1, 9, 10, 11);

/** Up to seven people. */
export const eventPeople: fc.Arbitrary<readonly EventPerson[]> = fc
  .array(
    fc.record({
      sales,
      tier,
      held: fc.option(
        fc.record({
          status: fc.constantFrom("subscribed", "subscribed", "subscribed", "unsubscribed", "transactional"),
          owned: fc.constantFrom(true, true, true, false),
          sales,
          tier,
        }),
        { nil: undefined },
      ),
    }),
    { minLength: 1, maxLength: NAMES.length },
  )
  .map((people) =>
    people.map(({ held, ...person }, index) => ({
      email: `${NAMES[index]}@${NAMES[index]}-harbor.dev`,
      ...person,
      ...(held === undefined ? {} : { held: { ...held, status: held.status as "subscribed" } }),
    })),
  );

/** The file that the laws of events are tried with. */
export const EVENTS_CONFIG: Config = {
  version: 1,
  audience: { id: "law" },
  sources: { partner: { type: "csv", path: "partners.csv", email: "Email", columns: { sales: "number" } } },
  mergeFields: {
    PARTNER_ID: { name: "Partner ID", type: "text", public: false, value: "partner.id" },
    SALES: { name: "Sales", type: "number", value: "partner.sales" },
    TIER: { name: "Tier", type: "dropdown", choices: ["silver", "gold"], value: "partner.tier" },
  },
  tags: { partner: { when: { partner: "exists" }, quiet: true }, gold: { when: { TIER: "gold" } } },
  events: {
    first_sale: { when: { crosses: { SALES: 1 } }, properties: { sales: "partner.sales", tier: "partner.tier" } },
    tenth_sale: { when: { crosses: { SALES: 10 } } },
    more_sales: { when: { increases: "SALES" } },
    upgraded: { when: { changes: { TIER: { from: "silver", to: ["gold"] } } } },
  },
  automations: {
    Welcome: { startsOn: { tag: "partner" }, limit: 0 },
    "Gold club": { startsOn: { tag: "gold" }, limit: 100 },
    Milestones: { startsOn: { event: ["first_sale", "tenth_sale"] }, limit: 100 },
  },
  sync: { identity: ["PARTNER_ID"], newContacts: "subscribed" },
  limits: Object.fromEntries(
    ["create", "adopt", "update", "tag", "untag", "clear", "bypass-optin"].map((name) => [name, 1_000_000]),
  ),
};

/** The events that one person is sent, by our own reckoning. */
export function eventsOf({ sales: to, tier: tierTo, held }: EventPerson): readonly string[] {
  if (held === undefined || !held.owned || held.status !== "subscribed") return [];
  const { sales: from, tier: tierFrom } = held;
  const crosses = (n: number) => from !== undefined && to !== undefined && from < n && n <= to;
  return [
    ...(crosses(1) ? ["first_sale"] : []),
    ...(from !== undefined && to !== undefined && from < to ? ["more_sales"] : []),
    ...(crosses(10) ? ["tenth_sale"] : []),
    ...(tierFrom === "silver" && tierTo === "gold" ? ["upgraded"] : []),
  ];
}

/** Lays people on a desk: their records in a file, their contacts in the audience. */
export function layEvents(desk: SandboxDesk, people: readonly EventPerson[], config: Config = EVENTS_CONFIG) {
  desk.restart().file("mailchimp.config.yaml", JSON.stringify(config, undefined, 1));
  const rows = people.map(
    ({ email, sales: sold, tier: held }, index) => `p${index},${email},${sold ?? ""},${held ?? ""}`,
  );
  desk.file("partners.csv", `id,Email,sales,tier\n${rows.join("\n")}\n`);
  const handle = desk.sandbox.world.audience({
    id: "law",
    name: "Law",
    mergeFields: [
      { tag: "PARTNER_ID", name: "Partner ID", type: "text", public: false },
      { tag: "SALES", name: "Sales", type: "number" },
      { tag: "TIER", name: "Tier", type: "dropdown", choices: ["silver", "gold"] },
    ],
    tags: ["partner", "gold"],
  });
  return handle.add(people.flatMap((person, index) => seed(person, index)));
}

function seed({ email, held }: EventPerson, index: number): readonly MemberSeed[] {
  if (held === undefined) return [];
  const values = {
    ...(held.owned ? { PARTNER_ID: `p${index}` } : {}),
    ...(held.sales === undefined ? {} : { SALES: held.sales }),
    ...(held.tier === undefined ? {} : { TIER: held.tier }),
  };
  return [{ email, status: held.status, mergeFields: values, tags: held.owned ? ["partner"] : [] }];
}

/** What the sandbox holds of events, by address, names sorted. */
export function eventsHeld(
  desk: SandboxDesk,
  people: readonly EventPerson[],
): Readonly<Record<string, readonly string[]>> {
  const audience = desk.sandbox.world.all().find(({ id }) => id === "law");
  return Object.fromEntries(
    people.map(({ email }) => {
      const events = audience?.audience.roster.byEmail(email)?.events ?? [];
      return [email, events.map(({ name }) => name).toSorted()];
    }),
  );
}
