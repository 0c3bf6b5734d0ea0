import { type ContactChange, isKeptCurrent } from "../model/contact.ts";
import type { JsonObject } from "../model/json.ts";
import type { Replayable } from "../model/plan.ts";
import { IdBearers } from "./id-bearers.ts";
import { KeyTable } from "./key-table.ts";
import { type LiveRow, liveRow } from "./live-row.ts";
import { keyOfEmail, keyOfMemberId, type MemberKey } from "./member-id.ts";
import { type NormalValue, sameNormal } from "./normal-form.ts";
import { PlaceColumn } from "./place-column.ts";
import type { Projection } from "./projection.ts";
import { seenPrint } from "./seen.ts";
import type { Spool } from "./spool.ts";

/** What a second reading says of a plan that was saved. */
export interface Recheck {
  /** Why a change does not fit its contact any more, by its place in the plan. */
  readonly stale: ReadonlyMap<string, string>;
  /** The bases of limits, read anew. */
  readonly owned: number;
  readonly holders: ReadonlyMap<string, number>;
  readonly filled: Readonly<Record<string, number>>;
}

/**
 * Holds each saved change against its contact as it stands now. Content counts, not only the kind of change: a value
 * or tag that somebody edited since makes the change stale, though there would still be a change to make.
 */
export async function recheckContacts(
  changes: Replayable<ContactChange>,
  members: AsyncIterable<readonly JsonObject[]>,
  projection: Projection,
  spool: Spool,
): Promise<Recheck> {
  const saved = new SavedChanges(spool, projection);
  for await (const change of changes) saved.add(change);
  const bases = new LiveBases(projection);
  for await (const page of members) {
    for (const member of page) {
      const row = liveRow(member, projection);
      if (row === undefined || typeof member["id"] !== "string") continue;
      const key = keyOfMemberId(member["id"]);
      bases.count(key, row);
      saved.meet(key, row);
    }
  }
  saved.finish();
  return { stale: saved.stale, ...bases.figures() };
}

class SavedChanges {
  readonly stale = new Map<string, string>();
  readonly #table = new KeyTable();
  readonly #places = new PlaceColumn();
  readonly #seen = new Set<number>();
  readonly #bearers: IdBearers;
  /** Those of them that are kept current: others stand in the way of a creation alone. */
  readonly #current: IdBearers;
  readonly #spool: Spool;
  readonly #projection: Projection;

  constructor(spool: Spool, projection: Projection) {
    this.#spool = spool;
    this.#projection = projection;
    this.#bearers = new IdBearers(projection);
    this.#current = new IdBearers(projection);
  }

  add(change: ContactChange): void {
    this.#places.note(
      this.#table.add(...keyOfEmail(change.from ?? change.email)),
      this.#spool.append(JSON.stringify(change)),
    );
  }

  /** A contact seen again has moved while the audience was read: the later reading counts. */
  meet(key: MemberKey, row: LiveRow): void {
    const entry = this.#table.find(...key);
    if (entry < 0) {
      this.#noteIds(row.values, row);
      return;
    }
    this.#seen.add(entry);
    const change = this.#change(entry);
    const reason = staleness(change, row, this.#projection);
    if (reason === undefined) this.stale.delete(change.ref);
    else this.stale.set(change.ref, reason);
    this.#noteIds(reason === undefined ? this.#kept(change, row) : row.values, row);
  }

  finish(): void {
    for (let entry = 0; entry < this.#table.size; entry++) {
      const change = this.#change(entry);
      if (!this.#seen.has(entry) && change.action !== "create")
        this.stale.set(change.ref, "The contact is not in the audience any more.");
      else if (!this.stale.has(change.ref) && this.#takesIds(change))
        this.stale.set(change.ref, "Another contact has come to bear the same id since the plan was made.");
    }
  }

  #noteIds(values: readonly NormalValue[], { status }: LiveRow): void {
    this.#bearers.note(values);
    if (isKeptCurrent(status)) this.#current.note(values);
  }

  /** Whether a change makes a contact ours by an id that is another's by now. */
  #takesIds(change: ContactChange): boolean {
    if (change.action !== "create" && change.action !== "adopt") return false;
    return (change.action === "create" ? this.#bearers : this.#current).bears(this.#given(change));
  }

  /** The values of a contact but for those that its own change takes from it. */
  #kept(change: ContactChange, row: LiveRow): readonly NormalValue[] {
    const changed = new Set(change.fields.map(({ field }) => field));
    return row.values.map((value, index) => (changed.has(this.#projection.fields[index]?.key ?? "") ? "" : value));
  }

  #given(change: ContactChange): readonly NormalValue[] {
    const values = new Map(change.fields.map(({ field, after }) => [field, after]));
    // A plan's values are in normal form already; null is no value.
    return this.#projection.fields.map(({ key }) => (values.get(key) ?? "") as NormalValue);
  }

  #change(entry: number): ContactChange {
    // The run's own spool: written by add in this process and by nobody else.
    return JSON.parse(this.#spool.read(this.#places.at(entry) ?? 0)) as ContactChange;
  }
}

function staleness(change: ContactChange, row: LiveRow, projection: Projection): string | undefined {
  if (change.action === "create") return "The person has come into the audience since the plan was made.";
  if (row.status !== change.status) return `The contact was ${change.status} and is ${row.status} now.`;
  const edited = change.fields.find(({ field, before }) => {
    const index = projection.fields.findIndex((managed) => managed.key === field);
    // A plan's values are in normal form already; null is no value.
    return index >= 0 && !sameNormal(row.values[index] ?? "", (before ?? "") as NormalValue);
  });
  if (edited !== undefined) return `mergeField.${edited.field} is not what it was when the plan was made.`;
  const turned = change.groups.find(({ group, interest, before }) => {
    const index = projection.interests.findIndex((one) => one.group === group && one.interest === interest);
    return index >= 0 && row.interests.includes(index) !== before;
  });
  if (turned !== undefined) return `The interest "${turned.interest}" was chosen or dropped since the plan was made.`;
  const held = new Set(row.tags.map((tag) => tag.toLowerCase()));
  const tag =
    change.tags.add.find((name) => held.has(name.toLowerCase())) ??
    change.tags.remove.find((name) => !held.has(name.toLowerCase()));
  if (tag !== undefined) return `The tag "${tag}" was put on or taken away since the plan was made.`;
  const moved = change.seen !== undefined && change.seen !== seenPrint(row, projection);
  return moved ? "Something that the file manages was edited since the plan was made." : undefined;
}

/** Counts what limits are measured against; archived contacts are not among it. */
class LiveBases {
  readonly #projection: Projection;
  readonly #seen = new KeyTable();
  #owned = 0;
  readonly #holders = new Map<string, number>();
  readonly #filled: number[] = [];

  constructor(projection: Projection) {
    this.#projection = projection;
  }

  count(key: MemberKey, row: LiveRow): void {
    if (this.#seen.find(...key) >= 0) return;
    this.#seen.add(...key);
    if (row.status === "archived") return;
    const owned = this.#projection.fields.some((field, index) => field.identity && row.values[index] !== "");
    if (owned) this.#owned++;
    for (const tag of row.tags) this.#holders.set(tag.toLowerCase(), (this.#holders.get(tag.toLowerCase()) ?? 0) + 1);
    row.values.forEach((value, index) => {
      if (value !== "") this.#filled[index] = (this.#filled[index] ?? 0) + 1;
    });
  }

  figures(): Pick<Recheck, "owned" | "holders" | "filled"> {
    const filled = this.#projection.fields.map((field, index) => [field.key, this.#filled[index] ?? 0] as const);
    return { owned: this.#owned, holders: this.#holders, filled: Object.fromEntries(filled) };
  }
}
