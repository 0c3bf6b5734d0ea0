import { describe, expect, it } from "vitest";
import { desk } from "../support/desk.ts";
import { transcript } from "../support/transcript.ts";

const HELP = {
  help: ["--help"],
  "help-validate": ["validate", "--help"],
  "help-test": ["help", "test"],
  "help-plan": ["plan", "--help"],
  "help-apply": ["apply", "--help"],
  "help-drift": ["drift", "--help"],
  "help-explain": ["explain", "--help"],
  "help-import": ["import", "--help"],
  "help-init": ["init", "--help"],
  "help-sandbox": ["sandbox", "--help"],
  version: ["--version"],
};

const WRONG = {
  "no-command": [],
  "unknown-command": ["plna"],
  "unknown-option": ["plan", "--fromat", "json"],
  "unknown-format": ["plan", "--format", "jsno"],
  "unknown-scope": ["plan", "--scope", "people"],
  "unknown-allow-class": ["plan", "--allow", "craete=5"],
  "malformed-allow": ["plan", "--allow", "create"],
  "malformed-only": ["plan", "--only", "everybody"],
  "malformed-concurrency": ["plan", "--concurrency", "12"],
  "unknown-log-level": ["plan", "--log-level", "loud"],
  "explain-of-nobody": ["explain"],
  "explain-of-no-address": ["explain", "jane"],
  "explain-of-two": ["explain", "jane@harbor-coffee.dev", "omar@lantern-books.dev"],
  "import-of-no-audience": ["import", "--audience", ""],
  "excess-argument": ["plan", "now"],
  "option-without-value": ["plan", "--format"],
  "sandbox-unknown-word": ["sandbox", "start"],
  "sandbox-bad-port": ["sandbox", "--port", "http"],
  "sandbox-bad-fault": ["sandbox", "--faults", "oops"],
  "sandbox-bad-partnero-fault": ["sandbox", "--partnero-faults", "german"],
  "sandbox-bad-count": ["sandbox", "seed", "--partners", "many"],
  "sandbox-bad-latency": ["sandbox", "--latency", "long"],
  "apply-without-terminal": ["apply"],
};

describe("The command line", () => {
  it.each(Object.entries(HELP))("explains itself: %s", async (name, argv) => {
    const here = desk();
    const ran = await here.run(argv);
    expect(ran.exit).toBe(0);
    expect(ran.stderr).toBe("");
    await expect(transcript(argv, ran, here)).toMatchFileSnapshot(`golden/usage/${name}.txt`);
  });

  it.each(Object.entries(WRONG))("answers wrong usage with 64 and says what is right: %s", async (name, argv) => {
    const here = desk();
    const ran = await here.run(argv);
    expect(ran.exit).toBe(64);
    expect(ran.stdout).toBe("");
    await expect(transcript(argv, ran, here)).toMatchFileSnapshot(`golden/usage/${name}.txt`);
  });
});
