import type { PartneroSource } from "../../model/source.ts";
import type { PartneroAccess } from "./access.ts";
import { PartneroFailure } from "./failure.ts";
import { type PartneroProgram, PROGRAM_OF, programOf } from "./program.ts";
import { noAccess, noKey, partneroError, wrongProgram } from "./trouble.ts";

/** Asks a source's program what it is, and nothing else. Throws `SourceError` where the source could not be read. */
export async function introduced(source: PartneroSource, access: PartneroAccess | undefined): Promise<PartneroProgram> {
  if (access === undefined) throw noAccess(source);
  const get = access.program(source.keyFrom);
  if (get === undefined) throw noKey(source);
  try {
    const program = await programOf(get);
    if (program.type !== undefined && program.type !== PROGRAM_OF[source.resource]) throw wrongProgram(source, program);
    return program;
  } catch (failure) {
    throw failure instanceof PartneroFailure ? partneroError(source, failure) : failure;
  }
}
