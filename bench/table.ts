/** A row of a table on the terminal: a name, and figures in columns. */
export function row([name, ...cells]: readonly (string | number)[]): string {
  return String(name).padEnd(26) + cells.map((cell) => String(cell).padStart(9)).join(" ");
}
