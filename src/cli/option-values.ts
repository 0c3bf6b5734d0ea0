import { type Address, parseAddress } from "../model/address.ts";
import type { Allowance } from "../model/allowance.ts";
import { LIMIT_CLASSES } from "../model/limit-class.ts";
import { nearestName } from "../model/nearest-name.ts";
import { UsageError } from "./usage-error.ts";

/** `--allow CLASS[:KEY]=N`. */
export function allowance(text: string): Allowance {
  const [, name, key, count] = /^([a-z-]+)(?::(.+))?=(\d+)$/s.exec(text) ?? [];
  if (name === undefined || count === undefined) {
    throw new UsageError(
      `--allow takes CLASS=N or CLASS:KEY=N, such as create=1200 or "untag:active=300", not "${text}".`,
    );
  }
  const known = LIMIT_CLASSES.map((candidate) => candidate.name);
  if (!known.some((candidate) => candidate === name)) {
    throw new UsageError(
      `--allow: there is no limit class "${name}".${hint(name, known)} Classes: ${known.join(", ")}.`,
    );
  }
  return { class: name, ...(key === undefined ? {} : { key }), count: Number(count) };
}

/** `--only ADDRESS|EMAIL`. */
export function selected(text: string): Address {
  const address = parseAddress(text);
  if (address !== undefined) return address;
  if (/^[^\s@]+@[^\s@]+$/.test(text)) return { kind: "contact", key: text };
  throw new UsageError(
    `--only takes an address such as tag.active or mergeField.TIER, or an e-mail address, not "${text}".`,
  );
}

/** `--concurrency N`. */
export function concurrency(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > 10) {
    throw new UsageError(
      `--concurrency takes a whole number from 1 to 10 (Mailchimp answers no more at once), not "${text}".`,
    );
  }
  return count;
}

/** `--audience ID|NAME`; an unset variable in quotes names none. */
export function audienceNamed(text: string): string {
  if (text.trim() !== "") return text;
  throw new UsageError("--audience takes an id or a name, not an empty text. Is the variable set that it comes from?");
}

/** One word of a list. */
export function oneOf<Word extends string>(option: string, words: readonly Word[]): (text: string) => Word {
  return (text) => {
    const word = words.find((candidate) => candidate === text);
    if (word === undefined)
      throw new UsageError(`${option} takes ${alternatives(words)}, not "${text}".${hint(text, words)}`);
    return word;
  };
}

/** Milliseconds of a text such as `80ms` or `2s`. */
export function milliseconds(option: string): (text: string) => number {
  return (text) => {
    const [, amount, unit] = /^(\d+(?:\.\d+)?)(ms|s)?$/.exec(text) ?? [];
    if (amount === undefined) throw new UsageError(`${option} takes a time such as 80ms or 2s, not "${text}".`);
    return Number(amount) * (unit === "s" ? 1000 : 1);
  };
}

function alternatives(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}

/** A time to live such as `12h`, `30m` or `7d`, in milliseconds. */
export function lifetime(text: string): number {
  const [, amount, unit] = /^(\d+)([mhd])$/.exec(text) ?? [];
  if (amount === undefined || unit === undefined || Number(amount) === 0) {
    throw new UsageError(`--expires takes a time such as 12h, 30m or 7d, not "${text}".`);
  }
  return Number(amount) * (UNITS[unit] ?? 0);
}

const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

function hint(text: string, words: readonly string[]): string {
  const near = nearestName(text, words);
  return near === undefined ? "" : ` Did you mean "${near}"?`;
}
