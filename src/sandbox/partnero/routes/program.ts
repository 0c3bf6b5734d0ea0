import { programDocument, programFacts } from "../documents/program.ts";
import type { Ask, Reply } from "../http/ask.ts";
import { shown } from "../http/ask.ts";
import { refused, unfit } from "../http/refusal.ts";
import { routesOf } from "../http/route.ts";
import { PROGRAM_TYPES } from "../program.ts";

/** The program itself, whatever its type. */
export const programRoutes = routesOf(PROGRAM_TYPES, {
  "GET /test": ({ program }) => shown({ program: { pub_id: program.publicId, ...programFacts(program) } }),
  "GET /program": ({ program }) => shown(programDocument(program)),
  // The old name, deprecated, still answers.
  "GET /program/overview": ({ program }) => shown(programDocument(program)),
  "PUT /program": revise,
  // Documented as two steps with a code; here nobody deletes a whole program.
  "DELETE /program": () => {
    throw refused(403, "A program cannot be deleted with this API key.");
  },
});

function revise({ program, body }: Ask): Reply {
  const { name = program.facts.name, website = program.facts.website } = body;
  const errors: Record<string, readonly string[]> = {};
  if (typeof name !== "string" || name === "") errors["name"] = ["The name field is required."];
  if (typeof website !== "string" || !/^https?:\/\/[^\s/]+\.[^\s/]+/.test(website)) {
    errors["website"] = ["The website format is invalid."];
  }
  if (Object.keys(errors).length > 0) throw unfit(errors);
  program.facts = { ...program.facts, name: String(name), website: String(website) };
  program.changed = true;
  return { body: { status: 1, message: "Program updated successfully." } };
}
