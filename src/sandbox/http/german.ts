import type { FieldError } from "../problem.ts";
import { Problem } from "../problem.ts";

// "Bitte gib einen Wert ein." was captured in 2026; the others are of its kind. Titles stay English.
const SENTENCES: readonly (readonly [RegExp, string])[] = [
  [/^Please enter a value$/, "Bitte gib einen Wert ein."],
  [/^Please enter a number$/, "Bitte gib eine Zahl ein."],
  [/^Please enter the date$/, "Bitte gib das Datum ein."],
  [/^Please enter a complete address$/, "Bitte gib eine vollständige Adresse ein."],
  [/^Please enter a month \(01-12\) and a day \(01-31\)$/, "Bitte gib einen Monat (01-12) und einen Tag (01-31) ein."],
  [/^Value must be one of: (.*) \(not (.*)\)$/, "Der Wert muss einer der folgenden sein: $1 (nicht $2)"],
  [/^Your merge fields were invalid\.$/, "Deine Merge-Felder waren ungültig."],
  [/^Please provide a valid email address\.$/, "Bitte gib eine gültige E-Mail-Adresse an."],
  [
    /^(.*) looks fake or invalid, please enter a real email address\.$/,
    "$1 scheint gefälscht oder ungültig zu sein, bitte gib eine echte E-Mail-Adresse ein.",
  ],
  [
    /^(.*) is already a list member\. Use PUT.*$/,
    "$1 ist bereits ein Listenmitglied. Verwende PUT, um Listenmitglieder einzufügen oder zu aktualisieren.",
  ],
  [
    /^(.*) is in a compliance state .*$/,
    "$1 befindet sich aufgrund einer Abmeldung, eines Bounces oder einer Compliance-Prüfung in einem Compliance-Status und kann nicht angemeldet werden.",
  ],
  [/^(.*) was permanently deleted .*$/, "$1 wurde dauerhaft gelöscht und kann nicht erneut importiert werden."],
  [
    /^(.*) is already a list member, do you want to update\?.*$/,
    "$1 ist bereits ein Listenmitglied, möchtest du es aktualisieren?",
  ],
];

/** A sentence as an account in German gets it; sentences without a known translation stay as they are. */
export function inGerman(sentence: string): string {
  const found = SENTENCES.find(([pattern]) => pattern.test(sentence));
  return found === undefined ? sentence : sentence.replace(found[0], found[1]);
}

/** A problem with its detail and messages in German. Whoever reads text instead of `field` and `title` is lost. */
export function germanProblem(problem: Problem): Problem {
  const errors = problem.parts.errors?.map(({ field, message }): FieldError => ({ field, message: inGerman(message) }));
  return new Problem(problem.status, problem.title, inGerman(problem.detail), {
    ...problem.parts,
    ...(errors !== undefined && { errors }),
  });
}
