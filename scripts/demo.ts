import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Story } from "./demo/story.ts";
import { aWeekLater } from "./demo/week.ts";

const EXAMPLE = fileURLToPath(new URL("../examples/partner-program", import.meta.url));
const PARTNERS = join("data", "partners.csv");

/** Plans, applies and plans again the example's partner program, lets a week pass, and does it once more. */
async function demo(folder: string): Promise<void> {
  await cp(EXAMPLE, folder, { recursive: true, filter: (path) => !path.includes(".audiencectl") });
  const story = new Story(folder, process.stdout);

  story.tell(`A partner program in two exports, partners and customers, and one file, mailchimp.config.yaml, that says
    what its Mailchimp audience must look like. No account and no network: --sandbox is a Mailchimp of its own, built in
    and, today, empty. First the file's own tests, which prove its rules on made-up people.`);
  await story.run("test", { exit: 0 });

  story.tell("Now the plan. It only reads. It says what it would do, to whom, and who is left out and why.");
  await story.run("plan --sandbox", { exit: 0, says: "contacts: 433 to create" });

  story.tell("That is what we want, so apply does it: the fields first, then the people, 500 a request.");
  await story.run("apply --sandbox --yes | tail -n 8", { exit: 0, says: "Apply complete" });

  story.tell("Plan again. The audience is now what the file says, so there must be nothing left to do.");
  await story.run("plan --sandbox --detailed-exitcode", { exit: 0, says: "No changes." });

  const partners = await readFile(join(folder, PARTNERS), "utf8");
  const week = aWeekLater(partners, new Date());
  await writeFile(join(folder, PARTNERS), week.csv);
  story.tell(`A week goes by, and the partner program's next export differs in three rows: Ingrid has sold enough for
    gold, Kaito was archived, and Saoirse is new.`);
  story.show([...week.difference, ""]);

  story.tell(`Only who changed is in the plan. Saoirse gets the tag new-partner, the one that a welcome series would
    start on; the partners of old never did. Exit code 2 says that there are changes.`);
  await story.run("plan --sandbox --detailed-exitcode", { exit: 2, says: "1 to create, 1 to update" });

  story.tell("Apply it, and make sure that it is done.");
  await story.run("apply --sandbox --yes | tail -n 2", { exit: 0, says: "2 contacts applied" });
  await story.run("plan --sandbox --detailed-exitcode", { exit: 0, says: "No changes." });

  story.tell(`Last, an accident that does not happen: the same file against a staging audience, where at most 50 contacts
    may be created at once. Over a limit nothing is written, and exit code 3 stops the pipeline.`);
  await story.run("apply --env staging --sandbox --yes | tail -n 7", { exit: 3, says: "--allow create=" });

  story.tell(`Done: ${story.commands} commands, two plans applied, 434 contacts and 17 fields and tags made, 1 contact updated, and
    1 plan stopped by its limit. Where to go next: README.md has a ten-minute tour of the same program, and
    mailchimp.config.yaml beside it is the file to make your own.`);
}

const folder = await mkdtemp(join(tmpdir(), "audiencectl-demo-"));
try {
  await demo(folder);
} catch (error) {
  process.stderr.write(`\nThe demo did not go as told: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
