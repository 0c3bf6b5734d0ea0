import type { Operator } from "../model/condition.ts";
import type { Json } from "../model/json.ts";
import type { Asked, AskedKind } from "./segment-asked.ts";

/** Why Mailchimp cannot be asked this, and what to write instead. */
export function segmentAdvice(operator: Operator, value: Json, asked: Asked): string {
  const { name, kind, words, literal, operators } = asked;
  const instead = bound(operator, value, asked) ?? BY_KIND[kind]?.[operator] ?? BY_LITERAL[literal]?.[operator];
  return `${name} is ${words}, and Mailchimp cannot ask \`${operator}\` of it. ${instead ?? `What it can be asked is ${operators.join(", ")}.`}`;
}

type Advice = Readonly<Partial<Record<Operator, string>>>;

/** Mailchimp has greater and less, and no "at least". */
function bound(operator: Operator, value: Json, { name, literal, operators }: Asked): string | undefined {
  if (operator !== "gte" && operator !== "lte") return undefined;
  const [word, step] = operator === "gte" ? ["gt", -1] : ["lt", 1];
  if (literal === "date") return operator === "gte" ? LATER : EARLIER;
  if (literal !== "number" || !operators.includes("gt")) return undefined;
  const number = typeof value === "number" ? value : 10;
  const either = `\`any: [ { ${name}: { ${word}: ${number} } }, { ${name}: ${number} } ]\``;
  return Number.isSafeInteger(number)
    ? `It knows greater and less alone. For whole numbers write \`${word}: ${number + Number(step)}\`; for others ${either}.`
    : `It knows greater and less alone. Write ${either}.`;
}

const LATER = "For days write `after` and the day before the first one that is meant.";
const EARLIER = "For days write `before` and the day after the last one that is meant.";
const NUMBER = "If the field holds numbers, it must be declared with `type: number`.";
const DAYS = "If the field holds days, it must be declared with `type: date`.";
const SINCE =
  "Only `signup` and `changed` can be counted back from today. Let a tag ask the source, `tags: { recent: { when: { partner.created_at: { within: 30d } } } }`, and the segment ask for the tag, `{ tag: recent }`.";

const BY_LITERAL: Readonly<Partial<Record<Asked["literal"], Advice>>> = {
  number: {
    before: "For numbers write `lt`.",
    after: "For numbers write `gt`.",
    contains: "A number is compared whole: write `eq`, `gt` or `lt`.",
  },
  date: {
    gt: "For days write `after`.",
    lt: "For days write `before`.",
    within: SINCE,
    olderThan: SINCE,
  },
  boolean: { in: "Write `vip: true` or `vip: false`.", exists: "Write `vip: true`.", missing: "Write `vip: false`." },
};

const CHOICES = "Name the choices that are meant: `{ in: [ … ] }`.";
const CONTAINED = "Of a postal address it only asks whether its text contains something: `{ contains: Berlin }`.";

const ALWAYS = "Every contact has one; leave it out.";
const INCLUDED = (name: string) =>
  `It has no word for whether one is known. Write \`not: { ${name}: … }\`, which also lets in contacts of whom it is not.`;
const WHOLE_TAG = "A tag is asked for by its whole name: `{ tag: NAME }`, or `{ tag: { in: [ … ] } }`.";
const LANGUAGE = INCLUDED("language");
const SOURCE = INCLUDED("source");
const STARTS = "Use Mailchimp's signup sources whole, as a contact's profile shows them.";

const BY_KIND: Readonly<Partial<Record<AskedKind, Advice>>> = {
  text: {
    gt: NUMBER,
    gte: NUMBER,
    lt: NUMBER,
    lte: NUMBER,
    before: DAYS,
    after: DAYS,
    within: DAYS,
    olderThan: DAYS,
  },
  dropdown: { startsWith: CHOICES, endsWith: CHOICES },
  radio: { startsWith: CHOICES, endsWith: CHOICES },
  address: {
    eq: CONTAINED,
    ne: CONTAINED,
    in: CONTAINED,
    notIn: CONTAINED,
    startsWith: CONTAINED,
    endsWith: CONTAINED,
  },
  birthday: {
    contains: "A birthday is compared whole: `eq` or `in`.",
    startsWith: 'For a month name its days: `{ in: ["01/01", … ] }`, or use Mailchimp\'s own words.',
    before: "Birthdays come round each year and have no order.",
    after: "Birthdays come round each year and have no order.",
  },
  email: { exists: ALWAYS, missing: ALWAYS },
  rating: { exists: ALWAYS, missing: ALWAYS },
  changed: { exists: ALWAYS, missing: ALWAYS },
  tag: {
    contains: WHOLE_TAG,
    notContains: WHOLE_TAG,
    startsWith: WHOLE_TAG,
    endsWith: WHOLE_TAG,
    exists: WHOLE_TAG,
    missing: WHOLE_TAG,
  },
  language: { ne: LANGUAGE, notIn: LANGUAGE, exists: LANGUAGE, missing: LANGUAGE },
  source: { ne: SOURCE, notIn: SOURCE, exists: SOURCE, missing: SOURCE, contains: STARTS, startsWith: STARTS },
};
