/** Whether a text can be an address at all. Mailchimp alone decides whether it takes it. */
export function isEmailAddress(text: string): boolean {
  return text.length <= 254 && SHAPE.test(text);
}

// Deliberately loose: no blanks, one @, a domain with a dot and no empty label.
const SHAPE = /^[^\s@,;<>()"]+@[^\s@.,;<>()"]+(\.[^\s@.,;<>()"]+)+$/u;
