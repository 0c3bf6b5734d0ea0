import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Readable, Writable } from "node:stream";
import { onTestFinished } from "vitest";
import type { ExitCode } from "../../src/cli/exit-code.ts";
import { runCli } from "../../src/cli/run.ts";

/** The one instant of every run at a desk. */
export const NOW = new Date("2026-03-02T09:00:00Z");

/** What came of one command line. */
export interface Ran {
  readonly exit: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

/** What is special about one run: what is piped in, who watches, and what happens meanwhile. */
export interface Circumstances {
  readonly stdin?: string;
  /** Whether a person sits at the streams. */
  readonly terminal?: boolean;
  /** What the clock says, if not what it always says. */
  readonly now?: Date;
  /** How long `doctor` waits, if not as long as it always does. */
  readonly patienceMs?: number;
  /** Called with each piece of text that the run shows; `interrupt` is Ctrl-C. */
  readonly onOutput?: (text: string, interrupt: () => void) => void;
}

/** A folder with files, an environment and a clock that stands still: where somebody types commands. */
export class Desk {
  readonly folder = mkdtempSync(join(tmpdir(), "audiencectl-desk-"));
  readonly env: Record<string, string> = {};

  file(name: string, text: string): this {
    const path = join(this.folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return this;
  }

  /** Removes a file or a folder, if it is there. */
  discard(name: string): this {
    rmSync(join(this.folder, name), { recursive: true, force: true });
    return this;
  }

  read(name: string): string {
    return readFileSync(join(this.folder, name), "utf8");
  }

  /** What lies in the folder. */
  names(): readonly string[] {
    return readdirSync(this.folder);
  }

  /** Runs one command line in process; the streams are kept, no wait between tries is waited. */
  async run(argv: readonly string[], circumstances: Circumstances = {}): Promise<Ran> {
    const listeners = new Set<() => void>();
    const interrupt = () => {
      for (const listener of listeners) listener();
    };
    const terminal = circumstances.terminal === true;
    const [stdout, stderr] = [new Kept(terminal), new Kept(terminal)];
    for (const stream of [stdout, stderr]) stream.onText = (text) => circumstances.onOutput?.(text, interrupt);
    const exit = await runCli(argv, {
      stdin: Object.assign(Readable.from([Buffer.from(circumstances.stdin ?? "")]), { isTTY: terminal }),
      stdout,
      stderr,
      env: this.env,
      cwd: this.folder,
      now: () => circumstances.now ?? NOW,
      sleep: async () => {},
      ...(circumstances.patienceMs === undefined ? {} : { patienceMs: circumstances.patienceMs }),
      onInterrupt: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    });
    return { exit, stdout: stdout.text, stderr: stderr.text };
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A desk that goes with the test. */
export function desk(): Desk {
  const made = new Desk();
  onTestFinished(() => made.close());
  return made;
}

class Kept extends Writable {
  readonly isTTY: boolean;
  readonly columns = 100;
  text = "";
  onText: ((text: string) => void) | undefined;

  constructor(isTTY: boolean) {
    super({ decodeStrings: false });
    this.isTTY = isTTY;
  }

  override _write(chunk: string | Buffer, _encoding: string, done: () => void): void {
    this.text += String(chunk);
    this.onText?.(String(chunk));
    done();
  }
}
