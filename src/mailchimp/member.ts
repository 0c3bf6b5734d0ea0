import { isJsonObject, type JsonObject } from "../model/json.ts";
import type { Send } from "../model/request.ts";
import { SendFailure } from "../model/send-failure.ts";
import { BAD_ANSWER, MailchimpError } from "./error.ts";
import { isNotFound } from "./failure-kind.ts";
import { withAllTags } from "./members.ts";

/**
 * One contact whole, by its member id, with all of its tags; undefined where the audience has none. Somebody who was
 * deleted for good cannot be told from somebody who was never there.
 */
export async function oneMember(send: Send, audienceId: string, id: string): Promise<JsonObject | undefined> {
  const members = `/lists/${encodeURIComponent(audienceId)}/members`;
  const path = `${members}/${id}`;
  try {
    const member = await send({ method: "GET", path, query: { exclude_fields: "_links" } });
    if (!isJsonObject(member)) throw new MailchimpError({ method: "GET", path }, { status: 200, code: BAD_ANSWER });
    return await withAllTags(send, members, member);
  } catch (error) {
    if (error instanceof SendFailure && isNotFound(error)) return undefined;
    throw error;
  }
}
