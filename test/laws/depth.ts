/** How many programs a law is tried with. `LAWS=20 npm test -- test/laws` tries twenty times as many, and takes as long. */
export function depth(runs: number): { readonly numRuns: number } {
  return { numRuns: runs * Number(process.env["LAWS"] ?? 1) };
}

/** Long enough for a law on a machine that has other things to do. */
export const PATIENCE = 120_000 * Number(process.env["LAWS"] ?? 1);
