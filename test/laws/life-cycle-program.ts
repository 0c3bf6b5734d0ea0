import fc from "fast-check";
import type { MemberSeed } from "../../src/sandbox/world/seed.ts";
import type { SandboxDesk } from "../support/sandbox-desk.ts";

/** What a new version of a file does with one object of the one before. */
export type Fate = "kept" | "renamed" | "removed" | "forgotten" | "guarded";

/** A schema that stands, a file that says what becomes of it, and people who hold something of it. */
export interface LifeCycle {
  readonly fields: readonly Fate[];
  readonly tags: readonly Fate[];
  readonly groups: readonly Fate[];
  /** Objects that only the new file has. */
  readonly made: { readonly fields: number; readonly tags: number; readonly groups: number };
  readonly undeclared: "ignore" | "report" | "delete";
  readonly members: readonly MemberSeed[];
}

const fate = fc.constantFrom<Fate>("kept", "renamed", "removed", "forgotten", "guarded");

const PEOPLE = ["jane", "omar", "mei", "pavel", "nora"].map((name) => `${name}@${name}-lantern.dev`);

/** Every value and tag of the old file, of which each person holds some; and some of a marketer's own. */
const FIELDS = [0, 1, 2, 3].map((index) => `F${index}`);
const TAGS = [0, 1, 2, 3].map((index) => `tag ${index}`);
const FOREIGN = { fields: ["NOTE"], tags: ["keep-1", "Keep-2"] } as const;

const member = (email: string, index: number): fc.Arbitrary<MemberSeed> =>
  fc.record({
    email: fc.constant(email),
    status: fc.constantFrom("subscribed", "unsubscribed", "transactional", "archived", "pending", "cleaned"),
    mergeFields: fc
      .record({
        held: fc.subarray([...FIELDS, ...FOREIGN.fields]),
        own: fc.boolean(),
      })
      .map(({ held, own }) => ({
        ...Object.fromEntries(held.map((tag) => [tag, `${tag} of ${index}`])),
        ...(own ? { ID: `p-${index}` } : {}),
      })),
    tags: fc.subarray([...TAGS, ...FOREIGN.tags]),
  });

/** Versions of a file that follow one another, and an audience in between. */
export const lifeCycles: fc.Arbitrary<LifeCycle> = fc.record({
  fields: fc.tuple(fate, fate, fate, fate),
  tags: fc.tuple(fate, fate, fate, fate),
  groups: fc.tuple(fate, fate),
  made: fc.record({ fields: fc.nat(2), tags: fc.nat(2), groups: fc.nat(1) }),
  undeclared: fc.constantFrom("ignore", "report", "delete"),
  members: fc.tuple(...PEOPLE.map(member)),
});

/** Lets every deletion pass. */
export const ALLOWED: readonly string[] = ["merge-field", "tag", "group"].flatMap((name) => [
  "--allow",
  `delete-${name}=100`,
]);

/** Lays the audience as the old file left it, and the new file. */
export function lay(desk: SandboxDesk, cycle: LifeCycle) {
  desk.restart().file("mailchimp.config.yaml", JSON.stringify(configOf(cycle), undefined, 1));
  desk.file("people.csv", "id,Email\np-0,jane@jane-lantern.dev\np-1,omar@omar-lantern.dev\np-9,new@new-lantern.dev\n");
  const audience = desk.sandbox.world.audience({
    id: "law",
    name: "Law",
    mergeFields: ["ID", ...FIELDS, ...FOREIGN.fields].map((tag) => ({ tag, name: tag, type: "text" as const })),
    tags: [...TAGS, ...FOREIGN.tags],
  });
  cycle.groups.forEach((_, index) => {
    audience.group(`Group ${index}`, ["one", "two"]);
  });
  return audience.add(cycle.members);
}

/** What an object of the old file is called in the new one. */
export function nameNow(name: string, now: Fate): string {
  return now === "renamed" ? `${name}N` : name;
}

/** The names of the old file with what becomes of each. */
export function fates(cycle: LifeCycle) {
  const of = (names: readonly string[], now: readonly Fate[]) =>
    names.map((name, index) => ({ name, fate: now[index] ?? "kept" }));
  return {
    fields: of(FIELDS, cycle.fields),
    tags: of(TAGS, cycle.tags),
    groups: of(["Group 0", "Group 1"], cycle.groups),
  };
}

function configOf(cycle: LifeCycle): object {
  const { fields, tags, groups } = fates(cycle);
  const { undeclared: policy } = cycle;
  const keep =
    policy === "delete" ? { ignore: { tags: ["KEEP-*"], mergeFields: ["NOTE", "*NAME", "ADDRESS", "PHONE"] } } : {};
  return {
    version: 1,
    audience: { id: "law" },
    sources: { person: { type: "csv", path: "people.csv", email: "Email" } },
    mergeFields: {
      ID: { name: "ID", type: "text", public: false, value: "person.id" },
      ...declared(fields, (name) => ({ name, type: "text" })),
      ...fresh("M", cycle.made.fields, (name) => ({ name, type: "text" })),
    },
    tags: {
      ...declared(tags, () => ({ when: { "person.id": "p-0" } })),
      ...fresh("made ", cycle.made.tags, () => ({ when: { "person.id": "p-1" } })),
    },
    groups: {
      ...declared(groups, () => ({ type: "checkboxes", interests: { one: {}, three: { previously: ["two"] } } })),
      ...fresh("New ", cycle.made.groups, () => ({ type: "radio", interests: { one: {} } })),
    },
    undeclared: { tags: policy, mergeFields: policy, groups: policy, interests: policy },
    ...keep,
    removed: [
      ...removed(fields).map((mergeField) => ({ mergeField, reason: "law" })),
      ...removed(tags).map((tag) => ({ tag, fromContacts: true })),
      ...removed(groups).map((group) => ({ group })),
    ],
    sync: { identity: ["ID"], newContacts: "subscribed" },
    limits: Object.fromEntries(["create", "adopt", "update", "tag", "untag"].map((name) => [name, 1000])),
  };
}

type Fated = ReturnType<typeof fates>["fields"];

function declared(objects: Fated, entry: (name: string) => object): Readonly<Record<string, object>> {
  const standing = objects.filter(({ fate: now }) => now !== "removed" && now !== "forgotten");
  return Object.fromEntries(
    standing.map(({ name, fate: now }) => {
      const life = now === "renamed" ? { previously: [name] } : now === "guarded" ? { protected: true } : {};
      return [nameNow(name, now), { ...entry(nameNow(name, now)), ...life }];
    }),
  );
}

function fresh(prefix: string, count: number, entry: (name: string) => object): Readonly<Record<string, object>> {
  const names = Array.from({ length: count }, (_, index) => `${prefix}${index}`);
  return Object.fromEntries(names.map((name) => [name, entry(name)]));
}

function removed(objects: Fated): readonly string[] {
  return objects.filter(({ fate: now }) => now === "removed").map(({ name }) => name);
}
