/** A text in ASCII, accents taken off; undefined where something else is in it. Control characters become blanks. */
export function asciiText(text: string): string | undefined {
  const plain = text
    .replace(/[^\x20-\x7e]/g, (character) => LETTERS[character] ?? character)
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/\p{Cc}+/gu, " ")
    .trim();
  return /^[\x20-\x7e]*$/.test(plain) ? plain : undefined;
}

/** What is no letter with an accent, and has a spelling all the same. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  Æ: "AE",
  œ: "oe",
  Œ: "OE",
  ø: "o",
  Ø: "O",
  đ: "d",
  Đ: "D",
  ð: "d",
  Ð: "D",
  þ: "th",
  Þ: "Th",
  ł: "l",
  Ł: "L",
  ı: "i",
  "‘": "'",
  "’": "'",
  "“": '"',
  "”": '"',
  "–": "-",
  "—": "-",
  "€": "EUR",
  "£": "GBP",
};
