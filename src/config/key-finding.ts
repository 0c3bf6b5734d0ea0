import type { Finding, Path } from "../model/diagnostic.ts";
import { nearestOffer } from "../model/nearest-name.ts";
import { SECTIONS } from "./sections/index.ts";
import type { Violation } from "./violation.ts";
import { list, spoken } from "./wording.ts";

/** A key that cannot stand where it stands. */
export function unknownKey({ path, siblings }: Violation): Finding {
  const key = String(path.at(-1));
  if (path.length === 3 && path[0] === "environments" && SECTIONS.some(({ name }) => name === key)) {
    return notForEnvironments(path, key, String(path[1]));
  }
  const where = path.length === 1 ? "at the top level" : `in ${spoken(path.slice(0, -1))}`;
  const near = nearestOffer(key, siblings);
  const known = near === "" && siblings.length > 0 ? ` The keys are ${list(siblings, "and")}.` : near;
  return {
    severity: "error",
    code: "unknown-key",
    summary: "Unknown key",
    detail: `${JSON.stringify(key)} is not a key that can stand ${where}.${known}`,
    path,
    mark: "key",
  };
}

/** A key that cannot stand beside another one. */
export function notHere({ path }: Violation): Finding {
  return {
    severity: "error",
    code: "key-not-here",
    summary: "Key does not belong here",
    detail: NOT_HERE[String(path.at(-1))] ?? `${spoken(path)} cannot stand beside what is declared here.`,
    path,
    mark: "key",
  };
}

/** A key that is needed and not there. */
export function missingKey({ path, params }: Violation): Finding {
  const key = String(params["missingProperty"]);
  const where = path.length === 0 ? "The file" : spoken(path);
  return {
    severity: "error",
    code: "missing-key",
    summary: "Missing key",
    detail: `${where} needs \`${key}\`.${MISSING[`${path[0] ?? ""}.${key}`] ?? ""}`,
    path,
    mark: "key",
  };
}

const NOT_HERE: Readonly<Record<string, string>> = {
  delimiter:
    "A `delimiter` is for `csv` alone; in NDJSON each line is one object. Take it out, or set the `type` to csv.",
};

/** Why a key is needed, by section and key. */
const MISSING: Readonly<Record<string, string>> = {
  ".audience":
    " It says which audience is meant: `audience: { id: … }` or `audience: { name: … }`. Where each environment has its own, choose one with `--env`.",
  "sources.type": " It is `csv` or `ndjson`.",
  "sources.path": " It names the file, relative to this configuration.",
  "sources.email": " It names the column or key that holds the e-mail address.",
  "mergeFields.name": " It is the label that people see on forms.",
  "groups.type": " It is `checkboxes`, `dropdown`, `radio` or `hidden`.",
  "groups.interests":
    " It holds the group's interests by name: `interests: { Affiliate: { when: { partner: exists } } }`.",
  "segments.match": " It says whether `all` of the conditions must hold, or `any`.",
  "events.when":
    " It says what sends the event: `when: { crosses: { TOTAL_SALES: 10 } }`, `{ changes: { TIER: { to: gold } } }` or `{ increases: TOTAL_PAID }`.",
  "automations.startsOn":
    " It says what starts the automation: `startsOn: { tag: new-partner }` or `{ event: [first_sale] }`.",
  "sync.identity":
    " It names the merge fields that hold the ids of people in the sources; a contact with such an id is ours.",
  "sync.newContacts":
    " It has no default, because it decides who gets mail: `subscribed`, `pending` (double opt-in), `transactional` or `skip`.",
  "webhooks.url": " It is where Mailchimp posts to.",
  "webhooks.events":
    " It says what the webhook is told of: `events: [subscribe, unsubscribe, profile, cleaned, upemail]`.",
  "webhooks.sources": " It says whose changes the webhook is told of: `sources: [user, admin]`.",
  "tests.name": " It says what the example shows, as a sentence.",
  "tests.given": " It holds the person's records, by source: `given: { partner: { status: active } }`.",
  "tests.expect": " It says what the rules must make of the person: `expect: { tags: [active] }`.",
};

function notForEnvironments(path: Path, key: string, environment: string): Finding {
  return {
    severity: "error",
    code: "not-for-environments",
    summary: "An environment cannot change this",
    detail: `\`${key}\` is the same in every environment. Move it to the top level of the file, or take it out of ${JSON.stringify(environment)}.`,
    path,
    mark: "key",
  };
}
