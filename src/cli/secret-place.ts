import { resolve } from "node:path";
import { isSecretsFile, openSecretsFile } from "../files/secrets-file.ts";
import { type Address, formatAddress } from "../model/address.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Plan } from "../model/plan.ts";
import { issuesSecret } from "../plan/concealed.ts";
import { visible } from "../render/text/escape.ts";
import type { Call } from "./command.ts";
import type { GlobalOptions } from "./program.ts";

/** The option that says where secrets go. */
export interface SecretOptions extends GlobalOptions {
  readonly secretsOut?: string;
}

/** Where secrets go that Mailchimp shows once: a file, or the terminal; never a log or a result. */
export interface SecretPlace {
  keep(at: Address, secret: string): string | undefined;
  close(): void;
}

/** Whether there is such a place; a pipeline's terminal is none, for what it shows is kept. */
export function hasSecretPlace({ world, options }: Call<SecretOptions>): boolean {
  return options.secretsOut !== undefined || (world.stderr.isTTY === true && (world.env["CI"] ?? "") === "");
}

/** Opens the place before the first write. Where no step brings a secret, no file is made. */
export function openSecretPlace(call: Call<SecretOptions>, plan: Plan): SecretPlace | Diagnostic {
  const { world, options } = call;
  const { secretsOut } = options;
  const expected = plan.schema.steps.some((step) => step.verdict === "go" && issuesSecret(step));
  if (!expected) return { keep: () => "no secret was expected", close: () => {} };
  if (secretsOut === undefined) return { keep: (at, secret) => shown(call, at, secret), close: () => {} };
  const file = openSecretsFile(resolve(world.cwd, secretsOut), secretsOut);
  if (!isSecretsFile(file)) return file;
  return {
    keep: (at, secret) => file.append({ address: formatAddress(at), signing_secret: secret }),
    close: () => file.close(),
  };
}

/** Whether the place is open, or what stands in the way. */
export function isSecretPlace(opened: SecretPlace | Diagnostic): opened is SecretPlace {
  return "keep" in opened;
}

function shown({ world }: Call, at: Address, secret: string): undefined {
  world.stderr.write(
    `\r\u001B[2KSigning secret of ${visible(formatAddress(at))}, shown this once: ${visible(secret)}\n`,
  );
}
