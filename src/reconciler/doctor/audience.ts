import { audiencesTold, type FoundAudience, findAudience, isAudience } from "../../mailchimp/audience.ts";
import type { Checked } from "../../model/checked.ts";
import type { ContactRules, Desired } from "../../model/desired.ts";
import { isJsonObject } from "../../model/json.ts";
import type { Send } from "../../model/request.ts";
import { about, counted } from "./about.ts";
import type { Access } from "./access.ts";
import { attempt, isDone, lowerFirst } from "./attempt.ts";
import type { Examination } from "./examination.ts";

/** What came of looking for the audience. */
export interface AudienceFound {
  readonly check: Checked;
  readonly audience?: FoundAudience;
}

const AUDIENCE = about("audience");

/** Finds the audience that the file means; where the file is broken, tells which ones there are. */
export async function examineAudience({ config, patienceMs }: Examination, access: Access): Promise<AudienceFound> {
  const { send, baseUrl } = access;
  if (send === undefined) return { check: AUDIENCE.skipped("Mailchimp cannot be asked") };
  const { desired } = config;
  if (desired === undefined) {
    const there = await attempt(AUDIENCE, { baseUrl, patienceMs }, () => audiencesTold(send));
    const more = isDone(there) ? { detail: there.result } : {};
    return { check: AUDIENCE.skipped("the file does not say which, as long as it has errors", more) };
  }
  const ref = desired.audience;
  const named = ref.id === undefined ? {} : { audience: ref.id };
  const found = await attempt(AUDIENCE, { baseUrl, patienceMs, ...named }, async () => {
    const audience = await findAudience(send, ref);
    return isAudience(audience) ? { audience, contacts: await contactsOf(send, audience) } : { audience };
  });
  if (!isDone(found)) return { check: found.failed };
  const { audience, contacts } = found.result;
  if (isAudience(audience)) return { check: described(audience, contacts, desired), audience };
  return { check: AUDIENCE.problem(lowerFirst(audience.summary), { detail: audience.detail }) };
}

async function contactsOf(send: Send, { id }: FoundAudience): Promise<number | undefined> {
  const answer = await send({
    method: "GET",
    path: `/lists/${encodeURIComponent(id)}`,
    query: { include_total_contacts: true, fields: "stats.total_contacts" },
  });
  const stats = isJsonObject(answer) ? answer["stats"] : undefined;
  const total = isJsonObject(stats) ? stats["total_contacts"] : undefined;
  return typeof total === "number" ? total : undefined;
}

function described(audience: FoundAudience, contacts: number | undefined, desired: Desired): Checked {
  const { id, name, doubleOptIn } = audience;
  const people = contacts === undefined ? "" : `: ${counted(contacts, "contact")}`;
  const summary = `"${name}" (${id})${people}, ${doubleOptIn ? "double" : "single"} opt-in`;
  return doubleOptIn && bypassesOptIn(desired.contacts) ? AUDIENCE.warning(summary, BYPASS) : AUDIENCE.ok(summary);
}

function bypassesOptIn(contacts: ContactRules | undefined): boolean {
  return contacts?.newContacts.some(({ status }) => status === "subscribed") === true;
}

const BYPASS = {
  detail:
    "The audience asks newcomers to confirm, and `newContacts: subscribed` lets them in without: a plan with such people is held by the limit `bypass-optin`.",
  wayOut: "Say `newContacts: pending`, or, where their consent is on record, allow them by `--allow bypass-optin=N`.",
};
