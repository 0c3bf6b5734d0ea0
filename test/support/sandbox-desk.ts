import { onTestFinished } from "vitest";
import { parseFaults } from "../../src/sandbox/fault-rule.ts";
import { type Sandbox, startSandbox } from "../../src/sandbox/server.ts";
import { Desk, NOW } from "./desk.ts";

/** A desk whose environment leads to a sandbox over real HTTP. */
export class SandboxDesk extends Desk {
  readonly sandbox: Sandbox;

  constructor(sandbox: Sandbox) {
    super();
    this.sandbox = sandbox;
    this.env["MAILCHIMP_API_KEY"] = sandbox.apiKey;
    this.env["MAILCHIMP_BASE_URL"] = sandbox.mailchimpUrl;
  }

  /** Orders faults, written as for `sandbox --faults`; chance starts from the seed. */
  faults(rules: string, seed = 1): this {
    this.sandbox.faults.set(parseFaults(rules), seed);
    return this;
  }

  /** Forgets what the sandbox holds and saw. */
  restart(): this {
    this.sandbox.world.clear();
    this.sandbox.traffic.clear();
    this.sandbox.faults.clear();
    return this;
  }
}

/** A desk with a sandbox of its own; both go with the test. */
export async function sandboxDesk(): Promise<SandboxDesk> {
  const sandbox = await startSandbox({ now: () => NOW });
  const made = new SandboxDesk(sandbox);
  onTestFinished(async () => {
    made.close();
    await sandbox.close();
  });
  return made;
}
