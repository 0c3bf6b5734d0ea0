import { hexWord } from "../model/hex-word.ts";

/** A set of Mailchimp's member ids that holds a million of them in some 30 MB; an id is 32 hex digits. */
export class MemberIdSet {
  #words = new Uint32Array(3 * 1024);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Whether the id is new. Told apart by 96 of its 128 bits. */
  add(id: string): boolean {
    if (this.#size * 3 * 2 >= this.#words.length) this.#grow();
    // Zero words mean a free slot, so the first word of an id is never zero.
    const added = place(this.#words, hexWord(id, 0) >>> 0 || 1, hexWord(id, 8) >>> 0, hexWord(id, 16) >>> 0);
    if (added) this.#size += 1;
    return added;
  }

  #grow(): void {
    const old = this.#words;
    this.#words = new Uint32Array(old.length * 2);
    for (let at = 0; at < old.length; at += 3) {
      if (old[at] !== 0) place(this.#words, old[at] ?? 0, old[at + 1] ?? 0, old[at + 2] ?? 0);
    }
  }
}

function place(words: Uint32Array, first: number, second: number, third: number): boolean {
  // A power of two, as the words are made and grown.
  const mask = words.length / 3 - 1;
  for (let slot = first & mask; ; slot = (slot + 1) & mask) {
    const at = slot * 3;
    if (words[at] === 0) {
      words[at] = first;
      words[at + 1] = second;
      words[at + 2] = third;
      return true;
    }
    if (words[at] === first && words[at + 1] === second && words[at + 2] === third) return false;
  }
}
