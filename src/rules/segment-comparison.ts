/** Whether a value passes an operator as Mailchimp compares: without case, and numbers as numbers; undefined for an unknown one. */
export function comparison(op: string, wanted: string): ((found: string) => boolean) | undefined {
  const bound = wanted.toLowerCase();
  const passes = COMPARISONS[op];
  return passes === undefined ? undefined : (found) => passes(found.toLowerCase(), bound);
}

const COMPARISONS: Readonly<Record<string, (found: string, bound: string) => boolean>> = {
  is: same,
  not: (found, bound) => !same(found, bound),
  contains: (found, bound) => found.includes(bound),
  notcontain: (found, bound) => !found.includes(bound),
  starts: (found, bound) => found.startsWith(bound),
  ends: (found, bound) => found.endsWith(bound),
  greater: (found, bound) => found !== "" && order(found, bound) > 0,
  less: (found, bound) => found !== "" && order(found, bound) < 0,
  blank: (found) => found === "",
  blank_not: (found) => found !== "",
};

function same(found: string, bound: string): boolean {
  return found === bound || (found !== "" && bound !== "" && order(found, bound) === 0);
}

function order(found: string, bound: string): number {
  const [left, right] = [Number(found), Number(bound)];
  if (found.trim() !== "" && bound.trim() !== "" && !Number.isNaN(left) && !Number.isNaN(right)) return left - right;
  return found < bound ? -1 : found > bound ? 1 : 0;
}
