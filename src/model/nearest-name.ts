/**
 * The candidate that a mistyped name most likely means: equal but for case, the only one that ends in `.name`, or the
 * one at the smallest edit distance, as long as no more than a third of the letters differ.
 */
export function nearestName(name: string, candidates: Iterable<string>): string | undefined {
  const known = [...new Set(candidates)].filter((candidate) => candidate !== name);
  const wanted = name.toLowerCase();
  const exact = known.find((candidate) => candidate.toLowerCase() === wanted);
  if (exact !== undefined) return exact;
  const endings = known.filter((candidate) => wanted !== "" && candidate.toLowerCase().endsWith(`.${wanted}`));
  if (endings.length === 1) return endings[0];
  return closest(wanted, known);
}

/** The sentence that offers the nearest name; starts with a blank, or is empty. For where the known names are said anyway. */
export function nearestOffer(name: string, candidates: Iterable<string>): string {
  const nearest = nearestName(name, candidates);
  return nearest === undefined ? "" : ` Did you mean ${JSON.stringify(nearest)}?`;
}

/** The sentence that offers the nearest name, or the few that there are; starts with a blank, or is empty. */
export function didYouMean(name: string, candidates: Iterable<string>): string {
  const known = [...new Set(candidates)];
  const offer = nearestOffer(name, known);
  if (offer !== "") return offer;
  if (known.length === 0 || known.length > MANY) return "";
  return ` Known ${known.length === 1 ? "is" : "are"} ${known.map((one) => JSON.stringify(one)).join(", ")}.`;
}

const MANY = 12;

// Longer names are no typing mistakes, and the distance costs the product of both lengths.
const LONGEST = 120;

function closest(wanted: string, known: readonly string[]): string | undefined {
  if (wanted.length > LONGEST) return undefined;
  let best: string | undefined;
  let least = Math.max(1, Math.floor(wanted.length / 3)) + 0.5;
  for (const candidate of known) {
    if (Math.abs(candidate.length - wanted.length) > least) continue;
    const distance = editDistance(wanted, candidate.toLowerCase());
    // At the same distance the one that begins alike is more likely: `ge` is `gt`, not `ne`.
    const rank = distance - (candidate[0]?.toLowerCase() === wanted[0] ? 0.5 : 0);
    if (rank < least && distance < Math.max(wanted.length, candidate.length)) {
      best = candidate;
      least = rank;
    }
  }
  return best;
}

/** Insertions, deletions, replacements and swaps of neighbours that turn one text into the other. */
export function editDistance(from: string, to: string): number {
  let earlier: number[] = [];
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1] ? 0 : 1;
      const swapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      current.push(
        Math.min(
          at(previous, column) + 1,
          at(current, column - 1) + 1,
          at(previous, column - 1) + same,
          swapped ? at(earlier, column - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    earlier = previous;
    previous = current;
  }
  return at(previous, to.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
