/** Whether a text can be an address at all. Mailchimp alone decides whether it takes it. */
export function isEmailAddress(text: string): boolean {
  return text.length <= 254 && SHAPE.test(text);
}

// Deliberately loose: no blanks, nothing that cannot be seen, one @, a domain with a dot and no empty label.
const SHAPE = /^(?!.*[\p{Cc}\p{Cf}])[^\s@,;<>()"]+@[^\s@.,;<>()"]+(\.[^\s@.,;<>()"]+)+$/u;
