/** Runs tasks up to `most` ahead of the reader and yields their results in order; `next` says what comes, if anything. */
export async function* ahead<T>(next: () => (() => Promise<T>) | undefined, most: number): AsyncGenerator<T> {
  const running: Promise<T>[] = [];
  for (;;) {
    while (running.length < most) {
      const result = next()?.();
      if (result === undefined) break;
      // One that fails after the reader has gone is nobody's to hear of.
      result.catch(() => {});
      running.push(result);
    }
    const first = running.shift();
    if (first === undefined) return;
    yield await first;
  }
}
