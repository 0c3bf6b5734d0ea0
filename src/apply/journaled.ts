import { isJsonObject, type Json } from "../model/json.ts";
import type { ReadyRequest, Send } from "../model/request.ts";
import { SendFailure } from "../model/send-failure.ts";

/** One line of the journal: a request that writes, and how it ended. Nobody is named in it. */
export interface JournalEntry {
  readonly request: string;
  /** How many contacts it was about, where it was about several. */
  readonly contacts?: number;
  /** `sent` before the answer, then `done` or why not. A `sent` without an end is where a run was killed. */
  readonly outcome: string;
}

/** Tells of each request that writes before it leaves and when its answer is there. */
export function journaled(send: Send, note: (entry: JournalEntry) => void): Send {
  return async (request) => {
    if (request.method === "GET") return send(request);
    const told = { request: `${request.method} ${pathOf(request)}`, ...contactsOf(request) };
    note({ ...told, outcome: "sent" });
    try {
      const answer = await send(request);
      note({ ...told, outcome: endOf(answer) });
      return answer;
    } catch (error) {
      note({ ...told, outcome: error instanceof SendFailure ? `failed: ${wordOf(error)}` : "failed" });
      throw error;
    }
  };
}

/** A member's id is the MD5 of an address and as good as the address. */
function pathOf({ path }: ReadyRequest): string {
  return path.replace(/(\/members\/)[0-9a-f]{32}/, "$1•••");
}

function contactsOf({ body }: ReadyRequest): Pick<JournalEntry, "contacts"> {
  if (!isJsonObject(body)) return {};
  const list = body["members"] ?? body["members_to_remove"];
  return Array.isArray(list) ? { contacts: list.length } : {};
}

/** A batch answers 200 even where every member failed. */
function endOf(answer: Json): string {
  const errors = isJsonObject(answer) ? answer["error_count"] : undefined;
  return typeof errors === "number" && errors > 0 ? `done, ${errors} refused` : "done";
}

/** Mailchimp's sentences may quote a person; its titles and the system's words do not. */
function wordOf({ facts }: SendFailure): string {
  return [facts.status, facts.title ?? facts.code].filter((word) => word !== undefined).join(" ") || "no answer";
}
