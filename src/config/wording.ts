import type { Path } from "../model/diagnostic.ts";

/** Names in a sentence, quoted: `"a", "b" and "c"`. */
export function list(names: readonly string[], last: "and" | "or"): string {
  const quoted = names.map((name) => JSON.stringify(name));
  const end = quoted.at(-1) ?? "";
  return quoted.length < 2 ? end : `${quoted.slice(0, -1).join(", ")} ${last} ${end}`;
}

/** A path as it is spoken of, `mergeFields.TIER.choices[2]`, counted from 0, in backticks. */
export function spoken(path: Path): string {
  const text = path.reduce<string>((whole, step) => {
    if (typeof step === "number") return `${whole}[${step}]`;
    const name = /^[\w*:-]+$/.test(step) ? step : JSON.stringify(step);
    return whole === "" ? name : `${whole}.${name}`;
  }, "");
  return `\`${text}\``;
}
