import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { type Desk, desk } from "../support/desk.ts";
import { transcript } from "../support/transcript.ts";

const HEAD = `version: 1
audience: { id: harbor }
sources:
  partner: { type: csv, path: people.csv, email: Email }
sync: { identity: [PARTNER_ID], newContacts: pending }
mergeFields:
  PARTNER_ID: { name: Partner ID, type: text, public: false, value: partner.id }
`;

const BASE = `${HEAD}  TIER: { name: Tier, type: text, value: partner.tier }
  TOTAL_SALES: { tag: SALES, name: Total sales, type: text, protected: true }
  TOTAL_PAID: { tag: PAID, name: Total paid, type: text }
  OLDCODE: { name: Old code, type: text }
  FNAME: { value: partner.name }
tags:
  gold: { when: { partner.tier: gold } }
  beta: { when: { partner.tier: beta } }
  legacy-vip: { when: { partner.tier: vip } }
  "plan:*": { value: partner.plan }
`;

const NOW = `${HEAD}  LEVEL: { name: Level, type: text, previously: [TIER], value: partner.tier }
  PAID: { name: Paid, type: text }
  REVENUE: { name: Revenue, type: text, previously: [TOTAL_SALES] }
tags:
  golden: { when: { partner.tier: gold }, previously: [gold] }
ignore: { tags: ["legacy-*"] }
`;

function here(now = NOW): Desk {
  return desk()
    .file("people.csv", "id,Email,name,tier,plan\n")
    .file("mailchimp.config.yaml", now)
    .file("base.yaml", BASE);
}

async function shows(name: string, at: Desk, argv: readonly string[], exit: number): Promise<void> {
  const ran = await at.run(argv);
  await expect(transcript(argv, ran, at)).toMatchFileSnapshot(`golden/validate-base/${name}.txt`);
  expect(ran.exit).toBe(exit);
}

function git(at: Desk, ...args: readonly string[]): void {
  execFileSync("git", ["-C", at.folder, "-c", "user.name=N", "-c", "user.email=n@harbor-coffee.dev", ...args]);
}

describe("validate --base", () => {
  it("names what an earlier file declares and this one neither declares, nor removes, nor renames", async () => {
    await shows("vanished", here(), ["validate", "--base", "base.yaml"], 0);
  });

  it("says of an interest and a webhook what the file can say of them, and of a group's interests nothing beside the group", async () => {
    const at = here(`${HEAD}groups:
  Club: { type: checkboxes, interests: { Gold: {} } }
removed: [ { group: Old club } ]
`).file(
      "base.yaml",
      `${HEAD}groups:
  Club: { type: checkboxes, interests: { Gold: {}, Iron: {} } }
  Bar: { type: radio, interests: { Tea: {}, Coffee: {} } }
  Old club: { type: radio, interests: { Tin: {} } }
webhooks: [ { url: "https://hooks.acme.dev/mailchimp", events: [profile], sources: [user] } ]
`,
    );
    await shows("parts", at, ["validate", "--base", "base.yaml"], 0);
  });

  it("has nothing to say where everything is accounted for", async () => {
    const now = NOW.replace("previously: [TOTAL_SALES]", "previously: [SALES]").replace(
      "tags:\n",
      'tags:\n  "plan:*": { value: partner.plan }\n',
    );
    const removed = `${now}removed: [ { tag: beta }, { mergeField: OLDCODE } ]\n`;
    await shows("accounted-for", here(removed), ["validate", "--base", "base.yaml"], 0);
  });

  it("warns of what was protected and is removed", async () => {
    const now = `${NOW.replace(/ {2}REVENUE.*\n/, "")}removed: [ { mergeField: SALES }, { tag: beta }, { mergeField: OLDCODE } ]\n`;
    await shows("protected", here(now), ["validate", "--base", "base.yaml", "--format", "json"], 0);
  });

  it("takes the file as git has it at a ref", async () => {
    const at = here(BASE);
    git(at, "init", "--quiet", "--initial-branch=main");
    git(at, "add", ".");
    git(at, "commit", "--quiet", "-m", "before");
    at.file("mailchimp.config.yaml", NOW).file("other.yaml", NOW);
    await shows("ref", at, ["validate", "--base", "main"], 0);
    await shows("ref-with-path", at, ["validate", "--base", "HEAD:base.yaml"], 0);
    await shows("ref-unknown", at, ["validate", "--base", "mian"], 1);
    await shows("ref-without-file", at, ["--config", "other.yaml", "validate", "--base", "main"], 1);
  });

  it("says where there is no repository to ask", async () => {
    await shows("no-repository", here(), ["validate", "--base", "main"], 1);
  });

  it("says what is wrong in the base itself", async () => {
    await shows("base-broken", here().file("base.yaml", "- not a mapping\n"), ["validate", "--base", "base.yaml"], 1);
  });
});
