import type { ExplainedPerson } from "../../model/explained-person.ts";
import { explainPerson } from "../../reconciler/explain.ts";
import { explainJson } from "../../render/explain-json.ts";
import { explainText } from "../../render/explain-text.ts";
import { explainView } from "../../render/explain-view.ts";
import type { Call } from "../command.ts";
import { showsPersonalData, textOptions } from "../console.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { type PlanningOptions, planning, withPlan } from "../planning.ts";
import { UsageError } from "../usage-error.ts";

/** Says of one person what a plan would do and why. Only ever reads. */
export async function explain(call: Call): Promise<ExitCode> {
  const { world, options, args } = call as Call<PlanningOptions>;
  const email = addressOf(args[0] ?? "");
  const whole: Call<PlanningOptions> = { ...call, options: { ...options, scope: "all", only: [], allow: [] } };
  const found: ExplainedPerson[] = [];
  const making = planning(async (request) => {
    const { person, ...planned } = await explainPerson({ ...request, email });
    if (person !== undefined) found.push(person);
    return planned;
  });
  return withPlan(
    whole,
    async ({ plan }) => {
      const [person] = found;
      if (person === undefined) throw new Error("There is a plan, and nobody was explained.");
      const view = explainView(plan, person, { showPii: showsPersonalData(call, options.showPii) });
      world.stdout.write(
        options.format === "json" ? explainJson(view, EXIT.ok) : explainText(view, textOptions(call, world.stdout)),
      );
      return EXIT.ok;
    },
    making,
  );
}

function addressOf(text: string): string {
  const email = text.trim();
  if (/^[^\s@]+@[^\s@]+$/.test(email)) return email;
  throw new UsageError(`explain takes an e-mail address, not "${text}".`);
}
