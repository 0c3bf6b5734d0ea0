import type { Desk, Ran } from "./desk.ts";

/** What a person at a terminal would have seen of a run, as text for a golden. */
export function transcript(argv: readonly string[], { exit, stdout, stderr }: Ran, desk: Desk): string {
  const command = `$ audiencectl ${argv.map(quoted).join(" ")}\n`;
  const parts = [section("stdout", stdout), section("stderr", stderr)].join("");
  return steady(`${command}${parts}exit ${exit}\n`, desk);
}

function section(name: string, text: string): string {
  if (text === "") return "";
  return `--- ${name}\n${text}${text.endsWith("\n") ? "" : "⏎\n"}`;
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word}'`;
}

/** Ports and temporary folders differ from run to run; nothing else may. */
function steady(text: string, desk: Desk): string {
  return text.replaceAll(desk.folder, "/home/me/acme").replace(/(127\.0\.0\.1|localhost):\d+/g, "$1:PORT");
}
