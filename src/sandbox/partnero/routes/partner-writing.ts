import { isObject, strings } from "../../json.ts";
import { archives, deletes, newLink, newPartner, restores } from "../acts/partners.ts";
import { writtenPartner } from "../documents/partner.ts";
import { partnerByEmail, partnerByKey } from "../found.ts";
import type { Ask, Reply } from "../http/ask.ts";
import { changes, DONE, shown } from "../http/ask.ts";
import { check, textIn } from "../http/form.ts";
import { absent, refused } from "../http/refusal.ts";
import { routesOf } from "../http/route.ts";
import type { Program } from "../program.ts";
import type { Partner } from "../records/partner.ts";
import { partnerAmong } from "./naming.ts";
import { partnerIn } from "./partners.ts";

/** Writing partners. */
export const partnerWritingRoutes = routesOf(["Affiliate"], {
  "POST /partners": create,
  "PUT /partners": (ask) => revise(ask, named(ask)),
  "PUT /partners/{id}": (ask) => revise(ask, partnerIn(ask)),
  "DELETE /partners": (ask) => remove(ask, named(ask)),
  "DELETE /partners/{id}": (ask) => remove(ask, partnerIn(ask)),
  "POST /partners/{id}/archive": archive,
  "POST /partners/{id}/revoke-archive": restore,
});

const RULES = { name: ["text"], surname: ["text"], tags: ["words"], key: ["text"] } as const;

function create({ program, body }: Ask): Reply {
  const [email, id, key] = [textIn(body, "email"), textIn(body, "id"), textIn(body, "key")];
  check(
    body,
    { email: ["required", "email"], id: ["text"], ...RULES },
    {
      email: emailTaken(program, email),
      id: id !== undefined && program.shelves.partners.named(id) !== undefined ? TAKEN.id : undefined,
      key: keyTaken(program, key),
      password: weak(textIn(body, "password")),
    },
  );
  if (isObject(body["referring_partner"]) && partnerAmong(program, body["referring_partner"]) === undefined) {
    throw refused(400, "Invalid referring partner.");
  }
  const spec = { email: email ?? "", name: textIn(body, "name") ?? null, surname: textIn(body, "surname") ?? null };
  const chosen = { ...(id !== undefined && { id }), ...(key !== undefined && { key }) };
  const partner = newPartner(program, { ...spec, ...chosen, tags: strings(body["tags"]) });
  program.shelves.partners.add(partner);
  return shown(writtenPartner(program, partner), 201);
}

const TAKEN = {
  email: "The email has already been taken.",
  id: "The id has already been taken.",
  key: "The key has already been taken.",
} as const;

function revise(ask: Ask, partner: Partner): Reply {
  const { program } = ask;
  const change = changes(ask);
  const [email, key] = [textIn(change, "email"), textIn(change, "key")];
  check(
    change,
    { email: ["email"], ...RULES },
    {
      email: emailTaken(program, email, partner),
      key: keyTaken(program, key, partner),
      password: weak(textIn(change, "password")),
    },
  );
  if (email !== undefined) partner.email = email;
  if ("name" in change) partner.name = textIn(change, "name") ?? null;
  if ("surname" in change) partner.surname = textIn(change, "surname") ?? null;
  // An empty list removes all tags, null leaves them.
  if (Array.isArray(change["tags"])) partner.tags = strings(change["tags"]);
  if (key !== undefined) partner.links = [newLink(key, true), ...partner.links.filter((link) => !link.isDefault)];
  partner.updatedAt = program.stamp();
  return shown(writtenPartner(program, partner));
}

function remove({ program }: Ask, partner: Partner): Reply {
  deletes(program, partner.id);
  return DONE;
}

function archive(ask: Ask): Reply {
  const { id, status } = partnerIn(ask);
  if (status === "archived") throw refused(400, "Partner is already archived.");
  archives(ask.program, id);
  return DONE;
}

function restore(ask: Ask): Reply {
  const { id, status } = partnerIn(ask);
  if (status !== "archived") throw refused(400, "Partner is not archived.");
  restores(ask.program, id);
  return DONE;
}

// Without an id in the path, the body names whom: beside `update`, or among the flat fields.
function named({ program, body }: Ask): Partner {
  const partner = partnerAmong(program, body);
  if (partner === undefined) throw absent("Partner");
  return partner;
}

function emailTaken(program: Program, email: string | undefined, by?: Partner): string | undefined {
  const owner = email === undefined ? undefined : partnerByEmail(program, email);
  return owner === undefined || owner === by ? undefined : TAKEN.email;
}

function keyTaken(program: Program, key: string | undefined, by?: Partner): string | undefined {
  const owner = key === undefined ? undefined : partnerByKey(program, key);
  return owner === undefined || owner === by ? undefined : TAKEN.key;
}

function weak(password: string | undefined): string | undefined {
  if (password === undefined) return undefined;
  const strong = password.length >= 8 && [/[a-z]/, /[A-Z]/, /\d/].every((needed) => needed.test(password));
  return strong ? undefined : "The password format is invalid.";
}
