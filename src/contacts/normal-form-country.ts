/** The two letters of a country given by them or by its English name; Mailchimp takes both and answers with the letters. */
export function countryCode(given: string): string | undefined {
  const word = given.trim().toLowerCase();
  if (/^[a-z]{2}$/.test(word)) return OTHER_CODES[word] ?? word.toUpperCase();
  names ??= namedCountries();
  return OTHER_NAMES[word] ?? names.get(word);
}

const OTHER_CODES: Readonly<Record<string, string>> = { uk: "GB" };

const OTHER_NAMES: Readonly<Record<string, string>> = {
  usa: "US",
  "u.s.a.": "US",
  "united states of america": "US",
  "great britain": "GB",
  england: "GB",
  "czech republic": "CZ",
  holland: "NL",
  "the netherlands": "NL",
  turkey: "TR",
};

// Made when the first name is met: most sources give letters.
let names: ReadonlyMap<string, string> | undefined;

function namedCountries(): ReadonlyMap<string, string> {
  const english = new Intl.DisplayNames(["en"], { type: "region", fallback: "none" });
  const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
  const codes = letters.flatMap((first) => letters.map((second) => first + second));
  // Retired codes share a name with their successor; the first by the alphabet that is canonical stands.
  const canonical = codes.filter((code) => new Intl.Locale(`und-${code}`).region === code);
  return new Map(
    canonical.flatMap((code) => {
      const name = english.of(code);
      return name === undefined ? [] : [[name.toLowerCase(), code] as const];
    }),
  );
}
