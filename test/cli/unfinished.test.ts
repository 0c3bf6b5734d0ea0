import { describe, expect, it } from "vitest";
import { fullProgram } from "../support/full-program.ts";
import { transcript } from "../support/transcript.ts";

const ALL_PASSES =
  "limits: { update: 100%, archive: 100%, rename: 100%, tag: 100, shrink: 100%, automation: 100, bypass-optin: 100, clear: 100% }\n";

/** What goes wrong at one kind of write, each a reason of its own for exit 5. */
const TROUBLE: Readonly<Record<string, string>> = {
  "event-refused": "reject@POST /lists/*/members/*/events",
  "event-lost": "cut@POST /lists/*/members/*/events",
  "events-unreadable": "reject@GET /lists/*/members/*/events",
  "rename-refused": "reject@PATCH /lists/*/members/*",
  "rename-lost": "502@PATCH /lists/*/members/*",
  "batch-refused": "reject@POST /lists/*",
  "batch-lost": "lost-502@POST /lists/*",
  "batch-html": "502@POST /lists/*",
  "batch-truncated": "truncated@POST /lists/*",
  "quiet-tags-refused": "reject@POST /lists/*/members/*/tags",
  "removal-failed": "500@POST /lists/*/segments/*",
  "removal-refused-one-by-one": "reject@POST /lists/*/segments/*,reject@POST /lists/*/members/*/tags",
  "archive-refused": "reject@DELETE /lists/*/members/*",
  "too-busy": "429@POST",
  "too-busy-without-a-word": "403-bare@POST",
};

describe("An apply that could not do everything exits 5 and says of whom and why, and a rerun ends where one run would have", () => {
  it.each(Object.entries(TROUBLE))("%s", async (name, rules) => {
    const here = await fullProgram(ALL_PASSES);
    here.faults(rules);
    const ran = await here.run(["apply", "--yes"]);
    const [, report = ""] = ran.stdout.split("\n\nReport for");
    const told = transcript(["apply", "--yes"], { ...ran, stdout: `Report for${report}` }, here);
    await expect(told).toMatchFileSnapshot(`golden/unfinished/${name}.txt`);
    expect(ran.exit).toBe(5);
    here.sandbox.faults.clear();
    for (let run = 1; run <= 2; run++) expect((await here.run(["apply", "--yes"])).exit).toBe(0);
    expect((await here.run(["plan", "--detailed-exitcode"])).exit).toBe(0);
  });
});
