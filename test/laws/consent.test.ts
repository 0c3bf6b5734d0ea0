import fc from "fast-check";
import { expect, test } from "vitest";
import type { Json } from "../../src/sandbox/json.ts";
import type { Handle } from "../../src/sandbox/world/handle.ts";
import type { MemberView } from "../../src/sandbox/world/view.ts";
import { type SandboxDesk, sandboxDesk } from "../support/sandbox-desk.ts";
import { depth, PATIENCE } from "./depth.ts";
import { type PlanJson, planned } from "./plan-json.ts";
import { lay, PEOPLE, programs } from "./program.ts";

/** What people and marketers do while a plan is being looked at. */
const ACTS = {
  unsubscribes: (audience: Handle, email: string) => audience.acts.unsubscribes(email),
  complains: (audience: Handle, email: string) => audience.acts.complains(email),
  bounces: (audience: Handle, email: string) => audience.acts.bounces(email),
  isUnsubscribed: (audience: Handle, email: string) => audience.acts.isUnsubscribed(email),
  isArchived: (audience: Handle, email: string) => audience.acts.isArchived(email),
  isForgotten: (audience: Handle, email: string) => audience.acts.isForgotten(email),
  changesProfile: (audience: Handle, email: string) => audience.acts.changesProfile(email, { NOTE: "my own words" }),
} as const;

type Act = keyof typeof ACTS;

const history = fc.array(fc.tuple(fc.nat(PEOPLE.length - 1), fc.constantFrom(...Object.keys(ACTS).filter(isAct))), {
  maxLength: 6,
});

test(
  "no status is ever sent, and nobody who had opted out or left is subscribed afterwards, whatever happens meanwhile",
  async () => {
    const desk = await sandboxDesk();
    await fc.assert(
      fc.asyncProperty(programs, history, async (program, acts) => {
        const audience = lay(desk, program);
        const plan = await planned(desk);
        desk.sandbox.traffic.clear();
        let before = new Map<string, MemberView>();
        let forgotten: readonly string[] = [];
        await desk.run(["apply", "--yes"], {
          onOutput: () => {
            if (before.size > 0) return;
            forgotten = happen(audience, acts);
            before = snapshot(audience);
          },
        });
        checkRows(desk, plan);
        checkPeople(audience, before, forgotten);
      }),
      depth(25),
    );
  },
  PATIENCE,
);

test(
  "what is not declared is untouched: other fields, other tags, and whatever else a contact has",
  async () => {
    const desk = await sandboxDesk();
    await fc.assert(
      fc.asyncProperty(programs, async (program) => {
        const audience = lay(desk, program);
        const before = snapshot(audience);
        const run = await desk.run(["apply", "--yes"]);
        expect(run.exit, run.stderr).toBe(0);
        for (const [email, was] of before) {
          const is = audience.member(email);
          expect(foreign(is, program.config)).toEqual(foreign(was, program.config));
        }
      }),
      depth(15),
    );
  },
  PATIENCE,
);

function isAct(name: string): name is Act {
  return name in ACTS;
}

/** People who are not there can do nothing. Answers with those who were deleted for good. */
function happen(audience: Handle, acts: readonly (readonly [number, Act])[]): readonly string[] {
  return acts.flatMap(([index, act]) => {
    const email = PEOPLE[index] ?? "";
    const there = audience.member(email);
    if (there === undefined || (there.status === "archived" && act !== "isForgotten")) return [];
    ACTS[act](audience, email);
    return act === "isForgotten" ? [email] : [];
  });
}

function snapshot(audience: Handle): Map<string, MemberView> {
  return new Map([...audience.members()].map((member) => [member.email, member]));
}

/** The sandbox's own record of what was sent. */
function checkRows(desk: SandboxDesk, plan: PlanJson): void {
  const created = new Map(
    plan.contacts.changes
      .filter(({ action }) => action === "create")
      .map(({ address, status }) => [address.slice("contact.".length).toLowerCase(), status]),
  );
  for (const { method, path, body } of desk.sandbox.traffic.writes) {
    if (method === "POST" && path === "/lists/law") {
      for (const row of rowsOf(body)) {
        expect(row).not.toHaveProperty("status");
        const wished = created.get(String(row["email_address"]).toLowerCase()) ?? "unsubscribed";
        expect(row["status_if_new"]).toBe(wished);
      }
    } else if (path.includes("/members/") && !path.endsWith("/tags")) {
      expect(body ?? {}).not.toHaveProperty("status");
      expect(body ?? {}).not.toHaveProperty("status_if_new");
    }
  }
}

function rowsOf(body: Json | undefined): readonly Readonly<Record<string, unknown>>[] {
  const members: unknown = Reflect.get(Object(body), "members");
  return Array.isArray(members) ? members : [];
}

function checkPeople(audience: Handle, before: ReadonlyMap<string, MemberView>, forgotten: readonly string[]): void {
  for (const [email, was] of before) {
    const is = audience.member(email);
    if (was.status !== "subscribed") expect([email, is?.status]).not.toEqual([email, "subscribed"]);
    if (was.status !== "archived") expect([email, is?.status]).toEqual([email, was.status]);
  }
  for (const email of forgotten) expect(audience.member(email)?.status).not.toBe("subscribed");
}

/** Of a contact, all that the configuration does not declare. */
function foreign(member: MemberView | undefined, config: Readonly<Record<string, unknown>>): unknown {
  if (member === undefined) return undefined;
  const { id, contactId, status, vip, language, interests, events } = member;
  const declared = Object.keys(Object(config["tags"])).map((name) => name.toLowerCase());
  const isManaged = (tag: string) =>
    declared.some((name) => (name.endsWith("*") ? tag.startsWith(name.slice(0, -1)) : tag === name));
  const fields = new Set(
    Object.entries(Object(config["mergeFields"])).map(([key, field]) => Reflect.get(Object(field), "tag") ?? key),
  );
  return {
    ...{ id, contactId, status, vip, language, interests, events },
    mergeFields: Object.fromEntries(Object.entries(member.mergeFields).filter(([tag]) => !fields.has(tag))),
    tags: member.tags.filter((tag) => !isManaged(tag.toLowerCase())),
  };
}
