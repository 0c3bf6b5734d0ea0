import fc from "fast-check";
import { expect, test } from "vitest";
import { sandboxDesk } from "../support/sandbox-desk.ts";
import { depth, PATIENCE } from "./depth.ts";
import { lay, programs } from "./program.ts";

/** All that promises to read only; `law` is the audience that programs are laid in. */
const READING = [
  ["plan"],
  ["plan", "--format", "json"],
  ["plan", "--scope", "schema"],
  ["plan", "--scope", "contacts"],
  ["plan", "--only", "tag.partner"],
  ["plan", "--allow", "create=1000"],
  ["drift", "--scope", "all"],
  ["explain", "jane.quillfeather@jane-lantern.dev"],
  ["import", "--audience", "law"],
  ["validate"],
  ["doctor"],
  ["test"],
];

const TROUBLES = ["", "429:0.3", "502@GET:0.3", "cut:0.2", "truncated@GET /lists/*/members:#1"];

test(
  "a plan sends GET only, and so does all that promises to read, whatever the file, the audience and the troubles are",
  async () => {
    const desk = await sandboxDesk();
    let answered = 0;
    const command = fc.constantFrom(...READING);
    await fc.assert(
      fc.asyncProperty(programs, command, fc.constantFrom(...TROUBLES), async (program, argv, rules) => {
        lay(desk, program);
        desk.faults(rules);
        desk.sandbox.traffic.clear();
        await desk.run(argv);
        const methods = desk.sandbox.traffic.requests.map(({ method }) => method);
        expect([...new Set(methods)].filter((method) => method !== "GET")).toEqual([]);
        expect(desk.sandbox.traffic.writes).toEqual([]);
        answered += methods.length;
      }),
      depth(30),
    );
    expect(answered).toBeGreaterThan(0);
  },
  PATIENCE,
);
