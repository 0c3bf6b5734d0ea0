/** What a value that is not of its declared type answers: the sentence that says how it is written. */
export class Mismatch {
  readonly wayOut: string;

  constructor(wayOut: string) {
    this.wayOut = wayOut;
  }
}

/**
 * The form of a value without its content, `00.00.0000` for a date of birth: enough to see the mistake, and no
 * personal data in a log.
 */
export function formOf(value: string): string {
  const form = value
    .trim()
    .slice(0, 30)
    .replace(/\p{Nd}/gu, "0")
    .replace(/\p{L}/gu, "x")
    .replace(/\p{C}/gu, "?");
  return value.trim().length > 30 ? `${form}…` : form;
}
