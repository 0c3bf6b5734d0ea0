import type { Json } from "../model/json.ts";
import { isJsonObject } from "../model/json.ts";
import type { PostalAddress } from "../model/source.ts";
import { countryCode } from "./normal-form-country.ts";

const NEEDED = ["addr1", "city", "state", "zip"] as const;
const PARTS = ["addr1", "addr2", "city", "state", "zip", "country"] as const;

/** An address from the sources: whole, unset, or refused with what it lacks. */
export function wishedAddress(
  address: PostalAddress,
  defaultCountry: string,
): { readonly value: PostalAddress | ""; readonly refused?: string } {
  const part = (name: string) => (address[name] ?? "").trim();
  const lacking = NEEDED.filter((name) => part(name) === "");
  if (lacking.length === NEEDED.length && part("addr2") === "") return { value: "" };
  if (lacking.length > 0) return { value: "", refused: `the address has no ${lacking.join(", no ")}` };
  if (part("country") === "" && defaultCountry === "")
    return { value: "", refused: "the address has no country, and nobody knows which one Mailchimp would put in" };
  const country = part("country") === "" ? defaultCountry : countryCode(part("country"));
  if (country === undefined) {
    return {
      value: "",
      refused: "the country of the address is no English name and no code of two letters",
    };
  }
  return { value: addressOf((name) => (name === "country" ? country : part(name))) };
}

/** An address as Mailchimp gave it. One that holds nothing but a country, as new contacts of the web form do, is unset. */
export function liveAddress(value: Json): PostalAddress | "" {
  if (!isJsonObject(value)) return "";
  const part = (name: string) => String(value[name] ?? "").trim();
  if (PARTS.every((name) => name === "country" || part(name) === "")) return "";
  return addressOf((name) => (name === "country" ? (countryCode(part(name)) ?? part(name)) : part(name)));
}

function addressOf(part: (name: (typeof PARTS)[number]) => string): PostalAddress {
  return Object.fromEntries(PARTS.map((name) => [name, part(name)]));
}
