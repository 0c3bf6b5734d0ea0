import type { ContactRules, RuleTest, Vocabulary } from "../../src/model/desired.ts";
import type { Place } from "../../src/model/diagnostic.ts";
import { parseCondition } from "../../src/rules/condition-parser.ts";
import { parseValue } from "../../src/rules/value-parser.ts";
import { VOCABULARY } from "../rules/partner-program.ts";

/** A place in an invented configuration file. */
export function line(number: number): Place {
  return { file: "mailchimp.config.yaml", line: number, column: 5 };
}

function when(raw: unknown, vocabulary: Vocabulary = VOCABULARY) {
  const { condition } = parseCondition(raw, [], vocabulary);
  if (condition === undefined) throw new Error("This condition should be readable.");
  return condition;
}

function value(raw: unknown) {
  const { value: expression } = parseValue(raw, [], VOCABULARY);
  if (expression === undefined) throw new Error("This value should be readable.");
  return expression;
}

const FIELD = { write: "always", empty: "clear" } as const;

/** The rules of an invented partner program, against `VOCABULARY`. */
export const RULES: ContactRules = {
  fields: [
    {
      ...FIELD,
      key: "TIER",
      tag: "TIER",
      type: "dropdown",
      choices: ["bronze", "silver", "gold"],
      value: value({ tag: "tier:*", of: "partner.tags" }),
      declaredAt: line(10),
    },
    {
      ...FIELD,
      key: "SALES",
      tag: "SALES",
      type: "number",
      value: value("partner.referrals.sales_count"),
      declaredAt: line(11),
    },
    { ...FIELD, key: "ID", tag: "ID", type: "text", value: value("partner.id"), declaredAt: line(12) },
    {
      key: "FNAME",
      tag: "FNAME",
      value: value({ first: ["partner.name", "customer.First Name"] }),
      write: "if_empty",
      empty: "keep",
      declaredAt: line(13),
    },
  ],
  tags: [
    { name: "active", when: when({ "partner.status": "active" }), declaredAt: line(20) },
    { name: "top performer", when: when({ SALES: { gte: 10 } }), declaredAt: line(21) },
    { name: "new", when: when({ "partner.created_at": { within: "30d" } }), declaredAt: line(22) },
  ],
  interests: [],
  families: [
    {
      pattern: "tier:*",
      prefix: "tier:",
      suffix: "",
      value: value({ tag: "tier:*", of: "partner.tags" }),
      declaredAt: line(23),
    },
  ],
  identity: ["ID"],
  include: when({ "partner.status": { in: ["active", "pending"] } }),
  newContacts: [
    { when: when({ "partner.tags": { contains: "consented" } }), status: "subscribed" },
    { status: "pending" },
  ],
  duplicates: "error",
  leavers: "keep",
};

/** A rule test with what it leaves out filled in. */
export function ruleTest(given: Pick<RuleTest, "name" | "given" | "expect"> & Partial<RuleTest>): RuleTest {
  return { path: ["tests", 0], declaredAt: line(40), ...given };
}
