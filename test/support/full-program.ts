import { expect } from "vitest";
import type { Handle } from "../../src/sandbox/world/handle.ts";
import { type SandboxDesk, sandboxDesk } from "./sandbox-desk.ts";

/** Contacts whose next plan does something of every kind to them. */
export const WHO = {
  jane: "jane@harbor-coffee.dev",
  omar: "omar@lantern-books.dev",
  mei: "mei@tidepool-yoga.dev",
  lena: "lena@quill-press.dev",
  olda: "olda@quill-press.dev",
  oldaNow: "olda.new@quill-press.dev",
  noor: "noor@paper-kite.dev",
  kim: "kim@paper-kite.dev",
} as const;

const BEFORE = `id,email,name,status,sales,tier
p-1,${WHO.jane},Jane,active,9,gold
p-2,${WHO.omar},Omar,pending,3,silver
p-3,${WHO.mei},Mei,active,12,
p-4,${WHO.lena},Lena,active,1,gold
p-5,${WHO.olda},Olda,active,1,gold
`;

/** Jane crosses ten, Omar falls silent, Mei sinks, Lena has left, Olda has moved, Noor is new and Kim stands already. */
const AFTER = `id,email,name,status,sales,tier
p-1,${WHO.jane},Jane,active,12,gold
p-2,${WHO.omar},Omar,active,,silver
p-3,${WHO.mei},Mei,active,3,
p-5,${WHO.oldaNow},Olda,active,1,gold
p-6,${WHO.noor},Noor,active,15,gold
p-7,${WHO.kim},Kim,active,1,silver
`;

const STANDING = `version: 1
audience: { id: harbor }
sources:
  partner: { type: csv, path: people.csv, email: email, columns: { sales: number } }
mergeFields:
  PARTNER_ID: { name: Partner ID, type: text, public: false, value: partner.id }
  SRC_EMAIL: { name: Address in the source, type: text, public: false }
  SALES: { name: Total sales, type: number, value: partner.sales }
  FNAME: { value: partner.name, write: if_empty }
tags:
  partner: { when: { partner: exists }, quiet: true }
  active: { when: { partner.status: active } }
  top: { when: { SALES: { gte: 10 } } }
  "tier:*": { value: partner.tier }
groups:
  Program: { type: checkboxes, interests: { Affiliate: { when: { partner: exists } } } }
events:
  tenth_sale: { when: { crosses: { SALES: 10 } } }
automations:
  Top club: { startsOn: { tag: top } }
sync:
  identity: [PARTNER_ID]
  lastAddress: SRC_EMAIL
  newContacts: subscribed
  leavers: archive
`;

const FIRST = "limits: { automation: 100, bypass-optin: 100 }\n";

/** The program as its people left it: nothing of the next plan is done yet, and the file says `more`. */
export async function fullProgram(more: string): Promise<SandboxDesk & { readonly audience: Handle }> {
  const here = await sandboxDesk();
  const audience = here.sandbox.world.audience({
    id: "harbor",
    name: "Harbor Partners",
    doubleOptin: true,
    mergeFields: [{ tag: "OLDCODE", name: "Old code" }],
    tags: ["beta"],
  });
  here.file("mailchimp.config.yaml", STANDING + FIRST).file("people.csv", BEFORE);
  const ran = await here.run(["apply", "--yes"]);
  expect(ran.exit, ran.stdout + ran.stderr).toBe(0);
  audience.add([{ email: WHO.kim }]);
  audience.segment("Old codes", "any", [{ condition_type: "TextMerge", field: "OLDCODE", op: "blank_not" }]);
  audience.group("Letters", ["Weekly"]);
  audience.webhook("https://hooks.harbor-coffee.dev/old");
  here.file("mailchimp.config.yaml", STANDING + more).file("people.csv", AFTER);
  here.sandbox.traffic.clear();
  return Object.assign(here, { audience });
}
