import { isObject, type JsonObject } from "../../json.ts";
import { deletesFriend, friendSignsUp } from "../acts/friends.ts";
import { friendDocument, referredBy } from "../documents/friend.ts";
import { friendOf } from "../found.ts";
import type { Ask, Reply } from "../http/ask.ts";
import { changes, DONE, given, param, shown } from "../http/ask.ts";
import { check, numberIn, textIn } from "../http/form.ts";
import { paged } from "../http/page.ts";
import { absent, refused, unfit } from "../http/refusal.ts";
import { routesOf } from "../http/route.ts";
import { cents, pour } from "../purse.ts";
import type { Friend } from "../records/friend.ts";
import { holds } from "./partners.ts";

/** Customers of a refer-a-friend program: the same paths as those of affiliate programs, another shape. */
export const friendRoutes = routesOf(["Referral"], {
  "GET /customers": (ask) => paged(ask, listed(ask), (friend) => friendDocument(ask.program, friend)),
  "GET /customers:search": search,
  "GET /customers/{id}": (ask) => shown(friendDocument(ask.program, friendIn(ask))),
  "GET /customers/{id}/referrals": (ask) =>
    paged(ask, referredBy(ask.program, friendIn(ask)), (friend) => friendDocument(ask.program, friend)),
  "GET /customers/{id}/stats": stats,
  "GET /customers/{id}/balance": (ask) => balance(ask, friendIn(ask)),
  "POST /customers/{id}/balance/credit": credit,
  "POST /customers": create,
  "PUT /customers/{id}": revise,
  "DELETE /customers/{id}": remove,
});

function friendIn(ask: Ask): Friend {
  const friend = friendOf(ask.program, param(ask, "id"));
  if (friend === undefined) throw absent("Customer");
  return friend;
}

function listed(ask: Ask): readonly Friend[] {
  const all = ask.program.shelves.friends.oldestFirst();
  const shownAt = ask.quirks.listsDeleted ? all : all.filter(({ status }) => status !== "deleted");
  const referred = isReferredAsked(ask);
  return referred === undefined ? shownAt : shownAt.filter((friend) => (friend.referredBy !== null) === referred);
}

/** What `refer_status` asks for, undefined where it does not. */
export function isReferredAsked(ask: Ask): boolean | undefined {
  const status = given(ask, "refer_status");
  if (status === undefined) return undefined;
  if (status !== "referred" && status !== "non_referred") {
    throw unfit({ refer_status: ["The selected refer status is invalid."] });
  }
  return status === "referred";
}

function search(ask: Ask): Reply {
  const [email, id, key] = [given(ask, "email"), given(ask, "id"), given(ask, "key")];
  if (email === undefined && id === undefined && key === undefined) {
    throw unfit({ email: ["The email field is required when none of key / id are present."] });
  }
  const fits = (friend: Friend) => holds(friend.email, email) && holds(friend.id, id) && holds(friend.key, key);
  return paged(ask, listed(ask).filter(fits), (friend) => friendDocument(ask.program, friend));
}

// The shape is not documented; a client of others reads `clicks` and `referrals`.
function stats(ask: Ask): Reply {
  const friend = friendIn(ask);
  const sales = ask.program.shelves.transactions.all().filter(({ referrer }) => referrer === friend.id);
  const referrals = referredBy(ask.program, friend).length;
  return shown({ clicks: referrals * 5, referrals, sales: sales.length });
}

function balance({ program }: Ask, friend: Friend): Reply {
  const currency = Object.entries(friend.balance).map(([units, amount]) => ({
    amount,
    amount_units: units,
    is_currency: true,
  }));
  return shown({ customer: friendDocument(program, friend), balance: { currency } });
}

function credit(ask: Ask): Reply {
  const friend = friendIn(ask);
  check(ask.body, { amount: ["required", "number"], amount_units: ["text"], is_currency: ["flag"] });
  const units = textIn(ask.body, "amount_units") ?? ask.program.currency;
  pour(friend.balance, units.toUpperCase(), cents(numberIn(ask.body, "amount") ?? 0));
  ask.program.changed = true;
  return balance(ask, friend);
}

const RULES = { email: ["email"], name: ["text"], surname: ["text"], key: ["text"] } as const;

function create({ program, body }: Ask): Reply {
  const [id, key] = [textIn(body, "id"), textIn(body, "key")];
  const taken = id !== undefined && program.shelves.friends.named(id) !== undefined;
  check(body, { id: ["text"], ...RULES }, { id: taken ? "The id has already been taken." : undefined });
  const referrer = referrerIn(body);
  const referring = referrer === undefined ? undefined : friendOf(program, referrer);
  if (referrer !== undefined && referring === undefined) throw refused(400, "Invalid referring customer.");
  const made = friendSignsUp(program, {
    ...(id !== undefined && { id }),
    ...(key !== undefined && { key }),
    ...(referring !== undefined && { referredBy: referring.id }),
    email: textIn(body, "email") ?? null,
    name: textIn(body, "name") ?? null,
    surname: textIn(body, "surname") ?? null,
  });
  const friend = program.shelves.friends.named(made);
  if (friend === undefined) throw absent("Customer");
  return shown(friendDocument(program, friend), 201);
}

function referrerIn({ referring_customer: named }: JsonObject): string | undefined {
  return isObject(named) ? (textIn(named, "id") ?? textIn(named, "key")) : undefined;
}

function revise(ask: Ask): Reply {
  const friend = friendIn(ask);
  const change = changes(ask);
  check(change, RULES);
  if ("email" in change) friend.email = textIn(change, "email") ?? null;
  if ("name" in change) friend.name = textIn(change, "name") ?? null;
  if ("surname" in change) friend.surname = textIn(change, "surname") ?? null;
  friend.updatedAt = ask.program.stamp();
  return shown(friendDocument(ask.program, friend));
}

function remove(ask: Ask): Reply {
  deletesFriend(ask.program, friendIn(ask).id);
  return DONE;
}
