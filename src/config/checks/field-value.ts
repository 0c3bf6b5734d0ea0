import type { Finding } from "../../model/diagnostic.ts";
import type { MergeFieldType } from "../../model/merge-field-type.ts";
import { familyMisfit, mergeFieldMisfit } from "../../rules/merge-field-fit.ts";
import { possibleValues } from "../../rules/possible-value.ts";
import { list } from "../wording.ts";
import { type Check, doubtful, wrong } from "./check.ts";

const MISFIT = { code: "value-type", summary: "Value of the wrong type" };
const NO_CHOICE = { code: "value-not-a-choice", summary: "A value is none of the choices" };

/** What a value gives must be something that a field of the type can hold. */
export const valueFitsField: Check = ({ mergeFields }, { values }) =>
  mergeFields.entries.flatMap(({ key, path, entry: { type } }): readonly Finding[] => {
    const value = values.get(key);
    const misfit = value === undefined || type === undefined ? undefined : mergeFieldMisfit(value.type, type);
    return misfit === undefined ? [] : [wrong(MISFIT, misfit, [...path, "value"])];
  });

/** The tags of a family are made of short texts. */
export const valueFitsFamily: Check = ({ tags }, { families }) =>
  tags.entries.flatMap(({ key, path }): readonly Finding[] => {
    const value = families.get(key);
    const misfit = value === undefined ? undefined : familyMisfit(value.type);
    return misfit === undefined ? [] : [wrong(MISFIT, misfit, [...path, "value"])];
  });

/** A value that is none of the choices is never sent, so that the field stays as it is. */
export const valuesAreChoices: Check = ({ mergeFields }, { values, vocabulary }) =>
  mergeFields.entries.flatMap(({ key, path, entry: { type, choices } }): readonly Finding[] => {
    const value = values.get(key);
    if (value === undefined || choices === undefined || !hasChoices(type)) return [];
    const strangers = (possibleValues(value.expression, vocabulary) ?? []).filter((one) => !choices.includes(one));
    if (strangers.length === 0) return [];
    const them = strangers.length === 1 ? "it" : "them";
    const detail = `The value can be ${list(strangers, "or")}. \`${key}\` has no such choice, and what is none is never sent. Add ${them} to the \`choices\`, or translate ${them} with \`{ from, map }\`.`;
    return [doubtful(NO_CHOICE, detail, [...path, "value"])];
  });

function hasChoices(type: MergeFieldType | undefined): boolean {
  return type === "dropdown" || type === "radio";
}
