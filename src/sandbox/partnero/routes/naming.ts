import { isObject, type JsonObject } from "../../json.ts";
import { partnerByEmail, partnerByKey } from "../found.ts";
import { textIn } from "../http/form.ts";
import { refused } from "../http/refusal.ts";
import type { Program } from "../program.ts";
import type { Partner } from "../records/partner.ts";

/** The partner of whom a body says `id`, `key` or `email`; the id wins. */
export function partnerAmong(program: Program, names: JsonObject): Partner | undefined {
  const [id, key, email] = [textIn(names, "id"), textIn(names, "key"), textIn(names, "email")];
  if (id !== undefined) return program.shelves.partners.named(id);
  if (key !== undefined) return partnerByKey(program, key);
  return email === undefined ? undefined : partnerByEmail(program, email);
}

/** The partner named in a body's `partner`, or the 400 that there is none. */
export function partnerGiven(program: Program, body: JsonObject): Partner {
  const { partner } = body;
  const found = isObject(partner) ? partnerAmong(program, partner) : undefined;
  if (found === undefined) throw refused(400, "Invalid partner.");
  return found;
}
