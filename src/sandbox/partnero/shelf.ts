/** Whatever is listed: it has a day of arrival, by which lists are sorted. */
interface Dated {
  readonly createdAt: string;
}

/** Records of one kind, found by their name and listed by age. A name may be nobody's, and two may share one. */
export class Shelf<Row extends Dated> {
  readonly #nameOf: (row: Row) => string | null;
  readonly #byName = new Map<string, Row>();
  #rows: Row[] = [];
  #ordered: readonly Row[] | undefined;

  constructor(nameOf: (row: Row) => string | null) {
    this.#nameOf = nameOf;
  }

  get size(): number {
    return this.#rows.length;
  }

  /** In order of arrival. */
  all(): readonly Row[] {
    return this.#rows;
  }

  /** By day of creation; those of one second in order of arrival. */
  oldestFirst(): readonly Row[] {
    this.#ordered ??= this.#rows.toSorted((a, b) =>
      a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : 0,
    );
    return this.#ordered;
  }

  /** The one of that name; the older one where two share it. */
  named(name: string): Row | undefined {
    return this.#byName.get(name);
  }

  add(row: Row): Row {
    this.#rows.push(row);
    this.#index(row);
    this.#ordered = undefined;
    return row;
  }

  remove(row: Row): void {
    this.#rows = this.#rows.filter((other) => other !== row);
    this.#reindex();
    this.#ordered = undefined;
  }

  /** Changes a record in a way that may change its name. */
  rename(change: () => void): void {
    change();
    this.#reindex();
  }

  clear(): void {
    this.#rows = [];
    this.#byName.clear();
    this.#ordered = undefined;
  }

  #reindex(): void {
    this.#byName.clear();
    for (const row of this.#rows) this.#index(row);
  }

  #index(row: Row): void {
    const name = this.#nameOf(row);
    if (name !== null && !this.#byName.has(name)) this.#byName.set(name, row);
  }
}
