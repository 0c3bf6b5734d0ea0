import type { LeftOut } from "../model/contact.ts";
import type { ContactRules, Vocabulary } from "../model/desired.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { SourceRecord } from "../model/source.ts";
import { fieldMask, fingerprint } from "./fingerprint.ts";
import { IdentityIndex } from "./identity-index.ts";
import type { PlaceColumn } from "./place-column.ts";
import type { Projection } from "./projection.ts";
import { decodeRecord } from "./record-line.ts";
import { MARK, type Roll } from "./roll.ts";
import { DuplicateList } from "./source-tally.ts";
import type { Spool } from "./spool.ts";
import { TextHash } from "./text-hash.ts";
import { compileWish } from "./wish.ts";
import { encodeWishedRow, type WishedRow, wishedRow } from "./wished-row.ts";

/** What the rules are evaluated with. */
export interface EvaluationInput {
  readonly rules: ContactRules;
  readonly vocabulary: Vocabulary;
  readonly now: number;
  readonly projection: Projection;
  readonly roll: Roll;
  readonly shelves: readonly PlaceColumn[];
  readonly records: Spool;
  readonly wishes: Spool;
  readonly leaveOut: (left: LeftOut) => void;
}

/** Puts everyone's records through the rules and keeps the row that is wished of each. */
export function evaluatePeople(input: EvaluationInput): readonly Diagnostic[] {
  const { roll, projection } = input;
  const wishOf = compileWish(input.rules, input.vocabulary, input.now);
  const bearers = new Bearers(input);
  const hash = new TextHash();
  for (let entry = 0; entry < roll.size; entry++) {
    const records = recordsOf(entry, input);
    const email = records.find((record) => record !== undefined)?.email;
    if (email === undefined) continue;
    const wish = wishOf(records);
    const row = wishedRow(email, wish, projection);
    const mask = fieldMask(row, projection);
    const print = fingerprint(hash, row, mask, projection);
    roll.setWish(entry, input.wishes.append(encodeWishedRow(row)), print.high, print.low, mask);
    if (!wish.included || roll.has(entry, MARK.broken)) continue;
    roll.mark(entry, MARK.wished);
    roll.mark(entry, MARK.noted, row.refused.length + row.notes.length > 0);
    bearers.settle(entry, row);
  }
  return bearers.duplicates.diagnostics();
}

function recordsOf(entry: number, input: EvaluationInput): readonly (SourceRecord | undefined)[] {
  return input.shelves.map((shelf) => {
    const place = shelf.at(entry);
    return place === undefined ? undefined : decodeRecord(input.records.read(place));
  });
}

/** Sees to it that no source id is wished at two addresses. */
class Bearers {
  readonly duplicates = new DuplicateList();
  readonly #ids = new IdentityIndex();
  readonly #input: EvaluationInput;

  constructor(input: EvaluationInput) {
    this.#input = input;
  }

  settle(entry: number, row: WishedRow): void {
    const { projection, rules } = this.#input;
    const other = this.#ids.note(entry, row.values, projection);
    if (other < 0) return;
    if (rules.duplicates === "error") {
      this.duplicates.add("id", this.#at(other), this.#at(entry));
      return;
    }
    if (rules.duplicates === "last") this.#ids.pass(entry, row.values, projection);
    this.#displace(rules.duplicates === "first" ? entry : other);
  }

  #displace(entry: number): void {
    const { roll } = this.#input;
    if (roll.has(entry, MARK.displaced)) return;
    roll.mark(entry, MARK.displaced);
    roll.mark(entry, MARK.wished, false);
  }

  #at(entry: number): string {
    return recordsOf(entry, this.#input).find((record) => record !== undefined)?.at ?? "";
  }
}
