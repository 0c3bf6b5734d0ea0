import { describe, expect, it } from "vitest";
import { publishedSchema } from "../support/json-schema.ts";
import { type SandboxDesk, sandboxDesk } from "../support/sandbox-desk.ts";
import { transcript } from "../support/transcript.ts";

const isPlan = publishedSchema("plan.v1.schema.json").validate;

const HEAD = `version: 1
audience: { id: harbor }
sources:
  partner: { type: csv, path: people.csv, email: Email }
sync: { identity: [PARTNER_ID], newContacts: pending }
`;

const PEOPLE = `id,Email,tier,code
p-1,jane@harbor-coffee.dev,gold,x
p-2,omar@lantern-books.dev,silver,y
`;

const FIELDS = "PARTNER_ID: { name: Partner ID, type: text, public: false, value: partner.id }";

/** An audience as an earlier file left it, with a little of somebody else's in it. */
async function harbor(): Promise<SandboxDesk> {
  const here = await sandboxDesk();
  here.file("people.csv", PEOPLE);
  const audience = here.sandbox.world.audience({
    id: "harbor",
    name: "Harbor Partners",
    mergeFields: [
      { tag: "PARTNER_ID", name: "Partner ID", type: "text" },
      { tag: "TIER", name: "Tier", type: "text" },
      { tag: "OLDCODE", name: "Old code", type: "text" },
    ],
    tags: ["golden", "beta", "unheld", "Legacy-2019", "tier:x"],
  });
  audience.add([
    {
      email: "jane@harbor-coffee.dev",
      mergeFields: { PARTNER_ID: "p-1", TIER: "gold", OLDCODE: "x" },
      tags: ["golden", "beta"],
    },
    { email: "omar@lantern-books.dev", mergeFields: { PARTNER_ID: "p-2", TIER: "silver" } },
    { email: "ines@paper-kite.dev", mergeFields: { OLDCODE: "z" }, tags: ["beta"] },
    { email: "nora@quiet-harbour.dev", status: "archived", tags: ["beta"] },
  ]);
  return here;
}

async function shows(name: string, here: SandboxDesk, argv: readonly string[], exit: number): Promise<string> {
  const ran = await here.run(argv);
  await expect(transcript(argv, ran, here)).toMatchFileSnapshot(`golden/life-cycle/${name}.txt`);
  expect(ran.exit).toBe(exit);
  return ran.stdout;
}

function file(here: SandboxDesk, text: string): SandboxDesk {
  here.file("mailchimp.config.yaml", HEAD + text);
  return here;
}

describe("previously", () => {
  const RENAMED = `mergeFields:
  ${FIELDS}
  LEVEL: { name: Level, type: text, value: partner.tier, previously: [TIER] }
tags:
  gold: { when: { partner.tier: gold }, previously: [golden] }
`;

  it("renames in place, and contacts keep what they hold: nobody gets a value or a tag that he has", async () => {
    const here = file(await harbor(), RENAMED);
    await shows("rename-plan", here, ["plan"], 0);
    await shows("rename-apply", here, ["apply", "--yes"], 0);
    const audience = here.sandbox.world.all()[0];
    expect(audience?.member("jane@harbor-coffee.dev")).toMatchObject({
      mergeFields: { LEVEL: "gold", OLDCODE: "x" },
      tags: ["gold", "beta"],
    });
    expect((await here.run(["plan", "--detailed-exitcode"])).exit).toBe(0);
  });

  it("creates where nothing stands under the former name", async () => {
    const here = file(await harbor(), RENAMED.replace("[TIER]", "[GRADE]").replace("[golden]", "[silver]"));
    await shows("rename-nothing", here, ["plan", "--scope", "schema"], 0);
  });

  it("holds where nobody can tell which object is meant", async () => {
    const here = file(await harbor(), RENAMED.replace("[TIER]", "[TIER, OLDCODE]"));
    await shows("rename-ambiguous", here, ["plan", "--scope", "schema"], 3);
  });

  it("warns where the object stands under both names, and leaves the old one alone", async () => {
    const here = file(
      await harbor(),
      `mergeFields:\n  ${FIELDS}\ntags:\n  beta: { when: { partner.code: x }, previously: [golden] }\n`,
    );
    await shows("rename-both-stand", here, ["plan", "--scope", "schema"], 0);
  });

  it("names the interests as people know them where nobody can tell which is meant", async () => {
    const here = file(
      await harbor(),
      `mergeFields:
  ${FIELDS}
groups: { Club: { type: checkboxes, interests: { Gold: { previously: [Golden, Goldish] } } } }
`,
    );
    here.sandbox.world.all()[0]?.group("Club", ["Golden", "Goldish"]);
    const { stdout } = await here.run(["plan", "--scope", "schema"]);
    expect(stdout).toContain('`previously` gives ("Golden", "Goldish")');
  });

  it("is refused by protected, whatever the flags", async () => {
    const here = file(await harbor(), RENAMED.replace("previously: [TIER]", "previously: [TIER], protected: true"));
    await shows("rename-protected", here, ["plan", "--scope", "schema"], 3);
  });
});

describe("protected", () => {
  it("refuses another type of a group too, which Mailchimp would change", async () => {
    const text = (life: string) => `mergeFields:
  ${FIELDS}
groups:
  Program type: { type: dropdown, interests: { Affiliate: {}, Reseller: {} }${life} }
`;
    const here = file(await harbor(), text(", protected: true"));
    here.sandbox.world.all()[0]?.group("Program type", ["Affiliate", "Reseller"], "checkboxes");
    await shows("protected-type", here, ["plan", "--scope", "schema"], 3);
    expect((await file(here, text("")).run(["plan", "--scope", "schema"])).exit).toBe(0);
  });
});

describe("removed", () => {
  const REMOVED = `mergeFields:
  ${FIELDS}
removed:
  - { mergeField: OLDCODE, reason: replaced by TIER }
  - { tag: unheld }
  - { tag: gone-already }
  - { tag: beta }
`;

  it("deletes nothing without an allowance, and says who holds what would go", async () => {
    const here = file(await harbor(), REMOVED);
    await shows("removed-blocked", here, ["plan"], 3);
    expect((await here.run(["apply", "--yes"])).exit).toBe(3);
    expect(here.sandbox.traffic.writes).toEqual([]);
  });

  it("deletes what is allowed, and holds a tag that contacts bear", async () => {
    const here = file(await harbor(), REMOVED);
    const allow = ["--allow", "delete-merge-field=1", "--allow", "delete-tag=1"];
    await shows("removed-apply", here, ["apply", "--yes", ...allow], 3);
    expect(here.sandbox.traffic.writes.map(({ method }) => method)).toEqual(["DELETE", "DELETE"]);
  });

  it("takes a tag from its bearers where fromContacts says so", async () => {
    const here = file(await harbor(), REMOVED.replace("{ tag: beta }", "{ tag: beta, fromContacts: true }"));
    const allow = ["--allow", "delete-merge-field=1", "--allow", "delete-tag=2"];
    const stdout = await shows("removed-from-contacts", here, ["plan", "--format", "json", ...allow], 0);
    expect(isPlan(JSON.parse(stdout)), JSON.stringify(isPlan.errors)).toBe(true);
    expect((await here.run(["apply", "--yes", ...allow])).exit).toBe(0);
    expect((await here.run(["plan", "--detailed-exitcode"])).exit).toBe(0);
  });

  it("finds an interest whose group has a slash in its title, and deletes it once", async () => {
    const here = await harbor();
    const group = here.sandbox.world.all()[0]?.group("Club / Bar", ["Tea", "Tin", "Iron/Steel"]);
    const text = `mergeFields:
  ${FIELDS}
removed: [ { interest: Club / Bar/Tin }, { interest: Club / Bar/Iron/Steel } ]
undeclared: { interests: delete }
`;
    const allow = ["--allow", "delete-group=2"];
    expect((await file(here, text).run(["apply", "--yes", ...allow])).exit).toBe(0);
    expect(group?.interests.map(({ name }) => name)).toEqual(["Tea"]);
    expect((await here.run(["plan", "--detailed-exitcode"])).exit).toBe(0);
  });

  it("counts the bearers of a tag through Mailchimp where no contacts are read", async () => {
    const here = file(await harbor(), REMOVED);
    await shows("removed-schema-only", here, ["plan", "--scope", "schema"], 3);
  });

  it("can be taken alone with --only", async () => {
    const here = file(await harbor(), REMOVED);
    await shows("removed-only", here, ["plan", "--only", "tag.unheld", "--allow", "delete-tag=1"], 0);
  });

  it("is done where the object has gone meanwhile: an answer that got lost is no failure", async () => {
    const here = file(await harbor(), REMOVED.replace("  - { tag: beta }\n", "")).faults("lost@DELETE:x2");
    const allow = ["--allow", "delete-merge-field=1", "--allow", "delete-tag=1"];
    expect((await here.run(["apply", "--yes", ...allow])).exit).toBe(0);
  });

  it("is held where a segment that nobody declares uses the object", async () => {
    const here = file(await harbor(), REMOVED.replace("  - { tag: beta }\n", ""));
    here.sandbox.world
      .all()[0]
      ?.segment("Old codes", "all", [{ condition_type: "TextMerge", field: "OLDCODE", op: "blank_not" }]);
    await shows("removed-used", here, ["plan", "--allow", "delete-tag=1"], 3);
  });
});

describe("undeclared", () => {
  const UNDECLARED = `mergeFields:
  ${FIELDS}
tags: { "tier:*": { value: partner.tier } }
ignore: { tags: ["legacy-*"] }
undeclared: { tags: POLICY, mergeFields: POLICY }
`;

  it("is listed by name where the file asks for a report", async () => {
    const here = file(await harbor(), UNDECLARED.replaceAll("POLICY", "report"));
    await shows("undeclared-report", here, ["plan", "--scope", "schema"], 0);
  });

  it("deletes neither what is ignored, nor tags of a family, nor what Mailchimp makes, nor what contacts hold", async () => {
    const here = file(await harbor(), UNDECLARED.replaceAll("POLICY", "delete"));
    await shows("undeclared-delete", here, ["plan"], 3);
  });
});

describe("the order of deletions", () => {
  const USERS = `mergeFields:
  ${FIELDS}
segments:
  Old codes: { when: { OLDCODE: exists } }
`;
  const GONE = ["--allow", "delete-merge-field=1", "--allow", "delete-segment=1"];

  /** The audience with a segment that uses the field which is to go. */
  async function used(): Promise<SandboxDesk> {
    const here = await harbor();
    here.sandbox.world
      .all()[0]
      ?.segment("Old codes", "all", [{ condition_type: "TextMerge", field: "OLDCODE", op: "blank_not" }]);
    return here;
  }

  it("changes a segment of the file before the field that it used is deleted", async () => {
    const text = USERS.replace("OLDCODE: exists", "PARTNER_ID: exists");
    const here = file(await used(), `${text}removed: [ { mergeField: OLDCODE } ]\n`);
    const json = await here.run(["plan", "--format", "json", ...GONE.slice(0, 2)]);
    expect(json.stdout).toContain('"needs":["segment.\\"Old codes\\""]');
    expect((await here.run(["apply", "--yes", ...GONE.slice(0, 2)])).exit).toBe(0);
    expect(here.sandbox.traffic.writes.map(({ method }) => method)).toEqual(["PATCH", "DELETE"]);
  });

  it("does not reach a field whose segment could not be changed, and says which", async () => {
    const text = USERS.replace("OLDCODE: exists", "PARTNER_ID: exists");
    const here = file(await used(), `${text}removed: [ { mergeField: OLDCODE } ]\n`).faults("reject@PATCH");
    await shows("segment-refused", here, ["apply", "--yes", ...GONE.slice(0, 2)], 5);
    expect(here.sandbox.traffic.writes.map(({ method }) => method)).toEqual(["PATCH"]);
  });

  it("deletes a removed segment before the field that it used", async () => {
    const here = file(
      await used(),
      `mergeFields:\n  ${FIELDS}\nremoved: [ { mergeField: OLDCODE }, { segment: Old codes } ]\n`,
    );
    await shows("segment-removed", here, ["apply", "--yes", ...GONE], 0);
    expect(here.sandbox.traffic.writes.map(({ path }) => path.split("/").at(-2))).toEqual(["segments", "merge-fields"]);
  });
});
