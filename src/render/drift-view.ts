import { formatAddress } from "../model/address.ts";
import type { FieldDiff, Step } from "../model/change.ts";
import type { ContactAction } from "../model/contact.ts";
import type { Plan } from "../model/plan.ts";

/** How an audience differs from its file, whoever is to blame: nothing is to be done yet. */
export interface DriftView {
  readonly audience: Plan["audience"];
  readonly environment?: string;
  /** Declared, and not as it is declared. */
  readonly changed: readonly ChangedView[];
  /** Declared, and not there. */
  readonly missing: readonly MissingView[];
  /** There, and not declared, where the file wants to know of it or wants it gone. */
  readonly unmanaged: readonly UnmanagedView[];
  /** There and not declared, and nobody's business, by kind. */
  readonly ignored: readonly { readonly kind: string; readonly count: number }[];
  /** Contacts out of step, by what would be done with them; absent where contacts were not read. */
  readonly contacts?: readonly { readonly action: ContactAction; readonly count: number }[];
  readonly inStep: boolean;
}

export interface ChangedView {
  readonly address: string;
  readonly fields: readonly FieldDiff[];
  readonly declared?: string;
  /** Why apply would not mend it. */
  readonly held?: string;
}

export interface MissingView {
  readonly address: string;
  readonly declared?: string;
}

export interface UnmanagedView {
  readonly address: string;
  /** Whether the file says that it shall go, and not only that it be reported. */
  readonly unwanted: boolean;
}

/** Sorts a plan by what differs instead of by what would be done. */
export function driftView(plan: Plan): DriftView {
  const { steps, undeclared } = plan.schema;
  const changed = steps.flatMap(changedView);
  const missing = steps.flatMap(missingView);
  const unmanaged = [...steps.flatMap(unwantedView), ...undeclared.flatMap(reportedViews)];
  const contacts = plan.contacts === undefined ? undefined : outOfStep(plan.contacts.summary);
  return {
    audience: plan.audience,
    ...(plan.environment === undefined ? {} : { environment: plan.environment }),
    changed,
    missing,
    unmanaged,
    ignored: undeclared.flatMap(({ kind, count, names }) =>
      names === undefined && count > 0 ? [{ kind, count }] : [],
    ),
    ...(contacts === undefined ? {} : { contacts }),
    inStep: changed.length + missing.length + unmanaged.length + (contacts?.length ?? 0) === 0,
  };
}

const ACTIONS: readonly ContactAction[] = ["create", "adopt", "update", "rename", "untag", "archive"];

function changedView({ change, declared, verdict, reason }: Step): readonly ChangedView[] {
  if (change.action !== "update") return [];
  return [
    {
      address: formatAddress(change.at),
      fields: change.fields,
      ...(declared === undefined ? {} : { declared }),
      ...(verdict === "hold" && reason !== undefined ? { held: reason } : {}),
    },
  ];
}

function missingView({ change, declared }: Step): readonly MissingView[] {
  if (change.action !== "create") return [];
  return [{ address: formatAddress(change.at), ...(declared === undefined ? {} : { declared }) }];
}

function unwantedView({ change }: Step): readonly UnmanagedView[] {
  return change.action === "delete" ? [{ address: formatAddress(change.at), unwanted: true }] : [];
}

function reportedViews({ kind, names = [] }: Plan["schema"]["undeclared"][number]): readonly UnmanagedView[] {
  return names.map((key) => ({ address: formatAddress({ kind, key }), unwanted: false }));
}

function outOfStep(summary: Readonly<Record<ContactAction, number>>): NonNullable<DriftView["contacts"]> {
  return ACTIONS.map((action) => ({ action, count: summary[action] })).filter(({ count }) => count > 0);
}
