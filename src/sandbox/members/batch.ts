import { misfits, shaped } from "../body-shape.ts";
import type { Call, Reply } from "../http/call.ts";
import { asked, audienceOf } from "../http/call.ts";
import { inGerman } from "../http/german.ts";
import { links } from "../http/links.ts";
import { route } from "../http/route.ts";
import type { JsonObject, OpenObject } from "../json.ts";
import { isList, isObject } from "../json.ts";
import { LIST_LINKS } from "../lists/list-document.ts";
import { invalid, Problem, unvalidated } from "../problem.ts";
import type { Audience } from "../world/audience.ts";
import type { Member } from "../world/member.ts";
import { isStatus } from "../world/member.ts";
import { memberDocument } from "./document.ts";
import type { Manner } from "./draft.ts";
import { BATCH, ROW, word } from "./draft.ts";
import { enrol } from "./enrolling.ts";
import { ROW_PARTS } from "./lesser-document.ts";
import { noteChange, revise } from "./revising.ts";
import { namesOf, tagAll, tagOnly } from "./tagging.ts";

/** The batch of members: always 200 when the envelope is right, even if every row fails. */
export const batchMemberRoutes = [route("POST", "/lists/{list}", "Lists/Instance", batched)];

const MOST = 500;

interface Outcome {
  readonly created: Member[];
  readonly updated: Member[];
  readonly errors: JsonObject[];
}

function batched(call: Call): Reply {
  const audience = audienceOf(call);
  const body = shaped(call.body, BATCH);
  const members = body["members"];
  const rows = (isList(members) ? members : []).filter(isObject);
  if (rows.length > MOST) {
    throw unvalidated([
      { field: "members", message: `Array has too many items (${rows.length}); the maximum is ${MOST}.` },
    ]);
  }
  const outcome: Outcome = { created: [], updated: [], errors: [] };
  for (const row of withoutDuplicates(call, rows)) carryOut(call, audience, body, row, outcome);
  const document = (member: Member) => memberDocument(member, audience, call.addresses, ROW_PARTS);
  return {
    body: {
      new_members: outcome.created.map(document),
      updated_members: outcome.updated.map(document),
      errors: outcome.errors,
      total_created: outcome.created.length,
      total_updated: outcome.updated.length,
      error_count: outcome.errors.length,
      _links: links(call.addresses, `/lists/${audience.id}`, LIST_LINKS),
    },
  };
}

// One address twice: the whole call is refused, unless skip_duplicate_check lets the first win.
function withoutDuplicates(call: Call, rows: readonly JsonObject[]): readonly JsonObject[] {
  const seen = new Set<string>();
  return rows.filter((row) => {
    const email = word(row, "email_address").toLowerCase();
    if (email === "" || !seen.has(email)) {
      seen.add(email);
      return true;
    }
    if (asked(call, "skip_duplicate_check")) return false;
    throw invalid(`Sorry, this request has duplicate email addresses: ${word(row, "email_address")}`);
  });
}

function carryOut(call: Call, audience: Audience, body: JsonObject, row: JsonObject, outcome: Outcome): void {
  const email = word(row, "email_address");
  try {
    refuseMisfits(row);
    const there = audience.roster.byEmail(email);
    if (there === undefined || (there.status === "archived" && revives(call, row))) {
      outcome.created.push(broughtIn(call, audience, row, there));
    } else if (body["update_existing"] === true) {
      updateRow(call, audience, body, row, there);
      outcome.updated.push(there);
    } else outcome.errors.push(existing(call, email));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    outcome.errors.push(generic(call, email, error));
  }
}

function refuseMisfits(row: JsonObject): void {
  const errors = misfits(row, ROW, "");
  if (errors.length === 0 && !isStatus(row["status"]) && !isStatus(row["status_if_new"])) {
    errors.push({ field: "", message: "Required fields were not provided: status" });
  }
  if (errors.length > 0) throw unvalidated(errors);
}

function revives(call: Call, row: JsonObject): boolean {
  return isStatus(row["status"]) || call.world.quirks.archivedRevivedByStatusIfNewInBatch;
}

function broughtIn(call: Call, audience: Audience, row: JsonObject, archived: Member | undefined): Member {
  const status = isStatus(row["status"]) ? row["status"] : row["status_if_new"];
  if (archived === undefined)
    return enrol(call.world, audience, row, isStatus(status) ? status : "subscribed", mannerOf(call));
  revise(call.world, audience, archived, { ...row, status: status ?? null }, mannerOf(call));
  if (tagAll(call.world, audience, archived, namesOf(row["tags"]))) audience.touch(archived);
  return archived;
}

// Tags reach existing members since 2022-01-24; sync_tags replaces the whole set, where the row has tags at all.
function updateRow(call: Call, audience: Audience, body: JsonObject, row: JsonObject, member: Member): void {
  revise(call.world, audience, member, row, mannerOf(call));
  const names = namesOf(row["tags"]);
  const replace = body["sync_tags"] === true && row["tags"] !== undefined;
  const moved = (replace ? tagOnly : tagAll)(call.world, audience, member, names);
  if (moved) noteChange(call.world, audience, member);
}

function mannerOf(call: Call): Manner {
  return {
    skipRequired: asked(call, "skip_merge_validation"),
    nullsAllowed: true,
    applyTags: false,
    ip: call.ip,
    actor: "api",
  };
}

// A captured refusal of this kind had no `field`, one of the other kind had.
function existing(call: Call, email: string): JsonObject {
  const error = `${email} is already a list member, do you want to update? please provide update_existing:true in the request body`;
  return { email_address: email, error: spoken(call, error), error_code: "ERROR_CONTACT_EXISTS" };
}

function generic(call: Call, email: string, problem: Problem): JsonObject {
  const first = problem.parts.errors?.[0];
  const entry: OpenObject = { email_address: email, error: spoken(call, problem.detail), error_code: "ERROR_GENERIC" };
  entry["field"] = first?.field ?? "";
  entry["field_message"] = spoken(call, first?.message ?? "");
  return entry;
}

function spoken(call: Call, sentence: string): string {
  return call.world.quirks.language === "de" ? inGerman(sentence) : sentence;
}
