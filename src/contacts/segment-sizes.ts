import type { ContactChange, MemberStatus } from "../model/contact.ts";
import type { JsonObject } from "../model/json.ts";
import type { SegmentSizes } from "../model/plan.ts";
import type { SegmentOptions, SegmentSize } from "../model/segment.ts";
import { type Membership, membership, type SegmentContact } from "../rules/segment-membership.ts";
import { grown } from "./key-table.ts";
import { PlaceColumn } from "./place-column.ts";
import { type SegmentNames, SegmentView } from "./segment-view.ts";
import type { Spool } from "./spool.ts";

/** A segment whose size is wanted; `before` and `after` are absent where it does not stand, or where nobody can tell. */
export interface SizedSegment {
  readonly name: string;
  readonly before: SegmentOptions | "none" | "unknown";
  readonly after: SegmentOptions | "none" | "unknown";
}

/**
 * Counts who is in each segment, before and after the plan: one bit a segment, a side and a contact, since a contact may
 * be read again and be changed. What a change needs to know of the contact before lies in a spool.
 */
export class SegmentCensus {
  /** What must be read of members for it. */
  readonly fields: readonly string[];
  readonly #segments: readonly SizedSegment[];
  readonly #view: SegmentView;
  readonly #tests: readonly (Membership | undefined)[];
  readonly #today: string;
  readonly #words: number;
  readonly #places = new PlaceColumn();
  #bits: Uint32Array;
  #kept: Spool | undefined;
  #last: SegmentContact | undefined;

  constructor(segments: readonly SizedSegment[], names: SegmentNames, now: Date) {
    const asked = segments.flatMap(({ before, after }) => [before, after]);
    this.#segments = segments;
    this.#view = new SegmentView(
      asked.filter((options) => typeof options === "object"),
      names,
    );
    this.fields = this.#view.fields;
    this.#today = now.toISOString().slice(0, 10);
    this.#tests = asked.map((options) => (typeof options === "object" ? membership(options, this.#today) : undefined));
    this.#words = Math.ceil(asked.length / 32);
    this.#bits = new Uint32Array(512 * this.#words);
  }

  /** Says where to keep what may be asked again. */
  keepIn(spool: Spool): void {
    this.#kept = spool;
  }

  /** A member as it is read. */
  meet(entry: number, member: JsonObject, status: MemberStatus): void {
    if (this.#segments.length === 0) return;
    this.#last = this.#view.member(member);
    this.#count(entry, status === "subscribed" ? this.#last : undefined, () => true);
  }

  /** Keeps the member met last: a change may come. */
  keep(entry: number): void {
    if (this.#last === undefined || this.#kept === undefined) return;
    this.#places.note(entry, this.#kept.append(JSON.stringify(this.#last)));
  }

  /** A change of the plan. */
  change(entry: number, change: ContactChange): void {
    if (change.verdict === "hold") return;
    if (this.#segments.length === 0) return;
    const stays = change.status === "subscribed" && change.action !== "archive";
    const contact = stays ? this.#view.after(change, this.#before(entry), this.#today) : undefined;
    this.#count(entry, contact, (side) => side % 2 === 1);
  }

  get sizes(): SegmentSizes {
    const counts = this.#counts();
    const size = (options: SizedSegment["before"], side: number): SegmentSize => {
      if (options === "none") return 0;
      return this.#tests[side] === undefined ? "unknown" : (counts[side] ?? 0);
    };
    return Object.fromEntries(
      this.#segments.map(({ name, before, after }, index) => [
        name,
        { before: size(before, index * 2), after: size(after, index * 2 + 1) },
      ]),
    );
  }

  #before(entry: number): SegmentContact | undefined {
    const place = this.#places.at(entry);
    // The run's own spool: what `keep` wrote in this process.
    return place === undefined ? undefined : (JSON.parse(this.#kept?.read(place) ?? "") as SegmentContact);
  }

  #count(entry: number, contact: SegmentContact | undefined, takes: (side: number) => boolean): void {
    const start = entry * this.#words;
    if (start + this.#words > this.#bits.length) this.#bits = grown(this.#bits, start + this.#words);
    this.#tests.forEach((test, side) => {
      if (!takes(side)) return;
      const [word, bit] = [start + (side >>> 5), 1 << (side & 31)];
      const held = this.#bits[word] ?? 0;
      this.#bits[word] = contact !== undefined && test?.(contact) === true ? held | bit : held & ~bit;
    });
  }

  #counts(): readonly number[] {
    const counts = this.#tests.map(() => 0);
    for (let start = 0; start < this.#bits.length; start += this.#words) {
      for (let side = 0; side < counts.length; side++) {
        if (((this.#bits[start + (side >>> 5)] ?? 0) & (1 << (side & 31))) !== 0)
          counts[side] = (counts[side] ?? 0) + 1;
      }
    }
    return counts;
  }
}
