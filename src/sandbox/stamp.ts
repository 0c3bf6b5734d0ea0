/** A moment as Mailchimp writes it: `2021-11-23T22:51:56+00:00`, never with fractions. Such strings sort by time. */
export function stamp(moment: Date): string {
  return `${moment.toISOString().slice(0, 19)}+00:00`;
}

/** A moment as webhooks and `last_login` write it: `2021-11-23 22:51:56`. */
export function plainStamp(moment: Date): string {
  return moment.toISOString().slice(0, 19).replace("T", " ");
}

const ACCEPTED = /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d)?(\.\d+)?(Z|[+-]\d\d:?\d\d)?)?$/;

/** A moment as a client writes it, brought to Mailchimp's form; undefined when it is none. Without a zone it is UTC. */
export function restamped(text: string): string | undefined {
  // A "+" of an offset that was not escaped in a query arrives as a blank.
  const trimmed = text
    .trim()
    .replace(/ (\d\d:?\d\d)$/, (tail, zone: string) => (text.includes("T") ? `+${zone}` : tail));
  if (!ACCEPTED.test(trimmed)) return undefined;
  const zoned = /(Z|[+-]\d\d:?\d\d)$/.test(trimmed.slice(10))
    ? trimmed
    : `${trimmed}${trimmed.length > 10 ? "Z" : "T00:00:00Z"}`;
  const moment = new Date(zoned.replace(/^(\S{10}) /, "$1T"));
  return Number.isNaN(moment.getTime()) ? undefined : stamp(moment);
}
