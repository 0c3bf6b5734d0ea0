import { createHash, type Hash } from "node:crypto";
import { type OpenSpool, replayed } from "../contacts/spool.ts";
import type { Step } from "../model/change.ts";
import type { ContactChange, LeftOut } from "../model/contact.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { ContactsPlan, Plan } from "../model/plan.ts";
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

/**
 * Reads a saved plan whole and sees that it is intact. What may be long is kept in a spool of the run's own: what is done
 * is what was checked, whatever becomes of the file meanwhile.
 */
export async function openSaved(
  header: SavedPlanHeader,
  lines: AsyncIterable<string>,
  spools: OpenSpool,
): Promise<Plan | Diagnostic> {
  const digest = digestFrom(header);
  const steps: Step[] = [];
  const [changes, leftOut] = [spools("saved-changes"), spools("saved-left-out")];
  let head: Extract<SavedLine, { plan: unknown }>["plan"] | undefined;
  let counts: Extract<SavedLine, { contacts: unknown }>["contacts"] | undefined;
  let found: string | undefined;
  for await (const text of lines) {
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
    else if ("change" in line) changes.append(JSON.stringify(line.change));
    else if ("left" in line) leftOut.append(JSON.stringify(line.left));
    else return damaged();
  }
  if (head === undefined || found !== digest.digest("hex")) return damaged();
  const { undeclared, gone, ...rest } = head;
  return {
    ...rest,
    schema: { steps, undeclared, ...(gone === undefined ? {} : { gone }) },
    ...(counts === undefined
      ? {}
      : { contacts: { ...counts, changes: replayed<ContactChange>(changes), leftOut: replayed<LeftOut>(leftOut) } }),
  };
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

/** A line whose digest will be, or was, checked is of our own making. */
function parsed(text: string): SavedLine | undefined {
  try {
    const line: unknown = JSON.parse(text);
    return typeof line === "object" && line !== null ? (line as SavedLine) : undefined;
  } catch {
    return undefined;
  }
}

/** Over everything that decides what is done; when it was made does not. */
function digestFrom({ made: _made, expires: _expires, ...deciding }: SavedPlanHeader): Hash {
  return createHash("sha256").update(JSON.stringify(deciding));
}
