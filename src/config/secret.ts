import type { Diagnostic } from "../model/diagnostic.ts";
import { type ConfigNode, scalarsIn } from "./tree.ts";

const API_KEY = /[0-9a-f]{32}-us\d+/gi;

/** The shortest value that is concealed wherever it turns up; a shorter one only where it stands itself. */
const SHORTEST_SECRET = 8;

/** Messages cut longer values short. */
const LONGEST_SHOWN = 40;

/** What stands where the name of a variable belongs and is no such name: perhaps the key itself, of whatever form. */
const NO_VARIABLE = /(?<=\bkeyFrom["']?\s*:\s*["']?)(?![A-Z_][A-Z0-9_]*["']?\s*(?:[,}#\n]|$))[^\s,}"']+/g;

/** A text with every API key in it blotted out, its length kept so that columns stay right. */
export function concealKeys(text: string): string {
  return text.replace(API_KEY, blot).replace(NO_VARIABLE, blot);
}

function blot(key: string): string {
  return "•".repeat(key.length);
}

/** Finds API keys anywhere in the file, comments included: what is committed is no secret any more. */
export function literalKeys(file: string, lines: readonly string[]): readonly Diagnostic[] {
  return lines.flatMap((line, index) =>
    [...line.matchAll(API_KEY)].map((match) => ({
      severity: "error" as const,
      code: "secret-in-file",
      summary: "A Mailchimp API key stands in the file",
      detail:
        "Whoever can read this file can use the key. Take it out, revoke it in Mailchimp (Account, Extras, API keys), " +
        "and give the new one in the environment variable MAILCHIMP_API_KEY; the file never needs it.",
      place: { file, line: index + 1, column: match.index + 1, endColumn: match.index + 1 + match[0].length },
    })),
  );
}

/** Makes sentences in which no value from outside the file can be read; `near` holds the scalars that one speaks of. */
export function concealer(root: ConfigNode): (sentence: string, near: ConfigNode | undefined) => string {
  const all = secretsIn(root).filter(({ secret }) => secret.length >= SHORTEST_SECRET);
  return (sentence, near) => conceal(sentence, [...(near === undefined ? [] : secretsIn(near)), ...all]);
}

function conceal(sentence: string, secrets: readonly Secret[]): string {
  const longestFirst = secrets.toSorted((a, b) => b.secret.length - a.secret.length);
  return concealKeys(longestFirst.reduce((text, { secret, written }) => replaceWord(text, secret, written), sentence));
}

interface Secret {
  readonly secret: string;
  /** What may be shown in its place. */
  readonly written: string;
}

function secretsIn(node: ConfigNode): readonly Secret[] {
  return scalarsIn(node).flatMap(({ filled }) =>
    (filled?.secrets ?? []).map((secret) => ({ secret, written: filled?.written ?? "" })),
  );
}

/** Also where a message has escaped the value, or cut it short. */
function replaceWord(text: string, secret: string, written: string): string {
  const escaped = JSON.stringify(secret).slice(1, -1);
  const whole = [secret, escaped].map((form) => `(?<![A-Za-z0-9])${literally(form)}(?![A-Za-z0-9])`);
  const cut = escaped.length > LONGEST_SHOWN ? [`${literally(escaped.slice(0, SHORTEST_SECRET))}[^…]*…`] : [];
  return text.replace(new RegExp([...whole, ...cut].join("|"), "g"), () => written);
}

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
