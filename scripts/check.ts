import { spawnSync } from "node:child_process";

/** Everything that is looked at beside the tests; each line says what it would have found. */
const CHECKS: Readonly<Record<string, string>> = {
  "types fit": "tsc -p .",
  "style and lint": "biome check --error-on-warnings .",
  "no promise floats, no switch forgets a case": "oxlint --type-aware -c .config/oxlint.json",
  "nothing is unused or undeclared": "knip -c .config/knip.json --no-progress",
  "the package builds": "npm run build --silent",
  "its manifest fits its files": "publint run --strict",
  "packed, it is small, its types resolve, and installed elsewhere it runs": "tsx scripts/try-package.ts",
};

const failed: string[] = [];
for (const [claim, command] of Object.entries(CHECKS)) {
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync(command, { shell: true, encoding: "utf8" });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${status === 0 ? "ok    " : "FAILED"}  ${claim} (${seconds} s)`);
  if (status === 0) continue;
  failed.push(claim);
  console.log(`\n$ ${command}\n${stdout}${stderr}`);
}
console.log(
  failed.length === 0 ? "\nAll checks passed." : `\n${failed.length} of ${Object.keys(CHECKS).length} failed.`,
);
process.exitCode = failed.length === 0 ? 0 : 1;
