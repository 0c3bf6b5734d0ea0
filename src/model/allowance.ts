/** `--allow CLASS[:KEY]=N`: for this run, so many of a class are wanted. */
export interface Allowance {
  readonly class: string;
  readonly key?: string;
  readonly count: number;
}

/** The option's value as a user types it, quoted for a shell where it must be. */
export function formatAllowance({ class: name, key, count }: Allowance): string {
  const text = `${name}${key === undefined ? "" : `:${key}`}=${count}`;
  return /^[\w:=.-]+$/.test(text) ? text : `"${text.replace(/["\\$`]/g, "\\$&")}"`;
}
