/** One entry of a problem document's `errors`. */
export interface FieldProblem {
  readonly field: string;
  readonly message: string;
}

/** What is known of a call that failed. Never holds the key or the request's headers. */
export interface SendFailureFacts {
  readonly status?: number;
  readonly title?: string;
  readonly detail?: string;
  readonly errors?: readonly FieldProblem[];
  readonly instance?: string;
  /** The system's word for a failure of the network, `ECONNREFUSED`. */
  readonly code?: string;
}

/**
 * A call that Mailchimp refused, or whose answer never came. The pure folders know failures by this class alone;
 * the edge throws nothing else.
 */
export class SendFailure extends Error {
  override readonly name: string = "SendFailure";
  readonly facts: SendFailureFacts;

  constructor(message: string, facts: SendFailureFacts) {
    super(message);
    this.facts = facts;
  }

  /** Whether Mailchimp said no, as opposed to a call of which nobody knows what became. */
  get refused(): boolean {
    const { status } = this.facts;
    return status !== undefined && status >= 400 && status < 500 && status !== 408;
  }

  /** Mailchimp's reason in one line, field by field where it names fields. */
  get reason(): string {
    const { title, detail, errors } = this.facts;
    const fields = (errors ?? []).map(({ field, message }) => (field === "" ? message : `${field}: ${message}`));
    if (fields.length > 0) return fields.join("; ");
    return detail ?? title ?? this.message;
  }
}
