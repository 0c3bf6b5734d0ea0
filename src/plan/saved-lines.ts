import { createHash, type Hash } from "node:crypto";
import type { Step } from "../model/change.ts";
import type { ContactChange, LeftOut } from "../model/contact.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { ContactsPlan, Plan, Replayable } from "../model/plan.ts";
import type { SavedPlanHeader } from "../model/saved-plan.ts";

/** One line of a saved plan after its header. */
type SavedLine =
  | { readonly plan: Omit<Plan, "schema" | "contacts"> & Omit<Plan["schema"], "steps"> }
  | { readonly step: Step }
  | {
      readonly contacts: Omit<ContactsPlan, "changes" | "leftOut"> & {
        readonly changes: number;
        readonly leftOut: number;
      };
    }
  | { readonly change: ContactChange }
  | { readonly left: LeftOut }
  | { readonly digest: string };

/** The lines of a plan after its header, the last of which tells that nothing is missing and nothing was altered. */
export async function* savedLines(header: SavedPlanHeader, plan: Plan): AsyncGenerator<string> {
  const digest = digestFrom(header);
  for await (const line of contentLines(plan)) {
    const text = JSON.stringify(line);
    digest.update(`\n${text}`);
    yield text;
  }
  yield JSON.stringify({ digest: digest.digest("hex") });
}

async function* contentLines(plan: Plan): AsyncGenerator<SavedLine> {
  const { schema, contacts, ...rest } = plan;
  const { steps, ...beside } = schema;
  yield { plan: { ...rest, ...beside } };
  for (const step of steps) yield { step };
  if (contacts === undefined) return;
  const { changes, leftOut, ...counts } = contacts;
  yield { contacts: { ...counts, changes: changes.count, leftOut: leftOut.count } };
  for await (const change of changes) yield { change };
  for await (const left of leftOut) yield { left };
}

/** Reads a saved plan whole once to see that it is intact; what may be long is then read again as it is asked for. */
export async function openSaved(
  header: SavedPlanHeader,
  lines: () => AsyncIterable<string>,
): Promise<Plan | Diagnostic> {
  const digest = digestFrom(header);
  const steps: Step[] = [];
  let head: Extract<SavedLine, { plan: unknown }>["plan"] | undefined;
  let counts: Extract<SavedLine, { contacts: unknown }>["contacts"] | undefined;
  let found: string | undefined;
  for await (const text of lines()) {
    const line = parsed(text);
    if (line === undefined || found !== undefined) return damaged();
    if ("digest" in line) {
      found = line.digest;
      continue;
    }
    digest.update(`\n${text}`);
    if ("plan" in line) head = line.plan;
    else if ("step" in line) steps.push(line.step);
    else if ("contacts" in line) counts = line.contacts;
  }
  if (head === undefined || found !== digest.digest("hex")) return damaged();
  const { undeclared, gone, ...rest } = head;
  return {
    ...rest,
    schema: { steps, undeclared, ...(gone === undefined ? {} : { gone }) },
    ...(counts === undefined ? {} : { contacts: contactsOf(counts, lines) }),
  };
}

function contactsOf(
  { changes, leftOut, ...counts }: Extract<SavedLine, { contacts: unknown }>["contacts"],
  lines: () => AsyncIterable<string>,
): ContactsPlan {
  return {
    ...counts,
    changes: replayed(changes, lines, (line) => ("change" in line ? line.change : undefined)),
    leftOut: replayed(leftOut, lines, (line) => ("left" in line ? line.left : undefined)),
  };
}

function replayed<T>(
  count: number,
  lines: () => AsyncIterable<string>,
  pick: (line: SavedLine) => T | undefined,
): Replayable<T> {
  return {
    count,
    async *[Symbol.asyncIterator]() {
      for await (const text of lines()) {
        const line = parsed(text);
        const value = line === undefined ? undefined : pick(line);
        if (value !== undefined) yield value;
      }
    },
  };
}

/** A line whose digest will be, or was, checked is of our own making. */
function parsed(text: string): SavedLine | undefined {
  try {
    return JSON.parse(text) as SavedLine;
  } catch {
    return undefined;
  }
}

/** Over everything that decides what is done; when it was made does not. */
function digestFrom({ made: _made, expires: _expires, ...deciding }: SavedPlanHeader): Hash {
  return createHash("sha256").update(JSON.stringify(deciding));
}

function damaged(): Diagnostic {
  return {
    severity: "error",
    code: "plan-damaged",
    summary: "The saved plan is damaged",
    detail:
      "It was cut off or altered after it was written, so nobody can say what it would do. Make a new one with plan --out.",
  };
}
