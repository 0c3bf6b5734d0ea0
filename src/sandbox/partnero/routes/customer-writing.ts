import { isObject, type JsonObject, strings } from "../../json.ts";
import { approvesCustomer, customerSignsUp, deletesCustomer, suspendsCustomer } from "../acts/customers.ts";
import { fullCustomer } from "../documents/customer.ts";
import { customerOf } from "../found.ts";
import type { Ask, Reply } from "../http/ask.ts";
import { changes, DONE, shown } from "../http/ask.ts";
import { check, textIn } from "../http/form.ts";
import { absent, refused } from "../http/refusal.ts";
import { routesOf } from "../http/route.ts";
import type { Customer } from "../records/customer.ts";
import { customerIn } from "./customers.ts";
import { partnerGiven } from "./naming.ts";

/** Writing the customers of an affiliate program. */
export const customerWritingRoutes = routesOf(["Affiliate"], {
  "POST /customers": create,
  "PUT /customers": (ask) => revise(ask, named(ask)),
  "PUT /customers/{key}": (ask) => revise(ask, customerIn(ask)),
  "DELETE /customers": (ask) => remove(ask, named(ask)),
  "DELETE /customers/{key}": (ask) => remove(ask, customerIn(ask)),
  "POST /customers/{key}/suspend": (ask) => commanded(ask, suspendsCustomer),
  "POST /customers/{key}/approve": (ask) => commanded(ask, approvesCustomer),
  "POST /customers/{key}/archive": archive,
  "POST /customers/{key}/revoke-archive": restore,
});

const RULES = { email: ["email"], name: ["text"], surname: ["text"], tags: ["words"] } as const;

function create({ program, body }: Ask): Reply {
  // Partnero's own plugin still sends the fields below `customer`.
  const fields = isObject(body["customer"]) ? body["customer"] : body;
  const key = textIn(fields, "key");
  const taken = key !== undefined && program.shelves.customers.named(key) !== undefined;
  check(
    fields,
    { key: ["required", "text"], ...RULES },
    {
      key: taken ? "The key has already been taken." : undefined,
      partner: isObject(body["partner"]) ? undefined : "The partner field is required.",
    },
  );
  const partner = partnerGiven(program, body);
  const made = customerSignsUp(program, {
    partner: partner.id,
    ...(key !== undefined && { key }),
    email: textIn(fields, "email") ?? null,
    name: textIn(fields, "name") ?? null,
    surname: textIn(fields, "surname") ?? null,
    tags: strings(fields["tags"]),
  });
  return shown(fullCustomer(found(customerOf(program, made))), 201);
}

function revise(ask: Ask, customer: Customer): Reply {
  const change: JsonObject = changes(ask);
  check(change, RULES);
  if ("email" in change) customer.email = textIn(change, "email") ?? null;
  if ("name" in change) customer.name = textIn(change, "name") ?? null;
  if ("surname" in change) customer.surname = textIn(change, "surname") ?? null;
  if (Array.isArray(change["tags"])) customer.tags = strings(change["tags"]);
  customer.updatedAt = ask.program.stamp();
  return shown(fullCustomer(customer));
}

function remove({ program }: Ask, customer: Customer): Reply {
  if (customer.deletedAt !== null) throw absent("Customer");
  deletesCustomer(program, customer.key);
  return DONE;
}

function commanded(ask: Ask, act: typeof suspendsCustomer): Reply {
  act(ask.program, customerIn(ask).key);
  return DONE;
}

function archive(ask: Ask): Reply {
  const customer = customerIn(ask);
  if (customer.status === "archived") throw refused(400, "Customer is already archived.");
  Object.assign(customer, { statusBefore: customer.status, status: "archived", updatedAt: ask.program.stamp() });
  return DONE;
}

function restore(ask: Ask): Reply {
  const customer = customerIn(ask);
  if (customer.status !== "archived") throw refused(400, "Customer is not archived.");
  const status = customer.statusBefore ?? "active";
  Object.assign(customer, { statusBefore: undefined, status, updatedAt: ask.program.stamp() });
  return DONE;
}

function named({ program, body }: Ask): Customer {
  return found(customerOf(program, textIn(body, "key") ?? ""));
}

function found(customer: Customer | undefined): Customer {
  if (customer === undefined) throw absent("Customer");
  return customer;
}
