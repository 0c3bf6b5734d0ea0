import { expect } from "vitest";
import { parseFaults } from "../../src/sandbox/fault-rule.ts";
import type { Handle } from "../../src/sandbox/world/handle.ts";
import type { MemberView } from "../../src/sandbox/world/view.ts";
import { resultOf } from "../laws/plan-json.ts";
import { PEOPLE } from "../laws/program.ts";
import { CONFIG } from "../support/partner-program.ts";
import type { SandboxDesk } from "../support/sandbox-desk.ts";
import { EventWatch } from "./event-watch.ts";

/** What the source says of a person. */
export interface Row {
  readonly status: "active" | "pending";
  readonly sales: number;
  readonly tier: string;
}

/** What goes wrong while a command runs. */
export interface Trouble {
  readonly rules?: string;
  readonly seed?: number;
  /** From the arrival of this write on no answer comes through, as where the process was killed. */
  readonly cutAt?: number;
}

const STRANGER = "stranger@paper-kite.dev";
const EVENTS = `events:
  tenth_sale: { when: { crosses: { SALES: 10 } } }
  more_sales: { when: { increases: SALES } }
`;
const LIMITS = ["create", "adopt", "update", "tag", "untag", "clear"].map((name) => `${name}: 1000000`).join(", ");

/** An audience, a source and a program that goes on and on; after each run of the tool it is seen to have kept its word. */
export class Soak {
  readonly audience: Handle;
  readonly #desk: SandboxDesk;
  readonly #rows = new Map<string, Row>();
  readonly #events: EventWatch;

  constructor(desk: SandboxDesk) {
    this.#desk = desk.restart();
    desk.discard(".audiencectl").discard("soak.plan");
    desk.file("mailchimp.config.yaml", `${CONFIG}${EVENTS}limits: { ${LIMITS}, shrink: 100% }\n`);
    this.audience = desk.sandbox.world.audience({
      id: "harbor",
      name: "Harbor Partners",
      mergeFields: [{ tag: "NOTE", name: "Note" }],
      tags: ["vip dinner"],
    });
    this.#events = new EventWatch(this.audience);
    this.audience.add([
      {
        email: STRANGER,
        tags: ["vip dinner", "partner", "tier:gold"],
        mergeFields: { NOTE: "not ours", FNAME: "Sam" },
      },
      { email: PEOPLE[0] ?? "", tags: ["vip dinner"], mergeFields: { NOTE: "kept" } },
      { email: PEOPLE[1] ?? "", status: "unsubscribed", compliance: true },
      ...PEOPLE.slice(2, 5).map((email) => ({ email })),
    ]);
    for (const email of PEOPLE.slice(0, 4)) this.#rows.set(email, { status: "active", sales: 9, tier: "gold" });
    this.#writeSource();
  }

  /** The source says something else of a person, or nothing any more. */
  wish(email: string, row: Row | undefined): void {
    if (row === undefined) this.#rows.delete(email);
    else this.#rows.set(email, row);
    this.#writeSource();
  }

  /** Runs a command, come what may, and sees that it kept its word. */
  async tool(argv: readonly string[], trouble: Trouble = {}): Promise<void> {
    const { sandbox } = this.#desk;
    const before = this.#standing();
    sandbox.traffic.clear();
    sandbox.faults.set(parseFaults(trouble.rules ?? ""), trouble.seed);
    const undo = this.#cutAt(trouble.cutAt);
    const ran = await this.#desk.run(argv);
    undo();
    sandbox.faults.clear();
    expect([0, 1, 4, 5], ran.stdout + ran.stderr).toContain(ran.exit);
    expect(ran.stderr).not.toContain("(internal)");
    if (argv[0] === "plan" || ran.exit === 1 || ran.exit === 4) expect(sandbox.traffic.writes).toEqual([]);
    const result = resultOf(ran);
    for (const half of result === undefined ? [] : [result.schema, result.contacts]) {
      expect(Object.values(half.tally).reduce((sum, count) => sum + count, 0)).toBe(half.planned);
    }
    this.#isUntouched(before);
    this.#events.isAsPromised(before);
  }

  /** Everybody who can be kept current is as the source says. */
  isAsWished(): void {
    for (const [email, row] of this.#rows) {
      const member = this.audience.member(email);
      if (member === undefined || ["pending", "cleaned", "archived"].includes(member.status)) continue;
      expect(member.mergeFields).toMatchObject({ PARTNER_ID: idOf(email), STATUS: row.status, SALES: row.sales });
      const managed = member.tags.filter((tag) => tag !== "vip dinner");
      const tier = row.tier === "" ? [] : [`tier:${row.tier}`];
      const wished = ["partner", ...(row.status === "active" ? ["active"] : []), ...tier];
      expect([...managed].sort()).toEqual([...wished, ...(row.sales >= 10 ? ["top performer"] : [])].sort());
    }
  }

  #cutAt(nth: number | undefined): () => void {
    const { traffic, faults } = this.#desk.sandbox;
    if (nth === undefined) return () => {};
    const arrive = traffic.arrive.bind(traffic);
    let writes = 0;
    traffic.arrive = (method, ...rest) => {
      if (method !== "GET" && ++writes === nth) faults.set(parseFaults(nth % 2 === 0 ? "lost" : "cut"));
      return arrive(method, ...rest);
    };
    return () => {
      traffic.arrive = arrive;
    };
  }

  #standing(): ReadonlyMap<string, MemberView> {
    return new Map([...this.audience.members()].map((view) => [view.email, view]));
  }

  /** Nobody's status moved, nobody came in but as declared, and what is not declared is as it was. */
  #isUntouched(before: ReadonlyMap<string, MemberView>): void {
    for (const [email, past] of before) {
      const now = this.audience.member(email);
      expect([email, now?.status, now?.vip]).toEqual([email, past.status, past.vip]);
      expect(now?.mergeFields["NOTE"]).toBe(past.mergeFields["NOTE"]);
      expect(now?.tags.includes("vip dinner")).toBe(past.tags.includes("vip dinner"));
      if (email === STRANGER || ["pending", "cleaned", "archived"].includes(past.status)) expect(now).toEqual(past);
    }
    for (const { email, status } of this.audience.members()) {
      if (!before.has(email)) expect([email, status]).toEqual([email, "pending"]);
    }
    for (const { path, body } of this.#desk.sandbox.traffic.writes) {
      if (path === "/lists/harbor") expect(JSON.stringify(body)).not.toContain('"status":');
    }
    expect(this.audience.audience.fields.map(({ tag }) => tag)).toContain("NOTE");
  }

  #writeSource(): void {
    const lines = [...this.#rows].map(
      ([email, { status, sales, tier }]) => `${idOf(email)},${email},,${status},${sales},${tier}`,
    );
    const last = `p-last,last@paper-kite.dev,,active,1,gold`;
    this.#desk.file("people.csv", `id,Email,name,status,sales,tier\n${[...lines, last].join("\n")}\n`);
  }
}

function idOf(email: string): string {
  return `p-${PEOPLE.indexOf(email)}`;
}
