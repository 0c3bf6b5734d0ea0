import { BadOrder, type ControlTable, objectIn, wireControls, withQuirks } from "../control.ts";
import { type PartneroFaultKind, parsePartneroFaults } from "../fault-rule.ts";
import type { Faults } from "../faults.ts";
import { isList, isObject, type Json, type JsonObject } from "../json.ts";
import type { Traffic } from "../traffic.ts";
import { type OpenAct, PARTNERO_ACTS } from "./acts.ts";
import type { Program } from "./program.ts";
import { seedProgram } from "./seed/seed.ts";
import type { PartneroStage, ProgramSpec } from "./stage.ts";

/**
 * The test-only face for Partnero over HTTP, below /sandbox/partnero and without a key:
 * GET|DELETE traffic · GET|PUT|DELETE faults · PUT quirks · GET|POST programs · POST seed · POST acts ·
 * GET partners|customers|friends|subscribers|transactions (`?program=KEY` where there are several).
 */
export function partneroControls(
  stage: PartneroStage,
  traffic: Traffic,
  faults: Faults<PartneroFaultKind>,
): ControlTable {
  return [
    ...wireControls("/sandbox/partnero", traffic, faults, parsePartneroFaults),
    [/^PUT \/sandbox\/partnero\/quirks$/, ({ body }) => changeQuirks(stage, objectIn(body))],
    [/^GET \/sandbox\/partnero\/programs$/, () => [...stage.programs.values()].map(briefly)],
    [/^POST \/sandbox\/partnero\/programs$/, ({ body }) => open(stage, objectIn(body))],
    [/^POST \/sandbox\/partnero\/seed$/, ({ body }) => seed(stage, body === undefined ? {} : objectIn(body))],
    [/^POST \/sandbox\/partnero\/acts$/, ({ body }) => playAll(stage, body)],
    [
      /^GET \/sandbox\/partnero\/(partners|customers|friends|subscribers|transactions)$/,
      ({ params, query }) => shelfOf(programIn(stage, query.get("program")), params[1] ?? "").all(),
    ],
  ];
}

function changeQuirks(stage: PartneroStage, given: JsonObject): unknown {
  stage.quirks = withQuirks(stage.quirks, given);
  return stage.quirks;
}

function open(stage: PartneroStage, body: JsonObject): unknown {
  const { token, ...spec } = body;
  if (typeof token !== "string" || token === "") throw new BadOrder("A program needs the token that opens it.");
  // The shapes of seeds are for tests: what does not fit is the test's own fault.
  stage.program(token, spec as ProgramSpec);
  return briefly(programIn(stage, token));
}

function seed(stage: PartneroStage, { program: token, ...sizes }: JsonObject): unknown {
  const program = programIn(stage, token);
  for (const [name, size] of Object.entries(sizes)) {
    if (!Number.isInteger(size) || Number(size) < 0) throw new BadOrder(`"${name}" must be a whole number.`);
  }
  seedProgram(program, sizes);
  return briefly(program);
}

// What an act answers, such as the id of who joined, is answered too.
function playAll(stage: PartneroStage, body: Json | undefined): unknown {
  const results = (isList(body) ? body : [body ?? {}]).map((act) => play(stage, act) ?? null);
  return { played: results.length, results };
}

function play(stage: PartneroStage, order: Json): unknown {
  if (!isObject(order)) throw new BadOrder("An act is an object.");
  const { program: token, act: name, args } = order;
  const table: Readonly<Record<string, OpenAct>> = PARTNERO_ACTS;
  const act = typeof name === "string" && Object.hasOwn(table, name) ? table[name] : undefined;
  if (act === undefined) {
    throw new BadOrder(`There is no act "${String(name)}". There are: ${Object.keys(table).join(", ")}.`);
  }
  if (!isList(args) || args.length < 1) throw new BadOrder(`"args" must be the list of what "${name}" takes.`);
  return act(programIn(stage, token), ...(args as readonly never[]));
}

function programIn(stage: PartneroStage, token: Json | undefined): Program {
  const [only] = stage.programs.values();
  const program = typeof token === "string" ? stage.programs.get(token) : stage.programs.size === 1 ? only : undefined;
  if (program === undefined) throw new BadOrder("Name the program by its token; that one opens none.");
  return program;
}

function shelfOf({ shelves }: Program, name: string) {
  const shelf = Object.entries(shelves).find(([known]) => known === name)?.[1];
  if (shelf === undefined) throw new BadOrder(`There are no ${name}.`);
  return shelf;
}

function briefly({ token, type, facts, shelves }: Program): unknown {
  const sizes = Object.fromEntries(Object.entries(shelves).map(([name, { size }]) => [name, size]));
  return { token, type, name: facts.name, currency: facts.currency, ...sizes };
}
