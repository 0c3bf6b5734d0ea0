import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Shown, shownCommands, toldAgain } from "./session.ts";
import { openTerminal } from "./terminal.ts";

/** The day on which the README takes place: what is new then stays new. */
const TODAY = new Date("2026-03-02T09:00:00Z");

const SESSION = "<!-- session -->";
const UNSEEN = /^<!-- \$ (.+) -->$/;
const BLOCK = /^```console$/;

type Piece =
  | { readonly is: "text"; readonly line: string }
  | { readonly is: "session" }
  | { readonly is: "unseen"; readonly command: string }
  | { readonly is: "block"; readonly shown: readonly Shown[] };

/**
 * A text in Markdown with the output in its `console` blocks made anew. `<!-- session -->` starts over in a fresh
 * folder that holds a copy of the examples; `<!-- $ COMMAND -->` runs a command that a reader need not see.
 */
export async function retold(markdown: string, examples: string): Promise<string> {
  const lines: string[] = [];
  let session = await openSession(examples);
  try {
    for (const piece of pieces(markdown)) {
      if (piece.is === "session") {
        await session.close();
        session = await openSession(examples);
      }
      if (piece.is === "unseen") await session.type(piece.command);
      lines.push(...(piece.is === "block" ? await blockAgain(piece.shown, session) : linesOf(piece)));
    }
  } finally {
    await session.close();
  }
  return lines.join("\n");
}

type Session = ReturnType<typeof openTerminal> & { readonly close: () => Promise<void> };

async function openSession(examples: string): Promise<Session> {
  const folder = await mkdtemp(join(tmpdir(), "audiencectl-readme-"));
  const clone = join(folder, "audiencectl");
  await cp(examples, join(clone, "examples"), {
    recursive: true,
    filter: (path) => !path.includes(".audiencectl"),
  });
  const env = { PATH: process.env["PATH"], HOME: folder, NO_COLOR: "1", LC_ALL: "C.UTF-8" };
  const terminal = openTerminal({ folder: clone, env, now: () => TODAY });
  return { ...terminal, close: () => rm(folder, { recursive: true, force: true }) };
}

async function blockAgain(shown: readonly Shown[], session: Session): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const one of shown) {
    const typed = await session.type(one.command);
    if (typed.output.includes("audiencectl itself failed")) throw new Error(`${one.command}\n${typed.output}`);
    lines.push(`$ ${one.command}`, ...toldAgain(one, typed));
  }
  return ["```console", ...lines, "```"];
}

function pieces(markdown: string): readonly Piece[] {
  const found: Piece[] = [];
  let block: string[] | undefined;
  for (const line of markdown.split("\n")) {
    const command = UNSEEN.exec(line)?.[1];
    if (block !== undefined && line === "```") {
      found.push({ is: "block", shown: shownCommands(block) });
      block = undefined;
    } else if (block !== undefined) block.push(line);
    else if (BLOCK.test(line)) block = [];
    else if (line === SESSION) found.push({ is: "session" });
    else found.push(command === undefined ? { is: "text", line } : { is: "unseen", command });
  }
  return found;
}

function linesOf(piece: Exclude<Piece, { is: "block" }>): readonly string[] {
  if (piece.is === "text") return [piece.line];
  return [piece.is === "session" ? SESSION : `<!-- $ ${piece.command} -->`];
}
