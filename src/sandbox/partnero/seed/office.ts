import { requestsPayout, submitsLead } from "../acts/office.ts";
import type { Program } from "../program.ts";
import type { Chance } from "./chance.ts";

/** Leads and payout requests of the last days. */
export function seedOffice(program: Program, chance: Chance): void {
  for (const { id, status, notPaid } of program.shelves.partners.all()) {
    if (status !== "active") continue;
    if (chance.happens(0.01)) submitsLead(program, id, { name: "Ada Byron", email: "ada@orchard-row-print.dev" });
    if ((notPaid[program.currency] ?? 0) >= 50 && chance.happens(0.3)) requestsPayout(program, id);
  }
}
