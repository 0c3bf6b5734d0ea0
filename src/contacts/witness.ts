import type { MemberStatus } from "../model/contact.ts";
import type { ContactRules, Vocabulary } from "../model/desired.ts";
import type { JsonObject } from "../model/json.ts";
import type { BrokenRecord, RecordStream, SourceRecord } from "../model/source.ts";
import type { Absence } from "./absence.ts";
import type { OpenedSource } from "./admission.ts";
import { decodeLiveRow, type LiveRow, liveRow } from "./live-row.ts";
import { keyOfEmail } from "./member-id.ts";
import { NearestAddress } from "./nearest-address.ts";
import type { Projection } from "./projection.ts";
import type { RecordShelves } from "./record-shelves.ts";
import { MARK } from "./roll.ts";
import type { LEAVING } from "./row-change.ts";
import { type SearchParty, whereabouts } from "./whereabouts.ts";
import { type Clue, emailOf, idClues, idsElsewhere } from "./whose-ids.ts";
import type { WishedOf } from "./wished.ts";

/** What the rules are, and the audience that they are held against. */
export interface Scene {
  readonly rules: ContactRules;
  readonly vocabulary: Vocabulary;
  readonly projection: Projection;
  readonly now: number;
}

/** A record that was noticed, and the place of its source. */
export interface HeardRecord {
  readonly source: number;
  readonly record: SourceRecord | BrokenRecord;
}

/** What is known of one address once everybody is settled. */
export interface WitnessedPlace {
  readonly email: string;
  /** The records that count, by source; without any where nobody has this address. */
  readonly records: readonly (SourceRecord | undefined)[];
  readonly wished: boolean;
  readonly owned: boolean;
  readonly status?: MemberStatus;
  /** Why the contact is a leaver. */
  readonly leaving?: keyof typeof LEAVING;
  /** Of somebody who is wished here: the contact at another address that is kept current, or gets this one. */
  readonly contactAt?: string;
  /** Somebody is wished here, and no contact can be said to be theirs. */
  readonly outOfReach: boolean;
}

/** Where a comparison keeps everything when it is done. */
export interface Aftermath extends SearchParty {
  readonly absence: Absence;
  readonly shelves: RecordShelves;
  readonly wished: WishedOf;
}

/**
 * Watches a comparison for the sake of one address and keeps what concerns it: a few records and places, however many
 * people go by. It changes nothing of what it watches.
 */
export class Witness {
  readonly email: string;
  /** The contact at the address, as Mailchimp holds it. */
  readonly member: JsonObject | undefined;
  readonly #heard: HeardRecord[] = [];
  readonly #nearest: NearestAddress;
  #scene: Scene | undefined;
  #places: readonly WitnessedPlace[] = [];

  constructor(email: string, member: JsonObject | undefined) {
    this.email = email;
    this.member = member;
    this.#nearest = new NearestAddress(email);
  }

  /** What was compared; undefined where the sources could not be believed. */
  get scene(): Scene | undefined {
    return this.#scene;
  }

  get heard(): readonly HeardRecord[] {
    return this.#heard;
  }

  /** The address itself first, then those at which an id of the person stands. */
  get places(): readonly WitnessedPlace[] {
    return this.#places;
  }

  get nearest(): string | undefined {
    return this.member === undefined && this.#heard.length === 0 ? this.#nearest.found : undefined;
  }

  /** Listens to the records as they are read. */
  listen(scene: Scene, sources: readonly OpenedSource[]): readonly OpenedSource[] {
    this.#scene = scene;
    const clues = idClues(scene, this.#live(scene)?.values ?? []);
    return sources.map((source, index) => ({ ...source, records: this.#overhear(source, index, clues) }));
  }

  /** Looks at the members as they are read, for an address that is much like the one that was asked for. */
  async *watch(pages: AsyncIterable<readonly JsonObject[]>): AsyncGenerator<readonly JsonObject[]> {
    for await (const page of pages) {
      if (this.member === undefined && this.#heard.length === 0) {
        for (const { email_address: email } of page) if (typeof email === "string") this.#nearest.see(email);
      }
      yield page;
    }
  }

  /** Looks around once everybody is settled. */
  settled(aftermath: Aftermath): void {
    const { roll } = aftermath;
    const entry = roll.find(keyOfEmail(this.email));
    const live = this.#scene && this.#live(this.#scene);
    const others = [
      ...idsElsewhere(entry, live, aftermath),
      ...this.#heard.map(({ record }) => (record.email === "" ? -1 : roll.find(keyOfEmail(record.email)))),
    ];
    const elsewhere = [...new Set(others)].filter((other) => other >= 0 && other !== entry);
    this.#places = [
      placeOf(entry, this.email, aftermath),
      ...elsewhere.flatMap((other) => {
        const email = emailOf(other, aftermath);
        return email === undefined ? [] : [placeOf(other, email, aftermath)];
      }),
    ];
  }

  async *#overhear({ records }: OpenedSource, source: number, clues: readonly Clue[]): RecordStream {
    const wanted = this.email.toLowerCase();
    for await (const some of records) {
      for (const record of some) {
        const isAbout = record.email.toLowerCase() === wanted || clues.some((clue) => clue(source, record));
        if (isAbout && this.#heard.length < MOST_HEARD) this.#heard.push({ source, record });
        if (this.member === undefined && this.#heard.length === 0) this.#nearest.see(record.email);
      }
      yield some;
    }
  }

  #live({ projection }: Scene): LiveRow | undefined {
    return this.member === undefined ? undefined : liveRow(this.member, projection);
  }
}

/** Nobody reads more, and an address that a whole source shares must not fill the memory. */
const MOST_HEARD = 20;

function placeOf(entry: number, email: string, aftermath: Aftermath): WitnessedPlace {
  const { roll, shelves } = aftermath;
  const nobody = { email, records: shelves.of(entry), wished: false, owned: false, outOfReach: false };
  if (entry < 0) return nobody;
  const status = roll.status(entry);
  const wished = roll.has(entry, MARK.wished);
  return {
    email,
    records: shelves.of(entry),
    wished,
    owned: roll.has(entry, MARK.owned),
    ...(status === undefined ? {} : { status }),
    ...(wished ? findings(entry, aftermath) : { ...departure(entry, aftermath), outOfReach: false }),
  };
}

function findings(entry: number, aftermath: Aftermath): Pick<WitnessedPlace, "contactAt" | "outOfReach"> {
  const wished = aftermath.wished(entry);
  if (wished === undefined) return { outOfReach: false };
  const found = whereabouts(entry, wished.row, aftermath);
  const isElsewhere = found.is === "there" || found.is === "moving";
  return { outOfReach: found.is === "out-of-reach", ...(isElsewhere ? { contactAt: found.live.email } : {}) };
}

function departure(entry: number, { roll, lives, absence }: Aftermath): Pick<WitnessedPlace, "leaving"> {
  const place = roll.liveAt.at(entry);
  if (place === undefined || !roll.has(entry, MARK.owned) || roll.status(entry) === "archived") return {};
  const leaving = absence.leaving(entry, decodeLiveRow(lives.read(place)));
  return leaving === undefined ? {} : { leaving };
}
