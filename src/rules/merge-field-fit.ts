import type { MergeFieldType } from "../model/merge-field-type.ts";
import type { FieldType } from "../model/source.ts";
import { TYPE_WORDS } from "./operator-fit.ts";

/** Why a value of a type cannot feed a merge field of a type, with the way out; undefined where it can. */
export function mergeFieldMisfit(type: FieldType, mergeFieldType: MergeFieldType): string | undefined {
  if (FEEDS[mergeFieldType].includes(type)) return undefined;
  const advice = adviceFor(type, mergeFieldType);
  return `The value is ${TYPE_WORDS[type]}, which a merge field of type ${mergeFieldType} cannot hold. ${advice}`;
}

/** Why a value of a type cannot make the tags of a family, with the way out; undefined where it can. */
export function familyMisfit(type: FieldType): string | undefined {
  if (type === "text" || type === "number" || type === "boolean") return undefined;
  const advice = type === "list" ? FROM_LIST : "Take a text or a number.";
  return `The value is ${TYPE_WORDS[type]}, and a family makes one tag from one short value. ${advice}`;
}

const SINGLE: readonly FieldType[] = ["text", "number", "boolean"];
const DAYS: readonly FieldType[] = ["date", "datetime"];

const FEEDS: Record<MergeFieldType, readonly FieldType[]> = {
  text: [...SINGLE, ...DAYS],
  number: ["number"],
  address: ["address"],
  phone: ["text"],
  date: DAYS,
  url: ["text"],
  imageurl: ["text"],
  radio: SINGLE,
  dropdown: SINGLE,
  // A text is read as MM/DD, the only way to write a birthday; anything else is refused contact by contact.
  birthday: [...DAYS, "text"],
  zip: ["text"],
};

const FROM_LIST = 'A list gives one value with `{ tag: "tier:*", of: path }`.';

// Whether a text means a number or a date is for the file to say: guessing would turn 007 into 7 and 3/4 into a day.
function adviceFor(type: FieldType, mergeFieldType: MergeFieldType): string {
  if (type === "list") return FROM_LIST;
  if (type === "address") return "Use a merge field of type address.";
  const wanted = FEEDS[mergeFieldType];
  if (type === "text" && wanted[0] !== undefined && wanted[0] !== "address") {
    return `If the column holds that, declare its type where the source is declared: \`columns: { NAME: ${wanted[0]} }\`.`;
  }
  if (type === "number" && (mergeFieldType === "zip" || mergeFieldType === "phone")) {
    return "Declare the column as text, so that no leading zero or plus sign is lost: `columns: { NAME: text }`.";
  }
  return `It takes ${wanted.map((one) => TYPE_WORDS[one]).join(" or ")}; a merge field of type text would do.`;
}
