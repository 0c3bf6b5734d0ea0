import type { AudienceSpec } from "../../src/sandbox/world/handle.ts";
import type { SandboxDesk } from "./sandbox-desk.ts";

/** A small partner program: one source, four fields, three tags and a family. */
export const CONFIG = `version: 1
audience:
  id: harbor
sources:
  partner: { type: csv, path: people.csv, email: Email, columns: { sales: number } }
mergeFields:
  PARTNER_ID: { name: Partner ID, type: text, public: false, value: partner.id }
  STATUS: { name: Status, type: dropdown, choices: [active, pending], value: partner.status }
  SALES: { name: Total sales, type: number, value: partner.sales }
  FNAME: { value: partner.name, write: if_empty }
tags:
  partner: { when: { partner: exists } }
  active: { when: { partner.status: active } }
  top performer: { when: { SALES: { gte: 10 } } }
  "tier:*": { value: partner.tier }
sync:
  identity: [PARTNER_ID]
  newContacts: pending
tests:
  - name: ten sales make a top performer
    given: { partner: { status: active, sales: 10, tier: gold } }
    expect: { tags: [partner, active, top performer, "tier:gold"], mergeFields: { SALES: 10 } }
  - name: nine do not
    given: { partner: { status: pending, sales: 9 } }
    expect: { notTags: [active, top performer] }
`;

export const PEOPLE = `id,Email,name,status,sales,tier
p-1,jane@harbor-coffee.dev,Jane,active,12,gold
p-2,omar@lantern-books.dev,Omar,pending,3,silver
p-3,mei@tidepool-yoga.dev,Mei,active,7,
`;

/** Lays the files of the program on a desk and founds its audience. */
export function partnerProgram(desk: SandboxDesk, spec: AudienceSpec = {}) {
  desk.file("mailchimp.config.yaml", CONFIG).file("people.csv", PEOPLE);
  return desk.sandbox.world.audience({ id: "harbor", name: "Harbor Partners", ...spec });
}
