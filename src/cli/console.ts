import { once } from "node:events";
import type { Diagnostic } from "../model/diagnostic.ts";
import { diagnosticsText } from "../render/diagnostics.ts";
import type { TextOptions } from "../render/text/page.ts";
import type { Call } from "./command.ts";
import { type Output, wantsColour, widthOf } from "./world.ts";

/** How text for a stream is laid out and coloured. */
export function textOptions({ world, options }: Pick<Call, "world" | "options">, stream: Output): TextOptions {
  return { colour: wantsColour(stream, world.env, options.color), width: widthOf(stream) };
}

/** Writes a stream of text no faster than the reader takes it. A reader that goes away ends it quietly. */
export async function writeAll(stream: Output, chunks: AsyncIterable<string> | Iterable<string>): Promise<void> {
  for await (const chunk of chunks) {
    if (stream.destroyed) return;
    if (!stream.write(chunk)) await drained(stream);
  }
  await taken(stream);
}

/** Only then is it known whether a full disk refused the text. */
async function taken(stream: Output): Promise<void> {
  if (!stream.destroyed) await new Promise<void>((resolve) => stream.write("", () => resolve()));
}

/** What goes wrong with a stream is told where it is listened to, in main.ts. */
async function drained(stream: Output): Promise<void> {
  await Promise.race([once(stream, "drain"), once(stream, "close")]).catch(() => {});
}

/** The reader of a pipe has gone away, as `| head` does: no fault of anybody. */
export function isClosedPipe(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EPIPE";
}

/** Errors and warnings go to stderr; with `--quiet` errors alone. */
export function printDiagnostics(call: Pick<Call, "world" | "options">, diagnostics: readonly Diagnostic[]): void {
  const { stderr } = call.world;
  const shown = call.options.quiet === true ? diagnostics.filter(({ severity }) => severity === "error") : diagnostics;
  if (shown.length > 0) stderr.write(diagnosticsText(shown, textOptions(call, stderr)));
}

/** Personal data is shown to a person at a terminal, and else only where it is asked for. */
export function showsPersonalData(call: Pick<Call, "world">, asked: boolean | undefined): boolean {
  return asked === true || (call.world.stdout.isTTY === true && (call.world.env["CI"] ?? "") === "");
}
