/**
 * Whether Mailchimp refuses the person, whatever is sent: opted out or bounced (compliance), deleted for good, an address
 * that is fake or invalid, too many sign-ups. Batches tell it in a sentence alone, in the account's language; a sentence
 * that is not known here is a failure like any other.
 */
export function refusesPerson(reason: string): boolean {
  return SENTENCES.some((sentence) => sentence.test(reason));
}

// Recorded, but for the German ones, which are of their kind.
const SENTENCES: readonly RegExp[] = [
  /\bin (a )?compliance state\b/i,
  /\bin einem Compliance-Status\b/,
  /was permanently deleted and cannot be re-imported/i,
  /wurde dauerhaft gelöscht/,
  /looks fake or invalid/i,
  /scheint gefälscht oder ungültig/,
  /^Please provide a valid email address/i,
  /^Bitte gib eine gültige E-Mail-Adresse an/,
  /has signed up to a lot of lists very recently/i,
  /has too many recent signup requests/i,
];
