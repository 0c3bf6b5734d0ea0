import type { JsonObject, OpenObject } from "./json.ts";

/** One entry of a problem's `errors`. `field` is a merge tag, a JSON path, or "" for a missing property. */
export interface FieldError {
  readonly field: string;
  readonly message: string;
}

interface ProblemParts {
  readonly errors?: readonly FieldError[];
  readonly allow?: string;
  /** Member Exists, Forgotten Email and Compliance State lost their `type` in 2021 (recorded until 2025-11). */
  readonly untyped?: boolean;
}

/** An answer that Mailchimp gives as `application/problem+json`. */
export class Problem extends Error {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly parts: ProblemParts;

  constructor(status: number, title: string, detail: string, parts: ProblemParts = {}) {
    super(`${status} ${title}: ${detail}`);
    this.name = "Problem";
    this.status = status;
    this.title = title;
    this.detail = detail;
    this.parts = parts;
  }
}

/** The problem document, keys in the recorded order. `instance` equals X-Request-Id, and is "" inside batch results. */
export function problemDocument(problem: Problem, type: string, instance: string): JsonObject {
  const document: OpenObject = problem.parts.untyped === true ? {} : { type };
  document["title"] = problem.title;
  document["status"] = problem.status;
  document["detail"] = problem.detail;
  document["instance"] = instance;
  const errors = problem.parts.errors;
  if (errors !== undefined) document["errors"] = errors.map(({ field, message }) => ({ field, message }));
  return document;
}

const UNVALIDATED =
  "The resource submitted could not be validated. For field-specific details, see the 'errors' array.";

/** 400 Invalid Resource with a single sentence. */
export function invalid(detail: string, errors?: readonly FieldError[]): Problem {
  return new Problem(400, "Invalid Resource", detail, errors === undefined ? {} : { errors });
}

/** 400 for a body that does not fit the schema. */
export function unvalidated(errors: readonly FieldError[]): Problem {
  return invalid(UNVALIDATED, errors);
}

/** 400 for merge values; `field` of each error is the merge tag. */
export function invalidMergeFields(errors: readonly FieldError[]): Problem {
  return invalid("Your merge fields were invalid.", errors);
}

/** 400 Bad Request with free text. */
export function badRequest(detail: string): Problem {
  return new Problem(400, "Bad Request", detail);
}

/** 404 for a resource that is not there. */
export function notFound(detail = "The requested resource could not be found."): Problem {
  return new Problem(404, "Resource Not Found", detail);
}

/** 405 with its Allow header. */
export function notAllowed(
  allow: string,
  detail = "The requested method and resource are not compatible. See the Allow header for this resource's available methods.",
): Problem {
  return new Problem(405, "Method Not Allowed", detail, { allow });
}
