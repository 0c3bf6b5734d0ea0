import type { Plan } from "../../src/model/plan.ts";
import { plan } from "./plan-builder.ts";

/** Nothing to do. */
export const EMPTY: Plan = plan()
  .in("production")
  .keeps("tag", "active")
  .undeclared("tag", 30)
  .reads(12480, 11902)
  .counts({ unchanged: 11902 })
  .leavesAlone("cleaned", 96)
  .requests(17, 0)
  .build();

/** A pull request that touches the schema alone. */
export const SCHEMA_ONLY: Plan = plan()
  .adds("mergeField", "TIER", {
    tag: "TIER",
    name: "Tier",
    type: "dropdown",
    public: false,
    choices: ["bronze", "silver", "gold"],
  })
  .adds("mergeField", "TOTAL_SALES", { tag: "SALES", name: "Total sales", type: "number", public: false })
  .changesField(
    "mergeField",
    "STATUS",
    { field: "choices", before: ["active", "pending"], after: ["active", "pending", "archived"] },
    { field: "public", before: true, after: false },
  )
  .changesField("mergeField", "REGION", {
    field: "choices",
    before: ["north", "south", "east", "west", "centre", "islands", "abroad"],
    after: ["north", "south", "east", "west", "centre", "coast", "abroad", "overseas"],
  })
  .adds("tag", "active")
  .adds("tag", "top performer")
  .keeps("tag", "partner")
  .keeps("mergeField", "PARTNER_ID")
  .undeclared("mergeField", 12)
  .undeclared("tag", 1)
  .requests(4, 5)
  .build();

/** A nightly run that touches contacts alone. */
export const CONTACTS_ONLY: Plan = people(plan().in("production")).build();

/** Both halves, with warnings and limits that are near. */
export const EVERYTHING: Plan = everything().build();

/** Both halves, held by limits and by single steps. */
export const BLOCKED: Plan = blocked().build();

function people(builder: ReturnType<typeof plan>) {
  return builder
    .reads(12480, 11902, 4018)
    .types({ PARTNER_ID: "text", STATUS: "dropdown", TIER: "dropdown", SALES: "number", FNAME: "text", SIGNUP: "date" })
    .counts({ create: 38, adopt: 4, update: 1277, untag: 3, unchanged: 10005, leavers: 9 })
    .enters({ subscribed: 30, pending: 8 })
    .bills(11986, 12016)
    .leavesAlone("not-included", 401)
    .leavesAlone("cleaned", 96)
    .leavesAlone("archived", 61)
    .leavesAlone("pending", 24)
    .tags("active", 38, 12)
    .tags("partner", 38, 3)
    .tags("tier:gold", 140, 12)
    .tags("tier:silver", 1064, 140)
    .values("TIER", 1204)
    .values("SALES", 61)
    .contact("create", "jane@harbor-coffee.dev", {
      fields: [
        { field: "PARTNER_ID", tag: "PARTNER_ID", before: null, after: "p-1041" },
        { field: "FNAME", tag: "FNAME", before: null, after: "Jane" },
        { field: "TIER", tag: "TIER", before: null, after: "gold" },
        { field: "SALES", tag: "SALES", before: null, after: 12 },
      ],
      tags: { add: ["active", "partner", "tier:gold"], remove: [] },
    })
    .contact("create", "omar@lantern-books.dev", {
      status: "pending",
      fields: [{ field: "PARTNER_ID", tag: "PARTNER_ID", before: null, after: "p-1042" }],
      tags: { add: ["partner"], remove: [] },
    })
    .contact("update", "mei@tidepool-yoga.dev", {
      status: "unsubscribed",
      fields: [
        { field: "TIER", tag: "TIER", before: "silver", after: "gold" },
        { field: "SALES", tag: "SALES", before: 9, after: 12 },
        { field: "FNAME", tag: "FNAME", before: "Mei", after: "Mei Lin" },
      ],
      tags: { add: ["tier:gold"], remove: ["tier:silver"] },
    })
    .contact("untag", "pavel@old-mill-bikes.dev", { tags: { add: [], remove: ["active", "partner"] } })
    .requests(17, 12);
}

function everything() {
  return people(
    plan()
      .in("production")
      .adds("mergeField", "TIER", {
        tag: "TIER",
        name: "Tier",
        type: "dropdown",
        choices: ["silver", "gold"],
      })
      .adds("tag", "tier:gold")
      .changesField("mergeField", "STATUS", { field: "public", before: true, after: false })
      .keeps("tag", "active"),
  )
    .refuses("ines@paper-kite.dev", "PHONE", 'The source says "call me maybe", which is no phone number.')
    .limit({
      class: "update",
      found: 1277,
      base: { count: 4018, of: "owned contacts" },
      limit: { share: 0.35 },
      holds: false,
    })
    .limit({ class: "create", found: 38, limit: { count: 1000 }, holds: false })
    .limit({ class: "untag", key: "tier:silver", found: 140, limit: { count: 200 }, holds: false, allowed: 150 })
    .warns({
      code: "value-outside-choices",
      summary: "A value is not among the choices",
      detail: 'partner.status can be "archived", which is not a choice of STATUS. Add it to the choices or map it.',
      place: { file: "mailchimp.config.yaml", line: 20, column: 45 },
    });
}

function blocked() {
  return everythingHeld()
    .reads(4400, 3805, 4018)
    .counts({ archive: 213, update: 38, unchanged: 3767 })
    .contact("archive", "nora@quiet-harbour.dev", { tags: { add: [], remove: [] } })
    .contact("update", "liam@fern-and-moss.dev", { tags: { add: ["active"], remove: [] } })
    .held("liam@fern-and-moss.dev bears PARTNER_ID p-77 at two addresses. Correct the source, or set sync.duplicates.")
    .limit({
      class: "create",
      found: 905,
      limit: { count: 1000 },
      holds: false,
    })
    .limit({
      class: "archive",
      found: 213,
      base: { count: 4018, of: "owned contacts" },
      limit: { share: 0.05, count: 100 },
      holds: true,
      message: "archive: 213 of 4,018 owned contacts (5.3 %) is over 5 % and over 100. To allow: --allow archive=213",
    })
    .limit({
      class: "delete-merge-field",
      found: 1,
      limit: { count: 0 },
      holds: true,
      message: "delete-merge-field: 1 is over 0. To allow: --allow delete-merge-field=1",
    })
    .requests(9, 6);
}

function everythingHeld() {
  return plan()
    .in("production")
    .adds("tag", "vip")
    .deletes("mergeField", "OLDCODE", { tag: "OLDCODE", name: "Old code", type: "text" })
    .changesField("mergeField", "EARNED", { field: "type", before: "text", after: "number" })
    .held(
      "Mailchimp cannot change the type of a merge field. Keep type: text, or declare a new field under another key and remove this one with removed:.",
    );
}
