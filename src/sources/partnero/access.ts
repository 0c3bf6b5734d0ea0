import type { Diagnostic } from "../../model/diagnostic.ts";
import { isJsonObject, type Json, type JsonObject } from "../../model/json.ts";
import { checkedServiceUrl } from "../../model/service-url.ts";
import { type PartneroClientOptions, type PartneroGet, partneroClient } from "./client.ts";

/** A way to the programs of Partnero: one for each key. */
export interface PartneroAccess {
  readonly baseUrl: string;
  /** The way to the program whose key is in a variable; undefined where the variable is unset. */
  readonly program: (keyFrom: string) => PartneroGet | undefined;
  /** Told before records are read one by one how many requests that takes, and then how far it is. */
  readonly onRead?: ((reading: PartneroReading) => void) | undefined;
  /** What a reading that broke off has read already; absent: every reading starts anew. */
  readonly unfinished?: ((keyFrom: string, resource: string) => UnfinishedRead) | undefined;
}

/** How far the reading of a source is. */
export interface PartneroReading {
  readonly source: string;
  readonly resource: string;
  readonly phase: "listed" | "reading";
  readonly done: number;
  /** How many records there are; while they are listed nobody knows. */
  readonly total?: number;
  /** Told once, before the first of them is read. */
  readonly reads?: ReadCost;
}

/** What reading records one by one takes. */
export interface ReadCost {
  /** How many requests a record takes. */
  readonly each: number;
  /** The fields that ask for it. */
  readonly because: readonly string[];
  /** How many records a reading that broke off has read already. */
  readonly kept: number;
}

/** Records of a reading that did not come to its end, for the next one to go on with. */
export interface UnfinishedRead {
  find(id: string): JsonObject | undefined;
  keep(id: string, record: JsonObject): void;
  /** The reading came to its end: nothing of it is kept. */
  finish(): void;
}

/** Where the environment says that Partnero is. */
export interface PartneroWords {
  readonly baseUrl: string | undefined;
  readonly keyOf: (variable: string) => string | undefined;
}

const BASE_URL = "https://api.partnero.com/v1";

/** Finds the way that the environment means. Nothing is sent yet; whether the keys are there is asked of each source. */
export function partneroAccess(
  { baseUrl, keyOf }: PartneroWords,
  options: Omit<PartneroClientOptions, "baseUrl" | "apiKey"> & Pick<PartneroAccess, "onRead" | "unfinished"> = {},
): PartneroAccess | Diagnostic {
  const checked = checkedServiceUrl(
    baseUrl === undefined || baseUrl === "" ? BASE_URL : baseUrl,
    BASE_URL,
    "PARTNERO_API_KEY",
  );
  if (!("url" in checked)) return badBaseUrl(checked.flaw);
  const { onRead, unfinished, ...calls } = options;
  return {
    baseUrl: checked.url,
    program: (keyFrom) => {
      const apiKey = keyOf(keyFrom)?.trim() ?? "";
      return apiKey === "" ? undefined : partneroClient({ ...calls, baseUrl: checked.url, apiKey });
    },
    onRead,
    unfinished,
  };
}

function badBaseUrl(flaw: string): Diagnostic {
  return {
    severity: "error",
    code: "partnero-bad-base-url",
    summary: "Unusable Partnero base URL",
    detail: `PARTNERO_BASE_URL cannot be used. ${flaw}`,
  };
}

/** The object or list that an answer carries; Partnero wraps everything in `data`. */
export function dataOf(answer: JsonObject): Json | undefined {
  return answer["data"];
}

/** The one record that an answer carries. */
export function recordOf(answer: JsonObject): JsonObject | undefined {
  const data = dataOf(answer);
  return isJsonObject(data) ? data : undefined;
}
