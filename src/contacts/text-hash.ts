const BITS = new DataView(new ArrayBuffer(8));

/** Two independent 32-bit hashes of texts fed one after another: enough to tell rows and ids apart by the million. Signed throughout, so that V8 makes no object of them. */
export class TextHash {
  high = 0;
  low = 0;

  restart(): this {
    this.high = 0xdeadbeef | 0;
    this.low = 0x41c6ce57;
    return this;
  }

  feed(text: string): this {
    let [high, low] = [this.high, this.low];
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      high = Math.imul(high ^ unit, 2654435761);
      low = Math.imul(low ^ unit, 1597334677);
    }
    // A separator no text can hold on its own, so that "ab","c" and "a","bc" differ.
    this.high = Math.imul(high ^ 0x10001, 2246822507);
    this.low = Math.imul(low ^ 0x10001, 3266489909);
    return this;
  }

  /** A number by its bits, which is cheaper than making it a text; it is like no text. */
  feedNumber(value: number): this {
    BITS.setFloat64(0, value);
    return this.#mix(BITS.getUint32(0)).#mix(BITS.getUint32(4));
  }

  #mix(word: number): this {
    this.high = Math.imul(this.high ^ word, 2654435761) ^ (word >>> 16);
    this.low = Math.imul(this.low ^ word, 1597334677) ^ (word >>> 15);
    return this;
  }

  finish(): this {
    const [high, low] = [this.high, this.low];
    this.high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
    this.low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
    return this;
  }
}
