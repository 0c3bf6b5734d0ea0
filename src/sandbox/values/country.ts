// Mailchimp numbers countries in a list of its own: 164 is the USA (recorded); the others stand in the menus of its forms.
const BY_NUMBER: Readonly<Record<number, string>> = { 164: "US", 262: "GB", 30: "CA", 59: "DE", 54: "FR", 8: "AU" };

const BY_NAME: Readonly<Record<string, string>> = {
  "united states": "US",
  "united states of america": "US",
  usa: "US",
  "united kingdom": "GB",
  canada: "CA",
  germany: "DE",
  france: "FR",
  spain: "ES",
  italy: "IT",
  netherlands: "NL",
  australia: "AU",
  brazil: "BR",
  lithuania: "LT",
};

/** The two letters that an address is answered with, from two letters or a name; unknown names are kept. */
export function countryCode(given: string, fallback: unknown): string {
  const trimmed = given.trim();
  if (trimmed === "") return typeof fallback === "number" ? (BY_NUMBER[fallback] ?? "US") : "US";
  return BY_NAME[trimmed.toLowerCase()] ?? (trimmed.length === 2 ? trimmed.toUpperCase() : trimmed);
}
