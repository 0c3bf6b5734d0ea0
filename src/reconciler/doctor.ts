import type { Checked } from "../model/checked.ts";
import { about } from "./doctor/about.ts";
import { type Access, examineAccess } from "./doctor/access.ts";
import { type AudienceFound, examineAudience } from "./doctor/audience.ts";
import { examineAutomations } from "./doctor/automations.ts";
import { configurationCheck } from "./doctor/configuration.ts";
import type { Examination } from "./doctor/examination.ts";
import { otherSyncs } from "./doctor/other-syncs.ts";
import { examineSchema, noSchema, type SchemaLooked } from "./doctor/schema.ts";
import { examineSources } from "./doctor/sources.ts";
import { examineWebhooks } from "./doctor/webhooks.ts";

/** Looks at everything that a run depends on. What cannot be known because of something else is skipped, not guessed. */
export async function examine(examination: Examination): Promise<readonly Checked[]> {
  const { onCheck, config } = examination;
  onCheck?.("the way to Mailchimp");
  const access = await examineAccess(examination);
  onCheck?.("the audience");
  const found = await examineAudience(examination, access);
  onCheck?.("the schema");
  const schema = await lookAtSchema(examination, access, found);
  const sources = await examineSources(examination);
  onCheck?.("webhooks");
  const webhooks = await examineWebhooks(examination, schema.live);
  onCheck?.("automations");
  const automations = await examineAutomations(examination, access, found.audience?.id);
  const others = lookForOthers(examination, found, schema);
  return [
    configurationCheck(config),
    ...access.checks,
    found.check,
    ...schema.checks,
    ...sources,
    ...webhooks,
    ...automations,
    ...others,
  ];
}

async function lookAtSchema(
  { config, patienceMs }: Examination,
  { send, baseUrl }: Access,
  { audience }: AudienceFound,
): Promise<SchemaLooked> {
  if (send === undefined) return { checks: noSchema("Mailchimp cannot be asked") };
  if (config.desired === undefined || audience === undefined) return { checks: noSchema("the audience is not known") };
  return examineSchema(config.desired, audience, send, { baseUrl, patienceMs, audience: audience.id });
}

function lookForOthers(
  { config, written }: Examination,
  { audience }: AudienceFound,
  { live }: SchemaLooked,
): readonly Checked[] {
  const { desired } = config;
  const id = audience?.id ?? desired?.audience.id;
  if (desired === undefined || id === undefined) {
    return [about("other-syncs").skipped("the audience is not known")];
  }
  return otherSyncs(written(id), desired, live);
}
