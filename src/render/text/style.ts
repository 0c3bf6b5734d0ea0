/** What a piece of text is, for whoever colours it. */
export type Role = "heading" | "create" | "update" | "delete" | "held" | "error" | "warning" | "good" | "dim";

/** Colours a piece of text by its role, or leaves it. */
export type Style = (role: Role, text: string) => string;

/** The two palettes there are: with and without colour. Colour never says what a word or symbol does not. */
export function palette(colour: boolean): Style {
  return colour ? (role, text) => `\u001b[${CODES[role]}m${text}\u001b[0m` : (_role, text) => text;
}

const CODES: Readonly<Record<Role, string>> = {
  heading: "1",
  create: "32",
  update: "33",
  delete: "31",
  held: "1;31",
  error: "1;31",
  warning: "1;33",
  good: "1;32",
  dim: "2",
};
