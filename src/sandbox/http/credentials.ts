import { Problem } from "../problem.ts";
import type { Role } from "../world/backstage.ts";

const INVALID = "Your API key may be invalid, or you've attempted to access the wrong datacenter.";

/** Lets a request in, or throws the answer of the real service: 401 without or with a wrong key, 403 with another data centre. */
export function admit(header: string | undefined, apiKey: string): void {
  const given = keyIn(header);
  if (given === "") throw new Problem(401, "API Key Missing", "Your request did not include an API key.");
  if (given === apiKey) return;
  const [secret, centre] = split(apiKey);
  const [givenSecret, givenCentre] = split(given);
  if (givenSecret === secret && givenCentre !== centre && givenCentre !== "") {
    throw new Problem(403, "Forbidden", `The API key provided is linked to datacenter '${centre}'`);
  }
  throw new Problem(401, "API Key Invalid", INVALID);
}

/** Refuses what changes something to a user whose role only looks; the title is documented, no answer was seen. */
export function admitWriting(role: Role): void {
  if (role !== "viewer" && role !== "author") return;
  throw new Problem(403, "Authorization Failure", "User does not have access to the requested operation");
}

// Basic with any user name, Bearer, and the old "apikey KEY" and "OAuth TOKEN".
function keyIn(header = ""): string {
  const [scheme = "", rest = ""] = header.trim().split(/\s+/, 2);
  switch (scheme.toLowerCase()) {
    case "basic": {
      const pair = Buffer.from(rest, "base64").toString();
      return pair.slice(pair.indexOf(":") + 1);
    }
    case "bearer":
    case "apikey":
    case "oauth":
      return rest;
    default:
      return "";
  }
}

function split(key: string): readonly [string, string] {
  const dash = key.lastIndexOf("-");
  return dash < 0 ? [key, ""] : [key.slice(0, dash), key.slice(dash + 1)];
}
