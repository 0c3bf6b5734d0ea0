// Sums a test run up in one line. No tests, a test left out, a file that could not be loaded: all of it is failure.
import { readFileSync } from "node:fs";

const text = readFileSync(process.argv[2] ?? "", "utf8");
const { success = false, testResults = [], ...run } = text === "" ? {} : JSON.parse(text);
const passed = run.numPassedTests ?? 0;
const unloaded = testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0).length;
const failed = (run.numFailedTests ?? 0) + unloaded;
const leftOut = (run.numPendingTests ?? 0) + (run.numTodoTests ?? 0);
if (leftOut > 0) console.log(`${leftOut} left out, and no test may be.`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = success && passed > 0 && failed === 0 && leftOut === 0 ? 0 : 1;
