/** A table in Markdown; a bar or a line break inside a cell does not end it. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  return [line(header), line(header.map(() => "---")), ...rows.map(line)];
}

/** Words in a typewriter's face. */
export function code(text: string): string {
  return text.includes("`") ? `\`\` ${text} \`\`` : `\`${text}\``;
}

function line(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replaceAll(/\s*\n\s*/g, " ")).join(" | ")} |`;
}
