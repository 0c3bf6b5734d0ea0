import type { Finding, Path } from "../../model/diagnostic.ts";
import type { MergeFieldType } from "../../model/merge-field-type.ts";
import type { MergeFieldEntry, Written } from "../draft.ts";
import { list } from "../wording.ts";
import { type Check, doubtful, wrong } from "./check.ts";

const NO_CHOICES = { code: "choices-missing", summary: "A field of choices has no choices" };
const CHOICE_TWICE = { code: "choice-twice", summary: "A choice stands twice" };
const CHOICE_EMPTY = { code: "choice-empty", summary: "A choice is empty" };
const MISPLACED = { code: "option-of-other-type", summary: "Property does not fit the field's type" };
const DATE_FORM = { code: "date-format", summary: "Date format does not fit the field's type" };
const UNTYPED = { code: "definition-without-type", summary: "A definition has no type" };
const NO_VALUE = { code: "nothing-to-write", summary: "There is no value to write" };
const TOO_MANY = { code: "too-many-merge-fields", summary: "Too many merge fields" };
const MANY = { code: "many-merge-fields", summary: "More merge fields than most plans allow" };

/** A `dropdown` or `radio` field is made of its choices. */
export const choicesGiven: Check = ({ mergeFields }) =>
  mergeFields.entries.flatMap(({ path, entry: { type, choices } }) => {
    if (!isOfChoices(type) || choices !== undefined) return [];
    const detail = `A \`${type}\` field needs its choices: \`choices: [bronze, silver, gold]\`.`;
    return [wrong(NO_CHOICES, detail, [...path, "type"])];
  });

/** Choices are told apart by their text. */
export const choicesDistinct: Check = ({ mergeFields }) =>
  mergeFields.entries.flatMap(({ path, entry: { choices = [] } }) =>
    choices.flatMap((choice, index): readonly Finding[] => {
      const at = [...path, "choices", index];
      if (choice.trim() === "") {
        return [
          wrong(
            CHOICE_EMPTY,
            "A choice must have a text. A contact without a choice needs none: its field is empty.",
            at,
          ),
        ];
      }
      if (choices.indexOf(choice) === index) return [];
      return [
        wrong(CHOICE_TWICE, `${JSON.stringify(choice)} is among the choices already. Take one of the two out.`, at),
      ];
    }),
  );

/** Each option belongs to some types alone; Mailchimp would ignore or refuse it elsewhere. */
export const optionsFitType: Check = ({ mergeFields }) =>
  mergeFields.entries.flatMap(({ path, entry }) =>
    Object.entries(OPTIONS).flatMap(([option, types]): readonly Finding[] => {
      const { type } = entry;
      if (!Object.hasOwn(entry, option) || type === undefined || types.includes(type)) return [];
      const detail = `\`${option}\` is for fields of type ${list(types, "or")}, and this one is ${JSON.stringify(type)}.`;
      return [wrong(MISPLACED, detail, [...path, option], "key")];
    }),
  );

/** A date has a year, a birthday has none. */
export const dateFormatFitsType: Check = ({ mergeFields }) =>
  mergeFields.entries.flatMap(({ path, entry: { type, dateFormat } }): readonly Finding[] => {
    if (dateFormat === undefined || (type !== "date" && type !== "birthday")) return [];
    if (dateFormat.includes("YYYY") === (type === "date")) return [];
    const forms = type === "date" ? ["MM/DD/YYYY", "DD/MM/YYYY"] : ["MM/DD", "DD/MM"];
    const detail = `A ${type} ${type === "date" ? "has a year" : "has no year"}: the format is ${list(forms, "or")}.`;
    return [wrong(DATE_FORM, detail, [...path, "dateFormat"])];
  });

/** Without a type the field stands already, and its definition is nobody's business here. */
export const definitionHasType: Check = ({ mergeFields }) =>
  mergeFields.entries.flatMap(({ path, entry }): readonly Finding[] => {
    const stated = DEFINITION.find((property) => Object.hasOwn(entry, property));
    if (entry.type !== undefined || stated === undefined) return [];
    const detail = `\`${stated}\` describes the field, but without a \`type\` its definition is not managed. Add the \`type\`, or take \`${stated}\` out if the field stands in the audience and shall stay as it is.`;
    return [wrong(UNTYPED, detail, [...path, stated], "key")];
  });

/** `write` and `empty` say how a value is written. */
export const writtenFieldHasValue: Check = ({ mergeFields }) =>
  mergeFields.entries.flatMap((field) =>
    (["write", "empty"] as const).flatMap((word) =>
      field.entry[word] === undefined || field.entry.value !== undefined ? [] : [nothingToWrite(field, word)],
    ),
  );

/** Mailchimp's own limit is 80 in the largest plan, and 30 in the others. */
export const mergeFieldsFitAudience: Check = ({ mergeFields }) => {
  const path: Path = ["mergeFields"];
  const count = mergeFields.entries.length + mergeFields.broken.length;
  if (count > 80) {
    return [wrong(TOO_MANY, `The file declares ${count}, and an audience has at most 80.`, path, "key")];
  }
  if (count <= 30) return [];
  const detail = `The file declares ${count}. Most of Mailchimp's plans allow 30 in an audience; \`audiencectl doctor\` says what yours allows.`;
  return [doubtful(MANY, detail, path, "key")];
};

const OPTIONS: Readonly<Record<string, readonly MergeFieldType[]>> = {
  choices: ["dropdown", "radio"],
  dateFormat: ["date", "birthday"],
  phoneFormat: ["phone"],
  defaultCountry: ["address"],
  size: ["text"],
};

const DEFINITION = ["name", "required", "public", "defaultValue", "helpText", "order", ...Object.keys(OPTIONS)];

function isOfChoices(type: MergeFieldType | undefined): boolean {
  return type === "dropdown" || type === "radio";
}

function nothingToWrite({ path }: Written<MergeFieldEntry>, word: string): Finding {
  const detail = `\`${word}\` says how a value is written, and the field has no \`value\`. Add one, or take \`${word}\` out.`;
  return doubtful(NO_VALUE, detail, [...path, word], "key");
}
