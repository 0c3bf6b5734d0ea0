import fc from "fast-check";
import { expect, test } from "vitest";
import type { Handle } from "../../src/sandbox/world/handle.ts";
import type { MemberView } from "../../src/sandbox/world/view.ts";
import { sandboxDesk } from "../support/sandbox-desk.ts";
import { depth, PATIENCE } from "./depth.ts";
import { ADDRESSES, layMoved, type MovedProgram, movedPrograms } from "./ownership-program.ts";
import { isEmpty, planned } from "./plan-json.ts";

/** What happens to contacts between the plan and the writing of it. */
const ACTS = {
  unsubscribes: (audience: Handle, email: string) => audience.acts.unsubscribes(email),
  isArchived: (audience: Handle, email: string) => audience.acts.isArchived(email),
  isForgotten: (audience: Handle, email: string) => audience.acts.isForgotten(email),
  /** To an address of which nobody knows. */
  moves: (audience: Handle, email: string) => audience.acts.changesAddress(email, email.replace("@", "@new-")),
} as const;

const acts = fc.array(fc.tuple(fc.constantFrom(...ADDRESSES), fc.constantFrom(...Object.values(ACTS))), {
  maxLength: 4,
});

test(
  "nobody escapes an opt-out by a new address: whoever is new and subscribed was nowhere before, or stood subscribed",
  async () => {
    const desk = await sandboxDesk();
    await fc.assert(
      fc.asyncProperty(movedPrograms, acts, async (program, meanwhile) => {
        const audience = layMoved(desk, program);
        let before: readonly MemberView[] = [];
        let happened = false;
        await desk.run(["apply", "--yes"], {
          onOutput: () => {
            if (happened) return;
            happened = true;
            for (const [email, act] of meanwhile) if (canAct(audience, email)) act(audience, email);
            before = [...audience.members()];
          },
        });
        await desk.run(["apply", "--yes"]);
        for (const { method, path, body } of desk.sandbox.traffic.writes) {
          if (method === "PATCH" && path.includes("/members/"))
            expect(Object.keys(Object(body))).toEqual(["email_address"]);
        }
        const was = new Map(before.map((member) => [member.contactId, member]));
        for (const member of audience.members()) {
          const earlier = was.get(member.contactId);
          if (earlier !== undefined) {
            const kept = member.status === earlier.status || member.status === "archived";
            expect([member.email, kept && (earlier.status !== "archived" || member.status === "archived")]).toEqual([
              member.email,
              true,
            ]);
          } else if (member.status === "subscribed" && happened) {
            for (const id of idsOf(member)) {
              const bearers = before.filter((one) => idsOf(one).includes(id));
              expect([id, bearers.every(({ status }) => status === "subscribed")]).toEqual([id, true]);
            }
          }
        }
      }),
      depth(60),
    );
  },
  PATIENCE,
);

test(
  "after a few runs nothing is left to do, what a marketer gave stays, and who is not ours and not wished is untouched",
  async () => {
    const desk = await sandboxDesk();
    await fc.assert(
      fc.asyncProperty(movedPrograms, async (program) => {
        const audience = layMoved(desk, program);
        const before = [...audience.members()];
        const wished = [...program.rows, ...program.customers].map(({ email }) => email);
        for (let run = 0; run < 5 && !isEmpty(await planned(desk)); run++) {
          const ran = await desk.run(["apply", "--yes"]);
          expect(ran.exit, ran.stdout + ran.stderr).toBe(0);
        }
        expect((await planned(desk)).contacts.changes).toEqual([]);
        const after = new Map([...audience.members()].map((member) => [member.contactId, member]));
        for (const was of before) {
          const is = after.get(was.contactId);
          expect(is?.mergeFields["NOTE"]).toBe(was.mergeFields["NOTE"]);
          expect(is?.tags.includes("newsletter")).toBe(was.tags.includes("newsletter"));
          if (idsOf(was).length === 0 && !wished.includes(was.email)) expect(is).toEqual(was);
        }
      }),
      depth(60),
    );
  },
  PATIENCE,
);

test(
  "the order of rows and of members changes nothing in the plan",
  async () => {
    const desk = await sandboxDesk();
    await fc.assert(
      fc.asyncProperty(movedPrograms, async (program) => {
        layMoved(desk, program);
        const { digest } = await planned(desk);
        layMoved(desk, {
          ...program,
          rows: program.rows.toReversed(),
          customers: program.customers.toReversed(),
          members: program.members.toReversed(),
        });
        expect((await planned(desk)).digest).toBe(digest);
      }),
      // A chain of ids, each on the contact of the next: who gives up what must not hang on who is asked first.
      { ...depth(30), examples: [[CHAIN]] },
    );
  },
  PATIENCE,
);

const CHAIN: MovedProgram = {
  rows: [
    { email: "ada@ada-lantern.dev", status: "active", id: "p-0" },
    { email: "", status: "active", id: "p-1" },
    { email: "gus@gus-lantern.dev", status: "active", id: "p-2" },
    { email: "eve@eve-lantern.dev", status: "active", id: "p-3" },
  ],
  customers: [
    { email: "ada@ada-lantern.dev", status: "active", id: "c-0" },
    { email: "gus@gus-lantern.dev", status: "active", id: "c-2" },
  ],
  members: [
    {
      email: "ada@ada-lantern.dev",
      status: "subscribed",
      mergeFields: { PARTNER_ID: "p-2", SRC_EMAIL: "ada@ada-lantern.dev", NOTE: "a marketer's" },
      tags: [],
    },
    {
      email: "gus@gus-lantern.dev",
      status: "subscribed",
      mergeFields: { PARTNER_ID: "p-3", CUST_ID: "c-2", SRC_EMAIL: "gus@gus-lantern.dev", NOTE: "a marketer's" },
      tags: [],
    },
  ],
  leavers: "keep",
  addressChanges: false,
  lastAddress: false,
};

function canAct(audience: Handle, email: string): boolean {
  const status = audience.member(email)?.status;
  return status === "subscribed" || status === "unsubscribed" || status === "transactional";
}

function idsOf({ mergeFields }: MemberView): readonly string[] {
  return ["PARTNER_ID", "CUST_ID"].flatMap((tag) => (mergeFields[tag] ? [String(mergeFields[tag])] : []));
}
