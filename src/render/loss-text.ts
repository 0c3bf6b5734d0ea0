import type { Loss, Step } from "../model/change.ts";
import { counted, grouped } from "./text/quantity.ts";

/** What contacts lose by a deletion, and why it is done: `3 contacts lose their value (2 ours, 1 other)`, `because: …`. */
export function deletionDetails({ change, lost, because }: Step): readonly string[] {
  return [
    ...(lost === undefined ? [] : [lossText(lost, change.at.kind)]),
    ...(because === undefined || because === "removed" ? [] : [because]),
  ];
}

function lossText(lost: Loss, kind: string): string {
  switch (lost.counted) {
    case "contacts":
      return countedText(lost, kind);
    case "bearers":
      return lost.contacts === 0
        ? "no contact bears it (archived ones not counted)"
        : `${counted(lost.contacts, "contact")} ${bear(lost.contacts, kind)} (archived ones not counted)`;
    case "unknown":
      return `nobody knows how many contacts ${bear(2, kind)}: this run reads none`;
  }
}

function countedText({ ours, others, archived }: Extract<Loss, { counted: "contacts" }>, kind: string): string {
  const total = ours + others + archived;
  if (total === 0) return `no contact ${bear(1, kind)}`;
  const parts = [
    ...(ours > 0 ? [`${grouped(ours)} ours`] : []),
    ...(others > 0 ? [`${grouped(others)} ${others === 1 ? "other" : "others"}`] : []),
    ...(archived > 0 ? [`${grouped(archived)} archived`] : []),
  ];
  return `${counted(total, "contact")} ${bear(total, kind)} (${parts.join(", ")})`;
}

function bear(count: number, kind: string): string {
  const verb = kind === "tag" ? "bear" : "hold";
  const what = kind === "mergeField" ? "a value of it" : kind === "group" ? "an interest of it" : "it";
  return `${verb}${count === 1 ? "s" : ""} ${what}`;
}
