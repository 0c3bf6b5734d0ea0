import { fullPartner, linkDocument, thinPartner } from "../documents/partner.ts";
import { partnerByEmail, partnerByKey } from "../found.ts";
import type { Ask, Reply } from "../http/ask.ts";
import { given, param, shown } from "../http/ask.ts";
import { paged } from "../http/page.ts";
import { absent, unfit } from "../http/refusal.ts";
import { routesOf } from "../http/route.ts";
import type { Partner } from "../records/partner.ts";

/** Reading partners. */
export const partnerRoutes = routesOf(["Affiliate"], {
  "GET /partners": (ask) => paged(ask, listed(ask), thinPartner),
  "GET /partners:search": search,
  "GET /partner": (ask) => shown(fullPartner(ask.program, named(ask))),
  "GET /partners/{id}": (ask) => shown(fullPartner(ask.program, partnerIn(ask))),
  "GET /partners/{id}/referral_links": (ask) =>
    shown(partnerIn(ask).links.map((link) => linkDocument(ask.program, link))),
});

/** The partner whom the path names: by id alone, a key there is nobody's. */
export function partnerIn(ask: Ask): Partner {
  const partner = ask.program.shelves.partners.named(param(ask, "id"));
  if (partner === undefined) throw absent("Partner");
  return partner;
}

function listed({ program, quirks }: Ask): readonly Partner[] {
  const all = program.shelves.partners.oldestFirst();
  if (quirks.listsArchived && quirks.listsDeleted) return all;
  return all.filter(
    ({ status }) => (quirks.listsArchived || status !== "archived") && (quirks.listsDeleted || status !== "deleted"),
  );
}

function named(ask: Ask): Partner {
  const { program } = ask;
  const [key, email, id] = [given(ask, "key"), given(ask, "email"), given(ask, "id")];
  if (key === undefined && email === undefined && id === undefined) throw nothingNamed();
  const partner =
    id !== undefined
      ? program.shelves.partners.named(id)
      : email !== undefined
        ? partnerByEmail(program, email)
        : partnerByKey(program, key ?? "");
  if (partner === undefined) throw absent("Partner");
  return partner;
}

// Parts of a value match, and of keys any that the partner has.
function search(ask: Ask): Reply {
  const [key, email, id] = [given(ask, "key"), given(ask, "email"), given(ask, "id")];
  if (key === undefined && email === undefined && id === undefined) throw nothingNamed();
  const fits = (partner: Partner) =>
    holds(partner.email, email) && holds(partner.id, id) && partner.links.some((link) => holds(link.key, key));
  return paged(ask, listed(ask).filter(fits), thinPartner);
}

/** Whether a part is in a text, in any case; without a part it is. */
export function holds(text: string | null, part: string | undefined): boolean {
  return part === undefined || (text?.toLowerCase().includes(part.toLowerCase()) ?? false);
}

function nothingNamed() {
  return unfit({ email: ["The email field is required when none of key / id are present."] });
}
