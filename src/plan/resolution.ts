import type { Kind, LiveObject } from "../kinds/kind.ts";
import { formatAddress, sameAddress } from "../model/address.ts";
import type { Step } from "../model/change.ts";
import type { DeclaredObject } from "../model/desired.ts";
import type { Diagnostic } from "../model/diagnostic.ts";

/** Which live object a declared one is. */
export interface Resolution {
  /** Absent where it stands under none of its names. */
  readonly live?: LiveObject;
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
  const own = spelledAlike(object, byMatch.get(object.match) ?? []);
  const former = (object.formerly ?? []).flatMap((match) => byMatch.get(match) ?? []);
  if (own !== undefined) return { live: own, rivals: former };
  const [only, ...others] = former;
  return only === undefined || others.length > 0 ? { rivals: former } : { live: only, rivals: [] };
}

/** Names that Mailchimp holds to be one may stand twice all the same; then the one that is spelled as declared counts. */
function spelledAlike(declared: DeclaredObject, candidates: readonly LiveObject[]): LiveObject | undefined {
  const alike = candidates.find((live) => live.spec["name"] === declared.spec["name"]);
  return alike ?? candidates[0];
}

/** Objects that stand as declared while one of a former name stands beside them: it may be the one with the data. */
export function rivalWarnings(
  resolved: ReadonlyMap<DeclaredObject, Resolution>,
  steps: readonly Step[],
): readonly Diagnostic[] {
  return [...resolved].flatMap(([{ at, declaredAt }, { live, rivals }]): readonly Diagnostic[] => {
    const unchanged = steps.some(({ change }) => change.action === "none" && sameAddress(change.at, at));
    if (live === undefined || rivals.length === 0 || !unchanged) return [];
    const names = rivals.map((rival) => JSON.stringify(rival.match)).join(", ");
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
