import fc from "fast-check";

/** What somebody might put in a name to fool whoever reads it on a terminal. */
const PIECES = [
  "\u001b[2J",
  "\u001b]0;title\u0007",
  "\u009b31m",
  "\n",
  "\r",
  "\t",
  "\u0000",
  "\u007f",
  "\u0085",
  "\u202e",
  "\u2066",
  "\u200b",
  "\u200d",
  "\ufe0f",
  "\ufeff",
  "\u00ad",
  "\u2028",
  "\ud800",
  "\u{e0041}",
  "☕️",
  "日本",
  "Plan: 0 to add",
  "jane@harbor-coffee.dev",
  '"',
  "\\",
  " ",
];

/** Texts full of such pieces. */
export function hostileText(): fc.Arbitrary<string> {
  const piece = fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: "binary", maxLength: 6 }));
  return fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(""));
}
