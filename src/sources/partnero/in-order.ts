/** Does something with each of many, so many at once at most, and gives what came of it in their order. */
export async function* inOrder<Item, Made>(
  items: Iterable<Item>,
  most: number,
  act: (item: Item) => Promise<Made>,
): AsyncGenerator<Made> {
  const underway: Promise<Made>[] = [];
  for (const item of items) {
    const next = underway.length < most ? undefined : underway.shift();
    if (next !== undefined) yield await next;
    const made = act(item);
    // Whoever stops listening early has no use for what the others come to.
    made.catch(() => {});
    underway.push(made);
  }
  while (underway.length > 0) {
    const next = underway.shift();
    if (next !== undefined) yield await next;
  }
}
