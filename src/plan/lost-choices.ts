import type { Holding, Watched } from "../contacts/holdings.ts";
import { formatAddress } from "../model/address.ts";
import type { Step } from "../model/change.ts";
import { MERGE_FIELD_TYPES } from "../model/merge-field-type.ts";

/** The choices that go from merge fields, so that it can be told how many contacts hold one of them. */
export function watchedChoices(steps: readonly Step[]): readonly Watched[] {
  return steps.flatMap((step): readonly Watched[] => {
    const { change } = step;
    const among = lostChoices(step);
    const before = change.action === "update" ? change.before : {};
    const type = MERGE_FIELD_TYPES.find((known) => known === before["type"]);
    if (among.length === 0 || type === undefined) return [];
    return [{ of: formatAddress(change.at), in: "values", tag: String(before["tag"]), type, among }];
  });
}

/** The same steps with the number of contacts that hold a choice which goes; `holdings` is absent where none were read. */
export function withHolders(
  steps: readonly Step[],
  holdings: ReadonlyMap<string, Holding> | undefined,
): readonly Step[] {
  return steps.map((step) => {
    const lost = lostChoices(step);
    if (lost.length === 0) return step;
    const held = holdings?.get(formatAddress(step.change.at));
    const contacts = held === undefined ? undefined : held.ours + held.others;
    const what = `${contacts === 1 ? "holds" : "hold"} a choice that goes (${lost.map(spoken).join(", ")})`;
    return { ...step, affects: { ...(contacts === undefined ? {} : { contacts }), what } };
  });
}

function lostChoices({ change }: Step): readonly string[] {
  if (change.action !== "update" || change.at.kind !== "mergeField") return [];
  const diff = change.fields.find(({ field }) => field === "choices");
  const [before, after] = [diff?.before, diff?.after].map((list) => (Array.isArray(list) ? list : []));
  return (before ?? []).map(String).filter((choice) => after?.includes(choice) !== true);
}

/** As a list can have it: what has a comma or a blank at an end stands in quotes. */
function spoken(choice: string): string {
  return /^[^\s,"]([^,"]*[^\s,"])?$/.test(choice) ? choice : JSON.stringify(choice);
}
