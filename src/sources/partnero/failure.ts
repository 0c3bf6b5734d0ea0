/** Why a call to Partnero failed. It holds neither the key nor anything of a record. */
export class PartneroFailure extends Error {
  override readonly name = "PartneroFailure";
  /** The HTTP status, where there was an answer. */
  readonly status: number | undefined;
  /** The system's word for what went wrong on the way, `ECONNREFUSED`, or one of `CODE`. */
  readonly code: string | undefined;
  /** How many seconds the server asks to wait. */
  readonly retryAfter: number | undefined;

  constructor(facts: {
    readonly status?: number;
    readonly code?: string;
    readonly retryAfter?: number | undefined;
  }) {
    super(`Partnero: ${facts.status ?? facts.code ?? "failed"}`);
    this.status = facts.status;
    this.code = facts.code;
    this.retryAfter = facts.retryAfter;
  }
}

/** Words of our own beside those of the system. */
export const CODE = {
  badAnswer: "BAD_ANSWER",
  timeout: "TIMEOUT",
  stopped: "STOPPED",
  unaskable: "UNASKABLE",
} as const;

/** Whether the same call may be made again with some hope. Everything that we ask is a GET, so it is always safe. */
export function mayPass({ status, code }: PartneroFailure): boolean {
  if (status !== undefined) return status === 408 || status === 425 || status === 429 || status >= 500;
  return code !== CODE.stopped && code !== CODE.unaskable && !/CERT|TLS|SSL|ISSUER|SIGNATURE/.test(code ?? "");
}

/** What became of the call, as a clause: "it answered 502". */
export function failureClause({ status, code }: PartneroFailure): string {
  if (status !== undefined) return `it answered ${status}`;
  if (code === CODE.badAnswer) return "its answers were cut off or no JSON";
  if (code === CODE.unaskable) return "it has no id by which it can be asked for";
  if (code === CODE.timeout) return "it did not answer in time";
  return `there is no connection (${code ?? "unknown"})`;
}
