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
  const blocked = `The plan as a whole is blocked by ${counted(blocking.length, "limit")}, so nothing would be written.`;
  return [
    ...(blocking.length === 0 ? [] : [{ about: "contact", todo: blocked }]),
    ...person.verdicts.flatMap((verdict) => verdictAdvice(verdict, person)),
    ...fieldAdvice(person),
    ...tagAdvice(person),
  ];
}

function verdictAdvice(verdict: PersonVerdict, person: ExplainedPerson): readonly Advice[] {
  const { nearest, records, verdicts } = person;
  if (verdict.is === "left-out") return [{ about: "contact", todo: LEFT_OUT[verdict.reason].todo }];
  if (verdict.is === "stays" && STAYS[verdict.why].todo !== "")
    return [{ about: "contact", todo: STAYS[verdict.why].todo }];
  if (verdict.is === "leaver" && records.length === 0 && verdicts.length === 1) {
    return [
      { about: "contact", todo: "If the person should be in a source, look there: another address, another id?" },
    ];
  }
  if (verdict.is !== "unknown") return [];
  const near = nearest === undefined ? "" : ` The nearest address that is known: ${nearest}.`;
  return [{ about: "contact", todo: `Look at the spelling, here and in the sources.${near}` }];
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
