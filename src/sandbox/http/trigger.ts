import { Problem } from "../problem.ts";

// The glossary's names, for the header X-Trigger-Error (docs).
const GLOSSARY: Readonly<Record<string, readonly [status: number, title: string, detail: string]>> = {
  BadRequest: [400, "Bad Request", "Your request could not be processed."],
  InvalidAction: [400, "Invalid Action", "The action requested was not valid for this resource."],
  InvalidResource: [400, "Invalid Resource", "The resource submitted could not be validated."],
  JSONParseError: [400, "JSON Parse Exception", "We encountered an unspecified JSON parsing error."],
  JSONParseException: [400, "JSON Parse Exception", "We encountered an unspecified JSON parsing error."],
  APIKeyMissing: [401, "API Key Missing", "Your request did not include an API key."],
  APIKeyInvalid: [
    401,
    "API Key Invalid",
    "Your API key may be invalid, or you've attempted to access the wrong datacenter.",
  ],
  Forbidden: [403, "Forbidden", "You are not permitted to access this resource."],
  UserDisabled: [403, "User Disabled", "This account has been deactivated."],
  WrongDatacenter: [403, "Wrong Datacenter", "The API key provided is linked to a different datacenter."],
  AuthorizationFailure: [403, "Authorization Failure", "User does not have access to the requested operation"],
  ResourceNotFound: [404, "Resource Not Found", "The requested resource could not be found."],
  MethodNotAllowed: [
    405,
    "Method Not Allowed",
    "The requested method and resource are not compatible. See the Allow header for this resource's available methods.",
  ],
  ResourceNestingTooDeep: [414, "Resource Nesting Too Deep", "The sub-resource requested is nested too deeply."],
  InvalidMethodOverride: [
    422,
    "InvalidMethodOverride",
    "You can only use the X-HTTP-Method-Override header with the POST method.",
  ],
  RequestedFieldsInvalid: [422, "Requested Fields Invalid", "The fields requested from this resource are invalid."],
  TooManyRequests: [429, "Too Many Requests", "You have exceeded the limit of 10 simultaneous connections."],
  InternalServerError: [
    500,
    "Internal Server Error",
    "An unexpected internal error has occurred. Please contact Support for more information.",
  ],
  ComplianceRelated: [503, "ComplianceRelated", "This method has been disabled."],
};

/** The error that a request asks to be answered with. */
export function triggered(name: string | undefined): Problem | undefined {
  if (name === undefined) return undefined;
  const entry = Object.entries(GLOSSARY).find(([known]) => known.toLowerCase() === name.trim().toLowerCase())?.[1];
  return entry && new Problem(...entry);
}

/** 429 for the eleventh connection. */
export function tooMany(limit: number): Problem {
  return new Problem(429, "Too Many Requests", `You have exceeded the limit of ${limit} simultaneous connections.`);
}
