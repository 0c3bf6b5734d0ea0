import type { Diagnostic } from "../model/diagnostic.ts";
import { checkedServiceUrl } from "../model/service-url.ts";

/** Where Mailchimp is and with which key; both come from the environment. */
export interface Endpoint {
  readonly apiKey: string;
  /** Without a slash at its end. */
  readonly baseUrl: string;
}

/** What the environment holds. */
export interface EndpointWords {
  readonly apiKey: string | undefined;
  readonly baseUrl: string | undefined;
}

/** Finds the endpoint that the environment means: the base URL that it names, else that of the key's data centre. */
export function endpoint({ apiKey, baseUrl }: EndpointWords): Endpoint | Diagnostic {
  const key = (apiKey ?? "").trim();
  const flaw = key === "" ? NO_KEY : keyFlaw(key, baseUrl !== undefined && baseUrl !== "");
  if (flaw !== undefined) return flaw;
  if (baseUrl === undefined || baseUrl === "") {
    return { apiKey: key, baseUrl: `https://${dataCentre(key)}.api.mailchimp.com/3.0` };
  }
  const checked = checkedBaseUrl(baseUrl);
  return typeof checked === "string" ? { apiKey: key, baseUrl: checked } : checked;
}

/** Whether the environment named an endpoint, or what is wrong with it. */
export function isEndpoint(found: Endpoint | Diagnostic): found is Endpoint {
  return "baseUrl" in found;
}

/** The data centre that a key names at its end, `us6`. */
export function dataCentre(apiKey: string): string | undefined {
  return /-([a-z]{2,4}\d{1,3})$/.exec(apiKey)?.[1];
}

const NO_KEY: Diagnostic = {
  severity: "error",
  code: "mailchimp-no-key",
  summary: "No Mailchimp API key",
  detail:
    "The environment variable MAILCHIMP_API_KEY is not set. A key is made in Mailchimp under Account & billing, Extras, API keys; --sandbox needs none.",
};

/** Tells what is wrong with a key without telling the key. */
function keyFlaw(key: string, baseUrlIsGiven: boolean): Diagnostic | undefined {
  if (!/^[!-~]+$/.test(key)) return badKey("It has blanks, line breaks or characters in it that no key has.");
  if (dataCentre(key) === undefined && !baseUrlIsGiven) {
    return badKey("It does not end in a hyphen and a data centre, such as -us6. Copy the key whole.");
  }
  return undefined;
}

function badKey(detail: string): Diagnostic {
  return {
    severity: "error",
    code: "mailchimp-bad-key",
    summary: "Malformed Mailchimp API key",
    detail: `The value of MAILCHIMP_API_KEY is no Mailchimp key. ${detail}`,
  };
}

/** A base URL fit for use: https, or http on loopback; nothing in it that would be a secret or be lost. */
export function checkedBaseUrl(text: string): string | Diagnostic {
  const checked = checkedServiceUrl(text, "https://us6.api.mailchimp.com/3.0", "MAILCHIMP_API_KEY");
  return "url" in checked ? checked.url : badBaseUrl(checked.flaw);
}

function badBaseUrl(detail: string): Diagnostic {
  return {
    severity: "error",
    code: "mailchimp-bad-base-url",
    summary: "Unusable Mailchimp base URL",
    detail: `MAILCHIMP_BASE_URL cannot be used. ${detail}`,
  };
}
