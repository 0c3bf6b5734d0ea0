import { jsonOf } from "../model/json.ts";
import type { ReadyRequest } from "../model/request.ts";
import { type FieldProblem, SendFailure, type SendFailureFacts } from "../model/send-failure.ts";

/** A call to Mailchimp that failed, with nothing in it but what may be shown: no headers, no key, no cause. */
export class MailchimpError extends SendFailure {
  override readonly name = "MailchimpError";
  readonly request: Pick<ReadyRequest, "method" | "path">;
  /** How many seconds Mailchimp asked to wait. */
  readonly retryAfter?: number;

  constructor({ method, path }: ReadyRequest, facts: SendFailureFacts, retryAfter?: number) {
    super(`${method} ${path}: ${headline(facts)}`, facts);
    this.request = { method, path };
    if (retryAfter !== undefined) this.retryAfter = retryAfter;
  }

  /** Mailchimp's reason; where it gave none, what is known instead. */
  override get reason(): string {
    const said = super.reason;
    return said === this.message ? withoutReason(this.facts) : said;
  }
}

/** The code of a call that its `AbortSignal` stopped. */
export const ABORTED = "ABORT_ERR";

/** The code of a call that took longer than it may. */
export const TIMED_OUT = "ETIMEDOUT";

/** The code of a success whose body is no whole JSON: what was asked may have been done. */
export const BAD_ANSWER = "ERR_BAD_ANSWER";

/** The code of a collection that changed under every attempt to read it whole. */
export const INCOMPLETE = "ERR_INCOMPLETE_READ";

/** The code of a write that was tried where only reads may pass. */
export const READ_ONLY = "ERR_READ_ONLY";

/** The part of a rejection or an answer that tells what happened. */
export interface RawFailure {
  readonly status?: number;
  readonly text?: string;
  readonly code?: string;
  readonly retryAfter?: string;
}

/** Builds the error anew from the few facts that are known to be harmless; the key is struck out of every text. */
export function mailchimpError(request: ReadyRequest, raw: RawFailure, apiKey: string): MailchimpError {
  const strike = (text: string) => withoutKey(text, apiKey);
  const path = strike(request.path);
  const problem = raw.status === undefined ? {} : problemDocument(raw.text ?? "", strike);
  const facts: SendFailureFacts = {
    ...problem,
    ...(raw.status === undefined ? {} : { status: raw.status }),
    ...(raw.code === undefined ? {} : { code: raw.code }),
  };
  return new MailchimpError({ ...request, path }, facts, seconds(raw.retryAfter));
}

function headline({ status, title, code }: SendFailureFacts): string {
  const known = [status, title, code].filter((part) => part !== undefined);
  return known.length === 0 ? "failed" : known.join(" ");
}

function withoutReason({ status, code }: SendFailureFacts): string {
  if (code === ABORTED) return "The run was stopped before an answer came.";
  if (code === TIMED_OUT) return "Mailchimp did not answer in time.";
  if (code === BAD_ANSWER) return "Mailchimp's answer was cut off, or not its own.";
  if (status !== undefined) return `Mailchimp answered ${status} and gave no reason.`;
  return `No answer came from Mailchimp${code === undefined ? "" : ` (${code})`}.`;
}

/** A text in which the key is struck out, bare or as it travels: whoever echoes it must not make us show it. */
export function withoutKey(text: string, apiKey: string): string {
  if (apiKey === "") return text;
  const basic = Buffer.from(`user:${apiKey}`).toString("base64");
  return text.replaceAll(apiKey, "•••").replaceAll(basic, "•••");
}

type Problem = Pick<SendFailureFacts, "title" | "detail" | "errors" | "instance">;

/** What a problem document says; HTML and an empty body say nothing. */
function problemDocument(text: string, strike: (text: string) => string): Problem {
  const body = jsonOf(text);
  if (typeof body !== "object" || body === null) return {};
  const word = (key: string): Readonly<Record<string, string>> => {
    const value: unknown = Reflect.get(body, key);
    return typeof value === "string" && value !== "" ? { [key]: strike(value) } : {};
  };
  const errors: unknown = Reflect.get(body, "errors");
  const listed = Array.isArray(errors) ? { errors: errors.flatMap((item) => fieldProblem(item, strike)) } : {};
  return { ...word("title"), ...word("detail"), ...word("instance"), ...listed };
}

function fieldProblem(item: unknown, strike: (text: string) => string): readonly FieldProblem[] {
  if (typeof item !== "object" || item === null) return [];
  const word = (key: string): string => {
    const value: unknown = Reflect.get(item, key);
    return typeof value === "string" ? strike(value) : "";
  };
  return [{ field: word("field"), message: word("message") }];
}

/** Retry-After in seconds; its other form, a date, needs a clock and is not known to occur. */
function seconds(header: string | undefined): number | undefined {
  return header !== undefined && /^\d{1,6}$/.test(header) ? Number(header) : undefined;
}
