import type { SendFailure } from "../model/send-failure.ts";
import { ABORTED, INCOMPLETE, READ_ONLY, TIMED_OUT } from "./error.ts";

/** Mailchimp was too busy: 429, or at very high volume a 403 without a problem document. Nothing was done. */
export function isThrottled({ facts }: SendFailure): boolean {
  return facts.status === 429 || (facts.status === 403 && facts.title === undefined);
}

/** No connection came about, so nothing was done. */
export function isUnreachable({ facts }: SendFailure): boolean {
  return facts.status === undefined && facts.code !== undefined && NOT_CONNECTED.has(facts.code);
}

/** Nobody knows whether the call was carried out: its answer was lost, cut off or came from something in between. */
export function isInDoubt(failure: SendFailure): boolean {
  const { status, code } = failure.facts;
  if ((code !== undefined && NO_CALL.has(code)) || isUntrusted(failure) || isUnreachable(failure)) return false;
  return status === undefined || status < 400 || status === 408 || status >= 500;
}

/** The connection could not be made safe: a certificate that is wrong, expired or not known here. */
export function isUntrusted({ facts }: SendFailure): boolean {
  return (
    facts.status === undefined && facts.code !== undefined && /CERT|TLS|SSL|EPROTO|ISSUER|SIGNATURE/.test(facts.code)
  );
}

/** The answer took longer than it may. */
export function isTimeout({ facts }: SendFailure): boolean {
  return facts.code === TIMED_OUT;
}

/** A collection never stood still long enough to be read whole. */
export function isIncompleteRead({ facts }: SendFailure): boolean {
  return facts.code === INCOMPLETE;
}

/** The run was told to stop. */
export function isAborted({ facts }: SendFailure): boolean {
  return facts.code === ABORTED;
}

/** Mailchimp does not know the key. */
export function isKeyRefused({ facts }: SendFailure): boolean {
  return facts.status === 401;
}

/** The key belongs to another data centre than the one that was asked. */
export function isWrongDataCentre({ facts }: SendFailure): boolean {
  const said = `${facts.title ?? ""} ${facts.detail ?? ""}`;
  return facts.status === 403 && /data\s?cent(?:er|re)/i.test(said);
}

/** The user of the key may not do this, or the account's plan does not include it. */
export function isForbidden(failure: SendFailure): boolean {
  return failure.facts.status === 403 && !isThrottled(failure);
}

/** The account, or the user of the key, was turned off. */
export function isDisabled({ facts }: SendFailure): boolean {
  return facts.title === "User Disabled";
}

/** There is no such object. */
export function isNotFound({ facts }: SendFailure): boolean {
  return facts.status === 404;
}

/** The person unsubscribed, bounced or complained and cannot be subscribed by anyone else. */
export function isCompliance({ facts }: SendFailure): boolean {
  return facts.title === "Member In Compliance State";
}

/** The person was deleted for good and can only come back by their own doing. */
export function isForgotten({ facts }: SendFailure): boolean {
  return facts.title === "Forgotten Email Not Subscribed";
}

/** The address is in the audience already. */
export function isMemberExists({ facts }: SendFailure): boolean {
  return facts.title === "Member Exists";
}

const NO_CALL: ReadonlySet<string> = new Set([ABORTED, INCOMPLETE, READ_ONLY]);

const NOT_CONNECTED: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENETDOWN",
]);
