import { dataCentre } from "../../mailchimp/base-url.ts";
import { isDisabled, isForbidden, isKeyRefused, isWrongDataCentre } from "../../mailchimp/failure-kind.ts";
import type { Checked } from "../../model/checked.ts";
import type { Diagnostic } from "../../model/diagnostic.ts";
import type { JsonObject } from "../../model/json.ts";
import { isJsonObject } from "../../model/json.ts";
import type { Send } from "../../model/request.ts";
import type { SendFailure } from "../../model/send-failure.ts";
import { about } from "./about.ts";
import { accountChecks, NO_ACCOUNT } from "./account.ts";
import { attempt, isDone, lowerFirst } from "./attempt.ts";
import { clockCheck } from "./clock.ts";
import type { Examination, MailchimpWay } from "./examination.ts";

/** What came of knocking at Mailchimp's door: with `send` there is a way in. */
export interface Access {
  readonly checks: readonly Checked[];
  readonly send?: Send;
  readonly baseUrl: string;
}

const KEY = about("key");
const CENTRE = about("data-centre");
const NO_CLOCK = about("clock").skipped("Mailchimp cannot be asked");

/** Looks at the key and the data centre, and asks Mailchimp whose they are. */
export async function examineAccess({ mailchimp, now, patienceMs }: Examination): Promise<Access> {
  const { way, toldTime } = mailchimp;
  if (!("send" in way)) return closed(blocked(mailchimp, way));
  const { send, baseUrl } = way;
  const found = await attempt(KEY, { baseUrl, patienceMs }, () => send(ACCOUNT));
  const clock = toldTime() === undefined && !isDone(found) ? NO_CLOCK : clockCheck(toldTime(), now);
  if (!isDone(found)) return closed([...refused(mailchimp, baseUrl, found), ...NO_ACCOUNT, clock], baseUrl);
  const account: JsonObject = isJsonObject(found.result) ? found.result : {};
  return { checks: [...welcome(mailchimp, baseUrl), ...accountChecks(account), clock], send, baseUrl };
}

const ACCOUNT = {
  method: "GET",
  path: "/",
  query: { fields: "account_name,role,pricing_plan_type" },
} as const;

function closed(checks: readonly Checked[], baseUrl = ""): Access {
  return { checks, baseUrl };
}

function welcome({ builtIn, words }: MailchimpWay, baseUrl: string): readonly Checked[] {
  if (builtIn) {
    return [
      KEY.ok("the built-in Mailchimp needs none; MAILCHIMP_API_KEY is not looked at"),
      CENTRE.ok("the built-in Mailchimp, on this machine"),
    ];
  }
  return [KEY.ok("MAILCHIMP_API_KEY is set, and Mailchimp accepts it"), CENTRE.ok(centreOf(words, baseUrl))];
}

function centreOf({ apiKey, baseUrl }: MailchimpWay["words"], used: string): string {
  if (baseUrl !== undefined && baseUrl !== "") return `${hostOf(used)}, as MAILCHIMP_BASE_URL says`;
  return `${dataCentre((apiKey ?? "").trim()) ?? hostOf(used)}, as the end of the key says`;
}

function hostOf(baseUrl: string): string {
  return URL.canParse(baseUrl) ? new URL(baseUrl).host : "an address";
}

/** There is no way to Mailchimp at all: the environment names none, or the built-in one does not start. */
function blocked({ builtIn }: MailchimpWay, diagnostic: Diagnostic): readonly Checked[] {
  const told = [lowerFirst(diagnostic.summary), { detail: diagnostic.detail }] as const;
  const rest = [...NO_ACCOUNT, NO_CLOCK];
  if (builtIn) return [CENTRE.problem(...told), ...rest];
  if (diagnostic.code !== "mailchimp-bad-base-url") {
    return [KEY.problem(...told), CENTRE.skipped("the key says which it is"), ...rest];
  }
  return [
    KEY.unknown("MAILCHIMP_API_KEY is set; whether it is accepted cannot be asked"),
    CENTRE.problem(...told),
    ...rest,
  ];
}

/** Mailchimp was asked and did not let us in: the fault of the key, of the data centre, or of the way there. */
function refused(
  { words }: MailchimpWay,
  baseUrl: string,
  { failed, failure }: { readonly failed: Checked; readonly failure?: SendFailure },
): readonly Checked[] {
  const { summary, detail } = failed;
  const more = detail === undefined ? {} : { detail };
  const centre = CENTRE.ok(centreOf(words, baseUrl));
  if (failure === undefined) return [KEY.unknown("Mailchimp did not say"), CENTRE.problem(summary, more)];
  if (isWrongDataCentre(failure))
    return [KEY.unknown("it was asked for at the wrong place"), CENTRE.problem(summary, more)];
  if (isKeyRefused(failure) || isDisabled(failure)) return [KEY.problem(summary, more), centre];
  if (isForbidden(failure)) return [KEY.problem(summary, more), centre];
  return [
    KEY.unknown("MAILCHIMP_API_KEY is set; whether it is accepted cannot be asked"),
    CENTRE.problem(summary, more),
  ];
}
