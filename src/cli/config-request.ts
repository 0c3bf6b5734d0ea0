import type { ConfigRequest } from "../reconciler/config.ts";
import type { Call } from "./command.ts";

/** What loading the configuration needs, from a call of any command. */
export function configRequest(
  { world, options }: Pick<Call, "world" | "options">,
  unset: ConfigRequest["unset"],
): ConfigRequest {
  return {
    path: options.config,
    cwd: world.cwd,
    environment: options.env,
    variables: world.env,
    unset,
    stdin: world.stdin,
  };
}
