import type { Finding, Path, Severity } from "../model/diagnostic.ts";

const KNOWN = {
  "unknown-source": { severity: "error", summary: "Unknown source" },
  "unknown-path": { severity: "error", summary: "Unknown path" },
  "unknown-name": { severity: "error", summary: "Unknown name in a rule" },
  "ambiguous-name": { severity: "error", summary: "Name of a source and of a merge field" },
  "unknown-operator": { severity: "error", summary: "Unknown operator" },
  "operator-type": { severity: "error", summary: "Operator does not fit the type" },
  "literal-type": { severity: "error", summary: "Value does not fit the type" },
  "unlisted-value": { severity: "warning", summary: "Value is never held" },
  "condition-shape": { severity: "error", summary: "Not a condition" },
  "condition-empty": { severity: "error", summary: "Empty condition" },
  "condition-too-deep": { severity: "error", summary: "Condition nested too deeply" },
  "value-shape": { severity: "error", summary: "Not a value" },
  "value-type": { severity: "error", summary: "Value of the wrong type" },
  "transition-shape": { severity: "error", summary: "Not a transition" },
  "transition-field": { severity: "error", summary: "Unknown merge field in a transition" },
  "transition-type": { severity: "error", summary: "Transition does not fit the type" },
  "segment-name": { severity: "error", summary: "Unknown name in a segment" },
  "segment-source": { severity: "error", summary: "A segment cannot ask the sources" },
  "segment-transition": { severity: "error", summary: "A segment cannot ask for a change" },
  "segment-status": { severity: "error", summary: "A segment cannot ask for the status" },
  "segment-operator": { severity: "error", summary: "Mailchimp has no such operator" },
  "segment-literal": { severity: "error", summary: "Mailchimp cannot compare with this" },
  "segment-negation": { severity: "error", summary: "Mailchimp cannot say the opposite" },
  "segment-nested": { severity: "error", summary: "Mailchimp knows one level of all and any" },
  "segment-too-many": { severity: "error", summary: "A segment has too many conditions" },
  "segment-words": { severity: "error", summary: "Not one of Mailchimp's conditions" },
} as const satisfies Record<string, { severity: Severity; summary: string }>;

export type RuleFindingCode = keyof typeof KNOWN;

/** A finding about a rule; severity and summary follow from the code. */
export function ruleFinding(code: RuleFindingCode, detail: string, path: Path, mark: Finding["mark"]): Finding {
  return { ...KNOWN[code], code, detail, path, mark };
}
