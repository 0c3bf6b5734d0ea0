import type { Send } from "../model/request.ts";
import { MailchimpError, READ_ONLY } from "./error.ts";

/** Lets nothing through but reads: what plans cannot write, whatever it is told. */
export function readOnly(send: Send): Send {
  return async (request) => {
    if (request.method !== "GET") throw new MailchimpError(request, { code: READ_ONLY });
    return send(request);
  };
}
