import fc from "fast-check";
import { expect, test } from "vitest";
import { publishedSchema } from "../support/json-schema.ts";
import { type SandboxDesk, sandboxDesk } from "../support/sandbox-desk.ts";
import { depth, PATIENCE } from "./depth.ts";
import { ADDRESSES, layMoved, movedPrograms } from "./ownership-program.ts";
import { type ChangeJson, planned } from "./plan-json.ts";
import { lay, PEOPLE, programs } from "./program.ts";

/** The parts of an explanation's JSON that the law speaks of. */
interface ExplainedJson {
  readonly verdicts: readonly {
    readonly is: string;
    readonly reason?: string;
    readonly change?: ChangeJson;
  }[];
  readonly rules?: RulesJson;
}

interface RulesJson {
  readonly of: string;
  readonly applied: boolean;
  readonly fields: readonly {
    readonly key: string;
    readonly wished: unknown;
    readonly held?: unknown;
    readonly written: boolean;
    readonly kept?: string;
  }[];
  readonly tags: readonly {
    readonly name: string;
    readonly holds: boolean;
    readonly held?: boolean;
    readonly turn?: "add" | "remove";
  }[];
  readonly families: readonly { readonly add: readonly string[]; readonly remove: readonly string[] }[];
}

/** The people who stand in each source so that none is empty. */
const STRANGERS = ["partner", "customer"].map((source) => `stranger.quillfeather@${source}-lantern.dev`);

const schema = publishedSchema("explain.v1.schema.json");

async function explained(desk: SandboxDesk, email: string): Promise<ExplainedJson> {
  const ran = await desk.run(["explain", email, "--format", "json", "--show-pii"]);
  expect(ran.exit, ran.stdout + ran.stderr).toBe(0);
  const json = JSON.parse(ran.stdout);
  expect([schema.validate(json), schema.validate.errors]).toEqual([true, null]);
  return json;
}

/** Asks for each of these people, and holds the answers against the one plan. */
async function agree(desk: SandboxDesk, people: readonly string[]): Promise<void> {
  const { contacts } = await planned(desk);
  desk.sandbox.traffic.clear();
  const skipped: Record<string, number> = {};
  let unchanged = 0;
  for (const email of people) {
    const { verdicts, rules } = await explained(desk, email);
    const changes = contacts.changes.filter((change) => isAbout(change, email));
    expect(verdicts.flatMap(({ change }) => change ?? [])).toEqual(changes);
    for (const { is, reason } of verdicts) {
      if (is === "in-step") unchanged++;
      if (is === "left-out") skipped[reason ?? ""] = (skipped[reason ?? ""] ?? 0) + 1;
    }
    const [change] = changes;
    // The contact at an address may change for somebody else than who has it in the source.
    const isAnothers = change !== undefined && verdicts.some(({ is }) => is === "left-out");
    if (isAnothers) continue;
    if (rules !== undefined && rules.of.toLowerCase() === email) isReasoned(rules, change);
  }
  const { "no-email": _nobody, ...known } = Object(contacts.summary["skipped"]);
  expect(skipped).toEqual(known);
  expect(unchanged).toBe(contacts.summary["unchanged"]);
  expect(desk.sandbox.traffic.writes).toEqual([]);
}

/** What changes is what the rules are told to write, and whatever differs and is not written has its reason. */
function isReasoned(rules: RulesJson, change: ChangeJson | undefined): void {
  const written = rules.fields.filter((field) => field.written).map(({ key }) => key);
  expect(written.toSorted()).toEqual((change?.fields ?? []).map(({ field }) => field).toSorted());
  const own = (turn: "add" | "remove") => rules.tags.filter((tag) => tag.turn === turn).map(({ name }) => name);
  const all = (turn: "add" | "remove") => [...own(turn), ...rules.families.flatMap((family) => family[turn])];
  for (const turn of ["add", "remove"] as const) {
    expect(all(turn).map(lower).toSorted()).toEqual((change?.tags[turn] ?? []).map(lower).toSorted());
  }
  if (!rules.applied) return;
  for (const { key, wished, held = null, written: isWritten, kept } of rules.fields) {
    if (!isWritten && kept === undefined) expect([key, held]).toEqual([key, wished]);
  }
  for (const { name, holds, held = false, turn } of rules.tags) {
    expect([name, turn === undefined ? held : turn === "add"]).toEqual([name, holds]);
  }
}

function isAbout(change: ChangeJson & { readonly from?: string }, email: string): boolean {
  return [change.address, change.from].some(
    (address) => address !== undefined && lower(address) === `contact.${email}`,
  );
}

function lower(text: string): string {
  return text.toLowerCase();
}

test(
  "what explain says of everybody, one by one, is what plan says of them all",
  async () => {
    const desk = await sandboxDesk();
    await fc.assert(
      fc.asyncProperty(programs, async (program) => {
        lay(desk, program);
        await agree(desk, [...PEOPLE, ...STRANGERS]);
      }),
      depth(5),
    );
  },
  PATIENCE,
);

test(
  "the same holds for people who moved, left, or share an id",
  async () => {
    const desk = await sandboxDesk();
    await fc.assert(
      fc.asyncProperty(movedPrograms, async (program) => {
        layMoved(desk, program);
        await agree(desk, ADDRESSES);
      }),
      depth(6),
    );
  },
  PATIENCE,
);
