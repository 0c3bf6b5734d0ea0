/** A place in a spool for each entry, growing as they come; 8 bytes an entry. */
export class PlaceColumn {
  #places = new Float64Array(512);

  /** The place noted for an entry; undefined where none is. */
  at(entry: number): number | undefined {
    const noted = this.#places[entry] ?? 0;
    return noted === 0 ? undefined : noted - 1;
  }

  note(entry: number, place: number): void {
    if (entry >= this.#places.length) {
      const larger = new Float64Array(Math.max(entry + 1, this.#places.length * 2));
      larger.set(this.#places);
      this.#places = larger;
    }
    this.#places[entry] = place + 1;
  }
}
