import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { CHAPTERS, PROLOGUE, played } from "./demo/chapters.ts";
import { Story } from "./demo/story.ts";

const EXAMPLE = fileURLToPath(new URL("../examples/partnero", import.meta.url));

/** Brings a partner program into an audience, and plays its weeks: each time a plan, its apply, and nothing left to do. */
async function demo(folder: string): Promise<void> {
  await cp(EXAMPLE, folder, { recursive: true, filter: (path) => !path.includes(".audiencectl") });
  const story = new Story(folder, process.stdout);
  const kept = join(folder, ".audiencectl", "sandbox");
  const now = (): Date => new Date();

  story.tell(`A partner program in Partnero, a Mailchimp audience, and one file, mailchimp.config.yaml, that says what the
    one makes of the other. No account and no network: --sandbox is a Partnero and a Mailchimp of its own, built in. First
    the file's own tests, which prove its rules on made-up people.`);
  await story.run("test", { exit: 0 });

  story.tell("The built-in Partnero gets some hundred partners and customers. The audience is empty.");
  await story.run("sandbox seed --partners 480 --customers 320", { exit: 0, says: ["480 partners"] });
  await played(PROLOGUE, kept, now);

  story.tell("Now the plan. It only reads. It says what it would do, to whom, and who is left out and why.");
  await story.run(`plan --sandbox ${SECRETS}`, { exit: 0, says: ["to create"] });

  story.tell(
    "That is what we want, so apply does it: fields, groups and segments first, then the people, 500 a request.",
  );
  await story.run(`apply --sandbox --yes ${SECRETS} | tail -n 8`, { exit: 0, says: ["Apply complete"] });

  story.tell("Plan again. The audience is now what the file says, so there must be nothing left to do.");
  await story.run("plan --sandbox --detailed-exitcode", { exit: 0, says: ["No changes."] });

  for (const chapter of CHAPTERS) {
    story.tell(await played(chapter, kept, now));
    await story.run("plan --sandbox --detailed-exitcode", { exit: 2, says: chapter.says });
    await story.run("apply --sandbox --yes | tail -n 2", { exit: 0, says: ["1 contact applied"] });
  }

  story.tell("Nothing is left to do, and nobody was mailed whom a plan had not counted first.");
  await story.run("plan --sandbox --detailed-exitcode", { exit: 0, says: ["No changes."] });

  story.tell(`Last, an accident that does not happen: the same file against a staging audience, where at most 50 contacts
    may be created at once. Over a limit nothing is written, and exit code 3 stops the pipeline.`);
  await story.run("apply --env staging --sandbox --yes | tail -n 7", { exit: 3, says: ["--allow create="] });

  story.tell(`Done: ${story.commands} commands, a program brought over, seven weeks of it, and a plan stopped by its limit. Where
    to go next: README.md has a ten-minute tour, and mailchimp.config.yaml beside it is the file to make your own.`);
}

/** Mailchimp shows the secret of a webhook once. */
const SECRETS = "--secrets-out secrets.jsonl";

const folder = await mkdtemp(join(tmpdir(), "audiencectl-demo-"));
try {
  await demo(folder);
} catch (error) {
  process.stderr.write(`\nThe demo did not go as told: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
