import { type Address, formatAddress, sameAddress } from "../model/address.ts";
import type { LifeCycle, UndeclaredPolicy } from "../model/desired.ts";
import type { Diagnostic, Finding } from "../model/diagnostic.ts";
import { fitsAny } from "../model/glob.ts";
import { type PathedObject, pathedObjects } from "./declared-object.ts";
import { namesOf } from "./draft.ts";
import { lifeCycleOf } from "./life-cycle.ts";
import type { ConfigForm } from "./load.ts";
import { placed, presented } from "./place.ts";
import { isFamily } from "./tag-family.ts";
import { placeAt } from "./tree.ts";
import { spoken } from "./wording.ts";

/**
 * What an earlier form of a file declares and the present one neither declares nor removes nor renames; the places are
 * those of the earlier file. Warnings, for nothing is wrong with a file that manages less.
 */
export function vanished(base: ConfigForm, now: ConfigForm, file: string): readonly Diagnostic[] {
  const present = pathedObjects(now.draft);
  const life = lifeCycleOf(now.draft, (path) => placeAt(now.root, path, "key"));
  const objects = pathedObjects(base.draft).flatMap((object) => fateOf(object, present, life, file));
  const families = namesOf(now.draft.tags).filter(isFamily);
  const lost = base.draft.tags.entries
    .filter(({ key }) => isFamily(key) && !families.some((other) => other.toLowerCase() === key.toLowerCase()))
    .map(({ key, path }): Finding => finding(VANISHED, familyDetail(key, file), path));
  return presented(placed([...objects, ...lost], base.root), base.lines);
}

const VANISHED = { code: "declaration-vanished", summary: "A declaration has vanished" };
const BY_KEY = { code: "previously-names-key", summary: "A former name is not the one that Mailchimp knows" };
const GUARDED = { code: "protected-removed", summary: "What was protected is removed" };

function fateOf(
  object: PathedObject,
  present: readonly PathedObject[],
  life: LifeCycle,
  file: string,
): readonly Finding[] {
  const { at, match, path } = object;
  // A field without a type stands already and goes on standing: only its values were managed.
  if (at.kind === "contact" || !object.definitionManaged) return [];
  const peers = present.filter((other) => other.at.kind === at.kind);
  if (peers.some((other) => other.match === match || other.formerly?.includes(match) === true)) return [];
  const heir = peers.find((other) => other.previously.includes(at.key));
  if (heir !== undefined) return [finding(BY_KEY, byKeyDetail(heir, at, match), path)];
  if (life.removed.some((entry) => sameAddress(entry.at, at) || (entry.at.kind === at.kind && entry.match === match))) {
    return object.protected === true ? [finding(GUARDED, guardedDetail(at, file), path)] : [];
  }
  if (fitsAny(match, life.ignored[at.kind] ?? []) || goesWithAnother(object, present)) return [];
  return [finding(VANISHED, vanishedDetail(at, match, file, life.undeclared[at.kind] ?? "ignore"), path)];
}

/** What stood in an object that is no more, as an interest in its group, shares that one's fate. */
function goesWithAnother({ within }: PathedObject, present: readonly PathedObject[]): boolean {
  if (within === undefined) return false;
  const peers = present.filter((other) => other.at.kind === within.kind);
  return !peers.some((other) => other.match === within.key || other.formerly?.includes(within.key) === true);
}

function finding(what: typeof VANISHED, detail: string, path: Finding["path"]): Finding {
  return { severity: "warning", ...what, detail, path, mark: "key" };
}

function vanishedDetail(at: Address, match: string, file: string, policy: UndeclaredPolicy): string {
  const name = at.kind === "mergeField" ? match : at.key;
  const former = at.kind === "interest" ? name.slice(name.indexOf("/") + 1) : name;
  const renamed =
    at.kind === "webhook"
      ? ""
      : `; if something declared now is what it was, add \`previously: [${JSON.stringify(former)}]\` to that`;
  const fate =
    policy === "delete"
      ? "`undeclared` says that such objects are deleted"
      : "it stays in Mailchimp as it is, managed by nobody";
  return `${formatAddress(at)} is declared there and not in ${file}, and nothing says what became of it: ${fate}. If it shall go, add \`removed: [ { ${at.kind}: ${JSON.stringify(name)} } ]\`${renamed}.`;
}

function familyDetail(pattern: string, file: string): string {
  return `The family ${JSON.stringify(pattern)} is declared there and not in ${file}: contacts keep the tags that they have of it, and nobody takes them away. If they shall go, list each of them under \`removed\` with \`fromContacts: true\`.`;
}

function byKeyDetail(heir: PathedObject, at: Address, match: string): string {
  return `${spoken(heir.path)} says that it was ${JSON.stringify(at.key)}, which was a key of the file alone. Mailchimp knows the field as ${match}: write \`previously: [${match}]\`, or a second field will be made beside it.`;
}

function guardedDetail(at: Address, file: string): string {
  return `${formatAddress(at)} was protected, and ${file} removes it. Make sure that this is meant.`;
}
