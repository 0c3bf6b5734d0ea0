import { pages } from "../../mailchimp/pages.ts";
import type { Checked } from "../../model/checked.ts";
import type { Desired } from "../../model/desired.ts";
import type { AutomationRule } from "../../model/event.ts";
import { isJsonObject, type JsonObject } from "../../model/json.ts";
import type { Send } from "../../model/request.ts";
import { type About, about } from "./about.ts";
import type { Access } from "./access.ts";
import { attempt, isDone } from "./attempt.ts";
import type { Examination } from "./examination.ts";

/** Looks for the declared automations among those that Mailchimp lists: the classic ones alone. */
export async function examineAutomations(
  { lenient, patienceMs }: Examination,
  { send, baseUrl }: Access,
  audience: string | undefined,
): Promise<readonly Checked[]> {
  const { desired } = lenient;
  const declared = desired?.contacts?.automations ?? [];
  if (desired === undefined || declared.length === 0) return [];
  const says = about("automations");
  if (send === undefined) return [says.skipped("Mailchimp cannot be asked"), ...unlimited(declared, desired)];
  const listed = await attempt(says, { baseUrl, patienceMs }, () => classicOnes(send));
  if (!isDone(listed)) return [listed.failed, ...unlimited(declared, desired)];
  const checks = declared.map(({ name }) => examined(about("automation", name), name, listed.result, audience));
  return [...checks, ...unlimited(declared, desired)];
}

async function classicOnes(send: Send): Promise<readonly JsonObject[]> {
  const found: JsonObject[] = [];
  const fields = ["id", "status", "settings.title", "recipients.list_id"].map((field) => `automations.${field}`);
  const query = { fields: [...fields, "total_items"].join(",") };
  for await (const page of pages(send, { path: "/automations", query, items: "automations" })) found.push(...page);
  return found;
}

function examined(says: About, name: string, listed: readonly JsonObject[], audience: string | undefined): Checked {
  const named = listed.filter((one) => partOf(one, "settings", "title") === name);
  const here = named.filter((one) => audience === undefined || partOf(one, "recipients", "list_id") === audience);
  const [one] = here.length > 0 ? here : named;
  if (one === undefined) {
    return says.unknown("not among the classic automations; flows cannot be listed through the API", {
      wayOut: "Look in Mailchimp, under Automations, whether a flow has this name, what starts it, and that it is on.",
    });
  }
  if (here.length === 0) {
    return says.warning("is a classic automation of another audience", {
      wayOut: "Write its name here as it stands in Mailchimp for this audience, or make it there.",
    });
  }
  if (one["status"] === "sending") return says.ok("is a classic automation, and sends");
  return says.warning(`is a classic automation, and does not send (${String(one["status"])})`, {
    detail: "Who would enter it is counted all the same, and gets no mail.",
    wayOut: "Start it in Mailchimp, under Automations.",
  });
}

function partOf(whole: JsonObject, section: string, key: string): unknown {
  const part = whole[section];
  return isJsonObject(part) ? part[key] : undefined;
}

/** Without a limit of its own nobody may enter unasked, and the first plan with people stops a schedule. */
function unlimited(declared: readonly AutomationRule[], { limits }: Desired): readonly Checked[] {
  const general = limits.some((limit) => limit.class === "automation" && limit.key === undefined);
  return declared
    .filter(({ name }) => !general && !limits.some((limit) => limit.class === "automation" && limit.key === name))
    .map(({ name }) =>
      about("automation", name).warning("has no limit, so that every plan that lets anybody in is held", {
        wayOut: `Say how many may enter by one plan: \`limit: 100\`, or allow it each time: --allow ${JSON.stringify(`automation:${name}=N`)}.`,
      }),
    );
}
