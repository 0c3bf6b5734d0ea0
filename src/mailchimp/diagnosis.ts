import type { Diagnostic } from "../model/diagnostic.ts";
import type { SendFailure } from "../model/send-failure.ts";
import { MailchimpError } from "./error.ts";
import {
  isAborted,
  isDisabled,
  isForbidden,
  isIncompleteRead,
  isInDoubt,
  isKeyRefused,
  isNotFound,
  isThrottled,
  isTimeout,
  isUnreachable,
  isUntrusted,
  isWrongDataCentre,
} from "./failure-kind.ts";

/** What a message about a failed call may name. */
export interface DiagnosisContext {
  readonly baseUrl: string;
  /** The audience that the configuration asks for, where the call was about it. */
  readonly audience?: string;
}

/** Says in words for a user what a failed call means and what to do about it. */
export function diagnose(failure: SendFailure, context: DiagnosisContext): Diagnostic {
  const known = KNOWN.find(({ is }) => is(failure));
  const [code, summary] =
    known === undefined ? ["mailchimp-refused", "Mailchimp refused a call"] : [known.code, known.summary];
  return { severity: "error", code, summary, detail: (known?.says ?? refusal)(failure, context) };
}

interface KnownFailure {
  readonly is: (failure: SendFailure) => boolean;
  readonly code: string;
  readonly summary: string;
  readonly says: (failure: SendFailure, context: DiagnosisContext) => string;
}

/** The first that fits counts. */
const KNOWN: readonly KnownFailure[] = [
  {
    is: isKeyRefused,
    code: "mailchimp-key-refused",
    summary: "Mailchimp does not accept the API key",
    says: (_, { baseUrl }) =>
      `${hostOf(baseUrl)} does not know the key in MAILCHIMP_API_KEY: it was revoked or mistyped, its user was removed, or it belongs to another data centre. Make a new one in Mailchimp under Account & billing, Extras, API keys.`,
  },
  {
    is: isWrongDataCentre,
    code: "mailchimp-wrong-data-centre",
    summary: "The API key belongs to another data centre",
    says: (failure, { baseUrl }) =>
      `${hostOf(baseUrl)} says: ${failure.reason} The data centre is the end of the key, after the hyphen; leave MAILCHIMP_BASE_URL unset to follow it.`,
  },
  {
    is: isDisabled,
    code: "mailchimp-disabled",
    summary: "The account or the user of the key is disabled",
    says: (failure) =>
      `Mailchimp says: ${failure.reason} Its owner finds out why by signing in to Mailchimp; until then nothing can be read or written.`,
  },
  {
    is: isForbidden,
    code: "mailchimp-forbidden",
    summary: "Mailchimp does not allow this",
    says: (failure) =>
      `Mailchimp says: ${failure.reason} A key can do what its user's role allows, and what the account's plan includes; an owner, admin or manager can do all that is needed here.`,
  },
  {
    is: isThrottled,
    code: "mailchimp-busy",
    summary: "Mailchimp turns calls away",
    says: () =>
      "Mailchimp answers each user over 10 connections at once, all programs together, and turned this call away again and again. Lower --concurrency, or wait until the other program has ended.",
  },
  {
    is: (failure) => isNotFound(failure),
    code: "mailchimp-not-found",
    summary: "Mailchimp has no such object",
    says: (failure, { audience }) =>
      audience === undefined
        ? `What was asked for is not there (${failure.message}). It may have been deleted since it was read.`
        : `The account of this key has no audience "${audience}". Its id stands in Mailchimp under Audience, Settings, Audience name and defaults; it is not the number in the browser's address.`,
  },
  {
    is: isUntrusted,
    code: "mailchimp-untrusted",
    summary: "No safe connection to Mailchimp",
    says: ({ facts }, { baseUrl }) =>
      `The certificate of ${hostOf(baseUrl)} cannot be trusted (${facts.code}). A proxy that looks into traffic does this: give its certificate in NODE_EXTRA_CA_CERTS. A wrong clock does it too.`,
  },
  {
    is: isUnreachable,
    code: "mailchimp-unreachable",
    summary: "No connection to Mailchimp",
    says: ({ facts }, { baseUrl }) =>
      `${hostOf(baseUrl)} cannot be reached (${facts.code}). Check the network and the data centre at the end of the key, or MAILCHIMP_BASE_URL where it is set.`,
  },
  {
    is: isTimeout,
    code: "mailchimp-timeout",
    summary: "Mailchimp did not answer in time",
    says: (failure) =>
      `No whole answer came in the time that a call may take (${failure.message}). ${afterwards(failure)}`,
  },
  {
    is: isIncompleteRead,
    code: "mailchimp-incomplete-read",
    summary: "The audience changed too much to be read",
    says: (failure) =>
      `Four readings in a row came up short of what Mailchimp counts (${failure.message}), and a short read is never taken for a smaller audience. Run again when no import is under way.`,
  },
  {
    is: isAborted,
    code: "stopped",
    summary: "The run was stopped",
    says: () =>
      "The run was told to stop, so this call was not sent, or its answer not waited for. Running again finds out what became of it.",
  },
  {
    is: isInDoubt,
    code: "mailchimp-no-answer",
    summary: "Mailchimp gave no usable answer",
    says: (failure) =>
      `The answer was lost, cut off or not Mailchimp's own (${failure.message}). ${afterwards(failure)}`,
  },
];

/** A read changes nothing; of a write nobody knows. */
function afterwards(failure: SendFailure): string {
  return failure instanceof MailchimpError && failure.request.method === "GET"
    ? "It was asked for several times; run again later."
    : "A call that writes may have been carried out all the same; running again finds out.";
}

function refusal(failure: SendFailure): string {
  return `${failure.message}. Mailchimp says: ${failure.reason}`;
}

function hostOf(baseUrl: string): string {
  return URL.canParse(baseUrl) ? new URL(baseUrl).host : "Mailchimp";
}
