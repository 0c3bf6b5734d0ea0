import type { Finding } from "../model/diagnostic.ts";
import type { SourceSchema } from "../model/source.ts";

/** What a look at a source found out: its fields, and what is wrong with it as a whole. */
export interface Inspection {
  readonly schema: SourceSchema;
  readonly findings: readonly Finding[];
}
