import type { Checked } from "../../model/checked.ts";
import type { LoadedConfig } from "../config.ts";
import { about } from "./about.ts";
import { lowerFirst } from "./attempt.ts";

const CONFIGURATION = about("configuration");

/** Whether the file could be read and is sound; what is wrong with it is printed by itself. */
export function configurationCheck({ file, diagnostics }: LoadedConfig): Checked {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  const warnings = diagnostics.length - errors.length;
  if (errors.length > 0) {
    const [first] = errors;
    const sort = lowerFirst(first?.summary ?? "");
    const more = errors.length === 1 ? "" : `, and ${errors.length - 1} more`;
    return CONFIGURATION.problem(`${file}: ${sort}${more}`, {
      detail: "What needs the file is looked at as far as it can be.",
      wayOut: "Mend what is said above; `audiencectl validate` says it again without a network.",
    });
  }
  if (warnings === 0) return CONFIGURATION.ok(`${file} is valid`);
  return CONFIGURATION.warning(`${file} is valid, with ${warnings === 1 ? "a warning" : `${warnings} warnings`}`, {
    wayOut: "See above; `audiencectl validate` says it again.",
  });
}
