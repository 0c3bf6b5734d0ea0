import { isJsonObject, type JsonObject } from "../../model/json.ts";
import type { PartneroSource } from "../../model/source.ts";
import { dataOf, recordOf, type UnfinishedRead } from "./access.ts";
import type { PartneroGet } from "./client.ts";
import { CODE, PartneroFailure } from "./failure.ts";
import { isDeleted, type Row } from "./row.ts";
import type { Wanted } from "./wanted.ts";

/** What came of asking for a record alone: it, its absence, or why nobody can tell. */
export type Reading = Row | "gone" | PartneroFailure;

/** What single records are read with. */
export interface ReadingRoom {
  readonly source: PartneroSource;
  readonly get: PartneroGet;
  readonly wanted: Wanted;
  readonly unfinished: UnfinishedRead | undefined;
}

/** Reads the record of a row as far as it is wanted. Throws nothing: one record's failure is its own. */
export async function readWhole(row: Row, id: string, room: ReadingRoom): Promise<Reading> {
  const kept = keptOf(row, id, room);
  if (kept !== undefined) return keptRow(row, kept);
  try {
    const read = await readAlone(row.listed, id, room);
    if (read === undefined || isDeleted(read)) return "gone";
    const links =
      room.wanted.need === "links" ? dataOf(await room.get(`/partners/${inPath(id)}/referral_links`)) : undefined;
    const whole: Row = { ...row, read, ...(links === undefined ? {} : { links }) };
    if (id !== "") room.unfinished?.keep(id, links === undefined ? { read } : { read, links });
    return whole;
  } catch (failure) {
    if (!(failure instanceof PartneroFailure)) throw failure;
    // Deleted since the list was read: it is asked for by its own id, so there is no doubt.
    return failure.status === 404 ? "gone" : failure;
  }
}

/** What a reading that broke off has kept of a record, as far as it is of use. */
export function keptOf(row: Row, id: string, room: ReadingRoom): JsonObject | undefined {
  const kept = id === "" ? undefined : room.unfinished?.find(id);
  return kept !== undefined && isOfUse(kept, row, room) ? kept : undefined;
}

/** Where a record of a resource is asked for by its id. */
export function recordPath({ resource }: PartneroSource, id: string): string {
  const list = {
    partners: "partners",
    customers: "customers",
    "referral-customers": "customers",
    subscribers: "subscribers",
  };
  return `/${list[resource]}/${inPath(id)}`;
}

/** Old servers list partners with a key and no id. */
async function readAlone(
  listed: JsonObject,
  id: string,
  { source, get }: ReadingRoom,
): Promise<JsonObject | undefined> {
  if (id !== "") return recordOf(await get(recordPath(source, id)));
  const { key } = listed;
  if (source.resource !== "partners" || typeof key !== "string") throw new PartneroFailure({ code: CODE.unaskable });
  return recordOf(await get("/partner", { key }));
}

/** What was read lately is as good as what is read now, unless the list already tells that it changed. */
function isOfUse({ read, links }: JsonObject, { listed }: Row, { wanted }: ReadingRoom): boolean {
  if (!isJsonObject(read) || (wanted.need === "links" && links === undefined)) return false;
  return read["updated_at"] === listed["updated_at"];
}

function keptRow(row: Row, { read, links }: JsonObject): Row {
  return { ...row, ...(isJsonObject(read) ? { read } : {}), ...(links === undefined ? {} : { links }) };
}

/** Dots alone would lead to another path, however they are written. */
function inPath(id: string): string {
  if (/^\.{0,2}$/.test(id)) throw new PartneroFailure({ code: CODE.unaskable });
  return encodeURIComponent(id);
}
