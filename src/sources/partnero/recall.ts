import { isJsonObject, type JsonObject } from "../../model/json.ts";
import type { BrokenRecord, PartneroSource, SourceRecord } from "../../model/source.ts";
import { dataOf, type PartneroAccess, recordOf } from "./access.ts";
import type { PartneroGet } from "./client.ts";
import { PartneroFailure } from "./failure.ts";
import { introduced } from "./introduction.ts";
import { readWhole, recordPath } from "./reading.ts";
import { brokenRecord, idOf, recordFrom } from "./record.ts";
import { isDeleted, type Row } from "./row.ts";
import { noAccess, noKey, partneroError } from "./trouble.ts";
import { type Wanted, wantedOf } from "./wanted.ts";

/** Asks for one record by one of its ids; undefined where there is none. Throws `SourceError`. */
export type Recall = (field: string, id: string) => Promise<SourceRecord | BrokenRecord | undefined>;

/**
 * Asks a Partnero program for single records. A list that moves while it is read may leave out a row that is there: this
 * tells who is gone from who was missed.
 */
export function partneroRecall(
  source: PartneroSource,
  access: PartneroAccess | undefined,
  used: ReadonlySet<string> | undefined,
): Recall {
  const wanted = wantedOf(source, used);
  let program: Promise<string> | undefined;
  return async (field, id) => {
    if (access === undefined) throw noAccess(source);
    const get = access.program(source.keyFrom);
    if (get === undefined) throw noKey(source);
    try {
      program ??= introduced(source, access).then(({ currency }) => currency);
      const currency = await program;
      const read = await found(field, id, { source, get, wanted });
      return read === undefined || isDeleted(read)
        ? undefined
        : await whole({ listed: read, read, currency }, { source, get, wanted });
    } catch (failure) {
      throw failure instanceof PartneroFailure ? partneroError(source, failure) : failure;
    }
  };
}

interface Asking {
  readonly source: PartneroSource;
  readonly get: PartneroGet;
  readonly wanted: Wanted;
}

async function found(field: string, id: string, { source, get }: Asking): Promise<JsonObject | undefined> {
  try {
    if (field === "key" && source.resource === "partners") return recordOf(await get("/partner", { key: id }));
    if (source.resource === "subscribers" && id.includes("@")) return await subscriber(id, get);
    const record = recordOf(await get(recordPath(source, id)));
    // A customer is found by the address too, and that is another id.
    return record !== undefined && String(record[field] ?? id) === id ? record : undefined;
  } catch (failure) {
    if (failure instanceof PartneroFailure && failure.status === 404) return undefined;
    throw failure;
  }
}

/** Without an e-mail service a subscriber has no id but the address. A search finds parts of addresses as well. */
async function subscriber(email: string, get: PartneroGet): Promise<JsonObject | undefined> {
  const rows = dataOf(await get("/subscribers:search", { email, limit: 100 }));
  if (!Array.isArray(rows)) return undefined;
  return rows.filter(isJsonObject).find((row) => String(row["email"]).toLowerCase() === email.toLowerCase());
}

/** The links of a partner are asked for apart. */
async function whole(row: Row, { source, get, wanted }: Asking): Promise<SourceRecord | BrokenRecord> {
  if (wanted.need !== "links") return recordFrom(row, source, wanted);
  const reading = await readWhole(row, idOf(row, source, wanted), { source, get, wanted, unfinished: undefined });
  if (reading instanceof PartneroFailure) return brokenRecord(row, source, wanted, "its links could not be read");
  return recordFrom(reading === "gone" ? row : reading, source, wanted);
}
