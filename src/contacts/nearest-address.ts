import { editDistance } from "../model/nearest-name.ts";

/** More typing mistakes than these make another person's address. */
const MOST_MISTAKES = 3;

/** Finds the address that is most like one, while perhaps a million go by; it keeps one of them. */
export class NearestAddress {
  readonly #wanted: string;
  readonly #letters: Int16Array;
  #least = MOST_MISTAKES + 1;
  #best: string | undefined;

  constructor(wanted: string) {
    this.#wanted = wanted.toLowerCase();
    this.#letters = lettersOf(this.#wanted);
  }

  get found(): string | undefined {
    return this.#best;
  }

  see(email: string): void {
    if (Math.abs(email.length - this.#wanted.length) >= this.#least) return;
    const candidate = email.toLowerCase();
    if (this.#fewestMistakes(candidate) >= this.#least) return;
    const distance = editDistance(this.#wanted, candidate);
    if (distance === 0 || distance >= this.#least) return;
    this.#least = distance;
    this.#best = email;
  }

  /** Letters that one has and the other has not: never more than the true distance, and far quicker to count. */
  #fewestMistakes(candidate: string): number {
    const letters = lettersOf(candidate);
    let [missing, extra] = [0, 0];
    for (let index = 0; index < letters.length; index++) {
      const more = (this.#letters[index] ?? 0) - (letters[index] ?? 0);
      if (more > 0) missing += more;
      else extra -= more;
    }
    return Math.max(missing, extra);
  }
}

const KINDS_OF_LETTERS = 64;

function lettersOf(text: string): Int16Array {
  const counts = new Int16Array(KINDS_OF_LETTERS);
  for (let index = 0; index < text.length; index++) {
    const kind = text.charCodeAt(index) % KINDS_OF_LETTERS;
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}
