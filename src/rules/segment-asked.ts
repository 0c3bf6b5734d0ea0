import type { Operator } from "../model/condition.ts";
import type { Json, JsonObject } from "../model/json.ts";
import type { MergeFieldType } from "../model/merge-field-type.ts";
import type { ContactProperty, SegmentField, SegmentOperand } from "../model/segment.ts";
import type { FieldType } from "../model/source.ts";
import { birthdayMisfit, dayMisfit, languageMisfit, ratingMisfit, usDay } from "./segment-literal.ts";
import { segmentOperandName } from "./segment-name.ts";

/** Mailchimp's operators as most types call them; each type has its own spelling of some. */
export type Word =
  | "is"
  | "not"
  | "greater"
  | "less"
  | "contains"
  | "notcontain"
  | "starts"
  | "ends"
  | "within"
  | "notwithin"
  | "blank"
  | "blank_not";

/** What can be asked of: a merge field by its type, the tags, a group, a contact's own property. */
export type AskedKind = MergeFieldType | "tag" | "group" | ContactProperty;

/** What a test asks of something: which operators Mailchimp has for it, how values are read, and how both are said. */
export interface Asked {
  readonly name: string;
  readonly kind: AskedKind;
  /** What it is in a sentence, `a merge field of type number`. */
  readonly words: string;
  readonly literal: FieldType;
  readonly values?: readonly string[];
  readonly operators: readonly Operator[];
  /** Whether a contact may have none, which Mailchimp then can ask. */
  readonly blankable: boolean;
  /** Several values go into one condition. */
  readonly several?: true;
  readonly misfit?: (value: Json) => string | undefined;
  readonly say: (word: Word, value?: Json) => JsonObject;
}

/** What is asked of a merge field of a known type. */
export function askedOfField(field: SegmentField, type: MergeFieldType): Asked {
  const form = FORMS[type];
  return {
    name: field.key,
    kind: type,
    words: `a merge field of type ${type}`,
    literal: form.literal,
    ...(field.choices === undefined ? {} : { values: field.choices }),
    operators: form.operators,
    blankable: true,
    ...(form.misfit === undefined ? {} : { misfit: form.misfit }),
    say: (op, value) => ({
      condition_type: form.type,
      field: field.tag,
      op,
      ...(value === undefined ? {} : { value: form.value?.(String(value)) ?? String(value) }),
    }),
  };
}

/** What is asked of a tag, a group or a contact's own property. */
export function askedOf(operand: Exclude<SegmentOperand, { on: "mergeField" }>): Asked {
  const name = segmentOperandName(operand);
  switch (operand.on) {
    case "tag":
      return { name, kind: "tag", ...TAG };
    case "group":
      return { name, kind: "group", ...groupAsked(operand.title) };
    case "contact":
      return { name, kind: operand.property, ...PROPERTIES[operand.property] };
  }
}

const EQUALITY = ["eq", "ne", "in", "notIn"] as const;
const PRESENCE = ["exists", "missing"] as const;

interface Form {
  readonly type: string;
  readonly literal: FieldType;
  readonly operators: readonly Operator[];
  readonly misfit?: (value: Json) => string | undefined;
  readonly value?: (text: string) => string;
}

const TEXT: Form = {
  type: "TextMerge",
  literal: "text",
  operators: [...EQUALITY, "contains", "notContains", "startsWith", "endsWith", ...PRESENCE],
};
const CHOICE: Form = {
  type: "SelectMerge",
  literal: "text",
  operators: [...EQUALITY, "contains", "notContains", ...PRESENCE],
};

/** How each type of merge field is asked for. Mailchimp's TextMerge is for numbers too. */
const FORMS: Readonly<Record<MergeFieldType, Form>> = {
  text: TEXT,
  phone: TEXT,
  url: TEXT,
  imageurl: TEXT,
  zip: TEXT,
  number: { type: "TextMerge", literal: "number", operators: [...EQUALITY, "gt", "lt", ...PRESENCE] },
  dropdown: CHOICE,
  radio: CHOICE,
  date: {
    type: "DateMerge",
    literal: "date",
    operators: [...EQUALITY, "before", "after", ...PRESENCE],
    misfit: dayMisfit,
    value: usDay,
  },
  birthday: {
    type: "BirthdayMerge",
    literal: "text",
    operators: [...EQUALITY, ...PRESENCE],
    misfit: birthdayMisfit,
  },
  address: { type: "AddressMerge", literal: "text", operators: ["contains", "notContains", ...PRESENCE] },
};

type Nameless = Omit<Asked, "name" | "kind">;

const TAG: Nameless = {
  words: "the contact's tags",
  literal: "text",
  operators: EQUALITY,
  blankable: false,
  say: (word, value = null) => ({
    condition_type: "StaticSegment",
    field: "static_segment",
    op: word === "is" ? "static_is" : "static_not",
    value,
  }),
};

function groupAsked(group: string): Nameless {
  return {
    words: "the contact's interests",
    literal: "text",
    operators: EQUALITY,
    blankable: false,
    several: true,
    say: (word, value = []) => ({
      condition_type: "Interests",
      field: "interests",
      group,
      op: word === "is" ? "interestcontains" : "interestnotcontains",
      value,
    }),
  };
}

const PROPERTIES: Readonly<Record<ContactProperty, Nameless>> = {
  email: {
    words: "the contact's address",
    literal: "text",
    operators: [...EQUALITY, "contains", "notContains", "startsWith", "endsWith"],
    blankable: false,
    say: (op, value = "") => ({ condition_type: "EmailAddress", field: "EMAIL", op, value }),
  },
  status: { words: "the contact's status", literal: "text", operators: [], blankable: false, say: () => ({}) },
  vip: {
    words: "whether the contact is a VIP",
    literal: "boolean",
    operators: ["eq", "ne"],
    blankable: false,
    say: (word, value) => ({
      condition_type: "VIP",
      field: "gmonkey",
      op: (word === "is") === (value === true) ? "member" : "notmember",
    }),
  },
  language: {
    words: "the contact's language",
    literal: "text",
    operators: ["eq", "in"],
    blankable: false,
    misfit: languageMisfit,
    say: (op, value = "") => ({ condition_type: "Language", field: "language", op, value }),
  },
  rating: {
    words: "the contact's rating",
    literal: "number",
    operators: [...EQUALITY, "gt", "lt"],
    blankable: false,
    misfit: ratingMisfit,
    say: (op, value = 0) => ({ condition_type: "MemberRating", field: "rating", op, value: String(value) }),
  },
  source: {
    words: "the contact's signup source",
    literal: "text",
    operators: ["eq", "in"],
    blankable: false,
    say: (word, value = "") => ({
      condition_type: "SignupSource",
      field: "source",
      op: word === "is" ? "source_is" : "source_not",
      value,
    }),
  },
  signup: { ...moment("timestamp_opt", "the day on which the contact signed up", PRESENCE), blankable: true },
  changed: moment("info_changed", "the day on which the contact last changed", []),
};

function moment(field: string, words: string, presence: readonly Operator[]): Nameless {
  return {
    words,
    literal: "date",
    operators: [...EQUALITY, "before", "after", "within", "olderThan", ...presence],
    blankable: false,
    misfit: dayMisfit,
    say: (op, value) => ({
      condition_type: "Date",
      field,
      op,
      ...(op === "within" || op === "notwithin"
        ? { value: String(value) }
        : value === undefined
          ? {}
          : { value: "date", extra: value }),
    }),
  };
}
