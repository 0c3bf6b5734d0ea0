import type { ExplainedPerson, PersonVerdict } from "../model/explained-person.ts";
import type { ExplainView } from "./explain-view.ts";
import { KEPT, LEFT_OUT, STAYS, WITHHELD } from "./explain-words.ts";
import { counted } from "./text/quantity.ts";

/** What stands between a person and what somebody may have expected, and what can be done about it. */
export interface Advice {
  /** `contact`, `field PLAN`, `tag active`. */
  readonly about: string;
  readonly todo: string;
}

/** Answers why a contact is not synced, why a field is missing, and why a tag was not applied. */
export function advice({ person, blocking }: ExplainView): readonly Advice[] {
  const limits = counted(blocking.length, "limit");
  const todo = [
    ...(blocking.length === 0 ? [] : [`The plan as a whole is blocked by ${limits}, so nothing would be written.`]),
    ...person.verdicts.flatMap((verdict) => contactAdvice(verdict, person)),
    ...(person.refusedBefore && !isRefused(person) ? [REFUSED] : []),
  ];
  const contact = [...new Set(todo)].map((sentence) => ({ about: "contact", todo: sentence }));
  return [...contact, ...fieldAdvice(person), ...tagAdvice(person)];
}

const REFUSED = "Mailchimp refused an address of this person in the last 30 days; .audiencectl/refused remembers it.";

function isRefused({ verdicts }: ExplainedPerson): boolean {
  return verdicts.some((verdict) => verdict.is === "left-out" && verdict.reason === "refused-before");
}

function contactAdvice(verdict: PersonVerdict, person: ExplainedPerson): readonly string[] {
  switch (verdict.is) {
    case "in-step":
    case "unmanaged":
      return [];
    case "change":
      return verdict.change.action === "untag" || verdict.change.action === "archive" ? [leaverAdvice(person)] : [];
    case "leaver":
      return [leaverAdvice(person)];
    case "left-out":
      return [LEFT_OUT[verdict.reason].todo];
    case "stays":
      return STAYS[verdict.why].todo === "" ? elsewhereAdvice(person) : [STAYS[verdict.why].todo];
    case "unknown":
      return [`Look at the spelling, here and in the sources.${nearest(person)}`];
  }
}

function leaverAdvice({ rules }: ExplainedPerson): string {
  if (rules !== undefined) return LEFT_OUT["not-included"].todo;
  return "If the person should be in a source, look there: another address, another id?";
}

/** Whoever is left as he is since the record stands at another address needs what that one needs. */
function elsewhereAdvice({ elsewhere }: ExplainedPerson): readonly string[] {
  const all = elsewhere.flatMap(({ verdicts }) => verdicts);
  return all.flatMap((verdict) => (verdict.is === "left-out" ? [LEFT_OUT[verdict.reason].todo] : []));
}

function nearest(person: ExplainedPerson): string {
  return person.nearest === undefined ? "" : ` The nearest address that is known: ${person.nearest}`;
}

function fieldAdvice({ rules }: ExplainedPerson): readonly Advice[] {
  return (rules?.fields ?? []).flatMap(({ key, kept, refused, cut }): readonly Advice[] => {
    const about = `field ${key}`;
    if (refused !== undefined) {
      const choice = refused.includes("is not among the choices");
      const todo = choice
        ? `Add the choice to \`mergeFields.${key}.choices\`, or turn the value into another one with \`map\`.`
        : "Correct the value in the source.";
      return [{ about, todo }];
    }
    if (kept === "not-standing") return [{ about, todo: `${sentence(KEPT[kept])} \`plan\` says what holds it.` }];
    return cut ? [{ about, todo: "Shorten the text in the source." }] : [];
  });
}

function tagAdvice({ rules }: ExplainedPerson): readonly Advice[] {
  const tags = (rules?.tags ?? []).map(({ name, withheld }) => ({ about: `tag ${name}`, withheld }));
  const interests = (rules?.interests ?? []).map(({ interest, withheld }) => ({
    about: `interest ${interest}`,
    withheld,
  }));
  return [
    ...[...tags, ...interests].flatMap(({ about, withheld }) =>
      withheld === "not-standing"
        ? [{ about, todo: `${sentence(WITHHELD[withheld])} \`plan\` says what holds it.` }]
        : [],
    ),
    ...(rules?.families ?? []).flatMap(({ pattern, refused }) =>
      refused === undefined ? [] : [{ about: `tag ${pattern}`, todo: "Correct the value in the source." }],
    ),
  ];
}

function sentence(words: string): string {
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}.`;
}
