import { kindNamed } from "../kinds/index.ts";
import type { Step } from "../model/change.ts";
import type { LiveSchema } from "./live-schema.ts";

/**
 * Holds the creation of a group or an interest that stands already but for upper and lower case: nobody means two of
 * them, and Mailchimp may refuse the second.
 */
export function withoutNearTwins(steps: readonly Step[], live: LiveSchema): readonly Step[] {
  return steps.map((step): Step => {
    const { change, match } = step;
    if (change.action !== "create" || (change.at.kind !== "group" && change.at.kind !== "interest")) return step;
    const lower = match.toLowerCase();
    const twin = live.objects[change.at.kind].find((object) => object.match.toLowerCase() === lower);
    if (twin === undefined) return step;
    const name = JSON.stringify(twin.spec["title"] ?? twin.spec["name"]);
    const { label } = kindNamed(change.at.kind);
    const reason = `The audience has the ${label} ${name}, which differs in case alone. Write it as it stands, or give it the new name with \`previously: [${name}]\`.`;
    return { ...step, verdict: "hold", reason };
  });
}
