import fc from "fast-check";
import type { MemberSeed } from "../../src/sandbox/world/seed.ts";
import type { SandboxDesk } from "../support/sandbox-desk.ts";

/** Everything that one law is tried with: a configuration, its sources, and the audience that it meets. */
export interface Program {
  readonly config: Config;
  readonly files: Readonly<Record<string, readonly Row[]>>;
  readonly audience: { readonly fields: readonly string[]; readonly tags: readonly string[] };
  readonly members: readonly MemberSeed[];
}

export type Row = Readonly<Record<string, string | number>>;

/** A configuration file; YAML knows all of JSON. */
export type Config = Readonly<Record<string, unknown>>;

/** People of the trade; nobody of them exists. */
export const PEOPLE = ["jane", "omar", "mei", "pavel", "nora", "liam", "ines", "tariq", "yuki", "sofia"].map(
  (name) => `${name}.quillfeather@${name}-lantern.dev`,
);

/** What personal values are made of, so that one in an output is seen. */
const SURNAME = "Quillfeather";

const STANDARD: Record<string, object> = {
  PARTNER_ID: { name: "Partner ID", type: "text", public: false, value: "partner.id" },
  CUSTOMER_ID: { tag: "CUST_ID", name: "Customer ID", type: "text", public: false, value: "customer.key" },
  STATUS: { name: "Status", type: "dropdown", choices: ["active", "pending"], value: "partner.status" },
  SALES: { name: "Sales", type: "number", value: "partner.sales" },
  SINCE: { name: "Since", type: "date", value: "partner.since" },
  SITE: { name: "Site", type: "url", value: "customer.site" },
};

const TAGS = {
  partner: { when: { partner: "exists" } },
  Active: { when: { "partner.status": "active" } },
  "top performer": { when: { SALES: { gte: 10 } } },
  both: { when: { all: [{ partner: "exists" }, { customer: "exists" }] } },
  "new-partner": { when: { "partner.since": { within: "30d" } } },
  "not-active": { when: { not: { "partner.status": "active" } } },
  "tier:*": { value: "partner.tier" },
  "plan:*": { value: "customer.plan" },
};

const INCLUDES = [
  undefined,
  { any: [{ "partner.status": { in: ["active", "pending"] } }, { customer: "exists" }] },
  { partner: "exists" },
];

const DOORS = [
  "subscribed",
  "pending",
  "transactional",
  "skip",
  [{ when: { "partner.status": "active" }, status: "subscribed" }, { status: "pending" }],
  [{ when: { customer: "exists" }, status: "skip" }, { status: "subscribed" }],
];

/** No limit holds: laws are about what is done. */
const LIMITS = Object.fromEntries(
  ["create", "adopt", "update", "tag", "untag", "clear", "bypass-optin"].map((name) => [name, 1_000_000]),
);

const STATUSES = ["subscribed", "unsubscribed", "cleaned", "pending", "transactional", "archived"] as const;

const subset = <T>(items: readonly T[]) => fc.subarray([...items]);
const blank = fc.constant("");

const partnerRow = fc.record({
  status: fc.oneof(fc.constantFrom("active", "pending", "archived"), blank),
  sales: fc.oneof(fc.integer({ min: 0, max: 20 }), blank),
  since: fc.oneof(fc.constantFrom("2026-02-20", "2025-02-20"), blank),
  tier: fc.oneof(fc.constantFrom("gold", "silver"), blank),
  name: fc.oneof(fc.constant(`Partner ${SURNAME}`), blank),
});

const customerRow = fc.record({
  plan: fc.oneof(fc.constantFrom("solo", "team"), blank),
  site: fc.oneof(fc.constantFrom(`https://${SURNAME.toLowerCase()}.dev/x`, "no site"), blank),
  name: fc.oneof(fc.constant(`Customer ${SURNAME}`), blank),
});

const member = fc.record(
  {
    status: fc.constantFrom(...STATUSES),
    compliance: fc.boolean(),
    values: fc.record(
      {
        PARTNER_ID: fc.constant("own"),
        STATUS: fc.constantFrom("active", "pending"),
        SALES: fc.integer({ min: 0, max: 20 }),
        SINCE: fc.constant("2026-02-20"),
        FNAME: fc.constant(`Standing ${SURNAME}`),
        NOTE: fc.constant("written by a marketer"),
      },
      { requiredKeys: [] },
    ),
    tags: subset(["PARTNER", "active", "tier:gold", "Tier:Bronze", "newsletter", "vip dinner", "both"]),
    vip: fc.boolean(),
  },
  { requiredKeys: ["status", "values", "tags"] },
);

const person = fc.record({
  partner: fc.option(partnerRow, { nil: undefined }),
  customer: fc.option(customerRow, { nil: undefined }),
  member: fc.option(member, { nil: undefined }),
  shouts: fc.boolean(),
});

type Person = typeof person extends fc.Arbitrary<infer Value> ? Value : never;

/** Programs of up to ten people, two sources, and a half-made audience. */
export const programs: fc.Arbitrary<Program> = fc
  .record({
    people: fc.array(person, { minLength: 1, maxLength: PEOPLE.length }),
    keys: subset(["STATUS", "SALES", "SINCE", "SITE"]),
    tags: subset(Object.keys(TAGS).filter((name) => name !== "top performer")),
    names: fc.constantFrom("always", "if_empty", "create_only"),
    empty: fc.constantFrom("clear", "keep"),
    include: fc.constantFrom(...INCLUDES),
    newContacts: fc.constantFrom(...DOORS),
    type: fc.constantFrom("csv", "ndjson"),
    standing: fc.record({ fields: subset(Object.keys(STANDARD)), tags: subset(["ACTIVE", "partner", "newsletter"]) }),
  })
  .map(({ people, keys, tags, names, empty, include, newContacts, type, standing }): Program => {
    const declared = ["PARTNER_ID", "CUSTOMER_ID", ...keys].map((key) => [
      key,
      key === "SALES" ? { ...STANDARD[key], empty } : STANDARD[key],
    ]);
    const chosen = Object.entries(TAGS).filter(
      ([name]) => tags.includes(name) || (name === "top performer" && keys.includes("SALES")),
    );
    const source = (name: string) => ({
      type,
      path: `${name}.${type}`,
      email: "Email",
      columns: name === "partner" ? { sales: "number", since: "date" } : {},
    });
    return {
      config: {
        version: 1,
        audience: { id: "law" },
        sources: { partner: source("partner"), customer: source("customer") },
        mergeFields: {
          ...Object.fromEntries(declared),
          FNAME: { value: { first: ["partner.name", "customer.name"] }, write: names },
        },
        tags: Object.fromEntries(chosen),
        sync: {
          identity: ["PARTNER_ID", "CUSTOMER_ID"],
          newContacts,
          ...(include === undefined ? {} : { include }),
        },
        limits: LIMITS,
      },
      files: {
        [`partner.${type}`]: rows(people, "partner"),
        [`customer.${type}`]: rows(people, "customer"),
      },
      audience: standing,
      members: people.flatMap((one, index) => (one.member === undefined ? [] : [seed(one.member, index)])),
    };
  });

/** A stranger's row stands in each file, so that none is ever without a header. */
function rows(people: readonly Person[], source: "partner" | "customer"): readonly Row[] {
  const known = people.flatMap((one, index): Row[] => {
    const record = one[source];
    if (record === undefined) return [];
    const email = PEOPLE[index] ?? "";
    return [{ [IDS[source]]: `${source}-${index}`, Email: one.shouts ? email.toUpperCase() : email, ...record }];
  });
  const stranger = `stranger.quillfeather@${source}-lantern.dev`;
  return [...known, { [IDS[source]]: `${source}-s`, Email: stranger, ...STRANGER[source] }];
}

const IDS = { partner: "id", customer: "key" } as const;

const STRANGER: Record<"partner" | "customer", Row> = {
  partner: { status: "active", sales: 1, since: "2025-01-01", tier: "gold", name: `Stranger ${SURNAME}` },
  customer: { plan: "solo", site: "https://quillfeather.dev/", name: `Stranger ${SURNAME}` },
};

function seed({ status, compliance, values, tags, vip }: NonNullable<Person["member"]>, index: number): MemberSeed {
  const { PARTNER_ID, ...others } = values;
  return {
    email: PEOPLE[index] ?? "",
    status,
    tags,
    vip: vip ?? false,
    mergeFields: { ...others, ...(PARTNER_ID === undefined ? {} : { PARTNER_ID: `partner-${index}` }) },
    ...(compliance === true && (status === "unsubscribed" || status === "cleaned") ? { compliance } : {}),
  };
}

/** Lays a program on a desk, in the order in which it is given, and founds the audience anew. */
export function lay(desk: SandboxDesk, program: Program) {
  desk.restart().file("mailchimp.config.yaml", JSON.stringify(program.config, undefined, 1));
  for (const [name, content] of Object.entries(program.files)) {
    desk.file(name, name.endsWith(".csv") ? csv(content) : ndjson(content));
  }
  const mergeFields = program.audience.fields.map((key) => fieldSpec(key));
  const handle = desk.sandbox.world.audience({
    id: "law",
    name: "Law",
    mergeFields: [...mergeFields, { tag: "NOTE", name: "Note" }],
    tags: program.audience.tags,
  });
  return handle.add(program.members);
}

function fieldSpec(key: string) {
  const { tag = key, name = key, type, choices, value: _value, ...rest } = Object(STANDARD[key]);
  return { tag, name, type, ...rest, ...(choices === undefined ? {} : { choices }) };
}

function csv(content: readonly Row[]): string {
  const names = Object.keys(content[0] ?? {});
  const line = (cells: readonly unknown[]) => cells.map((cell) => `"${String(cell).replaceAll('"', '""')}"`).join(",");
  return `${[names, ...content.map((row) => names.map((name) => row[name] ?? ""))].map(line).join("\n")}\n`;
}

function ndjson(content: readonly Row[]): string {
  return content.map((row) => `${JSON.stringify(row)}\n`).join("");
}
