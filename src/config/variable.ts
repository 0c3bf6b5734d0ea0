/** A name that can be given in the environment. */
const NAME = "[A-Za-z_][A-Za-z0-9_]*";

/** One piece of a text with variables in it. */
export type Piece =
  | { readonly is: "text"; readonly text: string }
  | { readonly is: "variable"; readonly name: string; readonly otherwise?: string }
  | { readonly is: "malformed"; readonly text: string };

/** Splits a text at `${NAME}`, `${NAME:-default}` and `$$`, which stands for a dollar. A dollar alone is itself. */
export function pieces(text: string): readonly Piece[] {
  return [...text.matchAll(PIECE)].map(([piece]) => pieceOf(piece));
}

/**
 * The text with the brackets and commas of each `${…}` exchanged for characters that YAML does not read, one for one, so that
 * `{ id: ${AUDIENCE_ID} }` needs no quotes and every column stays where it is.
 */
export function maskVariables(text: string): string {
  return text.replace(/\$\{[^{}\n]*\}/g, (variable) => exchange(variable, SYNTAX, STAND_INS));
}

/** The text as it was before `maskVariables`. */
export function unmaskVariables(text: string): string {
  return text.replace(/\$\uE000[^\uE001\n]*\uE001/g, (variable) => exchange(variable, STAND_INS, SYNTAX));
}

const PIECE = /\$\$|\$\{[^}]*\}?|\$|[^$]+/g;
const VARIABLE = new RegExp(`^\\$\\{(${NAME})(?::-([^}]*))?\\}$`);

const SYNTAX = "{},[]";
const STAND_INS = "\uE000\uE001\uE002\uE003\uE004";

function pieceOf(piece: string): Piece {
  if (piece === "$$") return { is: "text", text: "$" };
  if (!piece.startsWith("${")) return { is: "text", text: piece };
  const [, name, otherwise] = VARIABLE.exec(piece) ?? [];
  if (name === undefined) return { is: "malformed", text: piece };
  return { is: "variable", name, ...(otherwise === undefined ? {} : { otherwise }) };
}

function exchange(text: string, from: string, to: string): string {
  return Array.from(text, (character) => to[from.indexOf(character)] ?? character).join("");
}
