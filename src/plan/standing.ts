import type { StandingInterest } from "../contacts/managed-interests.ts";
import type { StandingField } from "../contacts/projection.ts";
import { countryByNumber } from "../kinds/country-number.ts";
import { formatAddress } from "../model/address.ts";
import type { Spec, Step } from "../model/change.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Json } from "../model/json.ts";
import { MERGE_FIELD_TYPES } from "../model/merge-field-type.ts";
import type { LiveSchema } from "./live-schema.ts";
import { standingInterests } from "./standing-interests.ts";

/** The part of the schema that a run's contacts can rely on. */
export interface Standing {
  field(tag: string): StandingField | undefined;
  /** Whether a declared tag will stand when contacts are written. */
  tag(name: string): boolean;
  /** Tags that get another name in this run: the new one by the old one in lower case. */
  readonly renamedTags: ReadonlyMap<string, string>;
  /** The interests of declared groups that will stand then. */
  readonly interests: readonly StandingInterest[];
  readonly warnings: readonly Diagnostic[];
}

/**
 * What will stand once the steps that this run takes are done. `all` are the steps that the whole file asks for, `taken`
 * those that the run takes: a value is sent only where its object stands as declared, so an object whose step is held
 * or not taken takes no values, and a warning says so, unless this run is about named objects alone and it is none of them.
 */
export function standing(
  live: LiveSchema,
  all: readonly Step[],
  taken: ReadonlySet<Step>,
  namesObjects = false,
): Standing {
  const fields = new Map<string, StandingField>();
  for (const object of live.objects.mergeField) note(fields, object.spec);
  const tags = new Map(live.objects.tag.map((object) => [lower(object.spec["name"]), true]));
  const renamedTags = new Map<string, string>();
  const warnings: Diagnostic[] = [];
  const isReady = (step: Step): boolean => taken.has(step) && step.verdict === "go";
  for (const step of all) {
    const { change } = step;
    if (change.action === "none" || change.action === "delete") continue;
    const ready = isReady(step);
    if (change.at.kind === "mergeField") {
      if (ready) note(fields, change.after, change.action === "update" ? change.before : {});
      else fields.delete(upper(change.after["tag"]));
    } else if (change.at.kind === "tag") {
      const former = change.action === "update" ? lower(change.before["name"]) : undefined;
      if (ready && former !== undefined) renamedTags.set(former, String(change.after["name"]));
      if (ready) tags.set(lower(change.after["name"]), true);
      else tags.delete(lower(change.after["name"]));
    }
    if (!ready && concernsContacts(step) && (taken.has(step) || !namesObjects)) warnings.push(withheld(step));
  }
  return {
    field: (tag) => fields.get(tag.toUpperCase()),
    tag: (name) => tags.has(name.toLowerCase()),
    renamedTags,
    interests: standingInterests(live, all, isReady),
    warnings,
  };
}

/** Contacts get nothing from a group itself, a segment or a webhook, and an interest serves under any name. */
function concernsContacts({ change }: Step): boolean {
  return CONCERNED.includes(change.at.kind) && !(change.at.kind === "interest" && change.action === "update");
}

const CONCERNED: readonly string[] = ["mergeField", "tag", "interest"];

/** A field as it will stand; contacts hold it under its tag of now until then. */
function note(fields: Map<string, StandingField>, after: Spec, before: Spec = {}): void {
  const spec = { ...before, ...after };
  const former = before["tag"] === undefined ? undefined : upper(before["tag"]);
  const type = MERGE_FIELD_TYPES.find((known) => known === spec["type"]);
  if (type === undefined) return;
  const choices = spec["choices"];
  const texts = Array.isArray(choices) ? choices.filter((choice) => typeof choice === "string") : undefined;
  const country = spec["default_country"];
  const tag = upper(spec["tag"]);
  const renamed = former !== undefined && former !== tag;
  if (renamed) fields.delete(former);
  fields.set(tag, {
    tag,
    ...(renamed ? { readAs: former } : {}),
    type,
    required: spec["required"] === true,
    ...(texts === undefined ? {} : { choices: texts }),
    ...(typeof country === "number" ? { defaultCountry: countryByNumber(country) ?? "" } : {}),
    ...(spec["phone_format"] === "US" ? { phoneFormat: "US" } : {}),
  });
}

function withheld({ change, verdict }: Step): Diagnostic {
  const name = formatAddress(change.at);
  const why = verdict === "hold" ? "its own change is held" : "this run does not change the schema";
  return {
    severity: "warning",
    code: "contacts-wait-for-schema",
    summary: "Contacts wait for the schema",
    detail: `${name} does not stand as declared and ${why}, so no contact gets a value from it in this run.`,
  };
}

function upper(value: Json | undefined): string {
  return String(value ?? "").toUpperCase();
}

function lower(value: Json | undefined): string {
  return String(value ?? "").toLowerCase();
}
