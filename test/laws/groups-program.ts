import fc from "fast-check";
import type { SandboxDesk } from "../support/sandbox-desk.ts";

/** One interest of a group in a configuration. */
export interface InterestEntry {
  readonly when?: { readonly "partner.roles": { readonly contains: string } };
  readonly order?: number;
}

/** The groups of a configuration. */
export type Groups = Readonly<
  Record<
    string,
    { readonly type: string; readonly order?: number; readonly interests: Readonly<Record<string, InterestEntry>> }
  >
>;

/** Two states of a file, one after the other, and the people that they meet. */
export interface GroupsProgram {
  readonly first: Groups;
  readonly second: Groups;
  readonly people: readonly Person[];
}

/** Somebody in the source, with the roles that rules look at, and what he chose before. */
export interface Person {
  readonly roles: readonly string[];
  readonly chosen: readonly string[];
  readonly stands: boolean;
}

const NAMES = ["Affiliate", "Reseller", "Café & more", "Ambassador"];

/** A group that the file may declare too, and one that it never does. */
export const STANDING = { "Program type": ["Affiliate", "By hand"], "Old club": ["Gold", "Silver"] };

const interest = (name: string): fc.Arbitrary<InterestEntry> =>
  fc.record(
    { when: fc.constant({ "partner.roles": { contains: name } }), order: fc.integer({ min: 1, max: 9 }) },
    { requiredKeys: [] },
  );

const group = fc.record(
  {
    type: fc.constantFrom("checkboxes", "dropdown", "radio", "hidden"),
    order: fc.integer({ min: 1, max: 9 }),
    interests: fc
      .subarray(NAMES)
      .chain((names) => fc.record(Object.fromEntries(names.map((name) => [name, interest(name)])))),
  },
  { requiredKeys: ["type", "interests"] },
);

const groups: fc.Arbitrary<Groups> = fc
  .subarray(["Program type", "Newsletters", "Läden/Shops"])
  .chain((titles) => fc.record(Object.fromEntries(titles.map((title) => [title, group]))));

const person: fc.Arbitrary<Person> = fc.record({
  roles: fc.subarray(NAMES),
  chosen: fc.subarray(["Program type/Affiliate", "Program type/By hand", "Old club/Gold"]),
  stands: fc.boolean(),
});

/** Two states of a file and up to six people. */
export const groupsPrograms: fc.Arbitrary<GroupsProgram> = fc.record({
  first: groups,
  second: groups,
  people: fc.array(person, { minLength: 1, maxLength: 6 }),
});

/** The address of the person at a place. */
export function emailOf(index: number): string {
  return `person${index}@harbor-coffee.dev`;
}

/** Founds the audience anew, with two groups that stand already and whoever stands already. */
export function found(desk: SandboxDesk, people: readonly Person[]) {
  const handle = desk.restart().sandbox.world.audience({ id: "law", name: "Law" });
  const ids = new Map<string, string>();
  for (const [title, names] of Object.entries(STANDING)) {
    for (const { id, name } of handle.group(title, names).interests) ids.set(`${title}/${name}`, id);
  }
  const rows = people.map(({ roles }, index) => ({ Email: emailOf(index), id: `p-${index}`, roles }));
  desk.file("partner.ndjson", rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
  return handle.add(
    people.flatMap(({ stands, chosen }, index) =>
      stands ? [{ email: emailOf(index), interests: chosen.flatMap((name) => ids.get(name) ?? []) }] : [],
    ),
  );
}

/** Writes the file in one of its states. */
export function declare(desk: SandboxDesk, declared: Groups): void {
  const config = {
    version: 1,
    audience: { id: "law" },
    sources: { partner: { type: "ndjson", path: "partner.ndjson", email: "Email", columns: { roles: "list" } } },
    mergeFields: { PARTNER_ID: { name: "Partner ID", type: "text", public: false, value: "partner.id" } },
    groups: declared,
    sync: { identity: ["PARTNER_ID"], newContacts: "subscribed" },
    limits: { adopt: 100, update: 100 },
  };
  desk.file("mailchimp.config.yaml", JSON.stringify(config, undefined, 1));
}

/** What everybody has, as `Program type/Affiliate`. */
export function held(desk: SandboxDesk): ReadonlyMap<string, ReadonlySet<string>> {
  const handle = desk.sandbox.world.all().find((one) => one.id === "law");
  if (handle === undefined) throw new Error("The audience is gone.");
  const names = new Map(
    handle.audience.categories.flatMap(({ title, interests }) =>
      interests.map(({ id, name }) => [id, `${title}/${name}`] as const),
    ),
  );
  const people = [...handle.audience.roster.all()].map(
    (member) => [member.email, new Set([...(member.interests ?? [])].map((id) => names.get(id) ?? id))] as const,
  );
  return new Map(people);
}

/** What a person must have after an apply, by the words of the documentation and nothing of the program. */
export function due(declared: Groups, { roles }: Person, before: ReadonlySet<string>): ReadonlySet<string> {
  const after = new Set(before);
  for (const [title, { type, interests }] of Object.entries(declared)) {
    const ruled = Object.entries(interests).filter(([, entry]) => entry.when !== undefined);
    const names = ruled.map(([name]) => name);
    const wished = names.filter((name) => roles.includes(name));
    const one = type === "radio" || type === "dropdown";
    const wanted = one ? wished.slice(0, 1) : wished;
    const foreign = [...before].some((name) => isOf(title, name) && !names.includes(name.slice(title.length + 1)));
    if (one && foreign && wanted.some((name) => !before.has(`${title}/${name}`))) continue;
    for (const name of names) after.delete(`${title}/${name}`);
    for (const name of wanted) after.add(`${title}/${name}`);
  }
  return after;
}

function isOf(title: string, name: string): boolean {
  return name.startsWith(`${title}/`);
}
