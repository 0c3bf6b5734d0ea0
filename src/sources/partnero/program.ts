import { isJsonObject, type JsonObject } from "../../model/json.ts";
import type { PartneroResource } from "../../model/source.ts";
import { recordOf } from "./access.ts";
import type { PartneroGet } from "./client.ts";
import { PartneroFailure } from "./failure.ts";

/** What a program tells of itself. */
export interface PartneroProgram {
  readonly name: string;
  /** In Partnero's words; undefined where it does not tell. */
  readonly type: "Affiliate" | "Referral" | "Newsletter" | undefined;
  /** In capitals; `""` where it does not tell. */
  readonly currency: string;
}

/** Which type of program has which resource. */
export const PROGRAM_OF: Readonly<Record<PartneroResource, NonNullable<PartneroProgram["type"]>>> = {
  partners: "Affiliate",
  customers: "Affiliate",
  "referral-customers": "Referral",
  subscribers: "Newsletter",
};

/** The list of each resource: two types of program have customers, with other fields. */
export const PATH_OF: Readonly<Record<PartneroResource, string>> = {
  partners: "/partners",
  customers: "/customers",
  "referral-customers": "/customers",
  subscribers: "/subscribers",
};

/** Asks a program what it is. An old server may not know the question: then nothing is known. */
export async function programOf(get: PartneroGet): Promise<PartneroProgram> {
  try {
    return programIn(recordOf(await get("/program")) ?? {});
  } catch (failure) {
    if (failure instanceof PartneroFailure && failure.status === 404)
      return { name: "", type: undefined, currency: "" };
    throw failure;
  }
}

function programIn(data: JsonObject): PartneroProgram {
  const program = objectIn(data, "program");
  const { currency } = objectIn(data, "program_settings");
  return {
    name: textOf(program["name"] ?? data["name"]),
    type: typeOf(textOf(program["type"]), "esp_type" in data),
    currency: textOf(currency).toUpperCase(),
  };
}

/** A newsletter program tells no type, but which e-mail service it is tied to. */
function typeOf(word: string, hasService: boolean): PartneroProgram["type"] {
  if (hasService) return "Newsletter";
  const types = { affiliate: "Affiliate", referral: "Referral", newsletter: "Newsletter" } as const;
  return Object.entries(types).find(([name]) => name === word.toLowerCase())?.[1];
}

function objectIn(data: JsonObject, name: string): JsonObject {
  const found = data[name];
  return isJsonObject(found) ? found : {};
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
