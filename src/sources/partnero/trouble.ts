import type { PartneroSource } from "../../model/source.ts";
import { SourceError, sourceFinding } from "../source-error.ts";
import { CODE, failureClause, type PartneroFailure } from "./failure.ts";
import { PATH_OF, type PartneroProgram, PROGRAM_OF } from "./program.ts";

/** What stands in the way of a source as a whole, with the way out. */
export function partneroError(source: PartneroSource, failure: PartneroFailure): SourceError {
  const [code, summary, detail] = wordsFor(source, failure);
  return new SourceError([sourceFinding(source, "keyFrom", { code, summary, detail })]);
}

/** The source needs a key, and its variable is unset. */
export function noKey(source: PartneroSource): SourceError {
  return new SourceError([
    sourceFinding(source, "keyFrom", {
      code: "partnero-no-key",
      summary: "No Partnero API key",
      detail: `The environment variable ${source.keyFrom} is not set. A key is made in Partnero, in the program under Integration, API; --sandbox needs none.`,
    }),
  ]);
}

/** Nobody opened a way to Partnero. */
export function noAccess(source: PartneroSource): SourceError {
  return new SourceError([
    sourceFinding(source, "resource", {
      code: "partnero-no-access",
      summary: "Partnero is out of reach here",
      detail: "This command reads files alone.",
    }),
  ]);
}

/** The key opens a program that has no such list. */
export function wrongProgram(source: PartneroSource, program: PartneroProgram): SourceError {
  const wanted = PROGRAM_OF[source.resource];
  const has = Object.entries(PROGRAM_OF).filter(([, type]) => type === program.type);
  return new SourceError([
    sourceFinding(source, "resource", {
      code: "partnero-wrong-program",
      summary: "The program has no such list",
      detail: `The key in ${source.keyFrom} opens the program ${JSON.stringify(program.name)}, of the type ${program.type ?? "unknown"}; \`${source.resource}\` are in programs of the type ${wanted}. This one has ${has.map(([name]) => `\`${name}\``).join(" and ")}.`,
    }),
  ]);
}

/** So many records in a row could not be read that it is the service, and not they. */
export function brokenService(source: PartneroSource, failure: PartneroFailure): SourceError {
  return new SourceError([
    sourceFinding(source, "resource", {
      code: "partnero-unreadable",
      summary: "Partnero does not give its records",
      detail: `Several of the program's ${source.resource} in a row could not be read: ${failureClause(failure)}. A part of them is never taken for the whole. Run it again later: what was read already is not asked again for half an hour.`,
    }),
  ]);
}

type Words = readonly [code: string, summary: string, detail: string];

function wordsFor(source: PartneroSource, failure: PartneroFailure): Words {
  const key = `the key in ${source.keyFrom}`;
  switch (failure.status) {
    case 401:
      return [
        "partnero-key-refused",
        "Partnero refused the key",
        `Partnero does not know ${key}. Copy it whole, or make a new one in the program under Integration, API.`,
      ];
    case 403:
      return [
        "partnero-forbidden",
        "Partnero does not permit it",
        `Partnero does not let ${key} read the program's ${source.resource}. The account may have no access to the API, or the key lacks the permission.`,
      ];
    case 404:
      return [
        "partnero-not-found",
        "Partnero knows no such list",
        `There is no ${PATH_OF[source.resource]} where ${key} leads to. Is it the key of the right program, and PARTNERO_BASE_URL right?`,
      ];
    case 429:
      return [
        "partnero-busy",
        "Partnero takes no more requests",
        "Partnero turned the calls away again and again because there were too many of them. Something else may use the same key. Run it again later.",
      ];
    default:
      return [
        failure.code === CODE.stopped ? "partnero-stopped" : "partnero-unreachable",
        "Partnero cannot be read",
        `The program's ${source.resource} could not be read to the end: ${failureClause(failure)}. A part of them is never taken for the whole. Run it again later.`,
      ];
  }
}
