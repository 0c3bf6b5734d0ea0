import type { Kind, LiveObject } from "../kinds/kind.ts";
import { formatAddress, sameAddress } from "../model/address.ts";
import type { Step } from "../model/change.ts";
import type { DeclaredObject } from "../model/desired.ts";
import type { Diagnostic } from "../model/diagnostic.ts";

/** Which live object a declared one is. */
export interface Resolution {
  /** Absent where it stands under none of its names. */
  readonly live?: LiveObject;
  /** Others that bear the declared name as well as it does: nobody can tell which is meant. */
  readonly namesakes?: readonly LiveObject[];
  /** Objects that bear a former name and are not the one: nobody can tell which of them was meant. */
  readonly rivals: readonly LiveObject[];
}

/**
 * Finds the declared objects of a kind among the live ones. The one that bears the declared name is it; where there is
 * none, the only one that bears a former name is, and will be renamed.
 */
export function resolve(
  kind: Kind,
  declared: readonly DeclaredObject[],
  live: readonly LiveObject[],
): ReadonlyMap<DeclaredObject, Resolution> {
  const ours = declared.filter((object) => object.at.kind === kind.name);
  const byMatch = new Map<string, LiveObject[]>();
  for (const object of live) byMatch.set(object.match, [...(byMatch.get(object.match) ?? []), object]);
  return new Map(ours.map((object) => [object, resolution(object, byMatch)]));
}

function resolution(object: DeclaredObject, byMatch: ReadonlyMap<string, readonly LiveObject[]>): Resolution {
  const [own, ...namesakes] = bearers(String(object.spec["name"]), byMatch.get(object.match) ?? []);
  const former = (object.formerly ?? []).flatMap((match) => byMatch.get(match) ?? []);
  if (own !== undefined) return { live: own, rivals: former, ...(namesakes.length === 0 ? {} : { namesakes }) };
  const [only, ...others] = former;
  return only === undefined || others.length > 0 ? { rivals: former } : { live: only, rivals: [] };
}

/** Names that Mailchimp holds to be one may stand twice all the same; then those that are spelled as it is said count. */
export function bearers(name: string, candidates: readonly LiveObject[]): readonly LiveObject[] {
  const alike = candidates.filter((live) => live.spec["name"] === name);
  return alike.length > 0 ? alike : candidates;
}

/** Why nothing is done to an object that is not the only one of its name. */
export function namesakeReason({ label, plural }: Kind, others: number): string {
  return `${others + 1} ${plural} stand under this name, and nobody can tell which one is meant. Rename or delete the others in Mailchimp, and the next plan knows the ${label}.`;
}

/** Objects that stand as declared while one of a former name stands beside them: it may be the one with the data. */
export function rivalWarnings(
  resolved: ReadonlyMap<DeclaredObject, Resolution>,
  steps: readonly Step[],
): readonly Diagnostic[] {
  return [...resolved].flatMap(([{ at, declaredAt }, { live, rivals }]): readonly Diagnostic[] => {
    const unchanged = steps.some(({ change }) => change.action === "none" && sameAddress(change.at, at));
    if (live === undefined || rivals.length === 0 || !unchanged) return [];
    const names = namesOf(rivals);
    const detail = `${formatAddress(at)} stands, and so does ${names}, which \`previously\` says became it. The old one is left alone. If it is not needed, take \`previously\` out and list it under \`removed\`.`;
    return [
      {
        severity: "warning",
        code: "former-name-stands",
        summary: "An object of a former name stands",
        detail,
        place: declaredAt,
      },
    ];
  });
}

/** Objects as Mailchimp calls them, `"TIER", "LEVEL"`. */
export function namesOf(objects: readonly LiveObject[]): string {
  return objects.map(({ spec }) => JSON.stringify(spec["tag"] ?? spec["title"] ?? spec["name"] ?? "")).join(", ");
}
