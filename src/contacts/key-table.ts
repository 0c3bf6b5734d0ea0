/**
 * A set of 96-bit keys in typed arrays, each with a dense entry number that stays for good: 12 bytes a key and
 * 4 to 8 a slot, where a Map of strings would take over a hundred. Entry numbers count up from 0 in order of arrival.
 */
export class KeyTable {
  #slots = new Int32Array(1024);
  #keys = new Int32Array(3 * 512);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** The entry of a key, or -1. */
  find(a: number, b: number, c: number): number {
    return (this.#slots[this.#slotOf(a | 0, b | 0, c | 0)] ?? 0) - 1;
  }

  /** The entry of a key, made where there is none yet. */
  add(a: number, b: number, c: number): number {
    if (this.#size * 2 >= this.#slots.length) this.#grow();
    const slot = this.#slotOf(a | 0, b | 0, c | 0);
    const standing = (this.#slots[slot] ?? 0) - 1;
    if (standing >= 0) return standing;
    const entry = this.#size++;
    this.#slots[slot] = entry + 1;
    const at = entry * 3;
    this.#keys[at] = a;
    this.#keys[at + 1] = b;
    this.#keys[at + 2] = c;
    return entry;
  }

  /** Orders two entries by their keys, so that what is listed does not depend on the order of arrival. */
  compare(left: number, right: number): number {
    for (let word = 0; word < 3; word++) {
      const difference = ((this.#keys[left * 3 + word] ?? 0) >>> 0) - ((this.#keys[right * 3 + word] ?? 0) >>> 0);
      if (difference !== 0) return difference;
    }
    return 0;
  }

  #slotOf(a: number, b: number, c: number): number {
    // Read once: this runs several times for each of perhaps a million people.
    const [slots, keys] = [this.#slots, this.#keys];
    const mask = slots.length - 1;
    let slot = a & mask;
    for (;;) {
      const entry = (slots[slot] ?? 0) - 1;
      if (entry < 0) return slot;
      const at = entry * 3;
      if (keys[at] === a && keys[at + 1] === b && keys[at + 2] === c) return slot;
      slot = (slot + 1) & mask;
    }
  }

  #grow(): void {
    this.#slots = new Int32Array(this.#slots.length * 2);
    this.#keys = grown(this.#keys, (this.#slots.length / 2) * 3);
    for (let entry = 0; entry < this.#size; entry++) {
      const at = entry * 3;
      const slot = this.#slotOf(this.#keys[at] ?? 0, this.#keys[at + 1] ?? 0, this.#keys[at + 2] ?? 0);
      this.#slots[slot] = entry + 1;
    }
  }
}

/** A copy of a typed array with room for at least `length` elements. */
export function grown<Words extends Uint32Array | Int32Array>(array: Words, length: number): Words;
export function grown(array: Uint32Array | Int32Array, length: number): Uint32Array | Int32Array {
  const most = Math.max(length, array.length * 2);
  const larger = array instanceof Int32Array ? new Int32Array(most) : new Uint32Array(most);
  larger.set(array);
  return larger;
}
