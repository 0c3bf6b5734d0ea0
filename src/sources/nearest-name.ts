/** The known name that is closest to a mistyped one, where one is close enough to be meant. */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  const typed = plain(name);
  const bound = name.length < 3 ? 0 : Math.ceil(name.length / 3);
  const ranked = known
    .map((candidate) => ({ candidate, distance: editDistance(typed, plain(candidate)) }))
    .filter(({ distance }) => distance <= bound)
    .sort((left, right) => left.distance - right.distance);
  return ranked[0]?.candidate;
}

/** The sentence that offers the nearest name, with a blank before it, or nothing. */
export function didYouMean(name: string, known: readonly string[]): string {
  const nearest = nearestName(name, known);
  return nearest === undefined ? "" : ` Did you mean "${nearest}"?`;
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[\s_-]+/g, "");
}

function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
