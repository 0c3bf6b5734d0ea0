import type { Diagnostic } from "../model/diagnostic.ts";
import type { ContactsPlan } from "../model/plan.ts";

/** Tells of people who are not sent because Mailchimp refused them lately: a plan that is empty but for them says so. */
export function refusedBeforeWarnings(contacts: ContactsPlan | undefined): readonly Diagnostic[] {
  const count = contacts?.summary.skipped["refused-before"] ?? 0;
  if (count === 0) return [];
  return [
    {
      severity: "warning",
      code: "refused-before",
      summary: "Mailchimp refused people lately",
      detail: `${count === 1 ? "1 person is" : `${count} people are`} not sent again, because Mailchimp refused the person or the address in the last 30 days. To try once more, delete .audiencectl/refused.`,
    },
  ];
}
