import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../src/sandbox/json.ts";
import { type SandboxDesk, sandboxDesk } from "../support/sandbox-desk.ts";
import { transcript } from "../support/transcript.ts";

const HEAD = `version: 1
audience: { id: harbor }
sources:
  partner: { type: csv, path: people.csv, email: Email, columns: { sales: number } }
sync: { identity: [PARTNER_ID], newContacts: subscribed }
mergeFields:
  PARTNER_ID: { name: Partner ID, type: text, public: false, value: partner.id }
  TIER: { name: Tier, type: dropdown, choices: [silver, gold], value: partner.tier }
  SALES: { value: partner.sales }
`;

const PEOPLE = `id,Email,tier,sales
p-1,jane@harbor-coffee.dev,gold,120
p-2,omar@lantern-books.dev,silver,7
p-3,ines@paper-kite.dev,gold,30
`;

/** An audience with two contacts, a tag, a group, and segments that somebody made in the web application. */
async function harbor(): Promise<SandboxDesk> {
  const here = await sandboxDesk();
  here.file("people.csv", PEOPLE);
  const audience = here.sandbox.world.audience({
    id: "harbor",
    name: "Harbor Partners",
    mergeFields: [
      { tag: "PARTNER_ID", name: "Partner ID", type: "text", public: false },
      { tag: "TIER", name: "Tier", type: "dropdown", options: { choices: ["silver", "gold"] } },
      { tag: "SALES", name: "Sales", type: "number" },
    ],
    tags: ["Wholesale"],
  });
  audience.group("Program type", ["Affiliate", "Reseller"]);
  audience.add([
    { email: "jane@harbor-coffee.dev", mergeFields: { PARTNER_ID: "p-1", TIER: "silver", SALES: 120 } },
    { email: "omar@lantern-books.dev", mergeFields: { PARTNER_ID: "p-2", TIER: "silver", SALES: 7 } },
    { email: "nora@quiet-harbour.dev", mergeFields: { TIER: "gold" }, tags: ["Wholesale"] },
  ]);
  audience.segment("Top partners", "all", [
    { condition_type: "SelectMerge", field: "TIER", op: "is", value: "gold" },
    { condition_type: "TextMerge", field: "SALES", op: "greater", value: "10" },
  ]);
  return here;
}

async function shows(name: string, here: SandboxDesk, argv: readonly string[], exit: number): Promise<string> {
  const ran = await here.run(argv);
  await expect(transcript(argv, ran, here)).toMatchFileSnapshot(`golden/segments/${name}.txt`);
  expect(ran.exit).toBe(exit);
  return ran.stdout;
}

function file(here: SandboxDesk, text: string): SandboxDesk {
  here.file("mailchimp.config.yaml", HEAD + text);
  return here;
}

describe("a plan", () => {
  const CHANGED = `segments:
  Top partners: { when: { all: [ { TIER: gold }, { SALES: { gt: 20 } } ] } }
  Wholesale gold: { when: { all: [ { tag: wholesale }, { TIER: gold } ] } }
  Buyers: { match: any, conditions: [ { condition_type: EcommPurchased, field: ecomm_purchased, op: member } ] }
`;

  it("shows what changes in a segment and how large it was and will be", async () => {
    const here = file(await harbor(), CHANGED);
    await shows("plan", here, ["plan"], 0);
    await shows("apply", here, ["apply", "--yes"], 0);
    expect((await here.run(["plan", "--detailed-exitcode"])).exit).toBe(0);
  });

  it("takes along what a segment that is named alone needs", async () => {
    const here = file(
      await harbor(),
      "tags: { big: { when: { partner.sales: { gt: 100 } } } }\nsegments: { Large: { when: { tag: big } } }\n",
    );
    const stdout = await shows("only", here, ["plan", "--only", "segment.Large"], 0);
    expect(stdout).toContain("big");
  });
});

describe("what only the audience can tell", () => {
  it("is told with its place and the nearest name", async () => {
    const here = file(
      await harbor(),
      `segments:
  Misspelt tag: { when: { tag: wholsale } }
  Misspelt group: { when: { group: { Program types: Affiliate } } }
  Misspelt interest: { when: { group: { Program type: Affilate } } }
  Wrong for a number: { when: { SALES: { contains: "1" } } }
  Unknown field: { match: all, conditions: [ { condition_type: TextMerge, field: SALE, op: blank } ] }
  Unknown id: { match: all, conditions: [ { condition_type: StaticSegment, field: static_segment, op: static_is, value: 999999 } ] }
`,
    );
    await shows("unknown", here, ["plan"], 1);
  });

  it("holds a segment whose conditions Mailchimp does not show", async () => {
    const here = file(await harbor(), "segments: { Nested: { when: { TIER: gold } } }\n");
    const nested = here.sandbox.world.all()[0]?.segment("Nested", "all", []);
    if (nested !== undefined) nested.options = { match: "all" };
    await shows("not-shown", here, ["plan"], 3);
  });

  it("holds a segment on a field that is held", async () => {
    const here = file(
      await harbor(),
      "  SIZE: { tag: SALES2, name: Size, type: text }\nsegments: { Small: { when: { SIZE: missing } } }\n",
    );
    here.sandbox.world.all()[0]?.mergeField({ tag: "SALES2", name: "Size", type: "number" });
    await shows("field-held", here, ["plan"], 3);
  });
});

describe("interests that Mailchimp tells by ids which no other call knows", () => {
  it("are taken to be those that are declared, each of several for one", async () => {
    const here = file(
      await harbor(),
      `groups: { Size: { type: radio, interests: { Small: {}, Large: {} } } }
segments:
  Large affiliates: { when: { all: [ { group: { Program type: Affiliate } }, { group: { Size: Large } }, { TIER: gold } ] } }
`,
    );
    expect((await here.run(["apply", "--yes"])).exit).toBe(0);
    const segments = [...(here.sandbox.world.all()[0]?.audience.segments.values() ?? [])];
    const made = segments.find(({ name }) => name === "Large affiliates");
    const asked = made?.options?.["conditions"];
    if (made === undefined || !Array.isArray(asked)) throw new Error("The segment was not made.");
    const conditions = asked.map((condition: JsonObject, index) =>
      condition["condition_type"] === "Interests"
        ? { ...condition, field: `interests-47${index}`, value: [`11${index}`] }
        : condition,
    );
    made.options = { ...made.options, conditions };
    here.sandbox.world.all()[0]?.audience.touchSchema();
    const ran = await here.run(["plan", "--detailed-exitcode"]);
    expect(ran.exit, ran.stdout).toBe(0);
  });
});

describe("two segments of one name", () => {
  it("are left alone, for nobody can tell which one is meant, unless one is as the file says or spelled as it says", async () => {
    const here = file(
      await harbor(),
      `segments:
  VIPs: { when: { vip: true } }
  Regulars: { when: { rating: 4 } }
  Guests: { when: { rating: 1 } }
removed: [ { segment: Passers-by } ]
`,
    );
    const [audience] = here.sandbox.world.all();
    const vip = (op: string) => [{ condition_type: "VIP", field: "gmonkey", op }];
    for (const name of ["VIPs", "Regulars", "Passers-by"]) {
      audience?.segment(name, "all", vip("member"));
      audience?.segment(name, "all", vip("notmember"));
    }
    audience?.segment("GUESTS", "all", vip("member"));
    audience?.segment("Guests", "all", vip("member"));
    await shows("namesakes", here, ["plan", "--scope", "schema", "--allow", "delete-segment=2"], 3);
  });
});

describe("the tag of a family", () => {
  it("comes with its first contact, and a segment that asks for it with the next plan", async () => {
    const here = file(
      await harbor(),
      'tags: { "tier:*": { value: partner.tier } }\nsegments: { Gold: { when: { tag: "tier:gold" } } }\n',
    );
    await shows("family", here, ["plan"], 3);
    await here.run(["apply", "--yes"]);
    expect((await here.run(["apply", "--yes"])).exit).toBe(0);
    const ran = await here.run(["plan", "--detailed-exitcode"]);
    expect(ran.exit, ran.stdout).toBe(0);
  });
});

describe("a new name", () => {
  it("of a tag or a field is no change of the segments that speak of it", async () => {
    const here = file(
      await harbor(),
      "segments: { Trade: { when: { all: [ { tag: Wholesale }, { TIER: gold } ] } } }\n",
    );
    expect((await here.run(["apply", "--yes"])).exit).toBe(0);
    file(
      here,
      `tags: { trade: { when: { partner.tier: gold }, previously: [Wholesale] } }
segments: { Trade gold: { when: { all: [ { tag: trade }, { TIER: gold } ] }, previously: [Trade] } }
`,
    );
    await shows("renamed", here, ["plan"], 0);
    expect((await here.run(["apply", "--yes"])).exit).toBe(0);
    expect((await here.run(["plan", "--detailed-exitcode"])).exit).toBe(0);
  });
});
