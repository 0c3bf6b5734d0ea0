import { MEMBER_STATUSES, type MemberStatus } from "../model/contact.ts";
import { grown, KeyTable } from "./key-table.ts";
import type { MemberKey } from "./member-id.ts";
import { PlaceColumn } from "./place-column.ts";

/** Facts of one person, one bit each, beside the status in the lowest three. */
export const MARK = {
  /** A record of a source has this address. */
  recorded: 1 << 3,
  /** The rules let the person in. */
  wished: 1 << 4,
  /** An identity field is set in Mailchimp. */
  owned: 1 << 5,
  /** The live row is not what is wished. */
  differs: 1 << 6,
  /** Another record has the same id or address, and the file prefers that one. */
  displaced: 1 << 7,
  /** A record of the person could not be read whole: present, and left alone. */
  broken: 1 << 8,
  /** Something of the wish must be told though nothing differs: a value that Mailchimp would refuse. */
  noted: 1 << 9,
  /** Wished, and one of the ids stands on a contact at another address. */
  elsewhere: 1 << 10,
  /** Wished, and the contact at this very address bears one of the ids. */
  home: 1 << 11,
  /** The contact bears an id that is wished at another address. */
  astray: 1 << 12,
} as const;

const STATUS_BITS = 7;

/**
 * Everyone that the sources or the audience know, one entry each, in typed arrays: some 50 bytes a person.
 * What does not fit here lies in spools, and this keeps the place.
 */
export class Roll {
  readonly #table = new KeyTable();
  readonly #words: number;
  #marks = new Uint32Array(512);
  #prints = new Int32Array(1024);
  #masks: Uint32Array;
  /** Where the live row lies, noted only where it differs or is needed again. */
  readonly liveAt = new PlaceColumn();

  /** `maskWords`: how many 32-bit words a person's field mask has. */
  constructor(maskWords: number) {
    this.#words = maskWords;
    this.#masks = new Uint32Array(512 * maskWords);
  }

  get size(): number {
    return this.#table.size;
  }

  find(key: MemberKey): number {
    return this.#table.find(key[0], key[1], key[2]);
  }

  enter(key: MemberKey): number {
    const entry = this.#table.add(key[0], key[1], key[2]);
    if (entry >= this.#marks.length) this.#grow();
    return entry;
  }

  compare(left: number, right: number): number {
    return this.#table.compare(left, right);
  }

  has(entry: number, mark: number): boolean {
    return ((this.#marks[entry] ?? 0) & mark) !== 0;
  }

  mark(entry: number, mark: number, on = true): void {
    const marks = this.#marks[entry] ?? 0;
    this.#marks[entry] = on ? marks | mark : marks & ~mark;
  }

  /** The status in the audience; undefined for somebody who is not there. */
  status(entry: number): MemberStatus | undefined {
    return MEMBER_STATUSES[((this.#marks[entry] ?? 0) & STATUS_BITS) - 1];
  }

  setStatus(entry: number, status: MemberStatus): void {
    const marks = (this.#marks[entry] ?? 0) & ~STATUS_BITS;
    this.#marks[entry] = marks | (MEMBER_STATUSES.indexOf(status) + 1);
  }

  /** Keeps of a wished row what it takes to see whether a live one differs. */
  setWish(entry: number, high: number, low: number, mask: Uint32Array): void {
    this.#prints[entry * 2] = high;
    this.#prints[entry * 2 + 1] = low;
    for (let word = 0; word < this.#words; word++) this.#masks[entry * this.#words + word] = mask[word] ?? 0;
  }

  hasPrint(entry: number, high: number, low: number): boolean {
    return this.#prints[entry * 2] === high && this.#prints[entry * 2 + 1] === low;
  }

  /** Writes the mask of a person into one that is there already. */
  readMask(entry: number, into: Uint32Array): void {
    for (let word = 0; word < this.#words; word++) into[word] = this.#masks[entry * this.#words + word] ?? 0;
  }

  #grow(): void {
    const length = this.#marks.length * 2;
    this.#marks = grown(this.#marks, length);
    this.#prints = grown(this.#prints, length * 2);
    this.#masks = grown(this.#masks, length * this.#words);
  }
}
