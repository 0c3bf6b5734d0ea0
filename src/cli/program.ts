import { Command, Option } from "commander";
import { LOG_FORMATS, LOG_LEVELS } from "./log.ts";
import { allowance, audienceNamed, concurrency, lifetime, milliseconds, oneOf, selected } from "./option-values.ts";

/** The options of every command. */
export interface GlobalOptions {
  readonly config?: string;
  readonly env?: string;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  readonly logFormat: (typeof LOG_FORMATS)[number];
  readonly color: boolean;
  readonly quiet?: boolean;
}

export const FORMATS = ["text", "json"] as const;
export const SCOPES = ["all", "schema", "contacts"] as const;

/** Builds the command line. `run` is told which command with which options; it loads the command's own code. */
export function program(
  version: string,
  run: (command: string, args: readonly string[], options: object) => Promise<void>,
): Command {
  const root = new Command("audiencectl")
    .description(
      "Mailchimp audiences as code: a versioned file says what an audience is, plan shows what would change, apply does it.",
    )
    .version(version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand("help [command]", "print the help of a command")
    .configureHelp({ showGlobalOptions: true })
    .showSuggestionAfterError()
    .option("--config <file>", "the configuration file (mailchimp.config.yaml here)")
    .option("--env <name>", "an environment of the file, laid over it")
    .addOption(worded("--log-level <level>", "how much the log on stderr tells", LOG_LEVELS, "warn"))
    .addOption(worded("--log-format <format>", "how the log is written", LOG_FORMATS, "pretty"))
    .option("--no-color", "no colours, whatever the terminal")
    .option("--quiet", "no progress, and errors alone in the log");
  for (const spec of COMMANDS) {
    const command = root.command(spec.usage).description(spec.description);
    for (const option of spec.options) command.addOption(option());
    command.allowExcessArguments(false);
    command.action(async (...parameters: unknown[]) => {
      const args = parameters.slice(0, -2).filter((parameter): parameter is string => typeof parameter === "string");
      await run(command.name(), args, command.optsWithGlobals());
    });
  }
  return root;
}

interface CommandSpec {
  readonly usage: string;
  readonly description: string;
  readonly options: readonly (() => Option)[];
}

function worded(flags: string, description: string, words: readonly string[], standard: string): Option {
  const name = flags.split(" ")[0] ?? flags;
  return new Option(flags, `${description}: ${words.join(", ")}`).default(standard).argParser(oneOf(name, words));
}

const sandboxed = (): Option =>
  new Option("--sandbox", "work against the built-in Mailchimp, kept under .audiencectl/");
const formatted = (): Option => worded("--format <format>", "how the result is written", FORMATS, "text");
const scoped = (): Option => worded("--scope <scope>", "what is planned", SCOPES, "all");
const schemaScoped = (): Option => worded("--scope <scope>", "what is compared", SCOPES, "schema");
const showsPii = (): Option => new Option("--show-pii", "show personal data although the output is no terminal");
const only = (): Option =>
  new Option("--only <address>", "plan this object or person alone; repeatable")
    .argParser(collected(selected))
    .default([], "everything");
const allow = (): Option =>
  new Option("--allow <class=n>", "let so many of a class pass its limit; repeatable")
    .argParser(collected(allowance))
    .default([], "nothing");
const concurrent = (): Option =>
  new Option("--concurrency <n>", "how many requests at once, at most 10").argParser(concurrency).default(8);
const detailed = (): Option => new Option("--detailed-exitcode", "exit 2 where there are changes");

const saving = [
  (): Option => new Option("--out <file>", "save the plan, for apply to do exactly that"),
  (): Option =>
    new Option("--expires <time>", "how long a saved plan may be applied, such as 12h or 30m")
      .argParser(lifetime)
      .default(24 * 3_600_000, "24h"),
  (): Option => new Option("--plaintext", "save it unencrypted although CI is set and there is no key"),
];
const secretsOut = (): Option =>
  new Option("--secrets-out <file>", "a new file for secrets that Mailchimp shows once, such as a webhook's");

const audienced = (): Option =>
  new Option("--audience <id|name>", "the audience, by its id or its name").argParser(audienceNamed);

const COMMANDS: readonly CommandSpec[] = [
  {
    usage: "init",
    description: "write the first file: a starter, or what stands in an audience",
    options: [audienced, sandboxed, concurrent],
  },
  {
    usage: "validate",
    description: "say everything that can be known of the file without a network",
    options: [
      formatted,
      () => new Option("--base <file|ref>", "name declarations of an earlier file, or of a git ref, that vanished"),
    ],
  },
  {
    usage: "test",
    description: "run the file's tests, and name rules that no test makes true and false",
    options: [formatted, () => new Option("--junit <file>", "write the results as JUnit XML too")],
  },
  {
    usage: "plan",
    description: "read, compare and show what would change; only ever reads",
    options: [sandboxed, formatted, scoped, only, allow, detailed, secretsOut, showsPii, concurrent, ...saving],
  },
  {
    usage: "show <planfile>",
    description: "show a saved plan again",
    options: [formatted, showsPii],
  },
  {
    usage: "apply [planfile]",
    description: "plan, show, ask, and do it; or do exactly what a saved plan says",
    options: [
      sandboxed,
      formatted,
      scoped,
      only,
      allow,
      () => new Option("--yes", "do not ask"),
      () =>
        worded(
          "--stale <what>",
          "contacts that moved since a plan was saved: leave them out, or refuse it",
          ["skip", "strict"],
          "skip",
        ),
      secretsOut,
      showsPii,
      concurrent,
    ],
  },
  {
    usage: "drift",
    description: "say how the audience differs from the file; exits 2 where it does, for schedules; only ever reads",
    options: [sandboxed, formatted, schemaScoped, showsPii, concurrent],
  },
  {
    usage: "explain <email>",
    description:
      "tell of one person what a plan would do and why: records, each rule, what Mailchimp holds; only ever reads",
    options: [sandboxed, formatted, showsPii, concurrent],
  },
  {
    usage: "import",
    description: "write an existing audience down as a file that plans to no change, and prove it",
    options: [
      audienced,
      () => new Option("--out <file>", "a new file (standard output unless given)"),
      sandboxed,
      concurrent,
    ],
  },
  {
    usage: "doctor",
    description: "look at all that a run depends on, and say of each thing that it is well, or what to do",
    options: [sandboxed, formatted, concurrent],
  },
  {
    usage: "sandbox [action]",
    description:
      "serve the built-in Mailchimp and Partnero on loopback, `seed` a partner program, or `reset` what is kept of them",
    options: [
      () => new Option("--port <n>", "the port to listen on (a free one)").argParser(Number),
      () => new Option("--state <dir>", "where its state is kept between runs (in memory alone unless given)"),
      () =>
        new Option("--latency <time>", "how long every answer takes, such as 80ms").argParser(
          milliseconds("--latency"),
        ),
      () => new Option("--faults <rules>", "faults of Mailchimp to order, such as 429:0.05,lost@POST:0.02"),
      () => new Option("--partnero-faults <rules>", "faults of Partnero to order, such as 429=1:0.05,truncated:#3"),
      () => new Option("--partners <n>", "how many partners `seed` invents (2400)").argParser(Number),
      () => new Option("--customers <n>", "how many customers `seed` invents (3600)").argParser(Number),
    ],
  },
];

function collected<Value>(
  parse: (text: string) => Value,
): (text: string, previous: readonly Value[]) => readonly Value[] {
  return (text, previous) => [...previous, parse(text)];
}
