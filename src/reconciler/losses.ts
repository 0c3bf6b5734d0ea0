import type { Holding } from "../contacts/holdings.ts";
import { formatAddress } from "../model/address.ts";
import type { Loss, Step } from "../model/change.ts";
import { isJsonObject } from "../model/json.ts";
import type { Send } from "../model/request.ts";

/** What contacts lose by the deletions of a plan, as the contacts themselves were read. */
export function countedLosses(holdings: ReadonlyMap<string, Holding>): ReadonlyMap<string, Loss> {
  return new Map([...holdings].map(([of, holding]): [string, Loss] => [of, { counted: "contacts", ...holding }]));
}

/**
 * The same where this run reads no contacts: of a tag its bearers can be counted, archived ones apart; of values and
 * interests nobody knows. The members of the tag are asked, since the count that a tag carries is minutes old.
 */
export async function bearerLosses(
  send: Send,
  audience: string,
  steps: readonly Step[],
): Promise<ReadonlyMap<string, Loss>> {
  const deletions = steps.filter((step) => step.change.action === "delete");
  const losses = deletions.map(async (step): Promise<[string, Loss][]> => {
    const { at } = step.change;
    if (at.kind === "tag" && step.id !== undefined) {
      return [[formatAddress(at), { counted: "bearers", contacts: await bearers(send, audience, step.id) }]];
    }
    const concerns = at.kind === "mergeField" || at.kind === "group" || at.kind === "interest";
    return concerns ? [[formatAddress(at), { counted: "unknown" }]] : [];
  });
  return new Map((await Promise.all(losses)).flat());
}

async function bearers(send: Send, audience: string, tag: string): Promise<number> {
  const answer = await send({
    method: "GET",
    path: `/lists/${encodeURIComponent(audience)}/segments/${encodeURIComponent(tag)}/members`,
    query: {
      count: 1,
      fields: "total_items",
      include_cleaned: true,
      include_transactional: true,
      include_unsubscribed: true,
    },
  });
  const total = isJsonObject(answer) ? answer["total_items"] : undefined;
  if (typeof total !== "number") throw new Error("Mailchimp's answer does not say how many contacts bear a tag.");
  return total;
}
