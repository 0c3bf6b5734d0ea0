import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { RuleTestReport } from "../../model/rule-test-report.ts";
import { loadConfig } from "../../reconciler/config.ts";
import { testRules } from "../../reconciler/test.ts";
import { junit } from "../../render/junit.ts";
import { testText } from "../../render/test-text.ts";
import type { Call } from "../command.ts";
import { configRequest } from "../config-request.ts";
import { printDiagnostics, textOptions } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import type { GlobalOptions } from "../program.ts";
import { UsageError } from "../usage-error.ts";

interface TestOptions extends GlobalOptions {
  readonly format: "text" | "json";
  readonly junit?: string;
}

/** Runs the file's own tests of its rules. */
export async function test(call: Call): Promise<ExitCode> {
  const { world, options } = call as Call<TestOptions>;
  const loaded = await loadConfig(configRequest(call, "warning"));
  printDiagnostics(call, loaded.diagnostics);
  const report = testRules(loaded, world.now());
  if (report === undefined) return EXIT.error;
  if (options.junit !== undefined) {
    const unwritten = await writeJunit(resolve(world.cwd, options.junit), report);
    if (unwritten !== undefined) throw new UsageError(`--junit ${options.junit} cannot be written: ${unwritten}.`);
  }
  if (options.format === "json") world.stdout.write(`${testJson(report)}\n`);
  else world.stdout.write(testText(report, textOptions(call, world.stdout)));
  return report.results.some((result) => result.mismatches.length > 0) ? EXIT.error : EXIT.ok;
}

/** Writes the report; answers with the system's word for what stood in the way. */
async function writeJunit(path: string, report: RuleTestReport): Promise<string | undefined> {
  try {
    await writeFile(path, junit(report));
    return undefined;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    return code === "ENOENT" ? "its folder does not exist" : code;
  }
}

function testJson(report: RuleTestReport): string {
  return JSON.stringify({ format: "audiencectl.tests/1", ...report }, undefined, 2);
}
