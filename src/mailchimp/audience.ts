import type { AudienceRef } from "../model/desired.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { JsonObject } from "../model/json.ts";
import { isJsonObject } from "../model/json.ts";
import type { Send } from "../model/request.ts";
import { SendFailure } from "../model/send-failure.ts";
import { isNotFound } from "./failure-kind.ts";
import { pages } from "./pages.ts";

/** The audience that a configuration asks for, as Mailchimp has it. */
export interface FoundAudience {
  readonly id: string;
  readonly name: string;
  readonly doubleOptIn: boolean;
  /** Mailchimp's own object, for what else somebody needs of it. */
  readonly raw: JsonObject;
}

/** Finds the one audience that is meant, and checks what the configuration expects of it. */
export async function findAudience(send: Send, ref: AudienceRef): Promise<FoundAudience | Diagnostic> {
  const found = ref.id === undefined ? await byName(send, ref) : await byId(send, ref, ref.id);
  const expected = ref.expect?.name;
  if (!isAudience(found) || expected === undefined || found.name === expected) return found;
  return {
    severity: "error",
    code: "audience-not-as-expected",
    summary: "This is not the audience that is expected",
    detail: `Audience ${found.id} is called "${found.name}", and audience.expect says "${expected}". Correct the one that is wrong; nothing was read or changed.`,
    place: ref.declaredAt,
  };
}

/** Whether an audience was found, or what stands in the way. */
export function isAudience(found: FoundAudience | Diagnostic): found is FoundAudience {
  return "raw" in found;
}

/** The audiences of the account as a sentence, for whoever has to name one. */
export async function audiencesTold(send: Send): Promise<string> {
  return told(await allAudiences(send));
}

async function byId(send: Send, ref: AudienceRef, id: string): Promise<FoundAudience | Diagnostic> {
  const path = `/lists/${encodeURIComponent(id)}`;
  try {
    const raw = await send({ method: "GET", path, query: { exclude_fields: "_links" } });
    if (isJsonObject(raw)) return audience(raw);
  } catch (error) {
    if (!(error instanceof SendFailure && isNotFound(error))) throw error;
  }
  return notFound(ref, `id "${id}"`, await allAudiences(send));
}

async function byName(send: Send, ref: AudienceRef): Promise<FoundAudience | Diagnostic> {
  const name = ref.name ?? "";
  const all = await allAudiences(send);
  const named = all.filter((one) => one.name === name);
  const [only] = named;
  if (only !== undefined && named.length === 1) return only;
  if (only === undefined) return notFound(ref, `name "${name}"`, all);
  return {
    severity: "error",
    code: "audience-ambiguous",
    summary: "Several audiences have this name",
    detail: `"${name}" is the name of ${named.map(({ id }) => id).join(" and ")}. Say which one is meant by  audience: { id: ${only.id} }.`,
    place: ref.declaredAt,
  };
}

async function allAudiences(send: Send): Promise<readonly FoundAudience[]> {
  const fields = "lists.id,lists.name,lists.double_optin,total_items";
  const all: FoundAudience[] = [];
  for await (const page of pages(send, { path: "/lists", query: { fields }, items: "lists" })) {
    all.push(...page.map(audience));
  }
  return all;
}

function audience(raw: JsonObject): FoundAudience {
  return { id: String(raw["id"]), name: String(raw["name"]), doubleOptIn: raw["double_optin"] === true, raw };
}

function notFound(ref: AudienceRef, what: string, all: readonly FoundAudience[]): Diagnostic {
  return {
    severity: "error",
    code: "audience-not-found",
    summary: "Audience not found",
    detail: `The account of this key has no audience with the ${what}. ${told(all)} An id is not the number in the browser's address.`,
    place: ref.declaredAt,
  };
}

function told(all: readonly FoundAudience[]): string {
  if (all.length === 0) return "The account has no audience at all.";
  const shown = all.slice(0, 10).map(({ id, name }) => `"${name}" (${id})`);
  return `The account has ${shown.join(", ")}${all.length > 10 ? ` and ${all.length - 10} more` : ""}.`;
}
