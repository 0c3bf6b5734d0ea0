import { Writable } from "node:stream";
import type { Output } from "../../src/cli/world.ts";

/** A stream that keeps what is written to it, and hands it on to another one where there is one. */
export class Screen extends Writable {
  readonly isTTY: boolean;
  readonly columns: number;
  readonly #onto: Output | undefined;
  #text = "";

  constructor(like: { readonly isTTY: boolean; readonly columns: number; readonly onto?: Output }) {
    super({ decodeStrings: false });
    this.isTTY = like.isTTY;
    this.columns = like.columns;
    this.#onto = like.onto;
  }

  /** What was written since the last time this was asked. */
  taken(): string {
    const text = this.#text;
    this.#text = "";
    return text;
  }

  override _write(chunk: string | Buffer, _encoding: string, done: () => void): void {
    this.#text += String(chunk);
    if (this.#onto === undefined) done();
    else this.#onto.write(chunk, () => done());
  }
}
