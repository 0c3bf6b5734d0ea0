/** Rows as comma-separated values, a header first; only cells that need quotes get them. */
export function csv<Row extends { readonly [Column in keyof Row]: string | number }>(rows: readonly Row[]): string {
  const [first] = rows;
  if (first === undefined) return "";
  const lines = rows.map((row) => Object.values<string | number>(row));
  return [Object.keys(first), ...lines].map((cells) => `${cells.map(cell).join(",")}\n`).join("");
}

function cell(value: string | number): string {
  const text = String(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
