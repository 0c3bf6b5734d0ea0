import type { JsonObject } from "../../json.ts";

/** An answer by which Partnero refuses. */
export class Refusal extends Error {
  readonly status: number;
  readonly body: JsonObject;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, body: JsonObject, headers: Readonly<Record<string, string>> = {}) {
    super(`${status} ${JSON.stringify(body)}`);
    this.name = "Refusal";
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

/** A refusal in the words of the framework below Partnero: it has no `status`. */
export function bare(status: number, message: string, headers: Readonly<Record<string, string>> = {}): Refusal {
  return new Refusal(status, { message }, headers);
}

/** A refusal of Partnero itself. */
export function refused(status: 400 | 403 | 404, message: string): Refusal {
  return new Refusal(status, { status: 0, message });
}

/** 404 for something that is not there, or that the path names by the wrong one of its identifiers. */
export function absent(what: string): Refusal {
  return refused(404, `${what} not found.`);
}

/** 422: what is wrong, by field. */
export function unfit(errors: Readonly<Record<string, readonly string[]>>): Refusal {
  return new Refusal(422, { status: 0, errors });
}
