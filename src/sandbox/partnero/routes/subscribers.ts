import { isObject } from "../../json.ts";
import { deletesSubscriber, subscriberOf, subscribes } from "../acts/subscribers.ts";
import { subscriberDocument } from "../documents/subscriber.ts";
import type { Ask, Reply } from "../http/ask.ts";
import { changes, DONE, given, param, shown } from "../http/ask.ts";
import { check, textIn } from "../http/form.ts";
import { OF_SUBSCRIBERS, paged } from "../http/page.ts";
import { absent, refused, unfit } from "../http/refusal.ts";
import { routesOf } from "../http/route.ts";
import type { Subscriber } from "../records/subscriber.ts";
import { isReferredAsked } from "./friends.ts";
import { holds } from "./partners.ts";

/** Subscribers of a newsletter program. */
export const subscriberRoutes = routesOf(["Newsletter"], {
  "GET /subscribers": (ask) => listOf(ask, listed(ask)),
  "GET /subscribers:search": search,
  "GET /subscribers/{id}": (ask) => shown(subscriberDocument(ask.program, subscriberIn(ask))),
  "POST /subscribers": create,
  "PUT /subscribers": (ask) => revise(ask, subscriberNamed(ask)),
  "PUT /subscribers/{id}": (ask) => revise(ask, subscriberIn(ask)),
  "DELETE /subscribers": (ask) => remove(ask, subscriberNamed(ask)),
  "DELETE /subscribers/{id}": (ask) => remove(ask, subscriberIn(ask)),
});

function listOf(ask: Ask, subscribers: readonly Subscriber[]): Reply {
  return paged(ask, subscribers, (one) => subscriberDocument(ask.program, one), OF_SUBSCRIBERS);
}

function listed(ask: Ask): readonly Subscriber[] {
  const all = ask.program.shelves.subscribers.oldestFirst();
  const referred = isReferredAsked(ask);
  return all
    .filter(({ deletedAt }) => ask.quirks.listsDeleted || deletedAt === null)
    .filter(({ referredBy }) => referred === undefined || (referredBy !== null) === referred);
}

function search(ask: Ask): Reply {
  const [email, id] = [given(ask, "email"), given(ask, "id")];
  if (email === undefined && id === undefined) {
    throw unfit({ email: ["The email field is required when id is not present."] });
  }
  return listOf(
    ask,
    listed(ask).filter((one) => holds(one.email, email) && holds(one.id, id)),
  );
}

function subscriberIn(ask: Ask): Subscriber {
  return found(subscriberOf(ask.program, param(ask, "id")));
}

function subscriberNamed({ program, body }: Ask): Subscriber {
  return found(subscriberOf(program, textIn(body, "id") ?? textIn(body, "email") ?? ""));
}

function found(subscriber: Subscriber | undefined): Subscriber {
  if (subscriber === undefined) throw absent("Subscriber");
  return subscriber;
}

const RULES = { name: ["text"], tos: ["flag"], marketing_consent: ["flag"] } as const;
const STATUSES = ["active", "rejected", "suspended"];

function create({ program, body }: Ask): Reply {
  const [email = "", id, status] = [textIn(body, "email"), textIn(body, "id"), textIn(body, "status")];
  const taken = subscriberOf(program, email) !== undefined;
  check(
    body,
    { email: ["required", "email"], id: ["text"], ...RULES },
    {
      email: taken ? "The email has already been taken." : undefined,
      status: status === undefined || STATUSES.includes(status) ? undefined : "The selected status is invalid.",
    },
  );
  const { referral } = body;
  const referrer = isObject(referral)
    ? subscriberOf(program, textIn(referral, "id") ?? textIn(referral, "email") ?? "")
    : undefined;
  if (isObject(referral) && referrer === undefined) throw refused(400, "Invalid referral.");
  subscribes(program, {
    email,
    name: textIn(body, "name") ?? null,
    ...(id !== undefined && { id }),
    ...(status !== undefined && { status }),
    ...(referrer !== undefined && { referredBy: referrer.email }),
    marketingConsent: consentIn(body["marketing_consent"]) ?? null,
  });
  return shown(subscriberDocument(program, found(subscriberOf(program, email))), 201);
}

function revise(ask: Ask, subscriber: Subscriber): Reply {
  const change = changes(ask);
  const status = textIn(change, "status");
  check(change, RULES, {
    status: status === undefined || STATUSES.includes(status) ? undefined : "The selected status is invalid.",
  });
  if ("name" in change) subscriber.name = textIn(change, "name") ?? null;
  if (status !== undefined) subscriber.status = status;
  const consent = consentIn(change["marketing_consent"]);
  if (consent !== undefined) subscriber.marketingConsent = consent;
  subscriber.updatedAt = ask.program.stamp();
  return shown(subscriberDocument(ask.program, subscriber));
}

function consentIn(value: unknown): boolean | null | undefined {
  return typeof value === "boolean" || value === null ? value : undefined;
}

function remove(ask: Ask, subscriber: Subscriber): Reply {
  deletesSubscriber(ask.program, subscriber.email);
  return DONE;
}
