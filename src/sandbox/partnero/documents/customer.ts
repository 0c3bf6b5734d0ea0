import type { JsonObject } from "../../json.ts";
import type { Customer } from "../records/customer.ts";
import { tagObjects } from "./partner.ts";

/** A customer as lists show it: without status and tags. */
export function thinCustomer(customer: Customer): JsonObject {
  return {
    key: customer.key,
    partner: customer.partner,
    deleted: customer.deletedAt !== null,
    name: customer.name,
    surname: customer.surname,
    email: customer.email,
    created_at: customer.createdAt,
    updated_at: customer.updatedAt,
    deleted_at: customer.deletedAt,
  };
}

/** A customer as it is read by its key. */
export function fullCustomer(customer: Customer): JsonObject {
  return { ...thinCustomer(customer), status: customer.status, tags: tagObjects(customer.tags) };
}
