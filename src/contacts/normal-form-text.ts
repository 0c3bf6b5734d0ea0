/** How many bytes of a text Mailchimp keeps. */
const KEPT_BYTES = 255;

/** A text as Mailchimp keeps it: 255 bytes of UTF-8, never half a character, and no half of a surrogate pair. */
export function cutText(given: string): { readonly value: string; readonly cut?: true } {
  const text = LONE_SURROGATE.test(given) ? given.replaceAll(EVERY_LONE_SURROGATE, "\uFFFD") : given;
  // No UTF-16 unit takes more than three bytes.
  if (text.length * 3 <= KEPT_BYTES) return { value: text };
  const end = endOfKept(text);
  return end === text.length ? { value: text } : { value: text.slice(0, end), cut: true };
}

// JSON can carry one, and a server that reads strictly refuses the whole request for it.
const LONE_SURROGATE = /\p{Surrogate}/u;
const EVERY_LONE_SURROGATE = /\p{Surrogate}/gu;

function endOfKept(text: string): number {
  let bytes = 0;
  let end = 0;
  for (const character of text) {
    bytes += byteLength(character.codePointAt(0) ?? 0);
    if (bytes > KEPT_BYTES) return end;
    end += character.length;
  }
  return end;
}

function byteLength(codePoint: number): number {
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x10000 ? 3 : 4;
}
