import type { Diagnostic } from "../model/diagnostic.ts";
import type { BrokenRecord, SourceRecord } from "../model/source.ts";

/** A share of broken records over which a source is not believed at all. */
const BROKEN_SHARE = 0.01;

/** How many findings of one sort are listed; the rest is counted. */
const LISTED = 20;

/** Counts what is wrong with the records of one source and says it, each sort within bounds. */
export class SourceTally {
  readonly #name: string;
  #records = 0;
  #broken = 0;
  readonly #problems: Diagnostic[] = [];

  constructor(name: string) {
    this.#name = name;
  }

  /** How many records there were, broken ones included. */
  get records(): number {
    return this.#records;
  }

  count(record: SourceRecord | BrokenRecord): void {
    this.#records++;
    if (!("problems" in record)) return;
    this.#broken++;
    this.#problems.push(...record.problems.slice(0, Math.max(0, LISTED - this.#problems.length)));
  }

  /** Broken records are warnings while they are few: one bad row must not stop everybody else. */
  diagnostics(): readonly Diagnostic[] {
    if (this.#broken === 0) return [];
    if (this.#broken <= this.#records * BROKEN_SHARE) {
      return this.#problems.map((problem) => ({ ...problem, severity: "warning" }));
    }
    return [...this.#problems, this.#tooMany()];
  }

  #tooMany(): Diagnostic {
    const share = `${this.#broken} of the ${this.#records} records of source "${this.#name}" could not be read`;
    return {
      severity: "error",
      code: "source-unreadable",
      summary: "Too many records of a source cannot be read",
      detail: `${share}. Up to 1 % are left alone and listed; more than that says that the source itself is wrong, so nothing is planned from it. Mend the rows above, or the types in \`columns\`.`,
    };
  }
}

/** What a duplicate is, in the words of its message. */
export type DuplicateSort = "address" | "id";

/** Collects the records that stand for one person twice, where the file asks for an error. */
export class DuplicateList {
  readonly #found: Diagnostic[] = [];
  #count = 0;

  add(sort: DuplicateSort, earlier: string, later: string): void {
    this.#count++;
    if (this.#found.length < LISTED) this.#found.push(duplicate(sort, earlier, later));
  }

  diagnostics(): readonly Diagnostic[] {
    const more = this.#count - this.#found.length;
    if (more === 0) return this.#found;
    return [
      ...this.#found,
      { severity: "error", code: "duplicate-record", summary: SUMMARY, detail: `And ${more} more like these.` },
    ];
  }
}

const SUMMARY = "Two records stand for one person";

function duplicate(sort: DuplicateSort, earlier: string, later: string): Diagnostic {
  const what = sort === "address" ? "hold the same e-mail address" : "hold the same source id at two e-mail addresses";
  return {
    severity: "error",
    code: "duplicate-record",
    summary: SUMMARY,
    detail: `${earlier} and ${later} ${what}. Mend the source, or say which one counts with \`sync.duplicates: first\` or \`last\`.`,
  };
}
