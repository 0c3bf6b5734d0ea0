import type { InterestId, Withheld } from "../contacts/batch.ts";
import { formatAddress, interestAddress } from "../model/address.ts";
import type { ContactChange } from "../model/contact.ts";
import { isJsonObject, type JsonObject } from "../model/json.ts";

/**
 * Whether a refusal names interests of a row that was sent: they are gone from the audience and are withheld from now
 * on. Mailchimp says "Invalid interest ID: 'c06bb4b529'." in the language of the account, so the id alone is looked for.
 */
export function forgetInterests(
  change: ContactChange,
  row: JsonObject | undefined,
  reason: string,
  { withheld, interestId }: { readonly withheld: Withheld; readonly interestId: InterestId },
): boolean {
  const sent = isJsonObject(row?.["interests"]) ? row["interests"] : {};
  const gone = change.groups.filter(({ group, interest }) => {
    const id = interestId(group, interest);
    return id !== undefined && Object.hasOwn(sent, id) && reason.includes(`'${id}'`);
  });
  for (const { group, interest } of gone) withheld.interests.add(formatAddress(interestAddress(group, interest)));
  return gone.length > 0;
}
