import { openStateFolder } from "../files/state-folder.ts";
import { openUnfinishedRead } from "../files/unfinished-read.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { SourceDeclaration } from "../model/source.ts";
import { type PartneroAccess, type PartneroReading, partneroAccess } from "../sources/partnero/access.ts";
import type { PartneroRetry } from "../sources/partnero/client.ts";

export type { PartneroAccess, PartneroReading, PartneroRetry };

/** Where Partnero is, and what a run does about it. */
export interface PartneroRequest {
  /** As `PARTNERO_BASE_URL` has it; Partnero's own unless given. */
  readonly baseUrl?: string | undefined;
  /** The key in an environment variable. */
  readonly keyOf: (variable: string) => string | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly sleep?: ((ms: number) => Promise<void>) | undefined;
  /** Told before records are read one by one how many requests that takes, and then how far it is. */
  readonly onRead?: (reading: PartneroReading) => void;
  /** Told of each try that failed and is about to be made again. */
  readonly onRetry?: (retry: PartneroRetry) => void;
  /** Keeps what a reading has read until it is done, for the next run to go on if it breaks off. */
  readonly keep?: { readonly directory: string; readonly now: Date };
}

/** Opens the way to Partnero for the sources of a file; undefined where none of them asks for it. */
export function openPartnero(
  sources: readonly SourceDeclaration[],
  { baseUrl, keyOf, keep, ...calls }: PartneroRequest,
): PartneroAccess | Diagnostic | undefined {
  if (!sources.some(({ type }) => type === "partnero")) return undefined;
  const unfinished = keep === undefined ? {} : { unfinished: unfinishedIn(keep.directory, keyOf, keep.now) };
  return partneroAccess({ baseUrl, keyOf }, { ...calls, ...unfinished });
}

function unfinishedIn(
  directory: string,
  keyOf: PartneroRequest["keyOf"],
  now: Date,
): NonNullable<PartneroAccess["unfinished"]> {
  return (keyFrom, resource) =>
    openUnfinishedRead({
      folder: openStateFolder(directory),
      name: `${keyFrom.toLowerCase()}-${resource}`,
      secret: keyOf(keyFrom) ?? "",
      now,
    });
}
