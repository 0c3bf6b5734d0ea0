/** Whether a name fits one of the patterns. A star stands for any text; upper and lower case are the same. */
export function fitsAny(name: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => glob(pattern).test(name));
}

function glob(pattern: string): RegExp {
  const parts = pattern.split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "isu");
}
