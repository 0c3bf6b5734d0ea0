import { Writable } from "node:stream";
import { pino } from "pino";
import type { CliWorld } from "./world.ts";

export const LOG_LEVELS = ["silent", "error", "warn", "info", "debug"] as const;
export const LOG_FORMATS = ["pretty", "json"] as const;

export type LogLevel = (typeof LOG_LEVELS)[number];

/** The log: what happened on the way, on stderr. Results never go here. */
export type Log = pino.Logger;

/** Opens the log. Whatever is written to it, the secrets are struck out of each line first. */
export async function openLog(
  world: CliWorld,
  options: { readonly level: LogLevel; readonly format: (typeof LOG_FORMATS)[number]; readonly colour: boolean },
  secrets: readonly string[],
): Promise<Log> {
  const sink = struck(world.stderr, secrets);
  const settings: pino.LoggerOptions = {
    level: options.level,
    base: null,
    timestamp: () => `,"time":"${world.now().toISOString()}"`,
  };
  if (options.format === "json") return pino(settings, sink);
  const { build } = (await import("pino-pretty")).default;
  const pretty = build({
    colorize: options.colour,
    sync: true,
    destination: sink,
    translateTime: "SYS:HH:MM:ss",
    ignore: "pid,hostname",
  });
  return pino(settings, pretty);
}

/** pino's own redaction covers named properties, not messages; this covers every byte of a line. */
function struck(stream: Writable, secrets: readonly string[]): Writable {
  const forms = secrets
    .filter((secret) => secret.length >= 8)
    .flatMap((secret) => [
      secret,
      Buffer.from(`user:${secret}`).toString("base64"),
      Buffer.from(secret).toString("base64"),
    ]);
  return new Writable({
    decodeStrings: false,
    write(chunk: string | Buffer, _encoding, done) {
      const text = forms.reduce((line, form) => line.replaceAll(form, "•••"), String(chunk));
      stream.write(text, () => done());
    },
  });
}
