import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { JsonReporter } from "vitest/node";

/** Where the pipeline wants the numbers. */
const counts = process.env["TEST_COUNTS"];

/** As vitest's own, without a word on the terminal, so that its summary stays the last of it. */
class QuietJson extends JsonReporter {
  readonly #path: string;

  constructor(path: string) {
    super({});
    this.#path = path;
  }

  override async writeReport(report: string): Promise<void> {
    writeFileSync(this.#path, report);
  }
}

export default defineConfig({
  root: fileURLToPath(new URL("..", import.meta.url)),
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: ["test/support/contract-watch.ts", "test/support/steady-chance.ts"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    reporters: ["default", ...(counts === undefined ? [] : [new QuietJson(counts)])],
  },
});
