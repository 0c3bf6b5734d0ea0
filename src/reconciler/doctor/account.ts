import type { Checked } from "../../model/checked.ts";
import type { JsonObject } from "../../model/json.ts";
import { about } from "./about.ts";

const ACCOUNT = about("account");
const PERMISSIONS = about("permissions");

/** What is said of the account where nobody could ask for it. */
export const NO_ACCOUNT: readonly Checked[] = [
  ACCOUNT.skipped("Mailchimp cannot be asked"),
  PERMISSIONS.skipped("Mailchimp cannot be asked"),
];

/** Whose account it is, and whether the user of the key may do what apply does. */
export function accountChecks(account: JsonObject): readonly Checked[] {
  const { account_name: name, pricing_plan_type: plan, role } = account;
  return [
    ACCOUNT.ok(`"${String(name)}", ${PLANS[String(plan)] ?? "a plan that is not known here"}`),
    permissions(String(role ?? "")),
  ];
}

/** In Mailchimp's words. */
const PLANS: Readonly<Record<string, string>> = {
  monthly: "a monthly plan",
  pay_as_you_go: "pay as you go",
  forever_free: "the free plan",
};

function permissions(role: string): Checked {
  if (MAY_WRITE.includes(role))
    return PERMISSIONS.ok(`the key's user is ${article(role)}, and may do all that apply does`);
  if (!LOOK_ONLY.includes(role)) {
    return PERMISSIONS.unknown(`the key's user has the role "${role}", of which nobody here knows what it may do`, {
      detail: `Known are ${[...MAY_WRITE, ...LOOK_ONLY].join(", ")}. Where it may not change contacts, apply is refused with 403.`,
    });
  }
  return PERMISSIONS.problem(`the key's user is ${article(role)}, who may not change an audience`, {
    detail: "A key may do what its user may. Mailchimp refuses each write of an apply with 403.",
    wayOut: "Make the key as an owner, admin or manager, or have this user's role raised: Account & billing, Users.",
  });
}

const MAY_WRITE: readonly string[] = ["owner", "admin", "manager"];
const LOOK_ONLY: readonly string[] = ["author", "viewer"];

function article(role: string): string {
  return `${/^[aeiou]/.test(role) ? "an" : "a"} ${role}`;
}
