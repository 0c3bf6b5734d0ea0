import type { JsonObject } from "../../model/json.ts";
import type { PartneroSource, RecordStream } from "../../model/source.ts";
import type { PartneroAccess } from "./access.ts";
import { CODE, failureClause, PartneroFailure } from "./failure.ts";
import { inOrder } from "./in-order.ts";
import { introduced } from "./introduction.ts";
import { listed } from "./pages.ts";
import { PATH_OF } from "./program.ts";
import { keptOf, type Reading, type ReadingRoom, readWhole } from "./reading.ts";
import { brokenRecord, idOf, recordFrom } from "./record.ts";
import { isDeleted, type Row } from "./row.ts";
import { brokenService, noAccess, noKey, partneroError } from "./trouble.ts";
import { READS, wantedOf } from "./wanted.ts";

/** How many records are asked for at once: Partnero tells no limit, and other programs share the key. */
export const MOST_AT_ONCE = 4;

/** After so many unreadable records in a row it is the service that is broken. */
const IN_A_ROW = 5;

/**
 * Streams the records of a Partnero list. Where rules use what the list does not show, each is read alone; that takes as
 * many requests as there are records, which is told before the first of them. Throws `SourceError`.
 */
export async function* partneroRecords(
  source: PartneroSource,
  access: PartneroAccess | undefined,
  used: ReadonlySet<string> | undefined,
): RecordStream {
  if (access === undefined) throw noAccess(source);
  const get = access.program(source.keyFrom);
  if (get === undefined) throw noKey(source);
  try {
    const wanted = wantedOf(source, used);
    const unfinished = access.unfinished?.(source.keyFrom, source.resource);
    yield* records({ source, get, wanted, unfinished }, (await introduced(source, access)).currency, access);
    unfinished?.finish();
  } catch (failure) {
    throw failure instanceof PartneroFailure ? partneroError(source, failure) : failure;
  }
}

async function* records(room: ReadingRoom, currency: string, access: PartneroAccess): RecordStream {
  const { source, get, wanted } = room;
  const told = { source: source.name, resource: source.resource };
  const id = (listedRow: JsonObject): string => idOf({ listed: listedRow, currency }, source, wanted);
  const waiting: Row[] = [];
  let done = 0;
  for await (const page of listed(get, PATH_OF[source.resource], id)) {
    const rows = page.filter((row) => !isDeleted(row)).map((row): Row => ({ listed: row, currency }));
    done += rows.length;
    access.onRead?.({ ...told, phase: "listed", done });
    // An old server's rows have no id: that too stands in the record alone.
    const isWhole = (row: Row): boolean =>
      wanted.need === "list" && (id(row.listed) !== "" || source.resource !== "partners");
    yield rows.filter(isWhole).map((row) => recordFrom(row, source, wanted));
    waiting.push(...rows.filter((row) => !isWhole(row)));
  }
  if (waiting.length === 0) return;
  const kept = waiting.filter((row) => keptOf(row, id(row.listed), room) !== undefined).length;
  const reads = { each: Math.max(1, READS[wanted.need]), because: wanted.because, kept };
  access.onRead?.({ ...told, phase: "reading", done: 0, total: waiting.length, reads });
  yield* readOneByOne(waiting, room, (read) =>
    access.onRead?.({ ...told, phase: "reading", done: read, total: waiting.length }),
  );
}

async function* readOneByOne(rows: readonly Row[], room: ReadingRoom, told: (read: number) => void): RecordStream {
  const { source, wanted } = room;
  const read = async (row: Row): Promise<readonly [Row, Reading]> => [
    row,
    await readWhole(row, idOf(row, source, wanted), room),
  ];
  let [done, failures] = [0, 0];
  for await (const [row, reading] of inOrder(rows, MOST_AT_ONCE, read)) {
    told(++done);
    failures = reading instanceof PartneroFailure ? failures + 1 : 0;
    if (reading === "gone") continue;
    if (!(reading instanceof PartneroFailure)) yield [recordFrom(reading, source, wanted)];
    else if (isFinal(reading)) throw reading;
    else if (failures === IN_A_ROW) throw brokenService(source, reading);
    else yield [brokenRecord(row, source, wanted, failureClause(reading))];
  }
}

/** The key is refused, or the run is stopped: the next record would meet the same. */
function isFinal({ status, code }: PartneroFailure): boolean {
  return status === 401 || code === CODE.stopped;
}
