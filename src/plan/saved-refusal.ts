import { formatAddress } from "../model/address.ts";
import type { Step } from "../model/change.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { SavedPlanHeader } from "../model/saved-plan.ts";

/** What a saved plan is held against. */
export interface SavedPlanFacts {
  readonly tool: string;
  /** Absent, as the account, while Mailchimp was not asked yet: then only what needs no network is held against it. */
  readonly config?: string;
  readonly environment?: string | undefined;
  readonly account?: string;
  /** The audience that the configuration names; absent where none was found. */
  readonly audience?: string | undefined;
  readonly now: Date;
}

/** Why a saved plan may not be applied here and now, each reason in its own words; undefined where it may. */
export function savedRefusal(header: SavedPlanHeader, facts: SavedPlanFacts): Diagnostic | undefined {
  if (header.tool !== facts.tool) {
    return refusal(
      "version",
      `It was made by ${header.tool}, and this is ${facts.tool}: they may not mean the same by it.`,
    );
  }
  if (header.environment !== facts.environment) {
    const [then, now] = [header.environment, facts.environment].map((name) =>
      name === undefined ? "no environment" : `environment ${name}`,
    );
    return refusal("environment", `It was made for ${then}, and this run is for ${now}. Say the same --env.`);
  }
  if (facts.account !== undefined && header.account !== facts.account)
    return refusal("account", "It was made with a key of another Mailchimp account.");
  if (facts.audience !== undefined && header.audience.id !== facts.audience) {
    return refusal(
      "audience",
      `It is for the audience "${header.audience.name}" (${header.audience.id}), and the configuration names ${facts.audience}.`,
    );
  }
  if (facts.config !== undefined && header.config !== facts.config) {
    return refusal("config", "The configuration, or a variable that it uses, has changed since the plan was made.");
  }
  if (!(facts.now.getTime() <= Date.parse(header.expires))) {
    return refusal("expired", `It was made at ${header.made} and could be applied until ${header.expires}.`);
  }
  return undefined;
}

/** Tells the schema steps that are not what the plan saw. Everything about a schema is exact: one difference refuses it all. */
export function schemaMoved(saved: readonly Step[], found: readonly Step[]): Diagnostic | undefined {
  const [before, after] = [stepsByAddress(saved), stepsByAddress(found)];
  const moved = [...new Set([...before.keys(), ...after.keys()])].flatMap((at) => {
    const difference = differenceOf(before.get(at), after.get(at));
    return difference === undefined ? [] : [`${at.replace(DELETION, "")} ${difference}`];
  });
  if (moved.length === 0) return undefined;
  const shown = moved.slice(0, 10).join("; ");
  const more = moved.length > 10 ? `; and ${moved.length - 10} more` : "";
  return refusal("schema", `The audience's schema has moved since the plan was made: ${shown}${more}.`);
}

/** Somebody's contacts moved: the rest is done. */
export function contactsLeftOut(count: number, planned: number): Diagnostic {
  const have = count === 1 ? "1 contact has" : `${count} contacts have`;
  return {
    severity: "warning",
    code: "plan-contacts-moved",
    summary: "Contacts have moved since the plan was made",
    detail: `${have} changed in Mailchimp since this plan of ${planned} was saved, and will be left out. The next plan takes up what stands then.`,
  };
}

/** Somebody's contacts moved, and `--stale strict` wants all or nothing. */
export function contactsMoved(count: number, planned: number): Diagnostic {
  return refusal(
    "contacts",
    `${count} of its ${planned} contacts ${count === 1 ? "has" : "have"} changed in Mailchimp since, and --stale strict asks for all of them.`,
  );
}

/** The same address can be made and deleted in one plan. */
const DELETION = " (deletion)";

function stepsByAddress(steps: readonly Step[]): ReadonlyMap<string, Step> {
  return new Map(
    steps.map((step) => [`${formatAddress(step.change.at)}${step.change.action === "delete" ? DELETION : ""}`, step]),
  );
}

function differenceOf(before: Step | undefined, after: Step | undefined): string | undefined {
  if (textOf(before) === textOf(after)) return undefined;
  const [then, now] = [plightOf(before), plightOf(after)];
  if (then !== now) return `was ${then} and is ${now}`;
  return before?.id === after?.id ? `was ${then}, but not from what it is now` : "was deleted and made anew";
}

function textOf(step: Step | undefined): string | undefined {
  return step === undefined ? undefined : JSON.stringify([step.change, step.match, step.id, step.within]);
}

/** How an object stands to its declaration. */
function plightOf(step: Step | undefined): string {
  if (step === undefined) return "not there";
  const { change } = step;
  switch (change.action) {
    case "none":
      return "as declared";
    case "create":
      return "to be made";
    case "update":
      return `to be changed (${change.fields.map(({ field }) => field).join(", ")})`;
    case "delete":
      return "to be deleted";
  }
}

function refusal(word: string, why: string): Diagnostic {
  return {
    severity: "error",
    code: `plan-stale-${word}`,
    summary: "The saved plan cannot be applied",
    detail: `${why} Nothing was written. Make a new plan.`,
  };
}
