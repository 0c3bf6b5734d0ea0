/** The 32 bits, signed, that eight hex digits of a text say, from a place on. Of a million ids it is asked six times each. */
export function hexWord(text: string, from: number): number {
  let word = 0;
  for (let at = from; at < from + 8; at++) {
    const unit = text.charCodeAt(at);
    word = (word << 4) | ((unit <= 57 ? unit - 48 : (unit | 32) - 87) & 15);
  }
  return word;
}
