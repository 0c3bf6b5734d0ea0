/** Text as data: whatever a terminal would obey, hide or reorder is written out, `\n`, `\u001b`, `\u202e`. */
export function visible(text: string): string {
  if (HARMLESS.test(text)) return text;
  return text.replace(HIDDEN, (character, joinsEmoji: string | undefined) => joinsEmoji ?? written(character));
}

/** A value as JSON that is safe to show: what hides or reorders text is escaped, the data stays the same. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value).replace(HIDDEN_IN_JSON, (character) =>
    Array.from({ length: character.length }, (_, unit) => `\\u${hex(character.charCodeAt(unit))}`).join(""),
  );
}

const HARMLESS = /^[\x20-\x7e]*$/;

/** Default ignorable characters are invisible; of the spaces only the plain and the ideographic one can be told apart. */
const HIDDEN =
  /((?<=\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)\u200d(?=\p{Extended_Pictographic})|(?<=\p{Extended_Pictographic})\ufe0f)|[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|(?![ \u3000])\p{Zs}/gu;

const HIDDEN_IN_JSON = /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

const SHORT: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

function written(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return SHORT[character] ?? (code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${hex(code)}`);
}

function hex(code: number): string {
  return code.toString(16).padStart(4, "0");
}
