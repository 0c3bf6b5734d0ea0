import fc from "fast-check";
import { expect, test } from "vitest";
import { type Act, acts, meddle } from "../laws/meddling.ts";
import { isEmpty, planned } from "../laws/plan-json.ts";
import { PEOPLE } from "../laws/program.ts";
import { sandboxDesk } from "../support/sandbox-desk.ts";
import { type Row, Soak } from "./harbor.ts";

/** How long it goes on, in minutes: `SOAK=60 npm run soak`. Without it a few short histories are tried. */
const MINUTES = Number(process.env["SOAK"] ?? 0);

const who = fc.nat(PEOPLE.length - 1);

const row: fc.Arbitrary<Row | undefined> = fc.option(
  fc.record({
    status: fc.constantFrom("active", "pending"),
    sales: fc.integer({ min: 0, max: 20 }),
    tier: fc.constantFrom("gold", "silver", ""),
  }),
  { nil: undefined, freq: 4 },
);

const trouble = fc.constantFrom(
  "",
  "",
  "429:0.3",
  "403-bare:0.3",
  "502:0.3",
  "cut:0.2",
  "lost@POST:0.4",
  "lost-502@POST:0.4",
  "truncated:0.3",
  "reject@POST /lists/*:0.5",
);

type Take = (soak: Soak) => Promise<void> | void;

const step: fc.Arbitrary<Take> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(who, row)
      .map(([at, wish]) => told(`source ${at} ${JSON.stringify(wish)}`, (soak) => soak.wish(PEOPLE[at] ?? "", wish))),
  },
  {
    weight: 4,
    arbitrary: fc.tuple(who, acts).map(([at, act]) => told(`${at} ${act}`, (soak) => happens(soak, at, act))),
  },
  { weight: 1, arbitrary: fc.constant(told("plan", (soak) => soak.tool(["plan"]))) },
  { weight: 1, arbitrary: fc.constant(told("plan --out", (soak) => soak.tool(["plan", "--out", "soak.plan"]))) },
  {
    weight: 4,
    arbitrary: fc
      .tuple(trouble, fc.nat(99))
      .map(([rules, seed]) => told(`apply under ${rules}`, (soak) => soak.tool(APPLY, { rules, seed }))),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(trouble, fc.nat(99))
      .map(([rules, seed]) => told(`apply PLANFILE under ${rules}`, (soak) => soak.tool(SAVED, { rules, seed }))),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(
        fc.subarray([0, 2, 3, 4], { minLength: 1 }),
        fc.integer({ min: 8, max: 14 }),
        fc.integer({ min: 1, max: 4 }),
      )
      .map(([at, sales, cutAt]) =>
        told(`${at} sell ${sales}, cut off at write ${cutAt}`, (soak) => sells(soak, at, sales, cutAt)),
      ),
  },
  {
    weight: 2,
    arbitrary: fc
      .integer({ min: 1, max: 8 })
      .map((nth) => told(`apply, cut off at write ${nth}`, (soak) => soak.tool(APPLY, { cutAt: nth }))),
  },
);

/** Sales go up and the run that tells of them is cut off at one of its first writes, which are the events. */
async function sells(soak: Soak, at: readonly number[], sales: number, cutAt: number): Promise<void> {
  for (const one of at) soak.wish(PEOPLE[one] ?? "", { status: "active", sales, tier: "gold" });
  await soak.tool(APPLY, { cutAt });
}

const APPLY = ["apply", "--yes", "--format", "json", "--show-pii"];
const SAVED = ["apply", "soak.plan", "--yes", "--format", "json", "--show-pii"];

/** So that a counterexample can be read. */
function told(name: string, act: Take): Take {
  return Object.assign(act, { [fc.toStringMethod]: () => name });
}

function happens(soak: Soak, at: number, act: Act): void {
  meddle(soak.audience, at, act);
}

test(
  "whatever happens in whatever order, nobody's consent and nothing foreign is touched, no event is sent twice or missing, and in the end all is as declared",
  async () => {
    const desk = await sandboxDesk();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 25 }), async (steps) => {
        const soak = new Soak(desk);
        for (const take of steps) await take(soak);
        desk.sandbox.faults.clear();
        for (let run = 1; run <= 3 && !isEmpty(await planned(desk)); run++) await soak.tool(APPLY);
        expect(isEmpty(await planned(desk))).toBe(true);
        soak.isAsWished();
      }),
      MINUTES === 0 ? { numRuns: 8 } : { numRuns: 1_000_000, plugins: [fc.interruptAfterTimeLimit(MINUTES * 60_000)] },
    );
  },
  (MINUTES + 4) * 60_000,
);
