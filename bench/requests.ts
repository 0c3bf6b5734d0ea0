import type { Bench } from "./processes.ts";
import { row } from "./table.ts";

/** Requests are the measure: what was sent beside the least that the data asks for. */
export async function requests(bench: Bench): Promise<void> {
  const made = await bench.plan("apply");
  const { summary, tags } = made;
  const changed = summary.create + summary.adopt + summary.update;
  const removals = Object.values(tags).reduce((sum, { remove }) => sum + Math.ceil(remove / 500), 0);
  const pages = Math.ceil(bench.contacts / 1000);
  console.log(`\n${row(["requests", "planned", "sent", "bound"])}`);
  console.log(row(["plan", made.planned.read, made.reads.length, `${pages} + schema, archived, changed since`]));
  const bound = `${Math.ceil(changed / 500)} + ${removals}`;
  console.log(row([`apply, ${changed} changed`, made.planned.write, made.sent ?? "-", bound]));
  const again = await bench.plan();
  const left = again.summary.desired - again.summary.unchanged;
  console.log(`\nA second plan finds ${left === 0 ? "nothing" : left} left to do.`);
}
