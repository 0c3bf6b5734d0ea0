import { stripVTControlCharacters } from "node:util";
import type { Output } from "../../src/cli/world.ts";
import { openTerminal, type Typed } from "../terminal/terminal.ts";
import { AUDIENCE } from "./chapters.ts";

/** What a command of the demo must come to; anything else ends the demo. */
export interface Expected {
  readonly exit: number;
  /** Words that the output must have. */
  readonly says?: readonly string[];
}

/** A demo as it is told: sentences between commands, and the commands' own output. */
export class Story {
  readonly #screen: Output;
  readonly #terminal: ReturnType<typeof openTerminal>;
  #commands = 0;

  constructor(folder: string, screen: Output) {
    this.#screen = screen;
    const ids = { MAILCHIMP_AUDIENCE_ID: AUDIENCE, STAGING_AUDIENCE_ID: "f6e7d8c9b0", WEBHOOK_PATH_SECRET: "3kq9w0zx" };
    const env = { ...process.env, ...ids };
    this.#terminal = openTerminal({ folder, env, now: () => new Date(), screen });
  }

  /** How many commands were run. */
  get commands(): number {
    return this.#commands;
  }

  /** Says what has just happened or comes next. */
  tell(sentences: string): void {
    for (const line of wrapped(sentences, Math.min(this.#screen.columns ?? 100, 100) - 2)) this.show([`# ${line}`]);
    this.show([]);
  }

  show(lines: readonly string[]): void {
    this.#screen.write(lines.length === 0 ? "\n" : lines.map((line) => `${line}\n`).join(""));
  }

  /** Runs a command as if it was typed, and insists on what it must come to. */
  async run(words: string, expected: Expected): Promise<Typed> {
    this.#commands++;
    const line = `audiencectl ${words}`;
    this.show([`$ ${line}`]);
    const typed = await this.#terminal.type(line);
    if (typed.exit !== expected.exit) {
      throw new Error(`"${line}" ended with exit code ${typed.exit}, not ${expected.exit}.`);
    }
    // A terminal gets colours, which part words.
    const said = stripVTControlCharacters(typed.output);
    const missing = expected.says?.find((words) => !said.includes(words));
    if (missing !== undefined) throw new Error(`"${line}" did not say "${missing}".`);
    this.show([]);
    return typed;
  }
}

function wrapped(text: string, width: number): readonly string[] {
  const words = text.split(/\s+/);
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
