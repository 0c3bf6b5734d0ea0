import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { Readable } from "node:stream";
import { runCli } from "../../src/cli/run.ts";
import type { Output } from "../../src/cli/world.ts";
import { Screen } from "./screen.ts";
import { shellWords } from "./words.ts";

/** Where and when somebody types commands, and who watches. */
export interface TerminalSetting {
  readonly folder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: () => Date;
  /** Shown as at a terminal of 100 columns unless a screen is given, which then sees everything as it happens. */
  readonly screen?: Output;
}

/** What came of one command line. */
export interface Typed {
  readonly exit: number;
  /** Everything that was shown, results and messages in their order. */
  readonly output: string;
}

/**
 * Runs command lines one after the other: `audiencectl` in this process, `cd` and `export` here, all else in bash.
 * Of a pipe into `tail` the exit code is that of `audiencectl`, as with `set -o pipefail`.
 */
export function openTerminal(setting: TerminalSetting): { readonly type: (line: string) => Promise<Typed> } {
  const screen = screenOf(setting.screen);
  const state = { cwd: setting.folder, env: { ...setting.env }, exit: 0 };

  async function audiencectl(words: string, stdin: string, stdout = screen): Promise<number> {
    return runCli(shellWords(words), {
      stdin: Readable.from([Buffer.from(stdin)]),
      stdout,
      stderr: new Screen({ isTTY: false, columns: screen.columns, onto: screen }),
      env: state.env,
      cwd: state.cwd,
      now: setting.now,
      onInterrupt: () => () => {},
    });
  }

  async function lastLines(words: string, count: number): Promise<number> {
    const pipe = new Screen({ isTTY: false, columns: 100 });
    const exit = await audiencectl(words, "", pipe);
    screen.write(
      pipe
        .taken()
        .split("\n")
        .slice(-count - 1)
        .join("\n"),
    );
    return exit;
  }

  function shell(line: string): { readonly exit: number; readonly stdout: string; readonly stderr: string } {
    const today = setting.now().toISOString().slice(0, 10);
    const { status, stdout, stderr } = spawnSync("bash", ["-c", line.replaceAll("$(date +%F)", today)], {
      cwd: state.cwd,
      env: state.env,
      encoding: "utf8",
    });
    return { exit: status ?? 1, stdout, stderr };
  }

  async function exitOf(line: string): Promise<number> {
    const [, feeder, piped] = /^(.+) \| audiencectl (.+)$/.exec(line) ?? [];
    if (feeder !== undefined && piped !== undefined) return audiencectl(piped, shell(feeder).stdout);
    const [, words, count] = /^audiencectl (.+) \| tail -n (\d+)$/.exec(line) ?? [];
    if (words !== undefined) return lastLines(words, Number(count));
    if (line.startsWith("audiencectl ")) return audiencectl(line.slice("audiencectl ".length), "");
    const [, name, value] = /^export (\w+)=(\S*)$/.exec(line) ?? [];
    if (name !== undefined) {
      state.env = { ...state.env, [name]: value };
      return 0;
    }
    if (line.startsWith("cd ")) {
      state.cwd = resolve(state.cwd, line.slice("cd ".length));
      return 0;
    }
    const { exit, stdout, stderr } =
      line === "echo $?" ? { exit: 0, stdout: `${state.exit}\n`, stderr: "" } : shell(line);
    screen.write(stdout + stderr);
    return exit;
  }

  return {
    type: async (line) => {
      state.exit = await exitOf(line);
      return { exit: state.exit, output: screen.taken() };
    },
  };
}

function screenOf(onto: Output | undefined): Screen {
  if (onto === undefined) return new Screen({ isTTY: true, columns: 100 });
  return new Screen({ isTTY: onto.isTTY === true, columns: onto.columns ?? 100, onto });
}
